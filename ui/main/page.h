#pragma once

#include <QString>
#include <QStringList>
#include <QWidget>

namespace capriccio {

class Studio;

// One step of one medium. Pages are built once, with the studio; they never block.
class Page : public QWidget {
    Q_OBJECT
public:
    explicit Page(Studio& studio, QWidget* parent = nullptr) : QWidget(parent), studio_(studio) {}

    // What would happen with these files if they were dropped here, for the hover sheet ("Import 34 files as
    // pictures"); empty = not accepted here.
    virtual QString dropHint(const QStringList& /*paths*/) const { return {}; }
    virtual void dropFiles(const QStringList& /*paths*/) {}
    // Asks for what a file dialog should bring in (Data pages; "Add pictures…" in the menu).
    virtual void chooseFiles() {}
    // Brings in a built-in set (Data pages); key of a SampleOffer.
    virtual void importBuiltIn(const QString& /*key*/) {}
    // Opens the way out as files (Create pages; "Export…" in the menu).
    virtual void exportWork() {}
    // Ends what this page does in the background with the project's data: the project is about to change or the window
    // to close. Returns at once.
    virtual void cancelWork() {}
    // Whether something the artist made here has not reached the disk yet.
    virtual bool hasUnsaved() const { return false; }
    // Full work (F11, or Tab while nothing that is typed into has the focus) hides everything but the work: pages hide
    // their side panels. Widgets that are the work (a canvas) set the property "work" to true, so that Tab on them
    // means this and not the next control.
    virtual void setWorkOnly(bool /*on*/) {}
    // Remembered splitter sizes and small settings; the shell calls these around a session and for "Reset layout".
    virtual QByteArray layoutState() const { return {}; }
    virtual void restoreLayoutState(const QByteArray& /*state; empty = default layout*/) {}

protected:
    Studio& studio() const { return studio_; }

private:
    Studio& studio_;
};

} // namespace capriccio

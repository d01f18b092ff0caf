#pragma once

#include <QColor>
#include <QString>
#include <QStringList>
#include <optional>

class QWidget;

namespace capriccio {

// Every question a page asks in a window of its own goes through here (Studio::dialogs()), so that tests answer without
// modal windows. GUI thread; the calls return when the artist has answered.
class Dialogs {
public:
    virtual ~Dialogs() = default;
    // filter: as QFileDialog takes it ("Pictures (*.png *.jpg)"). Empty results mean "cancelled".
    virtual QStringList openFiles(QWidget* parent, const QString& title, const QString& filter);
    virtual QString openFolder(QWidget* parent, const QString& title);
    // suggestion: file name or full path offered.
    virtual QString saveFile(QWidget* parent, const QString& title, const QString& suggestion, const QString& filter);
    virtual std::optional<QString> askText(QWidget* parent, const QString& title, const QString& label,
                                           const QString& value);
    virtual std::optional<QColor> askColor(QWidget* parent, const QString& title, const QColor& value);
    // Returns the index of the chosen button, -1 when closed with Esc. The first button is the default and is
    // accent-coloured.
    virtual int ask(QWidget* parent, const QString& title, const QString& text, const QStringList& buttons);
    // Shows a file in the desktop's file browser.
    virtual void showInFolder(const QString& file);
};

} // namespace capriccio

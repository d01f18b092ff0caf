#pragma once

#include "core/types/composing.h"
#include "ui/widgets/card.h"

#include <QString>
#include <optional>
#include <vector>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace capriccio {

class SegmentedControl;
class ValueSlider;

// How the model composes, and the buttons that make it: what holds for all of them above, what only new melodies are
// asked for in a group with their button, then what goes on from the melody on the roll. Holds nothing but what it
// shows. GUI thread.
class ComposeControls : public Card {
    Q_OBJECT
public:
    explicit ComposeControls(QWidget* parent = nullptr);

    // A request as the controls stand; tune, other, from and to are the caller's. Continue, fill and vary keep the
    // tune's tempo and metre, and its key unless one was chosen here.
    ComposeRequest request(ComposeTask task) const;
    bool continuesFromCursor() const;
    // The metres offered: those the model knows; empty: the usual ones. The one chosen before stays where it is
    // offered.
    void setMetres(const std::vector<MetreChange>& metres);
    // What can be done now, and why the rest cannot (shown as the tooltip).
    struct Possible {
        bool model = false;
        bool generate = false;
        bool go = false; // continue
        bool vary = false;
        bool fill = false;
        bool notes = false;                  // there is a tune
        bool gap = false;                    // something is marked
        bool chords = true;                  // the model writes more than one note at a time
        std::optional<StrangeMetre> strange; // of the tune
    };
    void setPossible(const Possible& possible);
    void setBusy(bool busy); // the primary button stops instead

    QByteArray saved() const; // of the controls
    void restore(const QByteArray& state);

Q_SIGNALS:
    void wanted(capriccio::ComposeTask task);
    void stopWanted();
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void buildTasks();
    static void addRow(QFormLayout* form, QLabel* label, QWidget* field);
    void retranslate();
    void showButtons();
    void showMore(bool on);
    void showMetres();

    QFormLayout* form_;
    QFormLayout* more_;
    QWidget* moreBox_;
    QFormLayout* new_; // asked for new melodies alone
    QWidget* newBox_;  // with their button
    QLabel* newTitle_;
    QWidget* rollBox_; // the buttons that go on from the roll
    QLabel* rollTitle_;
    QLabel* rollNote_;
    QLabel* labels_[13];
    ValueSlider* bars_; // from here in the order of the Tab key
    ValueSlider* count_;
    QComboBox* key_;
    QCheckBox* lock_;
    ValueSlider* temperature_;
    QToolButton* moreButton_;
    ValueSlider* topK_;
    ValueSlider* topP_;
    ValueSlider* density_;
    QComboBox* lowest_;
    QComboBox* highest_;
    QLineEdit* seed_;
    QToolButton* dice_;
    QCheckBox* newSeed_;
    QComboBox* metre_;
    std::vector<MetreChange> metres_;        // offered, behind the model's choice
    std::optional<MetreChange> wantedMetre_; // as chosen, even while it is not offered
    ValueSlider* tempo_;
    QComboBox* instrument_;
    QPushButton* generate_;
    QPushButton* continue_;
    SegmentedControl* from_;
    QPushButton* vary_;
    ValueSlider* amount_;
    QPushButton* fill_;
    Possible possible_;
    bool busy_ = false;
};

} // namespace capriccio

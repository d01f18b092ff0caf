#pragma once

#include "core/types/preset.h"

#include <QWidget>
#include <vector>

class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace capriccio {

// One option: its name, an editor for its type, the unit, what it does, and a way back to the preset's own value.
// GUI thread.
class OptionRowView : public QWidget {
    Q_OBJECT
public:
    explicit OptionRowView(const OptionSpec& spec, QWidget* parent = nullptr);
    // spec: same key and type; own: the preset's own value.
    void show(const OptionSpec& spec, const QVariant& own);
    void setEditable(bool on);
    const QString& key() const { return key_; }

Q_SIGNALS:
    void edited(const QString& key, const QString& text); // as setOption takes it

private:
    QString textOf(const QVariant& value) const;

    QString key_;
    OptionSpec spec_;
    QVariant own_;
    QLabel* hint_;
    QWidget* editor_ = nullptr;
    QToolButton* reset_;
};

// Every option of a preset, built from its table. Edits nothing itself: the page takes them and shows the result.
// GUI thread.
class AdvancedPanel : public QWidget {
    Q_OBJECT
public:
    explicit AdvancedPanel(QWidget* parent = nullptr);

    void showPreset(const Preset& preset);
    void setEditable(bool on);
    void retranslate();

Q_SIGNALS:
    void optionEdited(const QString& key, const QString& text);
    void resetAll();
    void closed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();

    Preset preset_;
    bool editable_ = true;
    QPushButton* back_;
    QPushButton* resetAll_;
    QVBoxLayout* list_;
    QLabel* runTitle_;
    QLabel* modelTitle_;
    std::vector<OptionRowView*> rows_;
    QString shape_; // keys the rows were built for
};

} // namespace capriccio

#include "ui/training/advanced_panel.h"

#include "core/types/error.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_combo_box.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/plot_text.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace capriccio {

namespace {

constexpr int kEditorWidth = 118; // px, of numbers and switches
constexpr int kChoiceWidth = 150; // px

QString rangeWords(const OptionSpec& spec) {
    return AdvancedPanel::tr("%1 to %2", "smallest and largest value")
        .arg(QLocale().toString(spec.minimum, 'g', 6), QLocale().toString(spec.maximum, 'g', 6));
}

bool isZero(const QVariant& value) {
    bool number = false;
    const double v = value.toDouble(&number);
    return number && v == 0;
}

} // namespace

OptionRowView::OptionRowView(const OptionSpec& spec, QWidget* parent) : QWidget(parent), key_(spec.key) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    auto* title = new QLabel(spec.title.text(), this);
    title->setWordWrap(true);
    title->setToolTip(spec.meaning);
    grid->addWidget(title, 0, 0);
    if (!spec.choices.isEmpty()) {
        auto* box = new ElidedComboBox(kChoiceWidth, this);
        for (qsizetype i = 0; i < spec.choices.size(); ++i)
            box->addItem(spec.choiceTitles.value(i, spec.choices[i]), spec.choices[i]);
        connect(box, &QComboBox::activated, this,
                [this, box](int index) { Q_EMIT edited(key_, box->itemData(index).toString()); });
        editor_ = box;
    } else if (spec.value.typeId() == QMetaType::Bool) {
        auto* box = new QCheckBox(this);
        connect(box, &QCheckBox::clicked, this,
                [this](bool on) { Q_EMIT edited(key_, on ? QStringLiteral("true") : QStringLiteral("false")); });
        editor_ = box;
    } else {
        auto* line = new QLineEdit(this);
        line->setAlignment(Qt::AlignRight);
        connect(line, &QLineEdit::editingFinished, this, [this, line] {
            if (!line->isModified())
                return;
            line->setModified(false);
            Q_EMIT edited(key_, line->text().trimmed().replace(QLocale().decimalPoint(), QLatin1String(".")));
        });
        editor_ = line;
    }
    editor_->setObjectName(QStringLiteral("option_") + spec.key);
    editor_->setAccessibleName(spec.title.text());
    editor_->setAccessibleDescription(spec.meaning);
    editor_->setToolTip(spec.choices.isEmpty() && spec.value.typeId() != QMetaType::Bool
                            ? tr("%1 (%2)", "what an option does, and its range").arg(spec.meaning, rangeWords(spec))
                            : spec.meaning);
    editor_->setFixedWidth(spec.choices.isEmpty() ? kEditorWidth : kChoiceWidth);
    title->setBuddy(editor_);
    grid->addWidget(editor_, 0, 1);
    reset_ = new QToolButton(this);
    reset_->setObjectName(QStringLiteral("reset_") + spec.key);
    reset_->setIcon(icon(QStringLiteral("undo"), IconTint::Muted));
    reset_->setAutoRaise(true);
    QSizePolicy keep = reset_->sizePolicy();
    keep.setRetainSizeWhenHidden(true);
    reset_->setSizePolicy(keep);
    connect(reset_, &QToolButton::clicked, this, [this] { Q_EMIT edited(key_, textOf(own_)); });
    grid->addWidget(reset_, 0, 2);
    hint_ = mutedLabel({}, this);
    grid->addWidget(hint_, 1, 0, 1, 3);
    grid->setColumnStretch(0, 1);
}

QString OptionRowView::textOf(const QVariant& value) const {
    if (value.typeId() == QMetaType::Double)
        return QString::number(value.toDouble(), 'g', 10);
    return value.toString();
}

void OptionRowView::show(const OptionSpec& spec, const QVariant& own) {
    spec_ = spec;
    own_ = own;
    if (auto* box = qobject_cast<QComboBox*>(editor_)) {
        const QSignalBlocker quiet(box);
        box->setCurrentIndex(box->findData(spec.value.toString()));
    } else if (auto* check = qobject_cast<QCheckBox*>(editor_)) {
        check->setChecked(spec.value.toBool());
    } else if (auto* line = qobject_cast<QLineEdit*>(editor_)) {
        QString text = textOf(spec.value);
        text.replace(QLatin1Char('.'), QLocale().decimalPoint());
        line->setText(text);
        line->setCursorPosition(0);
        line->setModified(false);
    }
    QString hint = spec.meaning;
    if (!spec.unit.isEmpty())
        hint = tr("%1. In %2.", "what an option does, and its unit").arg(spec.meaning, spec.unit);
    else
        // The full stop belongs to the language: Chinese ends a sentence with its own.
        hint = tr("%1.", "what an option does, as a sentence").arg(spec.meaning);
    if (!spec.zeroMeans.isEmpty() && isZero(spec.value))
        hint = tr("%1 Now 0: %2.", "what an option does, and what zero means").arg(hint, spec.zeroMeans);
    else if (!spec.zeroMeans.isEmpty())
        hint = tr("%1 0: %2.", "what an option does, and what zero means").arg(hint, spec.zeroMeans);
    hint_->setText(hint);
    const bool changed = spec.value != own;
    reset_->setVisible(changed);
    reset_->setToolTip(tr("Back to %1", "the preset's own value").arg(textOf(own)));
    reset_->setAccessibleName(tr("Reset %1").arg(spec.title.text()));
}

void OptionRowView::setEditable(bool on) {
    editor_->setEnabled(on);
    reset_->setEnabled(on);
}

AdvancedPanel::AdvancedPanel(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* row = new QHBoxLayout;
    back_ = new QPushButton(this);
    back_->setObjectName(QStringLiteral("advancedBack"));
    back_->setIcon(icon(QStringLiteral("chevron-left"), IconTint::Muted));
    setRole(back_, QStringLiteral("quiet"));
    resetAll_ = new QPushButton(this);
    resetAll_->setObjectName(QStringLiteral("advancedResetAll"));
    setRole(resetAll_, QStringLiteral("quiet"));
    row->addWidget(back_);
    row->addStretch(1);
    row->addWidget(resetAll_);
    column->addLayout(row);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* inside = new QWidget(scroll);
    list_ = new QVBoxLayout(inside);
    list_->setContentsMargins(0, 0, 10, 0);
    list_->setSpacing(10);
    scroll->setWidget(inside);
    column->addWidget(scroll, 1);
    runTitle_ = sectionTitle({}, inside);
    modelTitle_ = sectionTitle({}, inside);
    connect(back_, &QPushButton::clicked, this, &AdvancedPanel::closed);
    connect(resetAll_, &QPushButton::clicked, this, &AdvancedPanel::resetAll);
    retranslate();
}

void AdvancedPanel::rebuild() {
    for (OptionRowView* row : rows_)
        delete row;
    rows_.clear();
    while (QLayoutItem* item = list_->takeAt(0))
        delete item;
    Preset other;
    other.architecture = preset_.architecture == Architecture::Vae ? Architecture::StudioGan : Architecture::Vae;
    if (other.architecture == Architecture::Vae)
        other.model = VaeOptions{};
    // What every kind of model has belongs to the run, the rest to the model.
    const std::vector<OptionSpec> elsewhere = optionSpecs(other);
    const std::vector<OptionSpec> specs = optionSpecs(preset_);
    std::size_t shared = 0;
    while (shared < specs.size() && shared < elsewhere.size() && specs[shared].key == elsewhere[shared].key &&
           specs[shared].key != QLatin1String("latent"))
        ++shared;
    const auto add = [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) {
            auto* row = new OptionRowView(specs[i], list_->parentWidget());
            connect(row, &OptionRowView::edited, this, &AdvancedPanel::optionEdited);
            list_->addWidget(row);
            rows_.push_back(row);
        }
    };
    list_->addWidget(modelTitle_);
    add(shared, specs.size());
    list_->addSpacing(6);
    list_->addWidget(runTitle_);
    add(0, shared);
    list_->addStretch(1);
}

void AdvancedPanel::showPreset(const Preset& preset) {
    preset_ = preset;
    const std::vector<OptionSpec> specs = optionSpecs(preset);
    QString shape;
    for (const OptionSpec& spec : specs)
        shape += spec.key + QLatin1Char(' ') + spec.title.text();
    if (shape != shape_) {
        rebuild();
        shape_ = shape;
    }
    std::vector<OptionSpec> own = specs;
    try {
        own = optionSpecs(presetById(preset.id));
    } catch (const Error&) { // a preset from elsewhere: the program's defaults are the way back
        for (OptionSpec& spec : own)
            spec.value = spec.defaultValue;
    }
    bool changed = false;
    for (const OptionSpec& spec : specs) {
        QVariant ownValue = spec.defaultValue;
        for (const OptionSpec& each : own)
            if (each.key == spec.key)
                ownValue = each.value;
        changed = changed || ownValue != spec.value;
        for (OptionRowView* row : rows_)
            if (row->key() == spec.key) {
                row->show(spec, ownValue);
                row->setEditable(editable_);
            }
    }
    resetAll_->setEnabled(changed && editable_);
}

void AdvancedPanel::setEditable(bool on) {
    editable_ = on;
    for (OptionRowView* row : rows_)
        row->setEditable(on);
    resetAll_->setEnabled(on);
}

void AdvancedPanel::retranslate() {
    back_->setText(tr("Back"));
    back_->setToolTip(tr("Closes the advanced settings; what you changed stays"));
    resetAll_->setText(tr("Reset all"));
    resetAll_->setToolTip(tr("Gives every option the preset's own value; undo brings yours back"));
    runTitle_->setText(tr("The run"));
    modelTitle_->setText(tr("The model"));
    shape_.clear();
    if (!preset_.id.isEmpty())
        showPreset(preset_);
}

void AdvancedPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace capriccio

#include "ui/pictures/create_page_picture.h"

#include "core/types/built_in_words.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/seed_validator.h"
#include "ui/widgets/value_slider.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <numeric>

namespace capriccio {
namespace {
constexpr int kHistory = 30;
constexpr qsizetype kSeedDigits = 12;      // of a seed: the narrowest column shows them
constexpr qint64 kRandomSeeds = 1'000'000; // six digits are easy to say and to write down
} // namespace

CreatePictureCard::CreatePictureCard(QWidget* parent)
    : Card(parent),
      seedLabel_(mutedLabel({}, this)),
      seed_(new QComboBox(this)),
      previous_(new QToolButton(this)),
      next_(new QToolButton(this)),
      random_(new QToolButton(this)),
      truncationLabel_(mutedLabel({}, this)),
      truncation_(new ValueSlider(this)),
      classLabel_(mutedLabel({}, this)),
      class_(new QComboBox(this)),
      mix_(new QWidget(this)),
      mixRows_(new QVBoxLayout(mix_)) {
    seed_->setObjectName(QStringLiteral("seed"));
    seed_->setEditable(true);
    seed_->setInsertPolicy(QComboBox::NoInsert);
    seed_->setMinimumContentsLength(6);
    seed_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    seed_->lineEdit()->setValidator(seedValidator(seed_));
    seed_->lineEdit()->installEventFilter(this);
    previous_->setIcon(icon(QStringLiteral("chevron-left")));
    next_->setIcon(icon(QStringLiteral("chevron-right")));
    random_->setIcon(icon(QStringLiteral("dice")));
    random_->setObjectName(QStringLiteral("randomSeed"));
    next_->setObjectName(QStringLiteral("nextSeed"));
    previous_->setObjectName(QStringLiteral("previousSeed"));
    truncation_->setObjectName(QStringLiteral("truncation"));
    truncation_->setRange(0, 2);
    truncation_->setStep(0.05);
    truncation_->setDefaultValue(1);
    truncation_->setValue(1);
    class_->setObjectName(QStringLiteral("classChoice"));
    class_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    class_->setMinimumContentsLength(6);
    mixRows_->setContentsMargins(0, 0, 0, 0);
    mixRows_->setSpacing(4);
    mix_->hide();

    for (QLabel* label : {seedLabel_, truncationLabel_, classLabel_})
        label->setWordWrap(false);
    auto* seedRow = new QHBoxLayout;
    seedRow->setSpacing(4);
    seedRow->addWidget(seed_, 1);
    for (QToolButton* button : {previous_, next_, random_})
        seedRow->addWidget(button);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    grid->addWidget(seedLabel_, 0, 0);
    grid->addLayout(seedRow, 0, 1);
    grid->addWidget(truncationLabel_, 1, 0);
    grid->addWidget(truncation_, 1, 1);
    grid->addWidget(classLabel_, 2, 0);
    grid->addWidget(class_, 2, 1);
    body()->addLayout(grid);
    body()->addWidget(mix_);

    connect(seed_->lineEdit(), &QLineEdit::editingFinished, this, &CreatePictureCard::takeSeed);
    connect(seed_, &QComboBox::textActivated, this, [this](const QString&) { takeSeed(); });
    connect(previous_, &QToolButton::clicked, this, [this] { Q_EMIT seedEdited(std::max<qint64>(0, seed() - 1)); });
    connect(next_, &QToolButton::clicked, this, [this] { Q_EMIT seedEdited(seed() + 1); });
    connect(random_, &QToolButton::clicked, this,
            [this] { Q_EMIT seedEdited(QRandomGenerator::global()->bounded(kRandomSeeds)); });
    connect(truncation_, &ValueSlider::valueEdited, this,
            [this](double value) { Q_EMIT truncationEdited(float(value)); });
    connect(truncation_, &ValueSlider::editingFinished, this, &CreatePictureCard::gestureEnded);
    connect(class_, &QComboBox::activated, this, &CreatePictureCard::chooseClass);
    retranslate();
}

void CreatePictureCard::showModel(const ModelInfo& model) {
    const bool some = model.classes.size() > 1;
    classLabel_->setVisible(some);
    class_->setVisible(some);
    if (model.classes == classes_ && model.sourceNote == sourceNote_)
        return;
    classes_ = model.classes;
    sourceNote_ = model.sourceNote;
    mixing_ = false;
    qDeleteAll(mix_->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    mixNames_.clear();
    weights_.clear();
    auto* grid = new QGridLayout;
    delete mixRows_->takeAt(0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    mixRows_->addLayout(grid);
    for (int i = 0; some && i < int(classes_.size()); ++i) {
        auto* name = new ElidedLabel({}, Qt::ElideRight, mix_);
        name->setMaximumWidth(110);
        auto* slider = new ValueSlider(mix_);
        slider->setRange(0, 100);
        slider->setStep(5);
        slider->setDecimals(0);
        slider->setSuffix(QStringLiteral(" %"));
        grid->addWidget(name, i, 0);
        grid->addWidget(slider, i, 1);
        mixNames_.push_back(name);
        weights_.push_back(slider);
        connect(slider, &ValueSlider::valueEdited, this, [this, slider] {
            std::vector<float> weights;
            for (ValueSlider* each : weights_)
                weights.push_back(float(each->value()));
            const float total = std::accumulate(weights.begin(), weights.end(), 0.0F);
            if (!(total > 0)) { // a mix of nothing cannot be drawn: the last share stays
                slider->setValue(1);
                return;
            }
            for (float& weight : weights)
                weight /= total;
            Q_EMIT classesEdited(weights);
        });
        connect(slider, &ValueSlider::editingFinished, this, &CreatePictureCard::gestureEnded);
    }
    showClassNames();
    retranslate();
}

void CreatePictureCard::showClassNames() {
    const QSignalBlocker quiet(class_);
    const int current = class_->currentIndex();
    class_->clear();
    class_->addItem(tr("Any"));
    for (const QString& name : std::as_const(classes_))
        class_->addItem(classTitle(name, sourceNote_));
    class_->addItem(tr("A mix…"));
    class_->setCurrentIndex(std::clamp(current, 0, class_->count() - 1));
    for (std::size_t i = 0; i < mixNames_.size(); ++i) {
        const QString title = classTitle(classes_[qsizetype(i)], sourceNote_);
        mixNames_[i]->setText(title);
        weights_[i]->setAccessibleName(title);
    }
}

void CreatePictureCard::showState(const CreateState& state) {
    const LatentPoint shown = state.shown();
    truncation_->setValue(double(state.truncation));
    shownSeed_ = shown.seed;
    lastSeed_ = shown.seed >= 0 ? shown.seed : lastSeed_;
    const QString number = shown.seed >= 0 ? QString::number(shown.seed) : QString();
    if (seed_->currentText() != number && !seed_->lineEdit()->isModified()) {
        const QSignalBlocker quiet(seed_);
        seed_->setEditText(number);
        seed_->lineEdit()->setCursorPosition(0); // a number too long for the field shows how it begins
    }
    // One that fits leaves the tip of the field itself.
    seed_->lineEdit()->setToolTip(number.size() > kSeedDigits ? number : QString());
    if (shown.seed >= 0)
        remember(shown.seed);

    const auto single = std::count(state.classes.begin(), state.classes.end(), 1.0F) == 1;
    if (state.classes.empty())
        mixing_ = false;
    else if (!single)
        mixing_ = true;
    const auto largest = std::max_element(state.classes.begin(), state.classes.end());
    class_->setCurrentIndex(mixing_                 ? int(classes_.size()) + 1
                            : state.classes.empty() ? 0
                                                    : 1 + int(largest - state.classes.begin()));
    mix_->setVisible(mixing_);
    // A slider under the hand keeps the number it was given; the others show their normalised share.
    const bool dragging = std::any_of(weights_.begin(), weights_.end(), [](auto* s) { return s->isDragging(); });
    for (std::size_t i = 0; !dragging && i < weights_.size() && i < state.classes.size(); ++i)
        weights_[i]->setValue(double(state.classes[i]) * 100);
}

qint64 CreatePictureCard::seed() const {
    return seed_->currentText().isEmpty() ? lastSeed_ : seed_->currentText().toLongLong();
}

void CreatePictureCard::takeSeed() {
    seed_->lineEdit()->setModified(false);
    if (!seed_->currentText().isEmpty() && seed() != shownSeed_)
        Q_EMIT seedEdited(seed());
}

void CreatePictureCard::remember(qint64 number) {
    const QSignalBlocker quiet(seed_);
    const QString shown = seed_->currentText();
    const int at = seed_->findText(QString::number(number));
    if (at == 0)
        return;
    if (at > 0)
        seed_->removeItem(at);
    seed_->insertItem(0, QString::number(number));
    while (seed_->count() > kHistory)
        seed_->removeItem(seed_->count() - 1);
    seed_->setCurrentIndex(0);
    seed_->setEditText(shown);
}

void CreatePictureCard::chooseClass(int index) {
    const int count = int(classes_.size());
    mixing_ = index > count;
    if (index == 0) {
        Q_EMIT classesEdited({});
    } else {
        std::vector<float> weights(std::size_t(count), mixing_ ? 1.0F / float(count) : 0.0F);
        if (!mixing_)
            weights[std::size_t(index - 1)] = 1.0F;
        Q_EMIT classesEdited(weights);
    }
    Q_EMIT gestureEnded();
}

// Up and Down step through the numbers, as in a number field; the history opens with Alt+Down or its arrow.
bool CreatePictureCard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() == Qt::NoModifier && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
            seed_->lineEdit()->setModified(false);
            Q_EMIT seedEdited(std::max<qint64>(0, seed() + (key->key() == Qt::Key_Up ? 1 : -1)));
            return true;
        }
    }
    return Card::eventFilter(watched, event);
}

void CreatePictureCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        showClassNames();
        retranslate();
    }
    Card::changeEvent(event);
}

void CreatePictureCard::retranslate() {
    setTitle(tr("This picture"));
    seedLabel_->setText(tr("Seed"));
    seed_->setAccessibleName(tr("Seed"));
    seed_->setToolTip(
        tr("The number this picture was drawn from: the same number gives the same picture. The list keeps "
           "the ones you visited."));
    seed_->lineEdit()->setPlaceholderText(tr("mixed"));
    previous_->setToolTip(tr("The picture before this number."));
    previous_->setAccessibleName(tr("Previous seed"));
    next_->setToolTip(tr("The picture after this number."));
    next_->setAccessibleName(tr("Next seed"));
    random_->setToolTip(tr("A picture you have not seen yet."));
    random_->setAccessibleName(tr("Random seed"));
    truncationLabel_->setText(tr("Truncation"));
    truncation_->setAccessibleName(tr("Truncation"));
    truncation_->setToolTip(
        tr("Lower: calmer, closer to what the model draws most. Higher: bolder and stranger. 1 is as "
           "trained."));
    classLabel_->setText(tr("Class"));
    class_->setAccessibleName(tr("Class"));
    class_->setToolTip(tr("Which of your folders the pictures should look like; a mix blends several."));
}

} // namespace capriccio

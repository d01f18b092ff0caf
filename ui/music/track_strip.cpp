#include "ui/music/track_strip.h"

#include "core/io/melody_picture.h"
#include "ui/music/pitch_names.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QWheelEvent>
#include <algorithm>
#include <cstdlib>

namespace capriccio {
namespace {

constexpr int kMostChips = 64; // an orchestra's other tracks are reached through their notes
constexpr int kNameRoom = 130; // px

// The chips have no bar to drag: every wheel moves them sideways.
class ChipArea : public QScrollArea {
public:
    using QScrollArea::QScrollArea;

protected:
    void wheelEvent(QWheelEvent* event) override {
        const QPoint turn = event->angleDelta();
        const int way = std::abs(turn.x()) > std::abs(turn.y()) ? turn.x() : turn.y();
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - way);
        event->accept();
    }
};

QIcon swatch(int track) {
    QPixmap dot(24, 24);
    dot.setDevicePixelRatio(2);
    dot.fill(Qt::transparent);
    QPainter painter(&dot);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(trackColour(track));
    painter.drawEllipse(QRectF(2, 2, 8, 8));
    return dot;
}

} // namespace

TrackStrip::TrackStrip(QWidget* parent)
    : QWidget(parent),
      row_(new QHBoxLayout(this)),
      chipArea_(new ChipArea(this)),
      chips_(new QWidget),
      chipRow_(new QHBoxLayout(chips_)),
      add_(new QToolButton(this)),
      instrument_(new QComboBox(this)) {
    row_->setContentsMargins(0, 0, 0, 0);
    row_->setSpacing(6);
    chipRow_->setContentsMargins(0, 0, 0, 0);
    chipRow_->setSpacing(4);
    chipArea_->setWidget(chips_);
    chipArea_->setWidgetResizable(true);
    chipArea_->setFrameShape(QFrame::NoFrame);
    chipArea_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    chipArea_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    chipArea_->setFixedHeight(32);
    chipArea_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    add_->setObjectName(QStringLiteral("addTrack"));
    add_->setIcon(icon(QStringLiteral("plus")));
    instrument_->setObjectName(QStringLiteral("instrument"));
    instrument_->setMaxVisibleItems(20);
    instrument_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    instrument_->setMinimumContentsLength(14);
    row_->addWidget(chipArea_, 1);
    row_->addWidget(add_);
    row_->addWidget(instrument_);
    connect(add_, &QToolButton::clicked, this, &TrackStrip::addWanted);
    connect(instrument_, &QComboBox::activated, this, [this](int program) { Q_EMIT programChosen(active_, program); });
    retranslate();
}

void TrackStrip::setTune(const Tune& tune, int active) {
    std::vector<QString> names;
    std::vector<int> programs;
    std::vector<bool> drums;
    for (const Track& track : tune.tracks) {
        names.push_back(track.name);
        programs.push_back(track.program);
        drums.push_back(isDrums(track));
    }
    const bool same = names == names_ && programs == programs_ && drums == drums_ && active == active_;
    names_ = std::move(names);
    programs_ = std::move(programs);
    drums_ = std::move(drums);
    active_ = active;
    if (muted_.size() != names_.size())
        muted_.assign(names_.size(), false);
    if (!same)
        rebuild();
}

void TrackStrip::setMuted(std::vector<bool> muted) {
    muted.resize(names_.size(), false);
    if (muted == muted_)
        return;
    muted_ = std::move(muted);
    rebuild();
}

void TrackStrip::rebuild() {
    while (QLayoutItem* item = chipRow_->takeAt(0)) {
        if (QWidget* widget = item->widget()) { // later: its own click may have led here
            widget->setObjectName({});
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    const int count = std::min(int(names_.size()), kMostChips);
    for (int i = 0; i < count; ++i) {
        const bool drums = drums_[std::size_t(i)];
        QString name = names_[std::size_t(i)];
        if (name.isEmpty())
            name = drums ? tr("Drums") : instrumentName(programs_[std::size_t(i)]);
        auto* chip = new QPushButton(swatch(i), {}, chips_);
        chip->setObjectName(QStringLiteral("track%1").arg(i));
        chip->setText(chip->fontMetrics().elidedText(name, Qt::ElideRight, kNameRoom));
        chip->setCheckable(true);
        chip->setChecked(i == active_);
        setRole(chip, QStringLiteral("chip"));
        chip->setToolTip(tr("New notes go to %1").arg(name));
        chip->setAccessibleName(tr("Track %1: %2").arg(i + 1).arg(name));
        chip->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(chip, &QPushButton::clicked, this, [this, i, chip] {
            chip->setChecked(true);
            Q_EMIT activated(i);
        });
        connect(chip, &QWidget::customContextMenuRequested, this,
                [this, i, chip](QPoint at) { Q_EMIT menuWanted(i, chip->mapToGlobal(at)); });
        chipRow_->addWidget(chip);
        auto* mute = new QToolButton(chips_);
        mute->setObjectName(QStringLiteral("mute%1").arg(i));
        mute->setCheckable(true);
        mute->setChecked(muted_[std::size_t(i)]);
        mute->setIcon(
            icon(muted_[std::size_t(i)] ? QStringLiteral("muted") : QStringLiteral("sound"), IconTint::Muted));
        mute->setAccessibleName(tr("Silence %1").arg(name));
        mute->setToolTip(tr("Silences this track while listening"));
        mute->setVisible(count > 1);
        connect(mute, &QToolButton::toggled, this, [this, i, mute](bool on) {
            if (std::size_t(i) >= muted_.size())
                return;
            muted_[std::size_t(i)] = on;
            mute->setIcon(icon(on ? QStringLiteral("muted") : QStringLiteral("sound"), IconTint::Muted));
            Q_EMIT mutedChanged(muted_);
        });
        chipRow_->addWidget(mute);
    }
    chipRow_->addStretch(1);
    const bool known = active_ >= 0 && active_ < int(programs_.size());
    const bool drums = known && drums_[std::size_t(active_)];
    instrument_->setEnabled(known && !drums);
    instrument_->setPlaceholderText(tr("Drums"));
    instrument_->setCurrentIndex(drums ? -1 : known ? programs_[std::size_t(active_)] : 0);
    // When they have been laid out: a track chosen by one of its notes may lie aside.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (QWidget* chip = chips_->findChild<QWidget*>(QStringLiteral("track%1").arg(active_)))
                chipArea_->ensureWidgetVisible(chip, kNameRoom, 0);
        },
        Qt::QueuedConnection);
}

void TrackStrip::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void TrackStrip::retranslate() {
    const int program = std::max(instrument_->currentIndex(), 0);
    instrument_->clear();
    instrument_->addItems(instrumentNames());
    instrument_->setCurrentIndex(program);
    instrument_->setAccessibleName(tr("Instrument"));
    instrument_->setToolTip(tr("What the active track sounds like; heard at once"));
    add_->setAccessibleName(tr("Add a track"));
    add_->setToolTip(tr("Adds an empty track with an instrument of its own"));
    rebuild();
}

} // namespace capriccio

#include "moc_track_strip.cpp"

#include "ui/music/track_choice.h"

#include "ui/music/pitch_names.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <algorithm>

namespace capriccio {
namespace {

constexpr qsizetype kLongestName = 40; // some files tell their history in it

} // namespace

TrackChoice::TrackChoice(QWidget* parent) : QWidget(parent), label_(new QLabel(this)), box_(new QComboBox(this)) {
    box_->setObjectName(QStringLiteral("trackOf"));
    box_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box_->setMinimumContentsLength(10);
    setRole(label_, QStringLiteral("muted"));
    label_->setBuddy(box_);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(label_);
    row->addWidget(box_, 1);
    connect(box_, &QComboBox::activated, this, [this](int index) {
        const QVariant track = box_->itemData(index);
        Q_EMIT chosen(track.isValid() ? std::optional<int>(track.toInt()) : std::nullopt);
    });
    retranslate();
    setNothing();
}

void TrackChoice::setNothing() {
    hide();
}

void TrackChoice::setTune(const MelodyItem& item, const MelodyPrepareOptions& options) {
    const auto played =
        std::count_if(item.tracks.begin(), item.tracks.end(), [](const MelodyTrackInfo& one) { return one.notes > 0; });
    if (item.verdict != ItemVerdict::Usable || played < 2 || options.part == LearnedPart::AllTracks)
        return setNothing();
    const QSignalBlocker quiet(box_);
    box_->clear();
    if (options.part == LearnedPart::Track)
        box_->addItem(tr("track %1, as of all tunes").arg(options.track + 1)); // without data: no choice of its own
    else
        box_->addItem(tr("found automatically"));
    if (options.part == LearnedPart::Track)
        box_->addItem(tr("found automatically"), kFoundTrack);
    for (std::size_t t = 0; t < item.tracks.size(); ++t) {
        const MelodyTrackInfo& track = item.tracks[t];
        if (track.notes == 0)
            continue;
        QString name = track.name.simplified().left(kLongestName);
        if (name.isEmpty())
            name = track.drums ? tr("Drums") : instrumentName(track.program);
        box_->addItem(tr("%1: %2, %Ln notes", nullptr, track.notes).arg(QString::number(t + 1), name), int(t));
    }
    const auto own = options.trackOf.find(tuneKey(item));
    int at = 0;
    if (own != options.trackOf.end()) {
        at = box_->findData(own->second);
        if (at < 0) // a track that it lacks: the melody is found, as for one that was never chosen
            at = std::max(box_->findData(kFoundTrack), 0);
    }
    box_->setCurrentIndex(at);
    show();
}

void TrackChoice::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate(); // the list shows its tune again
    QWidget::changeEvent(event);
}

void TrackChoice::retranslate() {
    label_->setText(tr("Learned"));
    box_->setAccessibleName(tr("Learned track of this tune"));
    box_->setToolTip(tr("What is learned of this tune: the melody found automatically, or the track you choose"));
}

} // namespace capriccio

#include "moc_track_choice.cpp"

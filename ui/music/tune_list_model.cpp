#include "ui/music/tune_list_model.h"

#include "core/session/melody_import_thread.h"
#include "core/types/melody_key.h"
#include "ui/music/compose_controls.h"
#include "ui/music/pitch_names.h"
#include "ui/widgets/plot_text.h"

#include <QLocale>
#include <QStringList>
#include <cmath>

namespace capriccio {
namespace {

QString sameness(const MelodyItem& item, const QString& title) {
    if (item.transposed > 0)
        return TuneListModel::tr("the same as “%1”, %Ln semitones higher", nullptr, item.transposed).arg(title);
    if (item.transposed < 0)
        return TuneListModel::tr("the same as “%1”, %Ln semitones lower", nullptr, -item.transposed).arg(title);
    return TuneListModel::tr("the same as “%1”").arg(title);
}

} // namespace

void TuneListModel::setCorpus(std::shared_ptr<const MelodyCorpusInfo> info) {
    beginResetModel();
    bool same = info_->items.size() == info->items.size();
    for (std::size_t i = 0; same && i < info->items.size(); ++i)
        same = info_->items[i].source == info->items[i].source && info_->items[i].entry == info->items[i].entry &&
               info_->items[i].number == info->items[i].number;
    if (!same)
        pictures_.clear();
    info_ = std::move(info);
    endResetModel();
}

void TuneListModel::setOptions(const MelodyPrepareOptions& options) {
    options_ = options;
    retranslate(); // rows say what is learned
}

void TuneListModel::setPicture(int row, const QImage& picture) {
    pictures_[row] = picture;
    Q_EMIT dataChanged(index(row), index(row));
}

void TuneListModel::forgetPictures() {
    pictures_.clear();
}

void TuneListModel::retranslate() {
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int TuneListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(info_->items.size());
}

QString TuneListModel::details(int row) const {
    const MelodyItem& item = info_->items[std::size_t(row)];
    if (item.verdict == ItemVerdict::Removed)
        return tr("taken out");
    if (item.verdict != ItemVerdict::Usable)
        return item.reason.text();
    const QLocale locale;
    QStringList parts;
    const KeyChange key = item.keyNamed ? item.namedKey : item.key;
    if (item.melodyTrack < 0) // they stand in no key
        parts << tr("drums alone");
    else
        parts << (item.keyNamed || item.keyConfidence >= kSureKey ? keyTitle(key)
                                                                  : tr("%1, perhaps").arg(keyTitle(key)));
    parts << QStringLiteral("%1/%2").arg(item.metre.numerator).arg(item.metre.denominator);
    parts << (item.tempoChanges > 0 ? tr("%1 bpm at first") : tr("%1 bpm"))
                 .arg(locale.toString(std::round(item.tempo), 'f', 0));
    parts << tr("%Ln notes", nullptr, int(item.notes));
    parts << tr("%Ln bars", nullptr, item.bars);
    const auto seconds = int(std::lround(item.seconds));
    parts << QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
    if (item.melodyNotes > 0)
        parts << QStringLiteral("%1–%2").arg(pitchName(item.lowest), pitchName(item.highest));
    if (item.tracks.size() > 1) {
        parts << tr("%Ln tracks", nullptr, int(item.tracks.size()));
        const int learned = learnedTrack(item, options_);
        if (learned >= 0 && learned < int(item.tracks.size())) {
            const MelodyTrackInfo& track = item.tracks[std::size_t(learned)];
            parts << tr("melody: %1").arg(track.name.isEmpty() ? instrumentName(track.program) : track.name);
        }
    }
    if (item.duplicateOf >= 0 && item.duplicateOf < int(info_->items.size()))
        parts << sameness(item, info_->items[std::size_t(item.duplicateOf)].title);
    return parts.join(QStringLiteral(" · "));
}

QString TuneListModel::heardKey(int row) const {
    const MelodyItem& item = info_->items[std::size_t(row)];
    if (item.verdict != ItemVerdict::Usable || item.melodyTrack < 0)
        return {};
    return tr("Heard as %1, with a confidence of %2").arg(keyTitle(item.key), percent(item.keyConfidence));
}

QVariant TuneListModel::data(const QModelIndex& index, int role) const {
    const MelodyItem& item = info_->items[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return item.title.isEmpty() ? shownNameOf(item) : item.title;
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2").arg(item.title, details(index.row()));
    case Qt::ToolTipRole: {
        QStringList lines{details(index.row()), shownNameOf(item)};
        if (const QString key = heardKey(index.row()); !key.isEmpty())
            lines << key;
        if (!item.repairs.isEmpty())
            lines << item.repairs.text();
        return lines.join(QLatin1Char('\n'));
    }
    case PictureRole: {
        const auto found = pictures_.find(index.row());
        return found == pictures_.end() ? QVariant() : QVariant(found->second);
    }
    case DetailsRole:
        return details(index.row());
    case VerdictRole:
        return int(item.verdict);
    default:
        return {};
    }
}

} // namespace capriccio

#include "moc_tune_list_model.cpp"

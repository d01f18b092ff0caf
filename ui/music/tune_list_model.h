#pragma once

#include "core/types/melody_corpus.h"

#include <QAbstractListModel>
#include <QImage>
#include <memory>
#include <unordered_map>

namespace capriccio {

// The tunes of a corpus, a row each.
class TuneListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { PictureRole = Qt::UserRole, DetailsRole, VerdictRole };

    using QAbstractListModel::QAbstractListModel;
    void setCorpus(std::shared_ptr<const MelodyCorpusInfo> info);
    const MelodyCorpusInfo& corpus() const { return *info_; }
    void setOptions(const MelodyPrepareOptions& options); // what is learned of every tune
    void setPicture(int row, const QImage& picture);
    bool hasPicture(int row) const { return pictures_.contains(row); }
    void forgetPictures(); // the theme changed
    void retranslate();
    // "G major · 6/8 · 96 bpm · 212 notes · melody: Flute": what was found, and is learned. Translated.
    QString details(int row) const;
    // How sure its key is, a sentence; empty where none was heard. Translated.
    QString heardKey(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::shared_ptr<const MelodyCorpusInfo> info_ = std::make_shared<MelodyCorpusInfo>();
    MelodyPrepareOptions options_;
    std::unordered_map<int, QImage> pictures_;
};

} // namespace capriccio

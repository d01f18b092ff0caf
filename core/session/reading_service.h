#pragma once

#include "core/types/reading.h"
#include "core/types/sentence.h"
#include "core/types/text_corpus.h"

#include <QObject>
#include <QString>
#include <memory>
#include <vector>

namespace capriccio {

// Reads texts on a thread of its own: what of them stands in the training text, which sentences are most central, what
// is in a file. Of each question only the newest is answered; one that is overtaken stops and stays silent. GUI thread;
// answers come as queued signals.
class ReadingService : public QObject {
    Q_OBJECT
public:
    explicit ReadingService(QObject* parent = nullptr);
    ~ReadingService() override; // stops and waits

    // Whether the training text is still there to compare with.
    static bool hasText(const PreparedSequences& data);
    // A text, and what its model learned from (PreparedSequences::textFile and cacheFile, any size: it is mapped, not
    // read in).
    struct Written {
        QString text;
        PreparedSequences data;
    };
    // Emits copiesFound, with one Originality a text. Needs hasText() of each.
    quint64 findCopies(const std::vector<Written>& texts);
    // Emits ranked. TextRank over TF-IDF, see core/evaluate/central_sentences.h.
    quint64 rank(const QString& text);
    // One text file of at most kMostBytes in any encoding that import knows: emits opened, or malformed.
    // replaceInvalid: bytes that begin no character become U+FFFD.
    quint64 open(const QString& file, bool replaceInvalid = false);
    static constexpr qint64 kMostBytes = 2'000'000; // a long novel; more is for training, not for a page

    // The share 0..1 of the ranked sentences that are most central, at least one, in the order of the text.
    static std::vector<RankedSentence> mostCentral(const std::vector<RankedSentence>& ranked, double share);

Q_SIGNALS:
    void copiesFound(quint64 id, const std::vector<capriccio::Originality>& found);
    void ranked(quint64 id, const std::vector<capriccio::RankedSentence>& sentences);
    void opened(quint64 id, const QString& file, const QString& text);
    // It is damaged, or in another encoding, and could be opened with bytes replaced. reason: translated.
    void malformed(quint64 id, const QString& file, const capriccio::Sentence& reason);
    void failed(quint64 id, const capriccio::Sentence& reason);

private:
    class Worker;
    std::unique_ptr<Worker> worker_;
};

} // namespace capriccio

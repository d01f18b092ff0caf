#pragma once

#include "core/types/manuscript.h"
#include "core/types/sentence.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTextCursor>

namespace capriccio {

class WriteEditor;
class WritingService;

// Something to be written onto the page.
struct WriteOrder {
    WritingRequest request;
    WrittenPassage passage;
    int from = 0; // what stands in [from, to) gives way
    int to = 0;
    QString lead;  // plain text in front of what is written: a line end before a new paragraph
    Sentence step; // name of the undo step
};

// Carries what the writing service writes onto the page, or into versions to choose from. GUI thread.
class WriteHand : public QObject {
    Q_OBJECT
public:
    WriteHand(WritingService& service, WriteEditor& editor, QObject* parent = nullptr);

    void start(const WriteOrder& order); // streams onto the page; stops what is being written
    // order.request.count versions; takeVersion puts one of them onto the page where it was asked for, however the text
    // around has changed meanwhile.
    void startVersions(const WriteOrder& order);
    void takeVersion(const std::vector<WrittenPiece>& pieces);
    void stop(); // what is there stays
    bool isWriting() const { return writing_; }
    const WriteOrder& order() const { return order_; }

Q_SIGNALS:
    void writingChanged(bool writing);
    // tokens/s of the whole request, milliseconds to its first token; 0 = nothing came.
    void written(double tokensPerSecond, double firstTokenMs);
    void missed(const QStringList& words); // required words that did not come
    void noticed(const capriccio::Sentence& text);
    void failed(const capriccio::Sentence& reason);
    void versionGrew(int version, const std::vector<capriccio::WrittenPiece>& pieces);
    void versionEnded(int version);

private:
    void begin(const WriteOrder& order, bool versions);
    void end();

    WritingService& service_;
    WriteEditor& editor_;
    WriteOrder order_;
    QTextCursor place_; // [from, to) of versions, following the text
    quint64 id_ = 0;
    bool writing_ = false;
    bool versions_ = false;
    qint64 tokens_ = 0;
    double firstMs_ = 0;
    QElapsedTimer since_;
};

} // namespace capriccio

#include "ui/text/write_hand.h"

#include "core/session/writing_service.h"
#include "ui/text/write_editor.h"

namespace capriccio {

WriteHand::WriteHand(WritingService& service, WriteEditor& editor, QObject* parent)
    : QObject(parent), service_(service), editor_(editor) {
    connect(&service, &WritingService::written, this,
            [this](quint64 id, int version, const std::vector<WrittenPiece>& pieces) {
                if (id != id_ || !writing_)
                    return;
                if (tokens_ == 0)
                    firstMs_ = double(since_.nsecsElapsed()) / 1e6;
                tokens_ += qint64(pieces.size());
                if (versions_)
                    Q_EMIT versionGrew(version, pieces);
                else
                    editor_.write(pieces);
            });
    connect(&service, &WritingService::alternativeFinished, this,
            [this](quint64 id, int version, const WrittenText& text) {
                if (id != id_ || !writing_)
                    return;
                if (versions_)
                    Q_EMIT versionEnded(version);
                if (!text.missing.isEmpty())
                    Q_EMIT missed(text.missing);
            });
    connect(&service, &WritingService::finished, this, [this](quint64 id) {
        if (id == id_ && writing_)
            end();
    });
    connect(&service, &WritingService::failed, this, [this](quint64 id, const Sentence& reason) {
        if (id == id_ && writing_)
            Q_EMIT failed(reason);
    });
    connect(&service, &WritingService::noticed, this, [this](quint64 id, const Sentence& text) {
        if (id == id_)
            Q_EMIT noticed(text);
    });
    // The hand goes first.
    connect(&editor, &WriteEditor::interrupted, this, &WriteHand::stop);
}

void WriteHand::start(const WriteOrder& order) {
    begin(order, false);
    editor_.beginWriting(order.passage, order.from, order.to, order.lead, order.step);
    id_ = service_.write(order_.request);
}

void WriteHand::startVersions(const WriteOrder& order) {
    begin(order, true);
    place_ = QTextCursor(editor_.document());
    place_.setPosition(order.from);
    place_.setPosition(order.to, QTextCursor::KeepAnchor);
    id_ = service_.write(order_.request);
}

void WriteHand::begin(const WriteOrder& order, bool versions) {
    stop();
    order_ = order;
    versions_ = versions;
    order_.request.count = versions ? order.request.count : 1;
    tokens_ = 0;
    firstMs_ = 0;
    since_.start();
    writing_ = true;
    Q_EMIT writingChanged(true);
}

void WriteHand::takeVersion(const std::vector<WrittenPiece>& pieces) {
    stop();
    if (pieces.empty() || place_.isNull())
        return;
    editor_.beginWriting(order_.passage, place_.selectionStart(), place_.selectionEnd(), order_.lead, order_.step);
    editor_.write(pieces);
    editor_.endWriting();
    place_ = {};
}

void WriteHand::stop() {
    if (!writing_)
        return;
    service_.stop();
    end();
}

void WriteHand::end() {
    writing_ = false;
    if (!versions_)
        editor_.endWriting();
    const double seconds = double(since_.nsecsElapsed()) / 1e9;
    if (tokens_ > 0)
        Q_EMIT written(double(tokens_) / std::max(seconds, 1e-6), firstMs_);
    Q_EMIT writingChanged(false);
}

} // namespace capriccio

#include "moc_write_hand.cpp"

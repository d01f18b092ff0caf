#pragma once

#include <QObject>
#include <QTextCursor>
#include <vector>

class QTextCharFormat;
class QTextEdit;

namespace capriccio {

// What was found by reading a page, laid over it: passages that stand in the training text, the sentences that say
// most. Only what is in sight is drawn: the text is not laid out anew, and a step costs the same with a novel. GUI
// thread.
class WriteOverlay : public QObject {
    Q_OBJECT
public:
    explicit WriteOverlay(QTextEdit& page); // which owns it

    // Selections in the order of the text; they follow it while it is edited.
    void setCopied(std::vector<QTextCursor> passages);
    void setCentral(std::vector<QTextCursor> sentences); // empty = no summary is shown

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();
    QTextEdit& page_;
    std::vector<QTextCursor> copied_;
    std::vector<QTextCursor> central_;
};

} // namespace capriccio

#pragma once

#include "ui/text/write_shades.h"
#include "ui/widgets/card.h"

#include <memory>
#include <vector>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QTextEdit;

namespace capriccio {

// Several versions of what could come next, side by side: they grow as they are written; one of them is taken. GUI
// thread.
class WriteVersions : public Card {
    Q_OBJECT
public:
    explicit WriteVersions(QWidget* parent = nullptr);

    void begin(int count);
    void add(int version, const std::vector<WrittenPiece>& pieces);
    void end(int version); // it is complete
    const std::vector<WrittenPiece>& pieces(int version) const { return versions_[std::size_t(version)].pieces; }
    int count() const { return int(versions_.size()); }
    QString text(int version) const;
    // Whether every token is shaded by its probability, as on the page.
    void setProbabilitiesShown(bool on);

Q_SIGNALS:
    void chosen(int version);
    void closed(); // none of them

protected:
    void keyPressEvent(QKeyEvent* event) override; // 1..9 choose, Esc closes
    void changeEvent(QEvent* event) override;

private:
    struct Version {
        Card* card = nullptr;
        QTextEdit* page = nullptr;
        QPushButton* take = nullptr;
        QLabel* figure = nullptr;
        std::vector<WrittenPiece> pieces;
        std::unique_ptr<WriteMarks> marks; // of the shades
        WriteShades* shades = nullptr;
        bool complete = false;
    };
    void retranslate();
    void showFigure(Version& version);

    QScrollArea* area_;
    QHBoxLayout* row_;
    QPushButton* close_;
    std::vector<Version> versions_;
    bool probabilitiesShown_ = true;
};

} // namespace capriccio

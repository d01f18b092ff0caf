#pragma once

#include "core/types/text_corpus.h"

#include <QWidget>
#include <memory>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace capriccio {

class BarList;
class Card;
class NotesCard;
class SegmentedControl;
class SideColumn;
class ValueSlider;

// The right column of the text Data page: the corpus in numbers, how it is read and cleaned, how it becomes tokens, and
// where it comes from. Edits nothing itself. GUI thread.
class TextControls : public QWidget {
    Q_OBJECT
public:
    // Which control an edit came from: edits of one control in a row are one undo step.
    enum class Edit { Gutenberg = 201, Duplicates, Tokenizer, Vocabulary, HeldOut, HeldOutPlace, Sentences };

    explicit TextControls(QWidget* parent = nullptr);

    void setCorpus(std::shared_ptr<const TextCorpusInfo> info);
    void setOptions(const TextPrepareOptions& options);
    // Disabled while texts are read or prepared.
    void setBusy(bool busy);
    QPushButton* trainButton() const { return train_; }

Q_SIGNALS:
    void edited(const capriccio::TextPrepareOptions& options, capriccio::TextControls::Edit what);
    void scanWanted(const capriccio::TextScanOptions& options); // read everything again like this
    void notesEdited(const QString& source, const QString& licence);
    void trainRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildFigures(QWidget* parent);
    void buildReading(QWidget* parent);
    void buildTokens(QWidget* parent);
    void wire();
    void retranslate();
    void edit(TextPrepareOptions options, Edit what);
    void refresh();
    void refreshFigures();
    void refreshReading();
    void refreshTokens();
    void showWords();
    bool mayTrain() const;

    std::shared_ptr<const TextCorpusInfo> info_;
    TextPrepareOptions options_;
    bool busy_ = false;
    SideColumn* scroll_;
    Card* figuresCard_ = nullptr;
    QLabel* counts_ = nullptr;
    QLabel* pairs_ = nullptr;
    SegmentedControl* wordKind_ = nullptr;
    BarList* words_ = nullptr;
    Card* readingCard_ = nullptr;
    QLabel* encodingLabel_ = nullptr;
    QComboBox* encoding_ = nullptr;
    QLabel* encodingNote_ = nullptr;
    QCheckBox* repair_ = nullptr;
    QCheckBox* gutenberg_ = nullptr;
    QCheckBox* duplicates_ = nullptr;
    QLabel* duplicateList_ = nullptr;
    QLabel* cleaned_ = nullptr;
    Card* tokensCard_ = nullptr;
    SegmentedControl* tokenizer_ = nullptr;
    QLabel* why_ = nullptr;
    QLabel* vocabularyLabel_ = nullptr;
    ValueSlider* vocabulary_ = nullptr;
    QLabel* heldOutLabel_ = nullptr;
    ValueSlider* heldOut_ = nullptr;
    QLabel* placeLabel_ = nullptr;
    SegmentedControl* place_ = nullptr;
    QCheckBox* sentences_ = nullptr;
    NotesCard* notes_ = nullptr;
    QPushButton* train_ = nullptr;
};

} // namespace capriccio

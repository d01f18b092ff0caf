#pragma once

#include "core/types/text_corpus.h"

#include <QAbstractTableModel>
#include <QFutureWatcher>
#include <QWidget>
#include <memory>
#include <vector>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QSplitter;
class QTreeView;

namespace capriccio {

class ElidedLabel;

// The texts of a corpus, a row each: name, length, encoding, and what keeps it from being learned.
class TextListModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Characters, Encoding, State, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setCorpus(std::shared_ptr<const TextCorpusInfo> info);
    void retranslate(); // the words of the rows

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::shared_ptr<const TextCorpusInfo> info_ = std::make_shared<TextCorpusInfo>();
};

// "UTF-8", "GB18030"; the names of encodings are the same in every language.
QString encodingName(TextEncoding encoding);

// Fills a chooser with a first row for what is found out, which the caller names, and every encoding there is; a row's
// data is the encoding's number. GUI thread, like the two below.
void fillEncodings(QComboBox* chooser);
void showEncoding(QComboBox* chooser, const std::optional<TextEncoding>& encoding); // nothing: the first row
// Returns what a row of it stands for; nothing for the first one.
std::optional<TextEncoding> encodingOf(const QComboBox* chooser, int row);

// The left side of the text Data page: the list, what can be done with its rows, and the chosen text as it will be
// read. Edits nothing itself. GUI thread; texts are read on another one.
class TextList : public QWidget {
    Q_OBJECT
public:
    explicit TextList(QWidget* parent = nullptr);
    ~TextList() override;

    void setCorpus(std::shared_ptr<const TextCorpusInfo> info);
    // What of it is shown in the preview: cleaning follows the options.
    void setOptions(const TextPrepareOptions& options);
    void setWorkOnly(bool on);
    // "3 usable, 1 unreadable".
    QString verdict() const;
    QTreeView* view() const { return view_; }
    QPlainTextEdit* page() const { return page_; }
    QByteArray saveState() const;
    void restoreState(const QByteArray& state); // empty: default layout

Q_SIGNALS:
    void removeRequested(const std::vector<int>& items);
    void restoreRequested(const std::vector<int>& items);
    void showInFolderRequested(const QString& file);
    void addRequested();
    void startOverRequested();
    void scanWanted(const capriccio::TextScanOptions& options); // read everything again like this

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void retranslate();
    void fitColumns(); // names make room for the notes
    void refreshButtons();
    void showChosen();
    void showPart();
    void refreshEncoding();
    void chooseEncoding(int row);
    void menuAt(const QPoint& at);
    std::vector<int> chosen() const;
    std::vector<int> chosen(ItemVerdict verdict) const;

    std::shared_ptr<const TextCorpusInfo> info_;
    TextPrepareOptions options_;
    TextListModel* model_;
    QSplitter* splitter_;
    QLabel* verdict_;
    QPushButton* remove_;
    QPushButton* restore_;
    QPushButton* add_;
    QPushButton* startOver_;
    QTreeView* view_;
    QWidget* head_;
    ElidedLabel* pageTitle_;
    QLabel* pageNote_;
    QComboBox* encoding_; // of the text on the page
    QPlainTextEdit* page_;
    QFutureWatcher<QString> reading_;
    int shown_ = -1; // item on the page
    enum class Part { None, Whole, Beginning };
    Part part_ = Part::None; // of that item
};

} // namespace capriccio

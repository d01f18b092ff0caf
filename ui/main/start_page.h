#pragma once

#include "core/session/project.h"
#include "ui/main/page.h"

#include <QPointer>
#include <vector>

class QLabel;
class QPushButton;

namespace capriccio {

class Card;
class DropField;
class ImportThread;
class TileGrid;

// Where the built-in sample set lies on this computer (drawn once, used by every project).
QString sampleFolder();

// The first page: drop something, try the sample, go on with a project, and a small gallery that is never the same
// twice.
class StartPage : public Page {
    Q_OBJECT
public:
    explicit StartPage(Studio& studio, QWidget* parent = nullptr);
    ~StartPage() override;

    // Reads the recent projects and draws the gallery anew.
    void refresh();

Q_SIGNALS:
    void filesChosen(const QStringList& paths);
    // key of a SampleOffer of this medium
    void sampleWanted(capriccio::DataKind medium, const QString& key);
    void projectWanted(const QString& folder);
    void openWanted();

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslateUi();
    void refreshRecents();
    void refreshGallery();
    void showSamplePictures();
    void showModelPictures();
    void projectMenu(int index, const QPoint& at);

    DropField* drop_;
    std::vector<QPushButton*> samples_; // every SampleOffer of every medium, in order
    QPushButton* folder_;
    QPushButton* files_;
    Card* recentCard_;
    TileGrid* recents_;
    QPushButton* open_;
    Card* galleryCard_;
    TileGrid* gallery_;
    QPushButton* again_;
    QPointer<ImportThread> drawing_; // draws the sample set the first time
    bool triedToDraw_ = false;
    std::vector<RecentProject> projects_;
    std::vector<LatentPoint> points_; // of the gallery when a model draws it
    quint64 request_ = 0;
};

} // namespace capriccio

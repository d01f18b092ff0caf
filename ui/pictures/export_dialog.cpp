#include "ui/pictures/export_dialog.h"

#include "core/types/error.h"
#include "ui/main/studio.h"
#include "ui/pictures/export_dialog_preview.h"
#include "ui/widgets/card.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/export_switch.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QScreen>
#include <QScrollArea>
#include <QSpinBox>
#include <QStandardPaths>
#include <QVBoxLayout>
#include <array>
#include <cmath>

namespace capriccio {
namespace {

constexpr int kLargestSide = 16384; // px: beyond this many programs refuse a PNG
constexpr int kMostFrames = 1000;
constexpr std::size_t kMostPreviewed = 64; // of a way; longer ones show empty tiles
constexpr int kSettle = 200;               // ms
constexpr std::array<ExportWhat, 5> kWhats{ExportWhat::Picture, ExportWhat::Selected, ExportWhat::Sheet,
                                           ExportWhat::Strip, ExportWhat::Frames};
constexpr std::array<quint32, 3> kGrounds{0xffffffffu, 0xff808080u, 0xff000000u};

// A file name out of whatever the project is called.
QString fileName(QString title) {
    static const QRegularExpression odd(QStringLiteral("[^\\p{L}\\p{N}._ -]+"));
    title = title.replace(odd, QStringLiteral(" ")).simplified().replace(QLatin1Char(' '), QLatin1Char('-'));
    while (title.startsWith(QLatin1Char('.')) || title.startsWith(QLatin1Char('-')))
        title.remove(0, 1);
    return title.left(80);
}

} // namespace

ExportDialog::ExportDialog(Studio& studio, ExportMaterial material, ExportWhat what, QWidget* parent)
    : QDialog(parent), studio_(studio), material_(std::move(material)) {
    setObjectName(QStringLiteral("exportDialog"));
    build();
    recall();
    retranslate();
    radios_[std::size_t(what)]->setChecked(true);
    refresh();
}

ExportDialog::~ExportDialog() {
    if (previewId_ != 0)
        studio_.samples()->cancel(previewId_);
    if (job_)
        letGo();
}

// Closed while it runs: the export goes on, and the foot of the window tells how it ended.
void ExportDialog::letGo() {
    Studio* studio = &studio_;
    ExportJob* job = job_;
    disconnect(job, nullptr, this, nullptr);
    const auto tell = [studio, job = job_](double fraction) {
        Q_EMIT studio->jobProgress(tr("Exporting pictures"), fraction, -1, {}, [job] {
            if (job)
                job->cancel();
        });
    };
    tell(-1); // what it told before is not told again
    connect(job, &ExportJob::progress, studio,
            [tell](int done, int total) { tell(double(done) / std::max(1, total)); });
    connect(job, &ExportJob::finished, studio, [studio, job](const QStringList& files, bool cancelled) {
        Q_EMIT studio->jobProgress({}, 0, -1, {});
        Q_EMIT studio->message(endText(files, cancelled));
        job->deleteLater();
    });
    connect(job, &ExportJob::failed, studio, [studio, job](const Sentence& message, const QString& detail) {
        Q_EMIT studio->jobProgress({}, 0, -1, {});
        Q_EMIT studio->problem(message, detail);
        job->deleteLater();
    });
}

void ExportDialog::build() {
    choices_ = new QButtonGroup(this);
    auto* choices = new QVBoxLayout;
    choices->setSpacing(4);
    for (std::size_t i = 0; i < kWhats.size(); ++i) {
        auto* radio = new QRadioButton(this);
        radio->setObjectName(QStringLiteral("what%1").arg(i));
        choices_->addButton(radio, int(i));
        choices->addWidget(radio);
        radios_.push_back(radio);
    }
    radios_[1]->setEnabled(material_.selected.size() > 0);
    radios_[2]->setEnabled(material_.samples.size() > 1);
    radios_[3]->setEnabled(material_.loop.size() > 1);
    radios_[4]->setEnabled(material_.loop.size() > 1);
    preview_ = new ExportPreview(this);

    const auto spin = [this](const char* name, int least, int most, int value) {
        auto* box = new QSpinBox(this);
        box->setObjectName(QLatin1String(name));
        box->setRange(least, most);
        box->setValue(value);
        connect(box, &QSpinBox::valueChanged, this, &ExportDialog::refresh);
        return box;
    };
    const auto label = [this] { return mutedLabel({}, this); };
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    int row = 0;
    const auto add = [grid, &row](QLabel* name, QLayout* controls) {
        name->setWordWrap(false);
        grid->addWidget(name, row, 0);
        grid->addLayout(controls, row++, 1);
    };
    const auto line = [](std::initializer_list<QWidget*> widgets, bool stretch) {
        auto* box = new QHBoxLayout;
        box->setSpacing(8);
        for (QWidget* widget : widgets)
            box->addWidget(widget);
        if (stretch)
            box->addStretch(1);
        return box;
    };
    stepsLabel_ = label();
    steps_ = spin("steps", 2, kMostFrames, 9);
    loop_ = new QCheckBox(this);
    loop_->setObjectName(QStringLiteral("loop"));
    add(stepsLabel_, line({steps_, loop_}, true));
    columnsLabel_ = label();
    columns_ = spin("columns", 1, 100, 6);
    gapLabel_ = label();
    gap_ = spin("gap", 0, 200, 4);
    ground_ = new QComboBox(this);
    ground_->setObjectName(QStringLiteral("ground"));
    for (const quint32 ground : kGrounds)
        ground_->addItem(QString(), ground);
    add(columnsLabel_, line({columns_, gapLabel_, gap_, ground_}, true));
    scaleLabel_ = label();
    scale_ = new SegmentedControl(this);
    scale_->setObjectName(QStringLiteral("scale"));
    for (int factor = 1; factor <= 8; ++factor)
        scale_->addSegment(QStringLiteral("%1×").arg(factor));
    scale_->setCurrentIndex(0);
    add(scaleLabel_, line({scale_}, true));
    enlargeLabel_ = label();
    enlarge_ = new SegmentedControl({QString(), QString()}, this);
    enlarge_->setObjectName(QStringLiteral("enlarge"));
    enlarge_->setCurrentIndex(0);
    size_ = new QLabel(this);
    size_->setObjectName(QStringLiteral("resultSize"));
    setRole(size_, QStringLiteral("value"));
    add(enlargeLabel_, line({enlarge_}, true));
    folderLabel_ = label();
    folder_ = new QLineEdit(this);
    folder_->setObjectName(QStringLiteral("folder"));
    chooseFolder_ = new QPushButton(this);
    chooseFolder_->setAutoDefault(false);
    add(folderLabel_, line({folder_, chooseFolder_}, false));
    nameLabel_ = label();
    name_ = new QLineEdit(this);
    name_->setObjectName(QStringLiteral("name"));
    add(nameLabel_, line({name_}, false));

    details_ = new ExportSwitch(this);
    details_->setObjectName(QStringLiteral("details"));
    mark_ = new ExportSwitch(this);
    mark_->setObjectName(QStringLiteral("mark"));
    bar_ = new QProgressBar(this);
    bar_->setTextVisible(false);
    state_ = new QLabel(this);
    state_->setObjectName(QStringLiteral("exportState"));
    state_->setWordWrap(true);
    show_ = new QPushButton(this);
    show_->setObjectName(QStringLiteral("showInFolder"));
    show_->setAutoDefault(false);
    cancel_ = new QPushButton(this);
    cancel_->setObjectName(QStringLiteral("cancelExport"));
    cancel_->setAutoDefault(false);
    export_ = new QPushButton(this);
    export_->setObjectName(QStringLiteral("startExport"));
    export_->setDefault(true);
    setRole(export_, QStringLiteral("primary"));

    auto* top = new QHBoxLayout;
    top->setSpacing(18);
    top->addLayout(choices);
    top->addWidget(preview_, 1);
    auto* inside = new QWidget(this);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(20, 18, 20, 6);
    column->setSpacing(14);
    column->addLayout(top, 1);
    column->addLayout(grid);
    column->addWidget(size_);
    column->addWidget(details_);
    column->addWidget(mark_);
    auto* area = new QScrollArea(this); // low screens: the buttons stay in reach
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(inside);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(20, 4, 20, 16);
    buttons->addWidget(state_, 1);
    buttons->addWidget(show_);
    buttons->addWidget(cancel_);
    buttons->addWidget(export_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(area, 1);
    all->addWidget(bar_);
    all->addLayout(buttons);
    bar_->hide();
    show_->hide();
    resize(660, std::min(760, screen()->availableGeometry().height() - 60));
    for (ExportSwitch* each : {details_, mark_})
        connect(each, &ExportSwitch::asked, area, [area](QWidget* question) { area->ensureWidgetVisible(question); });
    previewTimer_.setSingleShot(true);
    SampleService* samples = studio_.samples();
    connect(&previewTimer_, &QTimer::timeout, this, [this, samples] {
        samples->cancel(previewId_);
        previewId_ = samples->requestAll(asked_);
    });
    connect(samples, &SampleService::batchReady, this, [this](quint64 id, const SampleResult& result) {
        if (id != previewId_)
            return;
        previewed_ = result;
        refresh();
    });

    connect(choices_, &QButtonGroup::idToggled, this, [this](int, bool on) {
        if (on)
            refresh();
    });
    connect(loop_, &QCheckBox::toggled, this, &ExportDialog::refresh);
    connect(ground_, &QComboBox::currentIndexChanged, this, &ExportDialog::refresh);
    connect(scale_, &SegmentedControl::currentChanged, this, &ExportDialog::refresh);
    connect(folder_, &QLineEdit::textChanged, this, &ExportDialog::refresh);
    connect(name_, &QLineEdit::textEdited, this, [this] {
        nameEdited_ = true;
        refresh();
    });
    connect(chooseFolder_, &QPushButton::clicked, this, [this] {
        const QString folder = studio_.dialogs().openFolder(this, tr("Folder for the pictures"));
        if (!folder.isEmpty())
            folder_->setText(QDir::toNativeSeparators(folder));
    });
    connect(export_, &QPushButton::clicked, this, &ExportDialog::start);
    connect(cancel_, &QPushButton::clicked, this, [this] {
        if (job_)
            job_->cancel();
        else
            close();
    });
    connect(show_, &QPushButton::clicked, this, [this] {
        if (!written_.isEmpty())
            studio_.dialogs().showInFolder(written_.front());
    });
}

ExportWhat ExportDialog::what() const {
    return kWhats[std::size_t(std::max(0, choices_->checkedId()))];
}

std::vector<LatentPoint> ExportDialog::pathPoints() const {
    std::vector<LatentPoint> stops = material_.loop;
    if (stops.size() < 2)
        return {};
    if (!loop_->isChecked())
        return pathThrough(stops, std::max(2, steps_->value()), material_.path);
    stops.push_back(stops.front());
    std::vector<LatentPoint> way = pathThrough(stops, steps_->value() + 1, material_.path);
    way.pop_back(); // played in a loop, the first picture follows by itself
    return way;
}

ExportPlan ExportDialog::plan() const {
    ExportPlan plan;
    plan.what = what();
    switch (plan.what) {
    case ExportWhat::Picture:
        plan.points = {material_.shown};
        break;
    case ExportWhat::Selected:
        plan.points = material_.selected;
        break;
    case ExportWhat::Sheet:
        plan.points = material_.samples;
        break;
    case ExportWhat::Strip:
    case ExportWhat::Frames:
        plan.points = pathPoints();
        break;
    }
    plan.options.scale = scale_->currentIndex() + 1;
    plan.options.enlarge = enlarge_->currentIndex() == 1 ? Enlarge::Nearest : Enlarge::Lanczos;
    plan.options.withDetails = details_->isOn();
    plan.options.withGeneratedMark = mark_->isOn();
    plan.folder = QDir::fromNativeSeparators(folder_->text().trimmed());
    plan.name = fileName(name_->text());
    plan.columns = plan.what == ExportWhat::Strip ? int(plan.points.size()) : columns_->value();
    plan.gap = gap_->value();
    plan.ground = ground_->currentData().toUInt();
    return plan;
}

void ExportDialog::recall() {
    QString folder;
    if (const Project* project = studio_.project()) {
        scale_->setCurrentIndex(std::clamp(project->setting(QStringLiteral("export/scale"), 1).toInt(), 1, 8) - 1);
        enlarge_->setCurrentIndex(project->setting(QStringLiteral("export/nearest"), false).toBool() ? 1 : 0);
        folder = project->setting(QStringLiteral("export/folder")).toString();
        if (folder.isEmpty() && !project->isReadOnly())
            folder = QDir(project->folder()).filePath(QStringLiteral("exports"));
        const ExportOptions kept = rememberedOptions(project);
        if (!kept.withDetails)
            details_->setOff(true);
        if (!kept.withGeneratedMark)
            mark_->setOff(true);
    }
    if (folder.isEmpty())
        folder = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    folder_->setText(QDir::toNativeSeparators(folder));
}

void ExportDialog::remember() {
    Project* project = studio_.project();
    if (!project || project->isReadOnly())
        return;
    try {
        project->setSetting(QStringLiteral("export/scale"), scale_->currentIndex() + 1);
        project->setSetting(QStringLiteral("export/nearest"), enlarge_->currentIndex() == 1);
        project->setSetting(QStringLiteral("export/folder"), QDir::fromNativeSeparators(folder_->text().trimmed()));
        project->setSetting(QStringLiteral("export/withoutDetails"), details_->forLater());
        project->setSetting(QStringLiteral("export/withoutMark"), mark_->forLater());
    } catch (const Error& error) {
        Q_EMIT studio_.problem(error.sentence(), error.detail());
    }
}

void ExportDialog::refresh() {
    if (radios_.empty() || mark_ == nullptr || export_ == nullptr)
        return;
    const ExportWhat chosen = what();
    const bool path = chosen == ExportWhat::Strip || chosen == ExportWhat::Frames;
    const bool tiled = chosen == ExportWhat::Sheet || chosen == ExportWhat::Strip;
    for (QWidget* widget : std::initializer_list<QWidget*>{stepsLabel_, steps_, loop_})
        widget->setVisible(path);
    for (QWidget* widget : std::initializer_list<QWidget*>{gapLabel_, gap_, ground_, columnsLabel_})
        widget->setVisible(tiled);
    columns_->setVisible(chosen == ExportWhat::Sheet);
    gapLabel_->setVisible(chosen == ExportWhat::Sheet);
    columnsLabel_->setText(chosen == ExportWhat::Sheet ? tr("Columns") : tr("Gap"));
    if (!nameEdited_) {
        const QString title = studio_.project() ? fileName(studio_.project()->title()) : QString();
        const QString base = title.isEmpty() ? QStringLiteral("capriccio") : title;
        const qint64 seed = material_.shown.seed;
        name_->setText(chosen == ExportWhat::Sheet                  ? tr("%1-sheet", "name of a file").arg(base)
                       : chosen == ExportWhat::Strip                ? tr("%1-strip", "name of a file").arg(base)
                       : chosen == ExportWhat::Frames               ? tr("%1-frames", "name of a file").arg(base)
                       : chosen == ExportWhat::Picture && seed >= 0 ? base + QStringLiteral("-%1").arg(seed)
                                                                    : base);
    }
    const ExportPlan now = plan();
    const QSize size = exportSize(now, studio_.samples()->model().resolution);
    const int files = now.sheet() ? 1 : int(now.points.size());
    const bool tooLarge = size.width() > kLargestSide || size.height() > kLargestSide;
    const QString text = tooLarge
                             ? tr("%1 × %2 pixels is more than one file can hold. Enlarge less or use fewer columns.")
                             : tr("%n file(s), %1 × %2 pixels", nullptr, files);
    size_->setText(text.arg(size.width()).arg(size.height()));
    setRole(size_, tooLarge ? QStringLiteral("danger") : QStringLiteral("value"));
    const bool ready = !now.points.empty() && !now.folder.isEmpty() && !now.name.isEmpty() && !tooLarge && !job_;
    export_->setEnabled(ready);

    if (path && now.points != asked_ && now.points.size() <= kMostPreviewed) {
        asked_ = now.points;
        previewTimer_.start(kSettle);
    }
    std::vector<QImage> tiles(now.points.size());
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        if (now.points[i] == material_.shown)
            tiles[i] = material_.picture;
        for (std::size_t k = 0; k < previewed_.points.size(); ++k) {
            if (tiles[i].isNull() && now.points[i] == previewed_.points[k])
                tiles[i] = previewed_.images[k];
        }
        for (std::size_t k = 0; k < material_.samples.size() && k < material_.sampleImages.size(); ++k) {
            if (tiles[i].isNull() && now.points[i] == material_.samples[k])
                tiles[i] = material_.sampleImages[k];
        }
    }
    const double tile = double(std::max(1, studio_.samples()->model().resolution * now.options.scale));
    preview_->setSheet(std::move(tiles), now.columns, now.gap / tile, QColor::fromRgba(now.ground), !now.sheet());
}

void ExportDialog::start() {
    if (job_)
        return;
    if (details_->isAsking() || mark_->isAsking()) { // an open question is not an answer
        state_->setText(tr("Answer the question above first."));
        return;
    }
    remember();
    job_ = new ExportJob(studio_, plan(), &studio_);
    connect(job_, &ExportJob::progress, this, [this](int done, int total) {
        bar_->setRange(0, total);
        bar_->setValue(std::max(bar_->value(), done));
    });
    connect(job_, &ExportJob::finished, this, &ExportDialog::takeFinished);
    connect(job_, &ExportJob::failed, this, [this](const Sentence& message, const QString& detail) {
        job_->deleteLater();
        job_ = nullptr;
        showRunning(false);
        state_->setText(message.text());
        state_->setToolTip(detail);
        setRole(state_, QStringLiteral("danger"));
    });
    state_->setText(tr("Drawing and saving"));
    setRole(state_, {});
    bar_->setRange(0, 0);
    bar_->setValue(0);
    show_->hide();
    showRunning(true);
    job_->start();
}

QString ExportDialog::endText(const QStringList& files, bool cancelled) {
    return cancelled ? tr("Stopped; %n picture(s) saved", nullptr, int(files.size()))
                     : tr("Saved %n file(s)", nullptr, int(files.size()));
}

void ExportDialog::takeFinished(const QStringList& files, bool cancelled) {
    job_->deleteLater();
    job_ = nullptr;
    written_ = files;
    showRunning(false);
    show_->setVisible(!files.isEmpty());
    state_->setText(endText(files, cancelled));
    setRole(state_, cancelled ? QString() : QStringLiteral("good"));
    Q_EMIT finished(files);
}

void ExportDialog::showRunning(bool on) {
    bar_->setVisible(on);
    cancel_->setText(on ? tr("Stop") : tr("Close"));
    refresh();
}

void ExportDialog::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
    }
    QDialog::changeEvent(event);
}

} // namespace capriccio

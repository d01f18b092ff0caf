#include "ui/text/write_export_dialog.h"

#include "core/io/durable_file.h"
#include "core/session/project.h"
#include "core/types/error.h"
#include "ui/main/studio.h"
#include "ui/text/write_export.h"
#include "ui/widgets/card.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/export_switch.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"

#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>
#include <QtConcurrent>

namespace capriccio {
namespace {

constexpr auto kNoteSetting = "text/exportWithoutNote";
constexpr auto kFormatSetting = "text/exportFormat";
constexpr int kWidth = 460; // px

QString fileNameFrom(const QString& title) {
    static const QRegularExpression unsafe(QStringLiteral("[/\\\\:*?\"<>|\\x00-\\x1f]"));
    QString name = title.simplified();
    name.replace(unsafe, QStringLiteral("-"));
    return name.left(80);
}

QString savedAsText(const QString& file) {
    return WriteExportDialog::tr("Saved as %1").arg(QDir::toNativeSeparators(file));
}

} // namespace

WriteExportDialog::WriteExportDialog(Studio& studio, Manuscript manuscript, QWidget* parent)
    : QDialog(parent),
      studio_(studio),
      manuscript_(std::move(manuscript)),
      note_(generatedNote(manuscript_)),
      format_(new SegmentedControl({QString(), QString(), QString(), QString()}, this)),
      formatLabel_(sectionTitle({}, this)),
      switch_(new ExportSwitch(this)),
      shownNote_(mutedLabel(note_, this)),
      state_(mutedLabel({}, this)),
      show_(new QPushButton(this)),
      close_(new QPushButton(this)),
      export_(new QPushButton(this)) {
    setObjectName(QStringLiteral("writeExport"));
    format_->setObjectName(QStringLiteral("writeExportFormat"));
    export_->setObjectName(QStringLiteral("writeExportStart"));
    show_->setObjectName(QStringLiteral("writeExportShow"));
    shownNote_->setObjectName(QStringLiteral("writeExportNote"));
    shownNote_->setContentsMargins(24, 0, 0, 0);
    shownNote_->setFont(pageFont(13));
    setRole(export_, QStringLiteral("primary"));
    show_->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 16);
    column->setSpacing(12);
    column->addWidget(formatLabel_);
    column->addWidget(format_);
    column->addWidget(switch_);
    column->addWidget(shownNote_);
    column->addWidget(state_);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(show_);
    buttons->addStretch(1);
    buttons->addWidget(close_);
    buttons->addWidget(export_);
    column->addLayout(buttons);
    setMinimumWidth(kWidth);

    const bool generated = !note_.isEmpty();
    switch_->setVisible(generated);
    shownNote_->setVisible(generated);
    format_->setCurrentIndex(std::clamp(studio.project()->setting(QLatin1String(kFormatSetting), 0).toInt(), 0, 3));
    if (generated && studio.project()->setting(QLatin1String(kNoteSetting), false).toBool()) {
        switch_->setOff(true);
        shownNote_->hide();
    }
    connect(switch_, &ExportSwitch::changed, shownNote_, &QWidget::setVisible);
    connect(export_, &QPushButton::clicked, this, &WriteExportDialog::start);
    connect(close_, &QPushButton::clicked, this, &QDialog::close);
    connect(show_, &QPushButton::clicked, this, [this] { studio_.dialogs().showInFolder(file_); });
    retranslate();
}

void WriteExportDialog::start() {
    auto format = static_cast<WriteFormat>(format_->currentIndex());
    const QString name = manuscript_.title.isEmpty() ? tr("Text") : fileNameFrom(manuscript_.title);
    const QString suffix = suffixOf(format);
    QString file = studio_.dialogs().saveFile(
        this, tr("Export"),
        QDir(studio_.project()->folder() + QStringLiteral("/exports")).filePath(name + u'.' + suffix),
        QStringLiteral("*.%1").arg(suffix));
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().isEmpty())
        file += u'.' + suffix;
    for (const WriteFormat named : {WriteFormat::Text, WriteFormat::Markdown, WriteFormat::Html, WriteFormat::Pdf}) {
        if (QFileInfo(file).suffix().toLower() == suffixOf(named))
            format = named; // it holds what it is called
    }
    try {
        studio_.project()->setSetting(QLatin1String(kFormatSetting), format_->currentIndex());
        studio_.project()->setSetting(QLatin1String(kNoteSetting), switch_->forLater());
    } catch (const Error& error) {
        Q_EMIT studio_.problem(error.sentence(), error.detail());
    }
    export_->setEnabled(false);
    state_->setText(tr("Saving…"));
    const QString note = switch_->isOn() ? note_ : QString();
    QtConcurrent::run([manuscript = manuscript_, format, note, file]() -> Sentence {
        try {
            QDir().mkpath(QFileInfo(file).absolutePath());
            saveDurably(file, exported(manuscript, format, note));
        } catch (const Error& error) {
            return error.sentence();
        }
        return {};
    })
        .then(&studio_, [studio = &studio_, project = QPointer(studio_.project()), dialog = QPointer(this), file,
                         hash = manuscript_.passages.empty() ? QString() : manuscript_.passages.back().modelHash](
                            const Sentence& problem) {
            // The studio hears of it, which outlives this dialog: the file is remembered, and a failure told of.
            try {
                if (problem.isEmpty() && project && !project->isReadOnly())
                    project->recordExport(file, hash);
            } catch (const Error& error) {
                Q_EMIT studio->problem(error.sentence(), error.detail());
            }
            if (dialog)
                dialog->finish(file, problem.text());
            else if (!problem.isEmpty())
                Q_EMIT studio->problem(problem, {});
            else
                Q_EMIT studio->message(savedAsText(file));
        });
}

void WriteExportDialog::finish(const QString& file, const QString& problem) {
    export_->setEnabled(true);
    if (!problem.isEmpty()) {
        setRole(state_, QStringLiteral("danger"));
        state_->setText(problem);
        return;
    }
    file_ = file;
    setRole(state_, QStringLiteral("good"));
    state_->setText(savedAsText(file));
    show_->show();
    Q_EMIT saved(file);
}

// What is asked or told later makes the text above it longer; nothing is squeezed for it.
bool WriteExportDialog::event(QEvent* event) {
    const bool taken = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest)
        resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
    return taken;
}

void WriteExportDialog::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

void WriteExportDialog::retranslate() {
    setWindowTitle(tr("Export the text"));
    formatLabel_->setText(tr("Format"));
    format_->setAccessibleName(tr("Format"));
    format_->setLabel(0, tr("Text"));
    format_->setLabel(1, QStringLiteral("Markdown"));
    format_->setLabel(2, QStringLiteral("HTML"));
    format_->setLabel(3, QStringLiteral("PDF"));
    format_->setSegmentToolTip(0, tr("Plain text that every program opens (.txt)."));
    format_->setSegmentToolTip(1, tr("Text with its title marked, for websites and notes (.md)."));
    format_->setSegmentToolTip(2, tr("A page for the browser (.html)."));
    format_->setSegmentToolTip(3, tr("Pages to print or send (.pdf)."));
    switch_->setTexts(tr("Say that a model wrote with you"),
                      tr("One paragraph below the text. Some places and laws ask for it."),
                      tr("Without it readers may take every word for yours."), tr("Leave it out"), tr("Keep it"));
    show_->setText(tr("Show in folder"));
    show_->setToolTip(tr("Opens the folder the file is in."));
    close_->setText(tr("Close"));
    export_->setText(tr("Export…"));
    export_->setToolTip(tr("Asks where, then saves in the background."));
}

} // namespace capriccio

#include "moc_write_export_dialog.cpp"

#include "ui/widgets/dialogs.h"

#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QColorDialog>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QUrl>

namespace capriccio {
namespace {

constexpr auto kLastFolder = "files/lastFolder";

QString lastFolder() {
    return QSettings().value(QLatin1String(kLastFolder)).toString();
}

void remember(const QString& path) {
    if (!path.isEmpty())
        QSettings().setValue(QLatin1String(kLastFolder), QFileInfo(path).absolutePath());
}

} // namespace

QStringList Dialogs::openFiles(QWidget* parent, const QString& title, const QString& filter) {
    const QStringList files = QFileDialog::getOpenFileNames(parent, title, lastFolder(), filter);
    if (!files.isEmpty())
        remember(files.first());
    return files;
}

QString Dialogs::openFolder(QWidget* parent, const QString& title) {
    const QString folder = QFileDialog::getExistingDirectory(parent, title, lastFolder());
    remember(folder);
    return folder;
}

QString Dialogs::saveFile(QWidget* parent, const QString& title, const QString& suggestion, const QString& filter) {
    const QString start = QFileInfo(suggestion).isAbsolute() || lastFolder().isEmpty()
                              ? suggestion
                              : lastFolder() + QLatin1Char('/') + suggestion;
    const QString file = QFileDialog::getSaveFileName(parent, title, start, filter);
    remember(file);
    return file;
}

std::optional<QString> Dialogs::askText(QWidget* parent, const QString& title, const QString& label,
                                        const QString& value) {
    bool accepted = false;
    const QString text = QInputDialog::getText(parent, title, label, QLineEdit::Normal, value, &accepted);
    return accepted ? std::optional(text) : std::nullopt;
}

std::optional<QColor> Dialogs::askColor(QWidget* parent, const QString& title, const QColor& value) {
    const QColor color = QColorDialog::getColor(value, parent, title);
    return color.isValid() ? std::optional(color) : std::nullopt;
}

int Dialogs::ask(QWidget* parent, const QString& title, const QString& text, const QStringList& buttons) {
    QMessageBox box(parent);
    box.setWindowTitle(title);
    box.setText(title);
    box.setInformativeText(text);
    QList<QAbstractButton*> made;
    for (qsizetype i = 0; i < buttons.size(); ++i) {
        QPushButton* button = box.addButton(buttons[i], i == 0 ? QMessageBox::AcceptRole : QMessageBox::ActionRole);
        if (i == 0) {
            setRole(button, QStringLiteral("primary"));
            box.setDefaultButton(button);
        }
        made << button;
    }
    // Without a button of RejectRole Qt would take Esc for nothing; an invisible one makes it "closed".
    QPushButton* closed = box.addButton(QMessageBox::Cancel);
    closed->hide();
    box.setEscapeButton(closed);
    box.exec();
    return static_cast<int>(made.indexOf(box.clickedButton()));
}

void Dialogs::showInFolder(const QString& file) {
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).absolutePath()));
}

} // namespace capriccio

// The words of the export dialog.
#include "ui/pictures/export_dialog.h"
#include "ui/widgets/export_switch.h"
#include "ui/widgets/segmented_control.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>

namespace capriccio {

void ExportDialog::retranslate() {
    setWindowTitle(tr("Export"));
    radios_[0]->setText(tr("This picture"));
    radios_[1]->setText(material_.selected.empty()
                            ? tr("Selected pictures")
                            : tr("%n selected picture(s)", nullptr, int(material_.selected.size())));
    radios_[2]->setText(tr("Contact sheet of %n sample(s)", nullptr, int(material_.samples.size())));
    radios_[3]->setText(tr("Strip from corner to corner"));
    radios_[4]->setText(tr("Frames from corner to corner"));
    radios_[0]->setToolTip(tr("The picture on the canvas as one file."));
    radios_[1]->setToolTip(tr("The samples you selected, one file each (Ctrl+click selects several)."));
    radios_[2]->setToolTip(tr("All samples side by side in one file."));
    radios_[3]->setToolTip(tr("The way between the pad's corners, side by side in one file. Needs two corners."));
    radios_[4]->setToolTip(tr("The way between the pad's corners as numbered files, for a film. Needs two corners."));
    stepsLabel_->setText(tr("Pictures"));
    steps_->setToolTip(tr("How many pictures the way is made of; more make it smoother."));
    steps_->setAccessibleName(tr("Pictures on the way"));
    loop_->setText(tr("Back to the first"));
    loop_->setToolTip(tr("The way ends where it began, so that it can be played in a loop."));
    columns_->setAccessibleName(tr("Columns"));
    columns_->setToolTip(tr("How many pictures stand side by side."));
    gapLabel_->setText(tr("Gap"));
    gap_->setSuffix(tr(" px"));
    gap_->setAccessibleName(tr("Gap"));
    gap_->setToolTip(tr("Room between the pictures."));
    ground_->setItemText(0, tr("White"));
    ground_->setItemText(1, tr("Grey"));
    ground_->setItemText(2, tr("Black"));
    ground_->setAccessibleName(tr("Ground between the pictures"));
    ground_->setToolTip(tr("The colour between the pictures."));
    scaleLabel_->setText(tr("Enlarge"));
    scale_->setAccessibleName(tr("Enlarge"));
    scale_->setToolTip(tr("How many times larger than the model draws."));
    enlargeLabel_->setText(tr("Edges"));
    enlarge_->setLabel(0, tr("Smooth"));
    enlarge_->setLabel(1, tr("Crisp pixels"));
    enlarge_->setSegmentToolTip(0, tr("Lanczos: soft transitions, for print and screen."));
    enlarge_->setSegmentToolTip(1, tr("Nearest: every pixel becomes a square."));
    enlarge_->setAccessibleName(tr("Edges"));
    folderLabel_->setText(tr("Folder"));
    folder_->setAccessibleName(tr("Folder"));
    folder_->setToolTip(tr("Where the files go; made when it is not there."));
    chooseFolder_->setText(tr("Choose…"));
    chooseFolder_->setToolTip(tr("Chooses another folder."));
    nameLabel_->setText(tr("Name"));
    name_->setAccessibleName(tr("Name"));
    name_->setToolTip(tr("What the files are called; several are numbered. Files that exist are never replaced."));
    details_->setTexts(
        tr("Details in the file"),
        tr("Seed, latent point, model, and where its training pictures come from. Dropped back on this "
           "window, the file brings the picture back."),
        tr("Without them nobody, you included, can bring this picture back or tell which model drew it."),
        tr("Leave them out"), tr("Keep them"));
    mark_->setTexts(tr("Marked as AI-generated"),
                    tr("IPTC “trained algorithmic media”, which websites and other programs read. Some places and laws "
                       "ask for it."),
                    tr("Without the mark others may take the picture for a photograph or a drawing by hand."),
                    tr("Leave it out"), tr("Keep it"));
    show_->setText(tr("Show in folder"));
    show_->setToolTip(tr("Opens the folder the files are in."));
    cancel_->setText(job_ ? tr("Stop") : tr("Close"));
    export_->setText(tr("Export"));
    export_->setToolTip(tr("Draws and saves in the background."));
}

} // namespace capriccio

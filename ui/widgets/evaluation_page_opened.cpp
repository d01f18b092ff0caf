// What can be measured: a run of the project, or a model opened from a file beside what the project has prepared.
#include "ui/main/studio.h"
#include "ui/widgets/evaluation_page.h"

#include <QComboBox>
#include <QFileInfo>

namespace capriccio {

const ModelInfo* EvaluationPage::opened() const {
    const ModelInfo* model = studio().project() ? studio().modelInUse(medium_) : nullptr;
    return model && !model->file.isEmpty() && studio().runOfModel(model->file) == 0 ? model : nullptr;
}

QString EvaluationPage::openedHash() const {
    const ModelInfo* model = opened();
    return model ? model->file + QLatin1Char(' ') + model->hash : QString();
}

QString EvaluationPage::openedKey() const {
    const auto material = preparedMaterial(*studio().project(), medium_);
    return openedHash() + QLatin1Char(' ') + (material ? material->hash : QString());
}

std::optional<EvaluationPage::Subject> EvaluationPage::chosenSubject() const {
    const bool pictures = medium_ == DataKind::Pictures;
    if (const auto run = chosen())
        return Subject{run->name, run->preset.id, run->modelFile,
                       pictures ? EvaluationData(run->data) : EvaluationData(run->sequences),
                       pictures ? run->data.title : run->sequences.title};
    const ModelInfo* model = opened();
    const auto material = model ? preparedMaterial(*studio().project(), medium_) : std::nullopt;
    if (!material || !misfitOf(*model, *material).isEmpty())
        return std::nullopt;
    return Subject{QFileInfo(model->file).fileName(), model->preset.id, model->file,
                   pictures ? EvaluationData(material->pictures) : EvaluationData(material->sequences),
                   pictures ? material->pictures.title : material->sequences.title};
}

QString EvaluationPage::misfitOf(const ModelInfo& model, const Material& material) const {
    const PreparedSequences& sequences = material.sequences;
    if (model.paired && !sequences.paired)
        return tr("This model learned to answer: it is measured against pairs, and what you have prepared are none.");
    if (!model.paired && sequences.paired)
        return tr("This model learned no pairs, and what you have prepared are pairs.");
    const bool fits = medium_ == DataKind::Pictures ? material.pictures.options.resolution == model.resolution &&
                                                          material.pictures.channels == model.channels
                                                    : sequences.sentences == model.canEncode;
    return fits ? QString()
                : tr("This model learned from another form of material than you have prepared. Choose “%1” on the "
                     "Train page: it says which form it needs, and prepares yours in it.")
                      .arg(shownTitle(model.preset).text());
}

QString EvaluationPage::aboutChosen() const {
    const ModelInfo* model = chosen() ? nullptr : opened();
    if (!model)
        return words().about;
    const auto material = preparedMaterial(*studio().project(), medium_);
    if (!material)
        return tr("Prepare something on the Data page first: a model opened from a file is measured against it.");
    const QString misfit = misfitOf(*model, *material);
    return !misfit.isEmpty()
               ? misfit
               : tr("%1\nIts figures are not kept in the project: it is of no run here.").arg(words().about);
}

} // namespace capriccio

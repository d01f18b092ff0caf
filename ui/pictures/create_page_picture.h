#pragma once

#include "core/types/model_info.h"
#include "ui/pictures/create_page_state.h"
#include "ui/widgets/card.h"

class QComboBox;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace capriccio {

class ValueSlider;

// "This picture": its number, truncation, and class or mix of classes.
class CreatePictureCard : public Card {
    Q_OBJECT
public:
    explicit CreatePictureCard(QWidget* parent = nullptr);

    void showModel(const ModelInfo& model);
    void showState(const CreateState& state);

Q_SIGNALS:
    void seedEdited(qint64 seed);
    void truncationEdited(float truncation);
    void classesEdited(const std::vector<float>& weights); // empty = each picture its own
    void gestureEnded();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void retranslate();
    void takeSeed();
    void remember(qint64 seed);
    void chooseClass(int index);
    void showClassNames();
    qint64 seed() const; // of the field; 0 when empty

    QLabel* seedLabel_;
    QComboBox* seed_; // editable; its list is the history, newest first
    QToolButton* previous_;
    QToolButton* next_;
    QToolButton* random_;
    QLabel* truncationLabel_;
    ValueSlider* truncation_;
    QLabel* classLabel_;
    QComboBox* class_;
    QWidget* mix_;
    QVBoxLayout* mixRows_;
    std::vector<QLabel*> mixNames_;
    std::vector<ValueSlider*> weights_;
    QStringList classes_;
    QString sourceNote_; // of the data they are classes of
    qint64 lastSeed_ = 0;
    qint64 shownSeed_ = -1; // -1 = a mix
    bool mixing_ = false;   // "A mix" is chosen, whatever the weights are
};

} // namespace capriccio

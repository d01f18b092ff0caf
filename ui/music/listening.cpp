#include "ui/music/listening.h"

namespace capriccio {

Listening::Listening(QObject* parent)
    : QObject(parent), player_(std::make_unique<Player>()), tune_(std::make_shared<const Tune>()) {
    connect(player_.get(), &Player::stateChanged, this, &Listening::changed);
}

Listening::~Listening() = default;

void Listening::hear(const QString& key, const Tune& tune, qint64 from, const std::vector<bool>& muted) {
    player_->stop();
    if (key != key_)
        player_->setLoop({}); // a region belongs to its tune
    key_ = key;
    tune_ = std::make_shared<const Tune>(tune);
    player_->setTune(tune, muted);
    if (from > 0)
        player_->seek(from);
    player_->play();
    Q_EMIT changed();
}

void Listening::toggle(const QString& key, const Tune& tune) {
    if (isHeard(key))
        stop();
    else
        hear(key, tune);
}

void Listening::edited(const QString& key, const Tune& tune, const std::vector<bool>& muted) {
    if (key != key_)
        return;
    tune_ = std::make_shared<const Tune>(tune);
    player_->setTune(tune, muted);
}

void Listening::pause() {
    player_->pause();
}

void Listening::resume() {
    player_->play();
}

void Listening::stop() {
    player_->stop();
    Q_EMIT changed();
}

} // namespace capriccio

#include "moc_listening.cpp"

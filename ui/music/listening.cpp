#include "ui/music/listening.h"

#include <QFileInfo>
#include <QSettings>

namespace capriccio {
namespace {
constexpr auto kFontSetting = "music/soundfont";
} // namespace

Listening::Listening(QObject* parent)
    : QObject(parent), player_(std::make_unique<Player>()), tune_(std::make_shared<const Tune>()) {
    player_->setSoundFont(soundFont());
    connect(player_.get(), &Player::stateChanged, this, &Listening::changed);
}

Listening::~Listening() = default;

void Listening::hear(const QString& key, const Tune& tune, qint64 from, const std::vector<bool>& muted,
                     const std::optional<LoopRegion>& loop) {
    player_->stop();
    player_->setLoop(loop);
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

void Listening::setSoundFont(const QString& file) {
    QSettings().setValue(QLatin1String(kFontSetting), file);
    player_->setSoundFont(soundFont());
}

QString Listening::soundFont() {
    const QString file = QSettings().value(QLatin1String(kFontSetting)).toString();
    return QFileInfo(file).isFile() ? file : QString();
}

} // namespace capriccio

#include "moc_listening.cpp"

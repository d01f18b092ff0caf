#pragma once

#include "core/session/player.h"

#include <QObject>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

namespace capriccio {

// One player for everything that can be heard in the window: the piano roll, cards, thumbnails. What is heard has a key
// of its own (whoever asks chooses it), so that one page sees when another has taken over. GUI thread.
class Listening : public QObject {
    Q_OBJECT
public:
    explicit Listening(QObject* parent = nullptr);
    ~Listening() override;

    Player& player() const { return *player_; }

    // Plays a tune from a place on (a tick), a region of it over and over; what was heard before stops.
    void hear(const QString& key, const Tune& tune, qint64 from = 0, const std::vector<bool>& muted = {},
              const std::optional<LoopRegion>& loop = {});
    // Plays it, or stops it when it is what is heard.
    void toggle(const QString& key, const Tune& tune);
    // The tune behind the key was edited: heard at once while it plays, nothing otherwise.
    void edited(const QString& key, const Tune& tune, const std::vector<bool>& muted = {});
    void pause();
    void resume();
    void stop();
    // Plays and exports through this sound font from now on, in later sessions too; empty = the installed one.
    void setSoundFont(const QString& file);
    static QString soundFont(); // as chosen; empty when it is gone

    // What is in the player; empty: nothing.
    QString key() const { return key_; }
    bool isHeard(const QString& key) const { return key_ == key && player_->isMoving(); }
    const Tune& tune() const { return *tune_; }

Q_SIGNALS:
    void changed(); // what is heard, or whether it moves

private:
    std::unique_ptr<Player> player_;
    std::shared_ptr<const Tune> tune_;
    QString key_;
};

} // namespace capriccio

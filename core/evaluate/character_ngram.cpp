#include "core/evaluate/character_ngram.h"

#include <QList>
#include <numeric>

namespace capriccio {
namespace {

std::vector<int> ngramPoints(const QString& text) {
    const QList<uint> points = text.toUcs4();
    return {points.begin(), points.end()};
}

} // namespace

bool CharacterNgram::train(const QString& text, const std::function<bool()>& tick) {
    return table_.train(ngramPoints(text), tick);
}

double CharacterNgram::natsPerCharacter(const QString& text, int context) const {
    const std::vector<double> nats = table_.nats(ngramPoints(text), context);
    return nats.empty() ? 0 : std::accumulate(nats.begin(), nats.end(), 0.0) / double(nats.size());
}

} // namespace capriccio

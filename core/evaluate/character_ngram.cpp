#include "core/evaluate/character_ngram.h"

#include <QList>
#include <numeric>

namespace capriccio {
namespace {

std::vector<int> pointsOf(const QString& text) {
    const QList<uint> points = text.toUcs4();
    return {points.begin(), points.end()};
}

} // namespace

void CharacterNgram::train(const QString& text) {
    table_.train(pointsOf(text));
}

double CharacterNgram::natsPerCharacter(const QString& text) const {
    const std::vector<double> nats = table_.nats(pointsOf(text));
    return nats.empty() ? 0 : std::accumulate(nats.begin(), nats.end(), 0.0) / double(nats.size());
}

} // namespace capriccio

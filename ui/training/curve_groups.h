#pragma once

#include "core/types/training.h"
#include "ui/widgets/plot.h"

#include <QString>
#include <vector>

namespace capriccio {

// Which curves a tab shows.
enum class CurveGroup {
    Losses,
    Accuracy,
    Variety,
    Likeness,
    Reconstruction,
    Kl,
    // Text and music
    NextToken,
    Bits,
    Perplexity,
    Rebuilt,      // sequence VAE: loss of the tokens on the way through the latent space
    RebuiltShare, // of the tokens that come back right
    Copied,       // share of what it writes that stands in the material
    Said,         // nats the latent space says about an item
};
inline constexpr int kCurveGroups = 13;

// Curves that follow from a metric and are kept nowhere.
inline constexpr auto kPerplexity = "perplexity";                // exp(kLoss)
inline constexpr auto kPerplexityHeldOut = "perplexity_heldout"; // exp(kLossHeldOut)
// Returns what follows from a metric; its name is empty when nothing does.
NamedValue derivedFrom(const QString& metric, double value);

// What references depend on besides the preset.
struct CurveContext {
    int vocabulary = 0;            // 0: unknown
    double tokensPerCharacter = 0; // per note for music; 0: unknown
    bool operator==(const CurveContext&) const = default;
};
CurveContext curveContext(const PreparedSequences& sequences);

// One metric of a group: its key (training.h), translated name and colour.
std::vector<PlotCurve> curvesOf(CurveGroup group);
// Translated: title, what it shows, its unit, and how values are written.
struct CurveGroupWords {
    QString title;
    QString meaning;
    QString unit;
    PlotValues values = PlotValues::Plain;
};
CurveGroupWords wordsOf(CurveGroup group, DataKind medium = DataKind::Pictures);
// The groups that a model of this kind has, in the order of the tabs.
std::vector<CurveGroup> groupsOf(const Preset& preset);
// Values worth comparing with for this preset: where generator and discriminator are in balance, the data's own
// variety, a pure guess among the tokens there are.
std::vector<PlotReference> referencesOf(CurveGroup group, const Preset& preset, const CurveContext& context = {});

} // namespace capriccio

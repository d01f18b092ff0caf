#pragma once

namespace capriccio {

// Setting of a project: whether its Compose page holds melodies. One that does is not empty, even where nothing else is
// in it.
inline constexpr auto kHoldsMelodies = "music/holds-melodies";

} // namespace capriccio

#pragma once

namespace capriccio {

// Puts settings in force that libraries read while they are loaded, before main(): passive OpenMP waiting (a busy
// second process halves or quarters training with active waiting) and heap thresholds (tensors freshly allocated every
// step otherwise cost page faults). Call it first in main(): when the environment lacks a setting it is added and the
// program starts itself again with the same arguments, once. What the user has set is respected. Returns when the
// settings are in force or cannot be put in force.
void reexecWithSettings(char** argv);

// Lets the calling thread, and threads it starts later (its OpenMP pool), give way to the rest of the program: the
// picture under the artist's hand comes first. `nice` is added to the thread's priority, 0..19.
void giveWay(int nice);

} // namespace capriccio

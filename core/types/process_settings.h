#pragma once

namespace capriccio {

// Keeps the memory of large tensors in the heap from one step to the next, where fresh blocks would cost page faults at
// every step. For the whole process; call it first in main(). What has to stand before a library is loaded is the
// launcher's (app/launcher).
void keepLargeBlocks();

// Lets the calling thread, and threads it starts later (its OpenMP pool), give way to the rest of the program: the
// picture under the artist's hand comes first. `nice` is added to the thread's priority, 0..19.
void giveWay(int nice);

} // namespace capriccio

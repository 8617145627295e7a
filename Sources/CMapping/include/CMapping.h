#pragma once
#include <stddef.h>

// A file in memory can lose pages while it is read: when another program cuts it off, the system sends SIGBUS. For memory
// that is watched this becomes a sentence on standard error and exit status 1.
//
// A handler for SIGBUS that is installed later should call the one that it replaces.

/// Watches `size` bytes from `start` until they are forgotten. `sentence` is copied. Returns 0, or an
/// error number where that cannot be done.
int mapping_watch(const void *start, size_t size, const char *sentence);

/// To be called before the memory is given back.
void mapping_forget(const void *start);

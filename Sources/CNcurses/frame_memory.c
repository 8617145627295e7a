#define _GNU_SOURCE
#include "frame_memory.h"

#include <sys/mman.h>

int cn_frame_memory(void) { return memfd_create("frame", MFD_CLOEXEC); }

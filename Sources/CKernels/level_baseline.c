// For every processor: vectors of four floats, which x86-64 and arm64 always have.
#include <math.h>

#include "CKernels.h"
#include "levels.h"

#define LEVEL CK_BASELINE
#define TABLE ck_kernels_baseline
#define LANES 4
#define ROWS 6
#include "level.inc"

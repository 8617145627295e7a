// arm64: thirty-two registers of four floats.
#include <math.h>

#include "CKernels.h"
#include "levels.h"

#if defined(__aarch64__)
#define LEVEL CK_NEON
#define TABLE ck_kernels_neon
#define LANES 4
#define ROWS 10
#include "level.inc"
#endif

// x86-64 with AVX2 and FMA: sixteen registers of eight floats.
#include <math.h>

#include "CKernels.h"
#include "levels.h"

#if defined(__x86_64__)
#define LEVEL CK_AVX2
#define TABLE ck_kernels_avx2
#define LANES 8
#define ROWS 6
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "level.inc"
#pragma clang attribute pop
#endif

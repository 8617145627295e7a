// x86-64 with AVX-512: thirty-two registers of sixteen floats.
#include <math.h>

#include "CKernels.h"
#include "levels.h"

#if defined(__x86_64__)
#define LEVEL CK_AVX512
#define TABLE ck_kernels_avx512
#define LANES 16
#define ROWS 14
#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma"))), apply_to = function)
#include "level.inc"
#pragma clang attribute pop
#endif

#pragma once
#include "CKernels.h"

// One table for each level; which of them exist depends on what the program is built for.
extern const ck_kernels ck_kernels_baseline;
#if defined(__x86_64__)
extern const ck_kernels ck_kernels_avx2;
extern const ck_kernels ck_kernels_avx512;
#endif
#if defined(__aarch64__)
extern const ck_kernels ck_kernels_neon;
#endif

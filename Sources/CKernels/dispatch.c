#include "CKernels.h"
#include "levels.h"

#if defined(__x86_64__)
static bool has_avx2(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

static bool has_avx512(void) {
  return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
}
#endif

const ck_kernels *ck_kernels_of(ck_level level) {
  switch (level) {
  case CK_BASELINE: return &ck_kernels_baseline;
#if defined(__x86_64__)
  case CK_AVX2: return has_avx2() ? &ck_kernels_avx2 : 0;
  case CK_AVX512: return has_avx512() ? &ck_kernels_avx512 : 0;
#endif
#if defined(__aarch64__)
  case CK_NEON: return &ck_kernels_neon;
#endif
  default: return 0;
  }
}

ck_level ck_best_level(void) {
  static const ck_level from_best[] = {CK_AVX512, CK_AVX2, CK_NEON};
  for (int i = 0; i < 3; i++) {
    if (ck_kernels_of(from_best[i])) return from_best[i];
  }
  return CK_BASELINE;
}

#pragma once
#include <stdint.h>

// Numbers below 1.2e-38 have no leading one; processors take some hundred cycles for each. What fades away, such as the
// velocity of a unit that has died, ends there and would stay: 0.9 of four steps rounds to four. The kernels take such
// numbers for zeros, as they read them and as they write them.

#if defined(__x86_64__)
#include <xmmintrin.h>

/// How the calling thread took them before.
typedef unsigned denormals;

/// Zeros for results (bit 15) and for operands (bit 6).
static inline denormals flush_denormals(void) {
  const denormals before = _mm_getcsr();
  if ((before & 0x8040) != 0x8040) _mm_setcsr(before | 0x8040);
  return before;
}

static inline void keep_denormals(denormals before) {
  if ((before & 0x8040) != 0x8040) _mm_setcsr((_mm_getcsr() & ~0x8040u) | (before & 0x8040));
}

#elif defined(__aarch64__)

typedef uint64_t denormals;

/// Bit 24: zeros for both.
static inline denormals flush_denormals(void) {
  denormals before;
  __asm__ volatile("mrs %0, fpcr" : "=r"(before));
  if (!(before & 1 << 24)) __asm__ volatile("msr fpcr, %0" : : "r"(before | 1 << 24));
  return before;
}

static inline void keep_denormals(denormals before) {
  if (!(before & 1 << 24)) __asm__ volatile("msr fpcr, %0" : : "r"(before));
}

#else

typedef int denormals;
static inline denormals flush_denormals(void) { return 0; }
static inline void keep_denormals(denormals before) { (void)before; }

#endif

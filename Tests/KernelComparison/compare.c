// Every kernel of every level that this processor has against the baseline's, over random numbers: for processors that
// have no Swift toolchain at hand. script/test-arm64 runs it as an arm64 program.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CKernels.h"

static uint64_t state = 1;

static float random_number(void) {
  state = state * 6364136223846793005ull + 1442695040888963407ull;
  return (float)(int32_t)(state >> 32) / 2147483648.0f;
}

static ptrdiff_t pick(ptrdiff_t least, ptrdiff_t most) {
  return least + (ptrdiff_t)((random_number() + 1) / 2 * (float)(most - least) + 0.5f);
}

enum { MOST = 1 << 17 };
static float a[MOST], b[MOST], c[MOST], expected[MOST], found[MOST];
static int failures, comparisons;

static void refill(void) {
  for (int i = 0; i < MOST; i++) {
    a[i] = random_number();
    b[i] = random_number();
    c[i] = random_number();
    expected[i] = found[i] = random_number();
  }
}

static void check(const char *name, float tolerance) {
  float largest = 1e-30f, difference = 0;
  for (int i = 0; i < MOST; i++) {
    largest = fmaxf(largest, fabsf(expected[i]));
    difference = fmaxf(difference, fabsf(expected[i] - found[i]));
    if (isnan(expected[i]) != isnan(found[i])) difference = INFINITY;
  }
  comparisons++;
  if (difference <= tolerance * largest) return;
  failures++;
  printf("%s: differs by %g of %g\n", name, (double)difference, (double)largest);
}

/// Runs `call` with the baseline and with the level under test.
#define BOTH(call, tolerance)        \
  do {                               \
    refill();                        \
    const ck_kernels *k = baseline;  \
    float *out = expected;           \
    call;                            \
    k = level;                       \
    out = found;                     \
    call;                            \
    check(#call, tolerance);         \
  } while (0)

static void compare(const ck_kernels *baseline, const ck_kernels *level) {
  for (int round = 0; round < 40; round++) {
    const ptrdiff_t rows = pick(1, 40), columns = pick(1, 32), run = pick(1, 40), outer = pick(0, 3), inner = pick(1, 2);
    const ck_product p = {outer, inner, run, 7, 301, 11, 1, 1400, 40 * 33, 33, 40, round % 2, round % 3 == 0};
    BOTH(k->product(&p, rows, columns, a, b, round % 4 ? c : 0, out), 1e-5f);
    const ptrdiff_t images = pick(1, 9), length = pick(1, 300);
    BOTH(k->dot(rows, images, length, a, b, 300, out, 50), 1e-5f);
    BOTH(k->seeded_dot(rows, length, state, 0.3f, b, out), 1e-5f);
    BOTH(k->seeded(length, state, 0.3f, out), 0);
    BOTH(k->drop(length, state, 0.4f, 2, out), 0);
    for (int kind = CK_RELU; kind <= CK_TANH; kind++) {
      BOTH(k->activate((ck_activation)kind, 0.1f, length, out), 1e-6f);
      BOTH(k->activate_back((ck_activation)kind, 0.1f, length, a, out), 1e-6f);
    }
    BOTH(k->add_rows(rows, columns, a, 40, out), 1e-6f);
    BOTH(k->add_scaled(length, 0.7f, a, out), 1e-6f);
    BOTH((k->descend(length, 0.1f, 0.9f, 0.01f, 0.5f, a, memcpy(c, b, sizeof c), out), memcpy(out + 1000, c, 4000)), 1e-6f);

    const ptrdiff_t channels = pick(1, 70), before = pick(0, 3), after = pick(0, 3);
    const ck_normalization n = {channels, pick(1, 20), 80, before, after, 2, 0.1f, round % 2 ? 0.75f : 0.5f};
    BOTH(k->normalize(&n, a, out), 1e-5f);
    BOTH(k->normalize_back(&n, a, b, 81, out, 82), 1e-5f);

    const ptrdiff_t kernel = pick(1, 3), stride = pick(1, 3), padding = kernel / 2, width = pick(kernel, 30);
    const ptrdiff_t outputs = (width + 2 * padding - kernel) / stride + 1;
    const ck_windows w = {channels, kernel, 31 * 80, 80, width, kernel, stride, padding, outputs, 80, kernel, round % 2};
    BOTH(k->largest(&w, a, out), 0);
    BOTH(k->mean(&w, a, out), 1e-5f);
    const ck_windows_back back = {w, 31 * 72, 72, 75, round % 2};
    baseline->largest(&w, a, b);
    memcpy(c, b, sizeof c);
    BOTH((k->largest(&w, a, b), k->largest_back(&back, a, b, c, out)), 1e-5f);
    BOTH(k->mean_back(&back, a, out), 1e-5f);

    for (int side = 3; side <= 5; side += 2) {
      const ptrdiff_t tiles = pick(1, 4), wide = 16 * pick(1, 2), high = pick(1, 2), inputs = pick(1, 5);
      const ck_tiles t = {side, tiles, 12 * 40, 40, 400, 32};
      BOTH(k->tiles_from_maps(&t, wide, a, out), 1e-5f);
      BOTH(k->maps_from_tiles(&t, high, 2 * tiles - round % 2, 17, round % 2, a, c, out), 1e-5f);
      BOTH(k->tiles_from_weights(side, inputs, a, out), 1e-5f);
    }
  }
}

int main(void) {
  static const char *names[] = {"baseline", "avx2", "avx512", "neon"};
  int levels = 0;
  for (int level = CK_BASELINE; level <= CK_NEON; level++) {
    if (!ck_kernels_of((ck_level)level)) continue;
    failures = comparisons = 0;
    compare(ck_kernels_of(CK_BASELINE), ck_kernels_of((ck_level)level));
    printf("%s: %d comparisons, %d failures\n", names[level], comparisons, failures);
    if (failures) return 1;
    levels++;
  }
  printf("best level: %s\n", names[ck_best_level()]);
  return levels > 1 ? 0 : 1;
}

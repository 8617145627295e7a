#include <math.h>
#include <string.h>

#include "CKernels.h"

/// Numbers that are looked at together: one test for all of them.
enum { BLOCK = 512 };
/// Sums that run side by side, whatever the processor, so that every machine gets the same mean.
enum { LANES = 8 };

/// The bits of infinity: a number with all of these set is infinite or NaN.
static const uint32_t exponent = 0x7F800000;

static bool has_unusual(const float *numbers, size_t count) {
  uint32_t unusual = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t bits;
    memcpy(&bits, numbers + i, sizeof bits);
    unusual |= (bits & exponent) == exponent;
  }
  return unusual != 0;
}

size_t ck_first_not_finite(const float *numbers, size_t count) {
  for (size_t first = 0; first < count; first += BLOCK) {
    const size_t block = count - first < BLOCK ? count - first : BLOCK;
    if (!has_unusual(numbers + first, block)) continue;
    while (isfinite(numbers[first])) first++;
    return first;
  }
  return count;
}

static void add(ck_summary *summary, float number) {
  if (!isfinite(number)) return;
  if (number < summary->least) summary->least = number;
  if (number > summary->largest) summary->largest = number;
  summary->sum += number;
  summary->finite++;
  summary->zeros += number == 0;
}

/// A block of finite numbers, `count` a multiple of LANES.
static void add_block(ck_summary *summary, const float *numbers, size_t count) {
  float least[LANES], largest[LANES];
  double sum[LANES] = {0};
  uint32_t zeros[LANES] = {0};
  for (int lane = 0; lane < LANES; lane++) least[lane] = largest[lane] = numbers[lane];
  for (size_t i = 0; i < count; i += LANES) {
    for (int lane = 0; lane < LANES; lane++) {
      const float number = numbers[i + lane];
      least[lane] = number < least[lane] ? number : least[lane];
      largest[lane] = number > largest[lane] ? number : largest[lane];
      sum[lane] += number;
      zeros[lane] += number == 0;
    }
  }
  for (int lane = 0; lane < LANES; lane++) {
    summary->least = least[lane] < summary->least ? least[lane] : summary->least;
    summary->largest = largest[lane] > summary->largest ? largest[lane] : summary->largest;
    summary->sum += sum[lane];
    summary->zeros += zeros[lane];
  }
  summary->finite += count;
}

ck_summary ck_summarize(const float *numbers, size_t count) {
  ck_summary summary = {.least = INFINITY, .largest = -INFINITY};
  for (size_t first = 0; first < count; first += BLOCK) {
    const size_t block = count - first < BLOCK ? count - first : BLOCK;
    size_t done = 0;
    if (block >= LANES && !has_unusual(numbers + first, block)) {
      done = block / LANES * LANES;
      add_block(&summary, numbers + first, done);
    }
    for (; done < block; done++) add(&summary, numbers[first + done]);
  }
  return summary;
}

void ck_floats_from_float16(size_t count, const void *in, float *out) {
  const char *bytes = in;
  for (size_t i = 0; i < count; i++) {
    uint16_t half;
    memcpy(&half, bytes + 2 * i, sizeof half);
    const uint32_t magnitude = (uint32_t)(half & 0x7FFF) << 13;
    float number;
    memcpy(&number, &magnitude, sizeof number);
    // The exponents are 112 apart; the largest of either kind stands for infinity and NaN.
    number *= 0x1p112f;
    uint32_t bits;
    memcpy(&bits, &number, sizeof bits);
    bits |= (magnitude >= 31u << 23 ? exponent : 0) | (uint32_t)(half & 0x8000) << 16;
    memcpy(out + i, &bits, sizeof bits);
  }
}

void ck_floats_from_bfloat16(size_t count, const void *in, float *out) {
  const char *bytes = in;
  for (size_t i = 0; i < count; i++) {
    uint16_t upper;
    memcpy(&upper, bytes + 2 * i, sizeof upper);
    const uint32_t bits = (uint32_t)upper << 16;
    memcpy(out + i, &bits, sizeof bits);
  }
}

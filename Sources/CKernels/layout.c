#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "CKernels.h"

/// Pixels that are turned round at once: their channels and planes stay in the nearest cache.
enum { BLOCK = 16 };

void ck_pixels_from_planes(ptrdiff_t channels, ptrdiff_t pixels, const float *in, ptrdiff_t plane_step, float *out,
                           ptrdiff_t pixel_step) {
  for (ptrdiff_t first = 0; first < pixels; first += BLOCK) {
    const ptrdiff_t last = first + BLOCK < pixels ? first + BLOCK : pixels;
    for (ptrdiff_t c = 0; c < channels; c++) {
      for (ptrdiff_t x = first; x < last; x++) out[x * pixel_step + c] = in[c * plane_step + x];
    }
  }
}

void ck_planes_from_pixels(ptrdiff_t channels, ptrdiff_t pixels, const float *in, ptrdiff_t pixel_step, float *out,
                           ptrdiff_t plane_step) {
  for (ptrdiff_t first = 0; first < pixels; first += BLOCK) {
    const ptrdiff_t last = first + BLOCK < pixels ? first + BLOCK : pixels;
    for (ptrdiff_t c = 0; c < channels; c++) {
      for (ptrdiff_t x = first; x < last; x++) out[c * plane_step + x] = in[x * pixel_step + c];
    }
  }
}

static const size_t huge_page = (size_t)2 << 20;

float *ck_allocate(size_t count) {
  const size_t bytes = count * sizeof(float);
  void *memory = 0;
  if (bytes < huge_page) {
    if (posix_memalign(&memory, 64, bytes ? bytes : 1)) return 0;
    return memset(memory, 0, bytes);
  }
  memory = mmap(0, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
  if (memory == MAP_FAILED) return 0;
#if defined(MADV_HUGEPAGE)
  madvise(memory, bytes, MADV_HUGEPAGE);
#endif
  return memory;
}

void ck_release(float *memory, size_t count) {
  const size_t bytes = count * sizeof(float);
  if (bytes < huge_page) free(memory);
  else if (memory) munmap(memory, bytes);
}

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

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

/// What is smaller comes from malloc.
static const size_t least_mapped = (size_t)512 << 10;

static char *map(size_t bytes) {
  void *memory = mmap(0, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
  return memory == MAP_FAILED ? 0 : memory;
}

/// Whole pages that begin where a huge page could: only those that lie in the memory whole become one.
static char *map_aligned(size_t bytes) {
  char *memory = map(bytes + huge_page);
  if (!memory) return 0;
  const size_t before = -(uintptr_t)memory % huge_page;
  if (before) munmap(memory, before);
  munmap(memory + before + bytes, huge_page - before);
#if defined(MADV_HUGEPAGE)
  madvise(memory + before, bytes, MADV_HUGEPAGE);
#endif
  return memory + before;
}

static size_t whole_pages(size_t bytes) {
  const size_t page = (size_t)sysconf(_SC_PAGESIZE);
  return (bytes + page - 1) / page * page;
}

size_t ck_machine_bytes(void) {
  const long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
  return pages > 0 && page > 0 ? (size_t)pages * (size_t)page : SIZE_MAX;
}

float *ck_allocate(size_t count) {
  if (count > SIZE_MAX / sizeof(float) / 2) return 0;
  const size_t bytes = count * sizeof(float);
  if (bytes < least_mapped) {
    void *memory = 0;
    if (posix_memalign(&memory, 64, bytes ? bytes : 1)) return 0;
    return memset(memory, 0, bytes);
  }
  const size_t size = whole_pages(bytes);
  char *memory = size < huge_page ? map(size) : map_aligned(size);
  if (!memory) return 0;
#if defined(MADV_POPULATE_WRITE)
  // All pages at once cost a quarter of what they cost one by one, when they are first written to.
  madvise(memory, size, MADV_POPULATE_WRITE);
#endif
  return (float *)memory;
}

void ck_release(float *memory, size_t count) {
  const size_t bytes = count * sizeof(float);
  if (bytes < least_mapped) free(memory);
  else if (memory) munmap(memory, whole_pages(bytes));
}

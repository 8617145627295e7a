#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "CStb.h"

/* A few kilobytes of a hostile file can ask for any amount of memory; what a picture that we accept needs stays below this. */
#define LARGEST_BLOCK ((size_t)768 << 20)

static void *limited_malloc(size_t size) { return size > LARGEST_BLOCK ? NULL : malloc(size); }
static void *limited_realloc(void *block, size_t size) { return size > LARGEST_BLOCK ? NULL : realloc(block, size); }

#define STBI_MALLOC(size) limited_malloc(size)
#define STBI_REALLOC(block, size) limited_realloc(block, size)
#define STBI_FREE(block) free(block)
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_NO_STDIO
#define STBI_NO_FAILURE_STRINGS
#define STBI_MAX_DIMENSIONS 65535
#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#include <stb/stb_image.h>
#pragma GCC diagnostic pop

static int big_endian(const uint8_t *bytes) {
  uint32_t value = (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
  return value > INT_MAX ? INT_MAX : (int)value;
}

int cstb_size(const uint8_t *bytes, size_t count, int *width, int *height) {
  static const uint8_t png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'};
  // stb_image gives no size at all for a PNG that is too large for it.
  if (count >= 24 && memcmp(bytes, png, sizeof png) == 0) {
    *width = big_endian(bytes + 16);
    *height = big_endian(bytes + 20);
    return *width > 0 && *height > 0;
  }
  int channels;
  return count <= INT_MAX && stbi_info_from_memory(bytes, (int)count, width, height, &channels);
}

uint8_t *cstb_decode(const uint8_t *bytes, size_t count, int *width, int *height) {
  int channels;
  return count <= INT_MAX ? stbi_load_from_memory(bytes, (int)count, width, height, &channels, 3) : NULL;
}

void cstb_free(uint8_t *pixels) { stbi_image_free(pixels); }

#pragma once
#include <stddef.h>
#include <stdint.h>

/* PNG and JPEG from memory, by stb_image. */

/* The size of a picture, from its header alone; 0 if it is none of ours. */
int cstb_size(const uint8_t *bytes, size_t count, int *width, int *height);

/* 8-bit RGB, row by row from the top; NULL if it cannot be decoded. Free it with cstb_free. */
uint8_t *cstb_decode(const uint8_t *bytes, size_t count, int *width, int *height);

void cstb_free(uint8_t *pixels);

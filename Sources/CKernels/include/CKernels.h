#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The inner loops of the engine, each compiled for several kinds of processor; which one runs is chosen at start.
//
// Maps lie pixel by pixel with the channels innermost (NHWC), so that neighbouring channels fill a vector. Nothing here
// allocates, and every result is the same to the bit however the work is divided among threads.

// MARK: Levels

typedef enum { CK_BASELINE = 0, CK_AVX2 = 1, CK_AVX512 = 2, CK_NEON = 3 } ck_level;

/// Columns of a packed panel of weights, at every level.
enum { CK_PANEL = 32 };

/// Most channels that `normalize` takes.
enum { CK_MOST_CHANNELS = 2048 };

/// A product of two matrices whose inner dimension is walked in three nested loops:
///
///     out[i, j] (+)= bias[j] + sum over o < outer, n < inner, k < run of
///                    a[i·a_row + o·a_outer + n·a_inner + k·a_step] · b[o·b_outer + n·b_inner + k·b_step + j]
///
/// A convolution is such a product of its input with a panel of weights, without its windows ever being copied.
typedef struct {
  ptrdiff_t outer, inner, run;
  ptrdiff_t a_row, a_outer, a_inner, a_step;
  ptrdiff_t b_outer, b_inner, b_step;
  ptrdiff_t out_row;
  /// Adds to `out` instead of starting with the bias.
  bool accumulate;
  /// Ends with max(0, ·); NaN stays NaN.
  bool rectify;
} ck_product;

/// Functions of one number.
typedef enum { CK_RELU, CK_LEAKY_RELU, CK_SIGMOID, CK_TANH } ck_activation;

/// Windows that walk over one row of outputs: columns x·stride − padding … of a map of `width` columns, `rows` rows
/// from the pointer that comes with it. Cells outside the map are left out.
typedef struct {
  ptrdiff_t channels, rows, row_step, pixel_step, width;
  ptrdiff_t kernel, stride, padding;
  ptrdiff_t outputs, output_step;
  /// Of the mean: rows that count, and whether columns in the padding count.
  ptrdiff_t rows_counted;
  bool count_padding;
} ck_windows;

/// The same windows on the way back: how the gradients lie of what the windows read and of what they made.
typedef struct {
  ck_windows windows;
  ptrdiff_t row_step, pixel_step, output_step;
  /// What the windows read went through ReLU before: where the largest is 0, the gradient is multiplied by 0.
  bool rectified;
} ck_windows_back;

/// out[c] = in[c] / (k + alpha · sum of in[d]²)^beta over c − before ≤ d ≤ c + after within the channels.
typedef struct {
  ptrdiff_t channels, pixels, pixel_step, before, after;
  float k, alpha, beta;
} ck_normalization;

/// Convolution with stride 1 by Winograd's method F(2×2, kernel×kernel): the maps are cut into tiles of 2×2 outputs; each
/// tile's inputs, side = kernel + 1 across, become side² numbers a channel; for every one of these positions a small matrix
/// product sums over the channels; and the side² sums become the tile's four outputs. A kernel of 3 so takes 16 products
/// for four outputs instead of 36, one of 5 takes 36 instead of 100.
///
/// Source: Lavin, Gray 2016; kernels of 5 with the points 0, ±1, ±2, ∞.
typedef struct {
  /// 3 or 5.
  int kernel;
  /// Tiles side by side.
  ptrdiff_t tiles;
  /// Of the maps.
  ptrdiff_t row_step, pixel_step;
  /// Of the transformed numbers: from position to position, from tile to tile.
  ptrdiff_t position_step, tile_step;
} ck_tiles;

typedef struct {
  ck_level level;
  /// `rows` × `columns` numbers, columns ≤ CK_PANEL. `b` and `bias` (may be null) have CK_PANEL columns.
  void (*product)(const ck_product *, ptrdiff_t rows, ptrdiff_t columns, const float *a, const float *b,
                  const float *bias, float *out);
  /// out[n·out_step + i] = Σ weights[i·length + k] · x[n·x_step + k]; rows so short that the cache holds them are best.
  void (*dot)(ptrdiff_t rows, ptrdiff_t images, ptrdiff_t length, const float *weights, const float *x, ptrdiff_t x_step,
              float *out, ptrdiff_t out_step);
  /// For one picture, the same with weights from a counter: row i begins at counter + i·length.
  void (*seeded_dot)(ptrdiff_t rows, ptrdiff_t length, uint64_t counter, float scale, const float *x, float *out);
  /// out[i] = scale · (2·(mix(counter + i) >> 40)/2^24 − 1)
  void (*seeded)(ptrdiff_t count, uint64_t counter, float scale, float *out);
  /// numbers = f(numbers); `slope` is that of the leaky ReLU below zero.
  void (*activate)(ck_activation, float slope, ptrdiff_t count, float *numbers);
  void (*normalize)(const ck_normalization *, const float *in, float *out);
  /// A window with a NaN gives NaN.
  void (*largest)(const ck_windows *, const float *in, float *out);
  void (*mean)(const ck_windows *, const float *in, float *out);
  /// A row of tiles of `channels` (a multiple of 16) to side² positions.
  void (*tiles_from_maps)(const ck_tiles *, ptrdiff_t channels, const float *in, float *out);
  /// Side² positions of a row of tiles to `rows` (1 or 2) rows of `columns` pixels, `channels` ≤ CK_PANEL of them, with
  /// the bias and, if `rectify`, ReLU.
  void (*maps_from_tiles)(const ck_tiles *, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t channels, bool rectify,
                          const float *in, const float *bias, float *out);
  /// A panel of weights, [kernel²][inputs][CK_PANEL], to [side²][inputs][CK_PANEL].
  void (*tiles_from_weights)(int kernel, ptrdiff_t inputs, const float *in, float *out);

  // Backward.

  /// gradient = gradient · f′, which follows from out = f(…).
  void (*activate_back)(ck_activation, float slope, ptrdiff_t count, const float *out, float *gradient);
  /// Adds each gradient to the first of the cells that are the largest of its window, or to the first NaN.
  void (*largest_back)(const ck_windows_back *, const float *in, const float *out, const float *gradient,
                       float *in_gradient);
  /// Adds its share of each gradient to every cell of its window.
  void (*mean_back)(const ck_windows_back *, const float *gradient, float *in_gradient);
  /// The steps are from pixel to pixel.
  void (*normalize_back)(const ck_normalization *, const float *in, const float *gradient, ptrdiff_t gradient_step,
                         float *in_gradient, ptrdiff_t in_gradient_step);
  /// sums[c] += Σ over the rows of in[row·step + c]
  void (*add_rows)(ptrdiff_t rows, ptrdiff_t columns, const float *in, ptrdiff_t step, float *sums);
  /// out[i] += factor · in[i]
  void (*add_scaled)(ptrdiff_t count, float factor, const float *in, float *out);
  /// numbers[i] becomes 0 where (uniform(counter + i) + 1) / 2 < rate, else factor times what it was.
  void (*drop)(ptrdiff_t count, uint64_t counter, float rate, float factor, float *numbers);
  /// velocity = momentum · velocity − rate · (scale · gradient + decay · weights), weights += velocity
  void (*descend)(ptrdiff_t count, float rate, float momentum, float decay, float scale, const float *gradient,
                  float *velocity, float *weights);
} ck_kernels;

/// The kernels of a level, or null where this processor (or this build) has none of them.
const ck_kernels *ck_kernels_of(ck_level level);
/// The fastest level of this processor.
ck_level ck_best_level(void);

// MARK: Layout

/// out[x·pixel_step + c] = in[c·plane_step + x]
void ck_pixels_from_planes(ptrdiff_t channels, ptrdiff_t pixels, const float *in, ptrdiff_t plane_step, float *out,
                           ptrdiff_t pixel_step);
/// The way back.
void ck_planes_from_pixels(ptrdiff_t channels, ptrdiff_t pixels, const float *in, ptrdiff_t pixel_step, float *out,
                           ptrdiff_t plane_step);

/// Zeroed memory for `count` floats, on huge pages where the system gives them; null if there is none.
float *ck_allocate(size_t count);
void ck_release(float *memory, size_t count);
/// The memory of this machine.
size_t ck_machine_bytes(void);

// MARK: Numbers

/// Position of the first number that is infinite or NaN; `count` if there is no such number.
size_t ck_first_not_finite(const float *numbers, size_t count);

typedef struct {
  /// Of the finite numbers; infinite themselves if there is none.
  float least, largest;
  double sum;
  size_t finite, zeros;
} ck_summary;

/// Infinities and NaN are left out.
ck_summary ck_summarize(const float *numbers, size_t count);

/// Numbers of two bytes each, at any address, as floats: half precision of IEEE 754, or the upper half of a float.
void ck_floats_from_float16(size_t count, const void *in, float *out);
void ck_floats_from_bfloat16(size_t count, const void *in, float *out);

// MARK: Threads

/// Threads that divide jobs among themselves and sleep in between.
typedef struct ck_team ck_team;

/// The calling thread is one of `threads`; fewer are started where the system refuses. Null, where there is no memory for a
/// team, is a team of the calling thread.
ck_team *ck_team_new(int threads);
void ck_team_free(ck_team *);
int ck_team_threads(const ck_team *);
/// Which of its team's threads the calling one is while it does a task: 0 for the one that runs the job.
int ck_team_index(void);
/// task(context, i) once for every i < count, on all threads; returns when all are done. Threads that share a team take
/// turns. Within a task the calling thread may run jobs on any team; if that one is busy it does them alone. Tasks take
/// denormal numbers for zeros; the calling thread is as it was afterwards.
void ck_team_run(ck_team *, ptrdiff_t count, void (*task)(void *context, ptrdiff_t index), void *context);

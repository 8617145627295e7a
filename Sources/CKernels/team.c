#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "CKernels.h"

// A job is open while its tasks are given out. A worker that comes late finds it closed and goes back to sleep; one that
// has joined is waited for, so that nobody ever holds a job that is over.

static _Thread_local int own_index;

int ck_team_index(void) { return own_index; }

typedef struct {
  ptrdiff_t count;
  void (*task)(void *, ptrdiff_t);
  void *context;
} job;

struct ck_team {
  int threads;
  pthread_t *workers;
  pthread_mutex_t lock;
  pthread_cond_t arrival;
  /// Counts jobs; workers wait for it to change.
  _Atomic unsigned generation;
  /// Behind the lock.
  job current;
  bool is_open, is_over;
  int sleeping;

  _Atomic ptrdiff_t next;
  _Atomic ptrdiff_t done;
  /// Workers that have joined the job.
  _Atomic int inside;
};

/// Looks that a worker takes before it sleeps: layers follow one another within microseconds.
enum { PATIENCE = 4000 };

static void breathe(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static void work(ck_team *team, job job) {
  ptrdiff_t index, finished = 0;
  while ((index = atomic_fetch_add(&team->next, 1)) < job.count) {
    job.task(job.context, index);
    finished++;
  }
  if (finished) atomic_fetch_add(&team->done, finished);
}

/// Waits for a job after the one numbered `seen`; returns its number.
static unsigned await_job(ck_team *team, unsigned seen) {
  for (int look = 0; look < PATIENCE; look++) {
    if (atomic_load(&team->generation) != seen) return atomic_load(&team->generation);
    breathe();
  }
  pthread_mutex_lock(&team->lock);
  team->sleeping++;
  while (atomic_load(&team->generation) == seen) pthread_cond_wait(&team->arrival, &team->lock);
  team->sleeping--;
  const unsigned found = atomic_load(&team->generation);
  pthread_mutex_unlock(&team->lock);
  return found;
}

typedef struct {
  ck_team *team;
  int index;
} place;

static void *worker(void *argument) {
  ck_team *team = ((place *)argument)->team;
  own_index = ((place *)argument)->index;
  free(argument);
  unsigned seen = 0;
  for (;;) {
    seen = await_job(team, seen);
    pthread_mutex_lock(&team->lock);
    const bool is_over = team->is_over, joins = team->is_open;
    const job own = team->current;
    if (joins) atomic_fetch_add(&team->inside, 1);
    pthread_mutex_unlock(&team->lock);
    if (is_over) return 0;
    if (!joins) continue;
    work(team, own);
    atomic_fetch_sub(&team->inside, 1);
  }
}

ck_team *ck_team_new(int threads) {
  ck_team *team = calloc(1, sizeof *team);
  if (!team) return 0;
  team->workers = calloc(threads > 1 ? (size_t)threads : 1, sizeof *team->workers);
  pthread_mutex_init(&team->lock, 0);
  pthread_cond_init(&team->arrival, 0);
  team->threads = 1;
  while (team->workers && team->threads < threads) {
    place *place = malloc(sizeof *place);
    if (!place) break;
    place->team = team;
    place->index = team->threads;
    if (pthread_create(&team->workers[team->threads - 1], 0, worker, place)) {
      free(place);
      break;
    }
    team->threads++;
  }
  return team;
}

static void announce(ck_team *team) {
  atomic_fetch_add(&team->generation, 1);
  if (team->sleeping) pthread_cond_broadcast(&team->arrival);
}

void ck_team_free(ck_team *team) {
  if (!team) return;
  pthread_mutex_lock(&team->lock);
  team->is_over = true;
  announce(team);
  pthread_mutex_unlock(&team->lock);
  for (int i = 0; i < team->threads - 1; i++) pthread_join(team->workers[i], 0);
  pthread_cond_destroy(&team->arrival);
  pthread_mutex_destroy(&team->lock);
  free(team->workers);
  free(team);
}

int ck_team_threads(const ck_team *team) { return team->threads; }

/// Until `value` is `wanted`; gives the processor away when that takes long.
#define AWAIT(value, wanted)                                   \
  for (int look = 0; atomic_load(value) != (wanted); look++) { \
    if (look < PATIENCE) breathe();                            \
    else sched_yield();                                        \
  }

void ck_team_run(ck_team *team, ptrdiff_t count, void (*task)(void *, ptrdiff_t), void *context) {
  if (team->threads == 1 || count < 2) {
    for (ptrdiff_t index = 0; index < count; index++) task(context, index);
    return;
  }
  const job own = {count, task, context};
  atomic_store(&team->next, 0);
  atomic_store(&team->done, 0);
  pthread_mutex_lock(&team->lock);
  team->current = own;
  team->is_open = true;
  announce(team);
  pthread_mutex_unlock(&team->lock);
  work(team, own);
  AWAIT(&team->done, count)
  pthread_mutex_lock(&team->lock);
  team->is_open = false;
  pthread_mutex_unlock(&team->lock);
  AWAIT(&team->inside, 0)
}

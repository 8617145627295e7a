#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "CKernels.h"
#include "denormals.h"

// A job has the team to itself: who comes meanwhile waits for its turn. Who comes from within a task of any team must not
// wait, for whom it would wait for may be waiting for it: if the team is busy it does its tasks alone.
//
// A job is open while its tasks are given out. A worker that comes late finds it closed and goes back to sleep; one that
// has joined is waited for, so that nobody ever holds a job that is over.

/// Whose tasks the calling thread does, and as which of that team's threads; of no team between jobs.
typedef struct {
  const ck_team *team;
  int index;
} place;

static _Thread_local place own_place;

int ck_team_index(void) { return own_place.index; }

typedef struct {
  ptrdiff_t count;
  void (*task)(void *, ptrdiff_t);
  void *context;
} job;

struct ck_team {
  int threads;
  pthread_t *workers;
  /// Held by whose job it is.
  pthread_mutex_t turn;
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
} start;

static void *worker(void *argument) {
  ck_team *team = ((start *)argument)->team;
  own_place = (place){team, ((start *)argument)->index};
  free(argument);
  flush_denormals();
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
  pthread_mutex_init(&team->turn, 0);
  pthread_mutex_init(&team->lock, 0);
  pthread_cond_init(&team->arrival, 0);
  team->threads = 1;
  while (team->workers && team->threads < threads) {
    start *own = malloc(sizeof *own);
    if (!own) break;
    *own = (start){team, team->threads};
    if (pthread_create(&team->workers[team->threads - 1], 0, worker, own)) {
      free(own);
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
  pthread_mutex_destroy(&team->turn);
  free(team->workers);
  free(team);
}

int ck_team_threads(const ck_team *team) { return team ? team->threads : 1; }

/// Until `value` is `wanted`; gives the processor away when that takes long.
#define AWAIT(value, wanted)                                   \
  for (int look = 0; atomic_load(value) != (wanted); look++) { \
    if (look < PATIENCE) breathe();                            \
    else sched_yield();                                        \
  }

/// A job for all threads; the calling one has the turn.
static void run_together(ck_team *team, const job own) {
  atomic_store(&team->next, 0);
  atomic_store(&team->done, 0);
  pthread_mutex_lock(&team->lock);
  team->current = own;
  team->is_open = true;
  announce(team);
  pthread_mutex_unlock(&team->lock);
  work(team, own);
  AWAIT(&team->done, own.count)
  pthread_mutex_lock(&team->lock);
  team->is_open = false;
  pthread_mutex_unlock(&team->lock);
  AWAIT(&team->inside, 0)
}

/// Whether the calling thread, which was at `before`, may now give the team a job.
static bool takes_turn(ck_team *team, place before) {
  if (before.team) return !pthread_mutex_trylock(&team->turn);
  pthread_mutex_lock(&team->turn);
  return true;
}

void ck_team_run(ck_team *team, ptrdiff_t count, void (*task)(void *, ptrdiff_t), void *context) {
  const place before = own_place;
  // Tasks that there is no team for are somebody's all the same.
  own_place = (place){team ? team : before.team, team && before.team == team ? before.index : 0};
  const denormals mode = flush_denormals();
  if (team && team->threads > 1 && count > 1 && takes_turn(team, before)) {
    run_together(team, (job){count, task, context});
    pthread_mutex_unlock(&team->turn);
  } else {
    for (ptrdiff_t index = 0; index < count; index++) task(context, index);
  }
  keep_denormals(mode);
  own_place = before;
}

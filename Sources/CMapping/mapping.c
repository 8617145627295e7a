#define _GNU_SOURCE
#include "CMapping.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// Nodes are never freed, so that the handler can walk the list at any moment; those with `start` 0 are used again.
typedef struct watched {
  _Atomic uintptr_t start;
  size_t size;
  char *sentence;
  struct watched *next;
} watched;

static _Atomic(watched *) first;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct sigaction previous;
static int is_installed;

// In the handler: only async-signal-safe calls.

static void say(const char *sentence) {
  size_t count = strlen(sentence);
  while (count > 0) {
    const ssize_t written = write(STDERR_FILENO, sentence, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    sentence += written;
    count -= (size_t)written;
  }
}

static void on_bus_error(int signal_number, siginfo_t *info, void *context) {
  (void)context;
  const uintptr_t address = (uintptr_t)info->si_addr;
  for (const watched *node = atomic_load(&first); node; node = node->next) {
    const uintptr_t start = atomic_load(&node->start);
    if (!start || address < start || address - start >= node->size) continue;
    say(node->sentence);
    say("\n");
    _exit(1);
  }
  sigaction(signal_number, &previous, 0);
  // A fault comes again as soon as this returns; a signal that somebody sent does not.
  if (info->si_code <= 0) raise(signal_number);
}

static void install(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_sigaction = on_bus_error;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  is_installed = sigaction(SIGBUS, &action, &previous) == 0;
}

/// A node that nobody uses, from the list or at its head.
static watched *free_node(void) {
  for (watched *node = atomic_load(&first); node; node = node->next) {
    if (!atomic_load(&node->start)) return node;
  }
  watched *node = calloc(1, sizeof *node);
  if (!node) return 0;
  node->next = atomic_load(&first);
  atomic_store(&first, node);
  return node;
}

int mapping_watch(const void *start, size_t size, const char *sentence) {
  char *copy = strdup(sentence);
  pthread_mutex_lock(&lock);
  if (!is_installed) install();
  const int trouble = is_installed ? ENOMEM : errno;
  watched *node = copy && is_installed ? free_node() : 0;
  if (node) {
    node->size = size;
    node->sentence = copy;
    atomic_store(&node->start, (uintptr_t)start);
  }
  pthread_mutex_unlock(&lock);
  if (!node) free(copy);
  return node ? 0 : trouble;
}

void mapping_forget(const void *start) {
  pthread_mutex_lock(&lock);
  for (watched *node = atomic_load(&first); node; node = node->next) {
    if (atomic_load(&node->start) != (uintptr_t)start) continue;
    atomic_store(&node->start, 0);
    free(node->sentence);
    node->sentence = 0;
  }
  pthread_mutex_unlock(&lock);
}

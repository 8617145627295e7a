#define _GNU_SOURCE
#include "fault_report.h"

#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static char folder[3800];
static char path[4096];
static const char *version = "?";
static const char *begin = "alexnet-tutor ended by a fault of its own (";
static const char *end =
    "). Your answers are kept, except those that it said it could not write.";
static const char *report = " A report for its authors is in ";

void fault_report_prepare(void) {
  const char *state = getenv("XDG_STATE_HOME");
  const char *home = getenv("HOME");
  int length = 0;
  if (state && state[0] == '/') {
    length = snprintf(folder, sizeof folder, "%s/alexnet-tutor", state);
  } else if (home && home[0] == '/') {
    length = snprintf(folder, sizeof folder, "%s/.local/state/alexnet-tutor", home);
  }
  if (length >= (int)sizeof folder) folder[0] = 0;
  // The first call loads a library, which no handler may do.
  void *frames[1];
  backtrace(frames, 1);
}

/// The text before stays: a handler might be reading it.
static void replace(const char **word, const char *text) {
  const char *copy = strdup(text);
  if (copy) *word = copy;
}

void fault_report_set_words(const char *new_begin, const char *new_end, const char *new_report) {
  replace(&begin, new_begin);
  replace(&end, new_end);
  replace(&report, new_report);
}

void fault_report_set_version(const char *text) { replace(&version, text); }

// In the handler: only async-signal-safe calls.

static void put_bytes(int fd, const char *bytes, size_t count) {
  while (count > 0) {
    const ssize_t written = write(fd, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}

static void put(int fd, const char *text) { put_bytes(fd, text, strlen(text)); }

/// Writes the digits of a number before `stop` and returns where they begin.
static char *digits(uint64_t number, unsigned base, char *stop) {
  *--stop = 0;
  do {
    *--stop = "0123456789abcdef"[number % base];
    number /= base;
  } while (number > 0);
  return stop;
}

static void put_number(int fd, const char *name, uint64_t number, unsigned base) {
  char text[72];
  put(fd, name);
  put(fd, base == 16 ? "0x" : "");
  put(fd, digits(number, base, text + sizeof text));
  put(fd, "\n");
}

static const char *name_of(int signal_number) {
  switch (signal_number) {
  case SIGILL: return "SIGILL";
  case SIGTRAP: return "SIGTRAP";
  case SIGABRT: return "SIGABRT";
  case SIGSEGV: return "SIGSEGV";
  case SIGBUS: return "SIGBUS";
  case SIGFPE: return "SIGFPE";
  case SIGSYS: return "SIGSYS";
  default: return "?";
  }
}

/// The folder and those above it; whether it is there shows when the file is made.
static void make_folders(void) {
  for (char *at = folder + 1; *at; at++) {
    if (*at != '/') continue;
    *at = 0;
    mkdir(folder, 0777);
    *at = '/';
  }
  mkdir(folder, 0777);
}

static int make_file(time_t now) {
  char text[72];
  path[0] = 0;
  if (!folder[0]) return -1;
  make_folders();
  // The folder is shorter than the path by more than all of this.
  strcpy(path, folder);
  strcat(path, "/fault-");
  strcat(path, digits((uint64_t)now, 10, text + sizeof text));
  strcat(path, "-");
  strcat(path, digits((uint64_t)getpid(), 10, text + sizeof text));
  strcat(path, ".txt");
  return open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
}

static void put_caught(int fd, int caught) {
  char block[2048];
  off_t at = 0;
  ssize_t count;
  put(fd, "standard error:\n");
  // A fatal error says in its first lines what it was.
  while (at < 65536 && (count = pread(caught, block, sizeof block, at)) > 0) {
    put_bytes(fd, block, (size_t)count);
    at += count;
  }
}

void fault_report_tell(int signal_number, const siginfo_t *info, int caught) {
  const char *name = name_of(signal_number);
  const time_t now = time(NULL);
  const int fd = make_file(now);
  if (fd >= 0) {
    void *frames[64];
    put(fd, "alexnet-tutor ");
    put(fd, version);
    put(fd, "\nsignal: ");
    put(fd, name);
    put(fd, "\n");
    put_number(fd, "address: ", info ? (uint64_t)(uintptr_t)info->si_addr : 0, 16);
    put_number(fd, "seconds since 1970: ", (uint64_t)now, 10);
    put(fd, "frames:\n");
    const int count = backtrace(frames, 64);
    backtrace_symbols_fd(frames, count, fd);
    if (caught >= 0) put_caught(fd, caught);
    close(fd);
  }
  put(STDERR_FILENO, begin);
  put(STDERR_FILENO, name);
  put(STDERR_FILENO, end);
  if (fd >= 0) {
    put(STDERR_FILENO, report);
    put(STDERR_FILENO, path);
  }
  put(STDERR_FILENO, "\n");
}

#define _GNU_SOURCE
#include "crash_guard.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
static const int endings[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT};
static const int notices[] = {SIGWINCH, SIGTSTP, SIGCONT};
#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static struct sigaction old_crashes[COUNT(crashes)];
static struct sigaction old_endings[COUNT(endings)];
static struct sigaction old_notices[COUNT(notices)];
static struct sigaction old_pipe;
static stack_t old_stack;

static struct termios saved_modes;
static int have_modes;
/// A text that is replaced as a whole and never freed while a handler might write it.
static char *volatile leave;
static int pipe_fds[2] = {-1, -1};
static volatile int output_fd = STDOUT_FILENO;
static int error_fd = -1;
static int caught_fd = -1;
static pid_t owner;
static volatile sig_atomic_t installed;
static volatile sig_atomic_t pending_ending;

// Everything below here down to `on_notice` is called from signal handlers: only async-signal-safe calls.

static void write_all(int fd, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(fd, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}

static void give_error_back(void) {
  if (error_fd < 0) return;
  dup2(error_fd, STDERR_FILENO);
  if (caught_fd < 0) return;
  char block[4096];
  off_t at = 0;
  ssize_t count;
  while ((count = pread(caught_fd, block, sizeof block, at)) > 0) {
    write_all(STDERR_FILENO, block, (size_t)count);
    at += count;
  }
}

static void restore_terminal(void) {
  if (!installed) return;
  installed = 0;
  const char *sequence = leave;
  if (sequence) write_all(output_fd, sequence, strlen(sequence));
  if (have_modes) tcsetattr(STDIN_FILENO, TCSANOW, &saved_modes);
  give_error_back();
}

void crash_guard_end_by(int signal_number) {
  signal(signal_number, SIG_DFL);
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, signal_number);
  pthread_sigmask(SIG_UNBLOCK, &only, NULL);
  raise(signal_number);
}

/// A handler that was there before may know better what a SIGBUS means: a mapped file that was cut off ends the program
/// with a sentence, which can be read once the terminal is restored.
static void ask_the_one_before(int signal_number, siginfo_t *info, void *context) {
  const struct sigaction *before = 0;
  for (size_t i = 0; i < COUNT(crashes); i++) {
    if (crashes[i] == signal_number) before = &old_crashes[i];
  }
  if (signal_number != SIGBUS || !before || !(before->sa_flags & SA_SIGINFO)) return;
  before->sa_sigaction(signal_number, info, context);
}

static void on_crash(int signal_number, siginfo_t *info, void *context) {
  if (getpid() == owner) {
    restore_terminal();
    ask_the_one_before(signal_number, info, context);
  }
  crash_guard_end_by(signal_number);
}

static void send_to_loop(int signal_number) {
  int saved_errno = errno;
  char byte = (char)signal_number;
  ssize_t written = write(pipe_fds[1], &byte, 1);
  (void)written;
  errno = saved_errno;
}

static void on_ending(int signal_number) {
  if (pending_ending) {
    restore_terminal();
    crash_guard_end_by(signal_number);
    return;
  }
  pending_ending = 1;
  send_to_loop(signal_number);
}

static void on_notice(int signal_number) { send_to_loop(signal_number); }

static struct sigaction plain(void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_handler = handler;
  return action;
}

static struct sigaction crash(void) {
  struct sigaction action = plain(SIG_DFL);
  action.sa_sigaction = on_crash;
  action.sa_flags = SA_ONSTACK | SA_RESETHAND | SA_SIGINFO;
  return action;
}

static void install(const int *signals, size_t count, struct sigaction action, struct sigaction *old) {
  for (size_t i = 0; i < count; i++) sigaction(signals[i], &action, &old[i]);
}

static void put_back(const int *signals, size_t count, const struct sigaction *old) {
  for (size_t i = 0; i < count; i++) sigaction(signals[i], &old[i], NULL);
}

int crash_guard_install(void) {
  if (installed) return 0;
  if (pipe_fds[0] < 0 && pipe2(pipe_fds, O_NONBLOCK | O_CLOEXEC) != 0) return -1;
  owner = getpid();
  leave = NULL;
  pending_ending = 0;
  have_modes = tcgetattr(STDIN_FILENO, &saved_modes) == 0;

  fflush(stderr);
  error_fd = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10);
  caught_fd = memfd_create("stderr", MFD_CLOEXEC);
  // Appending keeps the lines of a crash behind those that came before it.
  if (caught_fd >= 0) fcntl(caught_fd, F_SETFL, O_APPEND);
  if (error_fd >= 0 && caught_fd >= 0) dup2(caught_fd, STDERR_FILENO);

  static char stack[65536];
  stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&alternate, &old_stack);

  install(crashes, COUNT(crashes), crash(), old_crashes);
  // Without SA_RESTART: poll returns when one of them comes.
  install(endings, COUNT(endings), plain(on_ending), old_endings);
  install(notices, COUNT(notices), plain(on_notice), old_notices);
  // A terminal that is gone is an error of write, not the end.
  const int broken_pipe = SIGPIPE;
  install(&broken_pipe, 1, plain(SIG_IGN), &old_pipe);
  installed = 1;
  return 0;
}

int crash_guard_set_leave(const char *sequence) {
  if (leave && strcmp(leave, sequence) == 0) return 0;
  // The one before is not freed: another thread may be crashing with it. It changes once in a while, by hand.
  char *copy = strdup(sequence);
  if (!copy) return -1;
  leave = copy;
  return 0;
}

void crash_guard_set_output(int fd) { output_fd = fd; }

void crash_guard_uninstall(void) {
  if (!installed) return;
  installed = 0;
  fflush(stderr);
  give_error_back();
  if (error_fd >= 0) close(error_fd);
  if (caught_fd >= 0) close(caught_fd);
  error_fd = caught_fd = -1;
  put_back(crashes, COUNT(crashes), old_crashes);
  put_back(endings, COUNT(endings), old_endings);
  put_back(notices, COUNT(notices), old_notices);
  const int broken_pipe = SIGPIPE;
  put_back(&broken_pipe, 1, &old_pipe);
  sigaltstack(&old_stack, NULL);
}

int crash_guard_signal_fd(void) { return pipe_fds[0]; }

int crash_guard_next_signal(void) {
  char byte;
  if (pipe_fds[0] < 0 || read(pipe_fds[0], &byte, 1) != 1) return 0;
  for (size_t i = 0; i < COUNT(endings); i++) {
    if (endings[i] == byte) pending_ending = 0;
  }
  return byte;
}

void crash_guard_stop(void) { raise(SIGSTOP); }

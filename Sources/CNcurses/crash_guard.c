#define _GNU_SOURCE
#include "crash_guard.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

#include "fault_report.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/// A fault of the program itself.
static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGSYS};
/// Requests to end, which the loop answers.
static const int endings[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGIO, SIGPWR, SIGSTKFLT};
static const int notices[] = {SIGWINCH, SIGTSTP, SIGCONT};
/// The end at once: the loop may be what has used up the time.
static const int limits[] = {SIGXCPU};
/// What they are about is an error of the write that caused them.
static const int writes[] = {SIGPIPE, SIGXFSZ};

static struct sigaction old_endings[COUNT(endings)];
static struct sigaction old_notices[COUNT(notices)];
static struct sigaction old_limits[COUNT(limits)];
static struct sigaction old_writes[COUNT(writes)];
static struct sigaction old_others[_NSIG];
/// Whoever else knows what a SIGBUS means.
static struct sigaction bus_before;

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
static atomic_flag has_crashed = ATOMIC_FLAG_INIT;
static volatile pthread_t crashing;

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
  // Setting modes from the background would stop the process.
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &only, NULL);
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

/// The first thread that crashes tells of it; another one waits for the end, and a fault in the telling is the end.
static void be_the_only_one(int signal_number) {
  if (!atomic_flag_test_and_set(&has_crashed)) {
    crashing = pthread_self();
    return;
  }
  if (pthread_equal(crashing, pthread_self())) crash_guard_end_by(signal_number);
  for (;;) pause();
}

static void on_crash(int signal_number, siginfo_t *info, void *context) {
  if (getpid() == owner) {
    be_the_only_one(signal_number);
    restore_terminal();
    // A handler that was there before may know better what a SIGBUS means: a mapped file that was cut off ends the
    // program with a sentence, which can be read once the terminal is restored.
    if (signal_number == SIGBUS && bus_before.sa_flags & SA_SIGINFO) {
      bus_before.sa_sigaction(signal_number, info, context);
    }
    // What another process sent is no fault of this one.
    const int is_sent = info->si_code <= 0 && info->si_pid != owner && info->si_pid > 0;
    if (!is_sent) fault_report_tell(signal_number, info, caught_fd);
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

static void on_limit(int signal_number) {
  restore_terminal();
  crash_guard_end_by(signal_number);
}

static void on_ending(int signal_number) {
  if (pending_ending) return on_limit(signal_number);
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
  action.sa_flags = SA_ONSTACK | SA_SIGINFO;
  return action;
}

static void install(const int *signals, size_t count, struct sigaction action, struct sigaction *old) {
  for (size_t i = 0; i < count; i++) sigaction(signals[i], &action, &old[i]);
}

static void put_back(const int *signals, size_t count, const struct sigaction *old) {
  for (size_t i = 0; i < count; i++) sigaction(signals[i], &old[i], NULL);
}

// MARK: From the start on

/// A test's crash is the test's.
static int is_test(int count, char **arguments) {
  const char *name = count > 0 ? arguments[0] : "";
  const size_t length = strlen(name);
  return length >= 7 && strcmp(name + length - 7, ".xctest") == 0;
}

/// Before any library's constructors. The Swift runtime leaves a signal alone that has a handler already, and would
/// otherwise take the terminal and ask what to do.
static void watch_from_the_start(int count, char **arguments, char **environment) {
  (void)environment;
  if (is_test(count, arguments)) return;
  owner = getpid();
  static char stack[65536];
  stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&alternate, NULL);
  struct sigaction before[COUNT(crashes)];
  install(crashes, COUNT(crashes), crash(), before);
  struct sigaction quit;
  if (sigaction(SIGQUIT, NULL, &quit) == 0 && quit.sa_handler == SIG_DFL) signal(SIGQUIT, crash_guard_end_by);
}

#ifdef __linux__
__attribute__((section(".preinit_array"), used)) static void (*const watch)(int, char **, char **) =
    watch_from_the_start;
#endif

/// Once libraries can be used, and before `main`.
__attribute__((constructor(101))) static void prepare(int count, char **arguments, char **environment) {
  if (is_test(count, arguments)) return;
  if (!owner) watch_from_the_start(count, arguments, environment);
  setenv("SWIFT_BACKTRACE", "enable=no,interactive=no", 1);
  fault_report_prepare();
  // The runtime may have given the main thread another stack for handlers, and SIGQUIT is an ordinary end again.
  struct sigaction quit;
  if (sigaction(SIGQUIT, NULL, &quit) == 0 && quit.sa_handler != SIG_IGN) signal(SIGQUIT, SIG_DFL);
  struct sigaction before[COUNT(crashes)];
  install(crashes, COUNT(crashes), crash(), before);
}

static pthread_key_t stacks;
static pthread_once_t has_stacks = PTHREAD_ONCE_INIT;

static void release_stack(void *memory) {
  stack_t none = {.ss_flags = SS_DISABLE};
  sigaltstack(&none, NULL);
  free(memory);
}

static void make_stacks(void) { pthread_key_create(&stacks, release_stack); }

void crash_guard_cover_thread(void) {
  const size_t size = 65536;
  pthread_once(&has_stacks, make_stacks);
  void *memory = malloc(size);
  if (!memory) return;
  stack_t alternate = {.ss_sp = memory, .ss_size = size};
  if (pthread_setspecific(stacks, memory) != 0 || sigaltstack(&alternate, NULL) != 0) free(memory);
}

// MARK: While the screen is up

int crash_guard_install(void) {
  if (installed) return 0;
  if (pipe_fds[0] < 0 && pipe2(pipe_fds, O_NONBLOCK | O_CLOEXEC) != 0) return -1;
  owner = getpid();
  pending_ending = 0;
  have_modes = tcgetattr(STDIN_FILENO, &saved_modes) == 0;

  fflush(stderr);
  error_fd = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10);
  caught_fd = memfd_create("stderr", MFD_CLOEXEC);
  // Appending keeps the lines of a crash behind those that came before it.
  if (caught_fd >= 0) fcntl(caught_fd, F_SETFL, O_APPEND);
  if (error_fd >= 0 && caught_fd >= 0) dup2(caught_fd, STDERR_FILENO);

  const struct sigaction ours = crash();
  struct sigaction before;
  for (size_t i = 0; i < COUNT(crashes); i++) {
    sigaction(crashes[i], &ours, &before);
    if (crashes[i] == SIGBUS && before.sa_sigaction != on_crash) bus_before = before;
  }
  // Without SA_RESTART: poll returns when one of them comes.
  install(endings, COUNT(endings), plain(on_ending), old_endings);
  install(notices, COUNT(notices), plain(on_notice), old_notices);
  install(limits, COUNT(limits), plain(on_limit), old_limits);
  install(writes, COUNT(writes), plain(SIG_IGN), old_writes);
  const struct sigaction limit = plain(on_limit);
  for (int i = SIGRTMIN; i <= SIGRTMAX; i++) sigaction(i, &limit, &old_others[i]);
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
  put_back(endings, COUNT(endings), old_endings);
  put_back(notices, COUNT(notices), old_notices);
  put_back(limits, COUNT(limits), old_limits);
  put_back(writes, COUNT(writes), old_writes);
  for (int i = SIGRTMIN; i <= SIGRTMAX; i++) sigaction(i, &old_others[i], NULL);
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

int crash_guard_is_ending(void) { return pending_ending; }

void crash_guard_stop(void) {
  struct sigaction ours;
  struct sigaction before = plain(SIG_DFL);
  for (size_t i = 0; i < COUNT(notices); i++) {
    if (notices[i] == SIGTSTP) before = old_notices[i];
  }
  // The system does not stop a group that nobody could continue: a window or a remote session without a shell.
  sigaction(SIGTSTP, &before, &ours);
  kill(0, SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
  // Continued in the background the terminal is still somebody else's: as a program that reads there, it stops again. A
  // group that is not stopped for that either goes on after a second and finds the terminal gone.
  for (int i = 0; i < 50 && !pending_ending && tcgetpgrp(STDIN_FILENO) != getpgrp(); i++) {
    kill(0, SIGTTIN);
    usleep(20000);
  }
}

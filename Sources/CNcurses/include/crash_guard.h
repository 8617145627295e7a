#ifndef CRASH_GUARD_H
#define CRASH_GUARD_H

// Leaves the terminal as it was found however the program ends, and turns the signals that ask it to do something into
// bytes on a pipe that its loop polls. One process has one guard.
//
// Faults are watched for from before `main` on: the Swift runtime's own handlers, which would take the terminal and ask
// what to do, are gone by then. Everything else is watched while the screen is up.

/// Saves the terminal's modes, sends standard error into a hidden file while the screen is up, and installs the
/// handlers. Returns 0, or -1 with errno.
int crash_guard_install(void);

/// What to write to the terminal before its modes are restored, after a crash (leave the alternate screen, …), however
/// long it is. Returns 0, or -1 where there is no memory for it.
int crash_guard_set_leave(const char *sequence);

/// Where that is written: the terminal, also while the standard output is something else.
void crash_guard_set_output(int fd);

/// The modes of a normal end: gives standard error back, writes to it what was caught, restores the handlers.
void crash_guard_uninstall(void);

/// Gives the calling thread a stack for handlers, without which a stack that overflowed cannot be told of.
void crash_guard_cover_thread(void);

/// Readable when a signal came: each byte is the number of one.
int crash_guard_signal_fd(void);

/// The next signal from the pipe, 0 if there is none. A second signal that asks the program to end and comes before the
/// first was taken restores the terminal and ends the program.
int crash_guard_next_signal(void);

/// Whether a signal that asks the program to end waits to be taken.
int crash_guard_is_ending(void);

/// Stops the process and its group as Ctrl-Z does and returns when it continues; where nobody could continue it, at once.
void crash_guard_stop(void);

/// Ends the process by this signal's default action.
void crash_guard_end_by(int signal_number);

#endif

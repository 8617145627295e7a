#ifndef CNCURSES_H
#define CNCURSES_H

// What Swift cannot import of ncurses: macros with casts become typed constants, global variables become functions.

#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif
#include <ncurses.h>
#include <wchar.h>

#include "crash_guard.h"
#include "fault_report.h"
#include "frame_memory.h"

static const attr_t CN_BOLD = A_BOLD;
static const attr_t CN_DIM = A_DIM;
static const attr_t CN_UNDERLINE = A_UNDERLINE;
static const attr_t CN_REVERSE = A_REVERSE;
static const attr_t CN_ITALIC = A_ITALIC;

/// newterm on the standard output and input; NULL if the terminal is unknown or cannot place its cursor.
SCREEN *cn_open(void);
WINDOW *cn_window(void);
int cn_colours(void);
int cn_pairs(void);
/// Cells that the C library gives a scalar, -1 where it knows none.
int cn_width(wchar_t scalar);

/// A terminfo string capability (`rmcup`, …); NULL where the terminal has none.
const char *cn_capability(const char *name);
/// Whether terminfo knows the terminal that TERM names and can place its cursor.
int cn_terminal_is_known(void);

/// Writes one cell: `text` is a scalar and its combining marks, ended by 0. Pairs beyond 255 are allowed.
void cn_write(int row, int column, const wchar_t *text, attr_t attributes, int pair);

/// Sets the modes of the keyboard: keys at once and without echo, Ctrl-S, Ctrl-Q and Ctrl-Z as keys. As a signal from the
/// terminal Ctrl-Z would stop the others of the group, and wake the shell, before the terminal is given back.
void cn_set_modes(void);

#endif

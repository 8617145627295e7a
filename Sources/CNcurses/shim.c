#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "CNcurses.h"

#include <stdint.h>
#include <stdio.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

SCREEN *cn_open(void) { return newterm(NULL, stdout, stdin); }
WINDOW *cn_window(void) { return stdscr; }
int cn_colours(void) { return COLORS; }
int cn_pairs(void) { return COLOR_PAIRS; }
int cn_width(wchar_t scalar) { return wcwidth(scalar); }

const char *cn_capability(const char *name) {
  const char *text = tigetstr(name);
  return text == (const char *)(intptr_t)-1 ? NULL : text;
}

int cn_terminal_is_known(void) {
  int error = 0;
  if (setupterm(NULL, STDOUT_FILENO, &error) != OK) return 0;
  return cn_capability("cup") != NULL;
}

void cn_write(int row, int column, const wchar_t *text, attr_t attributes, int pair) {
  cchar_t cell;
  if (setcchar(&cell, text, attributes, 0, &pair) == OK) mvwadd_wch(stdscr, row, column, &cell);
}

void cn_set_modes(void) {
  cbreak();
  noecho();
  nonl();
  struct termios modes;
  if (tcgetattr(STDIN_FILENO, &modes) == 0) {
    modes.c_iflag &= ~(tcflag_t)IXON;
    modes.c_cc[VSUSP] = _POSIX_VDISABLE;
#ifdef VDSUSP
    modes.c_cc[VDSUSP] = _POSIX_VDISABLE;
#endif
    tcsetattr(STDIN_FILENO, TCSANOW, &modes);
  }
  def_prog_mode();
}

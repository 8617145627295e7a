#ifndef FAULT_REPORT_H
#define FAULT_REPORT_H

#include <signal.h>

// What is said and written down after a fault of the program itself. Everything is prepared beforehand: in a handler only
// calls are made that are safe there.

/// Where the reports go, `$XDG_STATE_HOME/alexnet-tutor`, and what the handler needs from libraries.
void fault_report_prepare(void);

/// The words of the sentence, around the name of the signal and before the path of the report. They are copied.
void fault_report_set_words(const char *begin, const char *end, const char *report);

/// The program's version, which stands in the report. It is copied.
void fault_report_set_version(const char *version);

/// Writes the report and says the sentence on standard error. `caught` is a file with what was written to standard error
/// while the screen was up, or -1.
void fault_report_tell(int signal_number, const siginfo_t *info, int caught);

#endif

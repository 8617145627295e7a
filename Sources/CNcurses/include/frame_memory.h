#ifndef FRAME_MEMORY_H
#define FRAME_MEMORY_H

/// A file that is in no folder, for what curses writes to be read back; -1 where there is none.
int cn_frame_memory(void);

#endif

/* Rows of odd characters in their context: restore/evidence/oddity.py says what they are. */
#ifndef ODD_ROWS_H
#define ODD_ROWS_H

#include <stdint.h>

typedef struct Screen Screen;

enum { NO_ROW = -1, TOO_MANY = -2 };

int64_t next_odd_row(const Screen *screen, const uint32_t *marked, int length, int from, int enough, int most);

#endif

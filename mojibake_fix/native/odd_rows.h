/* Rows of odd characters in their context: restore/evidence/oddity.py says what they are. */
#ifndef ODD_ROWS_H
#define ODD_ROWS_H

#include <stdint.h>

typedef struct Screen Screen;

enum { NO_ROW = -1, TOO_MANY = -2 };

/* In the number that a row is, whose end has the bits below and whose beginning those from the 32nd on. */
static const int64_t IS_SIGN = (int64_t)1 << 31;

int64_t next_odd_row(const Screen *screen, const uint32_t *marked, int length, int from, int enough, int most);
uint32_t row_readers(const Screen *screen, const uint32_t *marked, int start, int end, int enough);

#endif

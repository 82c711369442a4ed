/* Rows of odd characters in their context: restore/evidence/oddity.py says what they are. */
#ifndef ODD_ROWS_H
#define ODD_ROWS_H

#include <stdint.h>

#include "ngrams.h"

enum { LANGUAGES = 4 };

/* What restore/evidence/oddity.py calls by the same names. */
typedef struct {
    int32_t behind, reach, few, again, hardly, close, least, least_cjk, cjk, half_width, drawn, drawn_end, most_less;
} Limits;

typedef struct {
    Limits limits;
    int32_t readers;
    const uint8_t *level;             /* of each character of the BMP */
    const Model *language[LANGUAGES]; /* the languages */
    const Model *garbled;             /* what readers leave, one by one */
    const uint8_t *within;            /* what each slot costs given its symbol there, reader by reader */
} Screen;

/* Levels of the table of oddities, as restore/evidence/oddity.py names them. */
enum { SIGN = 0, THRICE = 1, ORDINARY = 128, LINE_END = 255 };

enum { NO_ROW = -1, TOO_MANY = -2 };

/* In the number that a row is, whose end has the bits below and whose beginning those from the 32nd on. */
static const int64_t IS_SIGN = (int64_t)1 << 31;

int64_t next_odd_row(const Screen *screen, const uint32_t *marked, int length, int from, int enough, int most);
uint32_t row_readers(const Screen *screen, const uint32_t *marked, int start, int end, int enough);

/* What each character of a part costs behind those before it, in the language that likes it best there. */
void part_costs(const Screen *screen, const uint32_t *marked, int start, int end, int32_t *cost);

/* A text that is read from the character on that `at` names. */
typedef struct {
    const Screen *screen;
    const uint32_t *text;
    int64_t at;
    Reading reading[LANGUAGES];
} Weighing;

#pragma GCC visibility push(hidden) /* called by the core alone */
Weighing weighing_from(const Screen *screen, const uint32_t *text, int64_t start);

/* What the next character costs behind those before it in each language, and in that which likes it best. */
int32_t costs_ahead(Weighing *weighing, int32_t *cost);

/* What a character costs by itself, in the language that likes it best; and however little the languages have seen of it. */
int32_t cost_by_itself(const Screen *screen, uint32_t code);
int32_t cost_in_language(const Screen *screen, uint32_t code);

/* What it costs in what a reader leaves. */
int32_t cost_left(const Screen *screen, uint32_t code, int reader);
#pragma GCC visibility pop

#endif

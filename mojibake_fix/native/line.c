/* Looks that weigh in their context what is odd by the table: along a text, and one at a line, of which most have nothing in them. */
#include "glance.h"
#include "odd_rows.h"
#include "points.h"

/* What restore/evidence/glance.py calls by the same names. */
typedef struct {
    const Glance *glance;
    const Screen *screen;
    const int32_t *enough; /* by the bytes of UTF-8 beyond one for each character */
    int32_t head, place, shift; /* of the object in which Python keeps a text that is not ASCII, as native/texts.py found them */
    int32_t spared, one_in_alphabet;
} Line;

/* How far a text is looked at: for each kind of sight, and for rows, the part behind the last one and how long it was to be. */
typedef struct {
    int64_t from[KINDS];
    int64_t end, size;
} Looked;

enum { COMPACT = 8, TOLD = 15 };

/* What is in a line: nobody knows without the shapes of UTF-8; and at most islands, as far as these tell. */
enum { SOMETHING, NOTHING, UNKNOWN, AT_MOST_ISLANDS };

static int64_t bytes_beyond(const void *text, int width, int64_t length)
{
    const uint8_t *bytes = text;
    const uint16_t *pairs = text;
    const uint32_t *fours = text;
    int64_t beyond = 0;

    if (width == 1)
        for (int64_t at = 0; at < length; at++)
            beyond += bytes[at] >= 0x80;
    else if (width == 2)
        for (int64_t at = 0; at < length; at++)
            beyond += (pairs[at] >= 0x80) + (pairs[at] >= 0x800);
    else
        for (int64_t at = 0; at < length; at++)
            beyond += (fours[at] >= 0x80) + (fours[at] >= 0x800) + (fours[at] >= 0x10000);
    return beyond;
}

enum { BEFORE = 256, SPOT = 256, OVERLAP = 64, LONGEST = 1 << 16, MOST = 300, ONE_IN = 10 };

/* Whether a part of a text has rows that are odd in their context. The lock of the interpreter is kept: one room is enough. */
ONCE int has_rows(const Screen *screen, const void *text, int width, int64_t begin, int64_t end, int enough)
{
    static uint32_t marked[BYTE_ORDER_MARK + BEFORE + LONGEST + OVERLAP];
    const uint8_t *bytes = text;
    const uint16_t *pairs = text;
    const uint32_t *fours = text;
    const int length = (int)(end - begin), most = length / ONE_IN;

    for (int64_t at = begin; at < end; at++)
        marked[BYTE_ORDER_MARK + at - begin] = width == 1 ? bytes[at] : width == 2 ? pairs[at] : fours[at];
    return next_odd_row(screen, marked, length, 0, enough, most < MOST ? MOST : most) != NO_ROW;
}

/* The same as next_sight, but that rows are weighed in their context, by parts of a text that follow the place where one is seen. */
int64_t next_hint(const Glance *glance, const Screen *screen, const void *text, int width, int64_t length, Looked *looked, int wanted,
                  int enough)
{
    for (;;) {
        const int64_t sight = next_sight(glance, text, width, length, looked->from, wanted, enough), place = sight >> KINDS;

        if (sight < 0)
            return sight;
        for (int k = 0; k < KINDS; k++) { /* up to there all was looked at; but a row may have begun before */
            const int64_t from = place - (k == ROWS_FROM ? BEFORE : 0);
            looked->from[k] = looked->from[k] < from ? from : looked->from[k];
        }
        if (!(sight & ROWS))
            return sight;
        looked->size = place >= looked->end + SPOT ? SPOT : looked->size < LONGEST ? 2 * looked->size : LONGEST;
        looked->end = place + looked->size;
        if (has_rows(screen, text, width, place > BEFORE ? place - BEFORE : 0,
                     looked->end + OVERLAP < length ? looked->end + OVERLAP : length, enough))
            return sight;
        looked->from[ROWS_FROM] = looked->end;
    }
}

/* Whether there is nothing that hints at damage in a text that is not ASCII. If not, the text is to be looked at again. */
int says_nothing(const Line *line, const uint8_t *object, int length)
{
    static const int64_t from[KINDS];
    const int width = (int)(*(const uint32_t *)(object + line->place) >> line->shift & TOLD) - COMPACT;
    const uint8_t *text = object + line->head;

    if (width != 1 && width != 2 && width != 4)
        return SOMETHING;
    const int64_t beyond = bytes_beyond(text, width, length);
    const int is_in_alphabet = beyond <= line->spared || beyond <= length / line->one_in_alphabet;
    const int enough = line->enough[beyond], all = MARKS | SPELLED | NOTES | ROWS | (is_in_alphabet ? ISLANDS : 0);
    int64_t sight;

    for (int wanted = all;; wanted &= ~(int)(sight & all)) {
        sight = next_sight(line->glance, text, width, length, from, wanted, enough);
        if (sight < 0)
            return all & ~wanted & ISLANDS ? AT_MOST_ISLANDS : NOTHING;
        if (sight & ISLANDS && !line->glance->shapes)
            return UNKNOWN;
        if (!(sight & ISLANDS) && !(sight & ROWS && !has_rows(line->screen, text, width, 0, length, enough)))
            return SOMETHING;
    }
}

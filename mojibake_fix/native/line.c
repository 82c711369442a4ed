/* Looks that weigh in their context what is odd by the table: along a text, and one at a line, of which most have nothing in them. */
#include "odd_rows.h"
#include "points.h"
#include "traces.h"

/* What restore/evidence/glance.py calls by the same names. */
typedef struct {
    const Glance *glance;
    const Screen *screen;
    const Tables *tables; /* none if nobody knows yet */
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

/* What is in a line: nobody knows without the shapes of UTF-8 and the tables; and at most islands, as far as these tell. */
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

enum { BEFORE = 256, SPOT = 256, OVERLAP = 64, MOST_AT_ONCE = 1 << 16, MOST = 300, ONE_IN = 10 };

/* A part of a text that is weighed. The lock of the interpreter is kept: one room is enough. */
static uint32_t marked[BYTE_ORDER_MARK + BEFORE + MOST_AT_ONCE + OVERLAP];

static int64_t next_row(const Screen *screen, int length, int64_t from, int enough)
{
    const int most = length / ONE_IN;
    return next_odd_row(screen, marked, length, (int)from, enough, most < MOST ? MOST : most);
}

static void mark(const void *text, int width, int64_t begin, int64_t end)
{
    const uint8_t *bytes = text;
    const uint16_t *pairs = text;
    const uint32_t *fours = text;

    for (int64_t at = begin; at < end; at++)
        marked[BYTE_ORDER_MARK + at - begin] = width == 1 ? bytes[at] : width == 2 ? pairs[at] : fours[at];
}

/* Whether a part of a text has rows that are odd in their context. */
ONCE int has_rows(const Screen *screen, const void *text, int width, int64_t begin, int64_t end, int enough)
{
    mark(text, width, begin, end);
    return next_row(screen, (int)(end - begin), 0, enough) != NO_ROW;
}

/* Whether a line has rows that may be what a channel left. */
ONCE int may_have_traces(const Line *line, const void *text, int width, int64_t length, int enough)
{
    int64_t row = 0;

    mark(text, width, 0, length);
    while ((row = next_row(line->screen, (int)length, row & (IS_SIGN - 1), enough)) != NO_ROW) {
        if (row == TOO_MANY || row & IS_SIGN)
            return SOMETHING;
        if (!line->tables)
            return UNKNOWN;
        const int start = (int)(row >> 32), end = (int)(row & (IS_SIGN - 1));
        const uint32_t readers = row_readers(line->screen, marked, start, end, enough);
        if (!is_no_trace(line->screen, line->tables, marked, (int)length, start, end, readers, enough)
            && !opens_nothing(line->screen, line->tables, marked, (int)length))
            return SOMETHING;
    }
    return NOTHING;
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
        looked->size = place >= looked->end + SPOT ? SPOT : looked->size < MOST_AT_ONCE ? 2 * looked->size : MOST_AT_ONCE;
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
        const int traces = sight & ROWS ? may_have_traces(line, text, width, length, enough) : NOTHING;
        if (traces != NOTHING)
            return traces;
        if (!(sight & (ISLANDS | ROWS)))
            return SOMETHING;
    }
}

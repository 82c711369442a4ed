/* Looks that weigh in their context what is odd by the table: along a text, and one at a line, of which most have nothing in them. */
#include "glance.h"
#include "odd_rows.h"
#include "points.h"

/* What restore/evidence/glance.py calls by the same names of the tables of readers. */
typedef struct {
    const uint8_t *in_bytes; /* of each character of the BMP, whether a table of single bytes has it */
    uint32_t wide;           /* the readers of legacy encodings in whose tables some have two bytes */
    int32_t beside;          /* characters before and behind a row, which it may have begun or ended with */
} Tables;

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

enum { COMPACT = 8, TOLD = 15, BMP = 0x10000, MIDDLE_DOT = 0x30FB, REPLACED = 0xFFFD };

/* What is in a line: nobody knows without the shapes of UTF-8 and the tables; and at most islands, as far as these tell. */
enum { SOMETHING, NOTHING, UNKNOWN, AT_MOST_ISLANDS };

static int is_letter(uint32_t code)
{
    return is_small(code | 0x20);
}

/* What may be out of place behind a small letter is among these. */
static int is_latin(uint32_t code)
{
    return code > 0xA0 && code <= 0xFF;
}

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

/* A part of a text that is weighed. The lock of the interpreter is kept: one room is enough. */
static uint32_t marked[BYTE_ORDER_MARK + BEFORE + LONGEST + OVERLAP];

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

/* Whether a character of UTF-8 begins at a place, in any table, and none of it is lost. */
static int is_shaped(const Glance *glance, const uint32_t *text, int64_t at, int64_t begin, int64_t end)
{
    uint32_t code[4];

    for (int k = 0; k < 4; k++)
        code[k] = at + k < end ? text[at + k] : ' ';
    const uint32_t one = column(glance, CONTINUES, code[1]), whole = column(glance, WHOLE, code[0]);
    const uint32_t two = column(glance, CONTINUES, code[2]), twice = column(glance, CONTINUES_TWICE, code[2]);

    return (column(glance, LACKS_ONE, code[0]) & one)
           || (column(glance, LACKS_TWO, code[0]) & (column(glance, CONTINUES_TWICE, code[1]) | (one & two)))
           || (column(glance, LACKS_THREE, code[0]) & one & (twice | (two & column(glance, CONTINUES, code[3]))))
           || (whole & column(glance, WHOLE, code[1]) & column(glance, WHOLE, code[2]))
           || (whole && (is_letter(code[1]) || (at > begin && is_letter(text[at - 1]))));
}

/* Whether a row cannot be what a channel left: by those who may have left it nothing is undone, for no two characters stand
 * together that are bytes to them, none lost any, and nothing has the shape of UTF-8. What is more is for Python to weigh. */
static int is_no_trace(const Line *line, int64_t length, int64_t start, int64_t end, uint32_t readers)
{
    const Tables *tables = line->tables;
    const uint32_t *text = marked + BYTE_ORDER_MARK;
    const int64_t begin = start > tables->beside ? start - tables->beside : 0;
    const int64_t stop = end + tables->beside < length ? end + tables->beside : length;

    if (readers & tables->wide)
        return 0;
    for (int64_t at = begin; at < stop; at++) {
        const uint32_t code = text[at], next = at + 1 < stop ? text[at + 1] : ' ';
        if (code == '?' || code == MIDDLE_DOT || code == REPLACED || (is_latin(code) && at > 0 && is_small(text[at - 1])))
            return 0;
        if (code >= 0x80 && code < BMP && tables->in_bytes[code]
            && (next < 0x80 ? next >= '@' : next < BMP && tables->in_bytes[next]))
            return 0;
    }
    for (int64_t at = begin; at < stop; at++)
        if (is_shaped(line->glance, text, at, begin, stop))
            return 0;
    return 1;
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
        const int64_t start = row >> 32, end = row & (IS_SIGN - 1);
        if (!is_no_trace(line, length, start, end, row_readers(line->screen, marked, (int)start, (int)end, enough)))
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
        const int traces = sight & ROWS ? may_have_traces(line, text, width, length, enough) : NOTHING;
        if (traces != NOTHING)
            return traces;
        if (!(sight & (ISLANDS | ROWS)))
            return SOMETHING;
    }
}

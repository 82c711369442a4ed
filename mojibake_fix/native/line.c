/* One look at a short text, such as a line, which says of most that there is nothing in them: restore/screen.py is what asks. */
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

enum { COMPACT = 8, TOLD = 15 };

enum { LONGEST = 512 }; /* characters of a line */

enum { SOMETHING, NOTHING, UNKNOWN }; /* what is in a line: nobody knows without the shapes of UTF-8 */

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

/* Whether a text has rows that are odd in their context; that they are by the table is known. */
static int has_rows(const Line *line, const void *text, int width, int length, int enough)
{
    const uint8_t *bytes = text;
    const uint16_t *pairs = text;
    const uint32_t *fours = text;
    uint32_t marked[BYTE_ORDER_MARK + LONGEST];

    if (length > LONGEST)
        return 1;
    for (int at = 0; at < length; at++)
        marked[BYTE_ORDER_MARK + at] = width == 1 ? bytes[at] : width == 2 ? pairs[at] : fours[at];
    return next_odd_row(line->screen, marked, length, 0, enough, length) != NO_ROW;
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
    const int enough = line->enough[beyond], others = MARKS | SPELLED | NOTES | (is_in_alphabet ? ISLANDS : 0);
    int64_t sight = next_sight(line->glance, text, width, length, from, ROWS | others, enough);

    if (sight >= 0 && sight & ROWS && !has_rows(line, text, width, length, enough))
        sight = next_sight(line->glance, text, width, length, from, others, enough);
    return sight < 0 ? NOTHING : sight & ISLANDS && !line->glance->shapes ? UNKNOWN : SOMETHING;
}

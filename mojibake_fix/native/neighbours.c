/* Where the marks of a text stand that rules ask about, by the kinds of their neighbours. normalise/neighbours.py has the tables. */

#include <stdint.h>

enum { BYTE_ORDER_MARK = 1, FIRST_PLANE = 0x10000, FIRST_BEYOND = 0x80, KINDS = 16, PLAIN = 0, SPACE = 8 };

static uint32_t kind_at(const uint32_t *text, int64_t length, int64_t at, const uint8_t *kinds)
{
    return at >= length ? PLAIN : kinds[text[at] < FIRST_PLANE ? text[at] : FIRST_PLANE];
}

/* Write down the places that one of some questions asks about, and which do, and in ``all`` which do anywhere in the text. ``kinds``
   has one for each character of the first plane, and one for all others; ``behind`` and ``before`` say for each kind of neighbour
   and each kind of mark which questions ask about a mark behind it, or before it with a space between them or none. Nothing is asked
   in a line without anything beyond ASCII. Returns how many places there are, or -1 if they have no ``room``. */
int64_t neighbours(const uint32_t *marked, int64_t length, const uint8_t *kinds, const uint16_t *behind, const uint16_t *before,
                   int64_t room, uint32_t *places, uint16_t *asked, uint32_t *all)
{
    const uint32_t *text = marked + BYTE_ORDER_MARK;
    uint32_t last = PLAIN, in_line = 0, beyond = 0, in_text = 0;
    int64_t found = 0, before_line = 0;
    int full = 0;

    for (int64_t at = 0; at < length; at++) {
        const uint32_t code = text[at], kind = kind_at(text, length, at, kinds);

        beyond |= code >= FIRST_BEYOND;
        if (kind > PLAIN + 1) {
            uint32_t next = kind_at(text, length, at + 1, kinds), asking;

            if (next == SPACE && kind != SPACE)
                next = kind_at(text, length, at + 2, kinds);
            asking = behind[last * KINDS + kind] & before[next * KINDS + kind];
            if (asking && found == room)
                full = 1;
            else if (asking) {
                places[found] = (uint32_t)at;
                asked[found++] = (uint16_t)asking;
            }
            in_line |= asking;
        }
        last = kind;
        if (code == '\n' || at == length - 1) {
            if (beyond) {
                in_text |= in_line;
                before_line = found;
            }
            found = before_line;
            in_line = beyond = 0;
        }
    }
    *all = in_text;
    return full ? -1 : found;
}

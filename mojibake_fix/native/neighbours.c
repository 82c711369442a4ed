/* What stands side by side in a text: of each two neighbours, by their kinds, what a table says. normalise/neighbours.py has the table. */

#include <stdint.h>

enum { BYTE_ORDER_MARK = 1, FIRST_PLANE = 0x10000, KINDS = 16 };

/* All that is said of any two neighbours of a text, and of its ends beside nothing; ``kinds`` has one for each character of the first
   plane, and one for all others. */
uint32_t neighbours(const uint32_t *marked, int64_t length, const uint8_t *kinds, const uint32_t *said)
{
    const uint32_t *text = marked + BYTE_ORDER_MARK;
    uint32_t before = 0, all = 0;

    for (int64_t at = 0; at < length; at++) {
        const uint32_t kind = kinds[text[at] < FIRST_PLANE ? text[at] : FIRST_PLANE];

        all |= said[before * KINDS + kind];
        before = kind;
    }
    return all;
}

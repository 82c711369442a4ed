/* Texts as code points, which are looked at a block at a time where nothing in it is sought. */
#ifndef POINTS_H
#define POINTS_H

#include <stdint.h>

/* What Python's codec writes before a text. */
enum { BYTE_ORDER_MARK = 1 };

enum { BLOCK = 64 }; /* characters that are looked at together */

/* All bits of the characters of a block: without a branch, which is several characters at a time in the processor. */
static inline uint32_t bits_of(const uint32_t *text)
{
    uint32_t bits = 0;

    for (int k = 0; k < BLOCK; k++)
        bits |= text[k];
    return bits;
}

static inline int is_small(uint32_t code)
{
    return code >= 'a' && code <= 'z';
}

#endif

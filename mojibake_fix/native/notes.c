/* Notes of pinyin behind Han characters: _NOTE in restore/evidence/oddity.py. */
#include "points.h"

enum { FIRST_HAN = 0x3400 };

static int is_han(uint32_t code)
{
    return (code >= FIRST_HAN && code <= 0x9FFF) || (code >= 0xF900 && code <= 0xFAFF);
}

/* Letters of pinyin, some of them with tones; in their blocks there are others, too. */
static int is_letter(uint32_t code)
{
    return is_small(code) || (code >= 0xE0 && code <= 0x1F9) || code == 0x1E3F;
}

enum { LONGEST_NOTE = 6 }; /* letters */

/* Whether a note begins at a place. */
static int is_note(const uint32_t *text, int64_t length, int64_t at)
{
    int64_t end = at + 1;

    if (text[at] != '(' || at == 0 || !is_han(text[at - 1]))
        return 0;
    while (end < length && end <= at + LONGEST_NOTE && is_letter(text[end]))
        end++;
    if (end == at + 1)
        return 0;
    end += end < length && text[end] == ' ';
    return end < length && text[end] == ')';
}

static int has_bracket(const uint32_t *text)
{
    int any = 0;

    for (int k = 0; k < BLOCK; k++)
        any |= text[k] == '(';
    return any;
}

/* Whether a text has such a note. */
int has_note(const uint32_t *marked, int length)
{
    const uint32_t *text = marked + BYTE_ORDER_MARK;

    for (int64_t at = 0; at < length; at++) {
        if (is_note(text, length, at))
            return 1;
        while (at + BLOCK < length && (bits_of(text + at) < FIRST_HAN || !has_bracket(text + at + 1)))
            at += BLOCK; /* the bracket that one begins with stands behind what was looked at */
    }
    return 0;
}

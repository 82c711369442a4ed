/* One look at a text as Python keeps it, for all that hints at damage: restore/evidence/glance.py says what is asked. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "glance.h"

/* Levels of the table of oddities, as restore/evidence/oddity.py names them. */
enum { SIGN = 0, THRICE = 1, ORDINARY = 128, MEMORY = 3 };

enum { BYTES = 4, FIRST_PLANE = 0x10000, MANY = 128, FEW = 32, LONGEST_ISLAND = 10, LONGEST_NOTE = 6, ASCII_END = 0x80 };

typedef struct {
    const Glance *glance;
    const void *text;
    int64_t length;
    int wanted;
    const int64_t *from; /* the place from which on each is looked for */
} Look;

/* Characters have 1, 2 or 4 bytes: what follows is compiled for each, but that once which is asked at few places. */
#ifdef __GNUC__
#define INLINE static inline __attribute__((always_inline))
#else
#define INLINE static inline
#endif

INLINE uint32_t within(const Look *look, const int width, int64_t at)
{
    return width == 1 ? ((const uint8_t *)look->text)[at]
           : width == 2 ? ((const uint16_t *)look->text)[at] : ((const uint32_t *)look->text)[at];
}

INLINE uint32_t code_at(const Look *look, const int width, int64_t at)
{
    return at < 0 || at >= look->length ? ' ' : within(look, width, at);
}

/* Whether some characters have any that is to be looked at by itself: several of them at a time in the processor. */
#define ANY_IN(name, type, many)                                        \
    static int name(const type *text)                                   \
    {                                                                   \
        type marks = 0, references = 0, escapes = 0, beyond = 0;        \
                                                                        \
        for (int k = 0; k < (many); k++) { /* apart, or it is no longer several at a time */ \
            marks |= (type)-(text[k] == '?');                                    \
            references |= (type)-(text[k] == '&');                               \
            escapes |= (type)-(text[k] == '\\');                                 \
            beyond |= text[k];                                          \
        }                                                               \
        return (marks | references | escapes | (type)(beyond & (type) ~(type)(ASCII_END - 1))) != 0;    \
    }

ANY_IN(in_many_bytes, uint8_t, MANY)
ANY_IN(in_many_pairs, uint16_t, MANY)
ANY_IN(in_many_fours, uint32_t, MANY)
ANY_IN(in_few_bytes, uint8_t, FEW)
ANY_IN(in_few_pairs, uint16_t, FEW)
ANY_IN(in_few_fours, uint32_t, FEW)

/* The first place from one on behind which there may be such a character. */
INLINE int64_t stepped_over(const Look *look, const int width, int64_t at)
{
    const uint8_t *bytes = look->text;
    const uint16_t *pairs = look->text;
    const uint32_t *fours = look->text;

    while (at + MANY <= look->length
           && !(width == 1 ? in_many_bytes(bytes + at) : width == 2 ? in_many_pairs(pairs + at) : in_many_fours(fours + at)))
        at += MANY;
    while (at + FEW <= look->length
           && !(width == 1 ? in_few_bytes(bytes + at) : width == 2 ? in_few_pairs(pairs + at) : in_few_fours(fours + at)))
        at += FEW;
    while (at < look->length && within(look, width, at) < ASCII_END
           && (look->glance->plain[within(look, width, at)] >= ORDINARY || within(look, width, at) == '(')) /* no note behind ASCII */
        at++;
    return at;
}

/* The first place from one on that is not ordinary. */
INLINE int64_t ordinary_until(const Look *look, const int width, int64_t at)
{
    const uint8_t *plain = look->glance->plain;

    while (at + 4 <= look->length) {
        const uint32_t one = within(look, width, at), two = within(look, width, at + 1);
        const uint32_t three = within(look, width, at + 2), four = within(look, width, at + 3);

        if ((width == 4 && (one | two | three | four) >= FIRST_PLANE) || (plain[one] & plain[two] & plain[three] & plain[four]) < ORDINARY)
            break;
        at += 4;
    }
    return at;
}

static int is_digit(uint32_t code, int base)
{
    const uint32_t lower = code | 0x20;
    return (code >= '0' && code <= '9') || (base == 16 && lower >= 'a' && lower <= 'f');
}

static int is_letter(uint32_t code)
{
    return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
}

INLINE int is_named(const Look *look, const int width, int64_t at, int64_t end, const char *name)
{
    for (; at < end && *name; at++, name++)
        if (code_at(look, width, at) != (uint32_t)*name)
            return 0;
    return at == end && !*name;
}

/* Whether a reference begins at a place, and is none of those to the signs of HTML, which are ASCII. */
ONCE int refers(const Look *look, int width, int64_t at)
{
    const uint32_t first = code_at(look, width, at + 1);
    int64_t end = at + 2;

    if (first != '#' && !is_letter(first))
        return 0;
    while (is_letter(code_at(look, width, end)) || is_digit(code_at(look, width, end), 10))
        end++;
    return code_at(look, width, end) == ';' && !is_named(look, width, at + 1, end, "amp") && !is_named(look, width, at + 1, end, "lt")
           && !is_named(look, width, at + 1, end, "gt") && !is_named(look, width, at + 1, end, "quot");
}

/* Whether an escape of what is beyond ASCII may begin at a place. */
ONCE int escapes(const Look *look, int width, int64_t at)
{
    for (int64_t k = at + 2; k < at + 6; k++)
        if (!is_digit(code_at(look, width, k), 16))
            return 0;
    return code_at(look, width, at + 1) == 'u';
}

ONCE int is_noted(const Look *look, int width, int64_t at)
{
    const uint32_t before = code_at(look, width, at - 1);
    int64_t end = at + 1;

    if (!((before >= 0x3400 && before <= 0x9FFF) || (before >= 0xF900 && before <= 0xFAFF)))
        return 0;
    for (; end <= at + LONGEST_NOTE; end++) {
        const uint32_t code = code_at(look, width, end);
        if (!((code >= 'a' && code <= 'z') || (code >= 0xE0 && code <= 0x1F9) || code == 0x1E3F))
            break;
    }
    if (end == at + 1)
        return 0;
    end += code_at(look, width, end) == ' ';
    return code_at(look, width, end) == ')';
}

/* In which readers' tables a character of the BMP is what a column names. */
uint32_t column(const uint8_t *shapes, int name, uint32_t code)
{
    const uint8_t *bytes = shapes + (size_t)name * BYTES * FIRST_PLANE + code;

    if (code >= FIRST_PLANE)
        return 0;
    return bytes[0] | (uint32_t)bytes[FIRST_PLANE] << 8 | (uint32_t)bytes[2 * FIRST_PLANE] << 16
           | (uint32_t)bytes[3 * FIRST_PLANE] << 24;
}

enum { AROUND = 256, ONE_IN_ALPHABET = 5 };

/* Whether what is around a place is in an alphabet, as restore/screen.py tells it: by the bytes beyond one for each character. */
ONCE int is_in_alphabet(const Look *look, int width, int64_t at)
{
    const int64_t start = at > AROUND ? at - AROUND : 0, end = at + AROUND < look->length ? at + AROUND : look->length;
    int64_t beyond = 0;

    for (int64_t k = start; k < end && beyond <= 2 * AROUND / ONE_IN_ALPHABET; k++) {
        const uint32_t code = within(look, width, k);
        beyond += (code >= ASCII_END) + (code >= 0x800) + (code >= FIRST_PLANE);
    }
    return beyond <= 2 * AROUND / ONE_IN_ALPHABET;
}

/* Whether what begins at a place, behind what is ASCII, may be what a reader made of a sign. */
ONCE int is_island(const Look *look, int width, int64_t at)
{
    const Glance *glance = look->glance;
    const uint32_t code = code_at(look, width, at), next = code_at(look, width, at + 1), third = code_at(look, width, at + 2);
    const int is_wide = code >= 0x2E80 && code <= 0xFFEF;
    int64_t end = at + 1;

    while (end <= at + LONGEST_ISLAND && code_at(look, width, end) >= ASCII_END)
        end++;
    if (end > at + LONGEST_ISLAND || (end == at + 1 && !is_wide) || code >= FIRST_PLANE)
        return 0;
    if (!glance->shapes)
        return is_in_alphabet(look, width, at);
    const uint32_t one = column(glance->shapes, CONTINUES, next);
    const uint32_t begun = (column(glance->shapes, LACKS_ONE, code) & one)
                           | (column(glance->shapes, LACKS_TWO, code)
                              & (column(glance->shapes, CONTINUES_TWICE, next) | (one & column(glance->shapes, CONTINUES, third))))
                           | (column(glance->shapes, LACKS_THREE, code) & one);
    if (!(end > at + 1 && begun & glance->single)
        && !(is_wide && code_at(look, width, end) != '?' && (begun | column(glance->shapes, WHOLE, code)) & glance->wide))
        return 0;
    return is_in_alphabet(look, width, at);
}

INLINE int is_one_of(const char *signs, uint32_t code)
{
    return code && code < ASCII_END && strchr(signs, (int)code);
}

/* Whether a question mark begins a value, or what a comment says, of nothing else, and more of them: _VALUE in restore/lost.py. */
ONCE int is_value_of_marks(const Look *look, int width, int64_t at)
{
    int64_t before = at - 1, end = at + 1;
    int marks = 1;

    while (before >= 0 && is_one_of(" \t", code_at(look, width, before)))
        before--;
    if (!is_one_of("\"'>|/#-*;", code_at(look, width, before)))
        return 0;
    for (; end < look->length && is_one_of("? \t,.!", code_at(look, width, end)); end++)
        marks += code_at(look, width, end) == '?';
    return marks > 1 && (end == look->length || is_one_of("\"'<|\n", code_at(look, width, end)));
}

/* What is left of a mark or a picture in Latin-1 or Windows-1252 without controls: before `ï¸`, anything may be one. */
INLINE int is_left_of_mark(const Look *look, const int width, int64_t at)
{
    const uint32_t code = code_at(look, width, at), next = code_at(look, width, at + 1);

    if (code != 0xE2 && code != 0xF0)
        return 0;
    if (next == 0x20AC || next == 0x152 || next == 0x2020 || (is_letter(code_at(look, width, at - 1)) && next >= 'd' && next <= 'v'))
        return 1;
    for (int64_t k = at + 2; k <= at + 4; k++)
        if (code_at(look, width, k) == 0xEF && code_at(look, width, k + 1) == 0xB8)
            return 1;
    return 0;
}

INLINE int64_t seen(int64_t at, int what)
{
    return at << KINDS | what;
}

/* What of ASCII is wanted at a place; 0 if nothing. */
INLINE int sign_at(const Look *look, const int width, int64_t at, uint32_t code)
{
    if (code == '?' && look->wanted & MARKS && at >= look->from[MARKS_FROM] && is_value_of_marks(look, width, at))
        return MARKS;
    if (look->wanted & SPELLED && at >= look->from[SPELLED_FROM]
        && ((code == '&' && refers(look, width, at)) || (code == '\\' && escapes(look, width, at))))
        return SPELLED;
    return code == '(' && look->wanted & NOTES && at >= look->from[NOTES_FROM] && is_noted(look, width, at) ? NOTES : 0;
}

INLINE int64_t looked(const Look *look, const int width, int64_t at, const int32_t enough)
{
    int32_t odd = 0, filled = 0;

    for (; at < look->length; at++) {
        if (odd == 0 && filled == 0) {
            if (within(look, width, at) < ASCII_END && code_at(look, width, at - 1) < ASCII_END)
                at = stepped_over(look, width, at);
            else if (!(look->wanted & ISLANDS))
                at = ordinary_until(look, width, at);
        }
        if (at >= look->length)
            break;
        const uint32_t code = code_at(look, width, at);
        if (code < ASCII_END) {
            const int sign = sign_at(look, width, at, code);
            if (sign)
                return seen(at, sign);
        } else if (look->wanted & ISLANDS && at >= look->from[ISLANDS_FROM]
                   && ((code_at(look, width, at - 1) < ASCII_END && is_island(look, width, at)) || is_left_of_mark(look, width, at)))
            return seen(at, ISLANDS);
        if (!(look->wanted & ROWS) || at < look->from[ROWS_FROM])
            continue;
        const int32_t level = code < FIRST_PLANE ? look->glance->level[code] : ORDINARY;
        filled = level == THRICE ? filled + 1 : 0;
        if (level == SIGN || filled == MEMORY)
            return seen(at, ROWS);
        if (level == THRICE)
            continue;
        odd = odd + ORDINARY - level > 0 ? odd + ORDINARY - level : 0;
        if (odd >= enough && level < ORDINARY)
            return seen(at, ROWS);
    }
    return -1;
}

enum { WINDOW = 1 << 14 }; /* characters in which each sign is looked for: they stay in the processor */

/* The same as `looked` where of a text of bytes nothing is wanted but signs of ASCII: each of them as fast as memory is searched. */
static int64_t looked_for_signs(const Look *look, int64_t at)
{
    static const char signs[] = "?&\\";
    const uint8_t *text = look->text;

    for (; at < look->length; at += WINDOW) {
        const uint8_t *end = text + (at + WINDOW < look->length ? at + WINDOW : look->length);
        int64_t found = -1;

        for (const char *sign = signs; *sign; sign++)
            for (const uint8_t *next = text + at; (next = memchr(next, *sign, (size_t)(end - next))) != NULL; next++) {
                const int what = sign_at(look, 1, next - text, *next);
                if (what) {
                    found = seen(next - text, what);
                    end = next;
                    break;
                }
            }
        if (found >= 0)
            return found;
    }
    return -1;
}

/* The next place at which anything hints at damage that is wanted, each from its own place on, and what it is; -1 if nothing does. */
int64_t next_sight(const Glance *glance, const void *text, int width, int64_t length, const int64_t *from, int wanted, int enough)
{
    const Look look = {glance, text, length, wanted, from};
    int64_t first = length;

    for (int k = 0; k < KINDS; k++)
        if (wanted >> k & 1 && from[k] < first)
            first = from[k];
    if (width == 1 && !(wanted & ~(MARKS | SPELLED)))
        return looked_for_signs(&look, first);
    return width == 1 ? looked(&look, 1, first, enough)
           : width == 2 ? looked(&look, 2, first, enough) : looked(&look, 4, first, enough);
}

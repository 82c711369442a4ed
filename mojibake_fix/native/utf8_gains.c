/* Whether a part of a text gains enough as UTF-8 that some readers left: restore/evidence/utf8_gains.py in C, as far as the tables of
 * these readers are here. What is more, Python weighs. */
#include <stdint.h>
#include <string.h>

#include "traces.h"

enum { NOT_HERE = -1, BYTES = MOST_BYTES * LONGEST_PART, REACH = 4, LONGEST_CHARACTER = 4, WORD = 3 };
enum { FAR = 0x0530, FAR_END = 0x2000 }; /* what is written from Armenia to Mongolia, in words */

/* What some characters of a part are as UTF-8, and how many of them it takes. */
typedef struct {
    uint32_t text[REACH + BYTES]; /* behind some that stand before it */
    int32_t before, length, taken;
} Restored;

uint32_t shape_at(const Tables *tables, const uint32_t *shown, int32_t length, int32_t at)
{
    const uint8_t *shapes = tables->shapes;
    uint32_t code[4];

    for (int k = 0; k < 4; k++)
        code[k] = at + k < length ? shown[at + k] : BEYOND;
    const uint32_t one = column(shapes, CONTINUES, code[1]), whole = column(shapes, WHOLE, code[0]);
    const uint32_t two = column(shapes, CONTINUES, code[2]), twice = column(shapes, CONTINUES_TWICE, code[2]);
    const int is_beside = is_letter(code[1]) || (at > 0 && is_letter(shown[at - 1]));

    return (column(shapes, LACKS_ONE, code[0]) & one)
           | (column(shapes, LACKS_TWO, code[0]) & (column(shapes, CONTINUES_TWICE, code[1]) | (one & two)))
           | (column(shapes, LACKS_THREE, code[0]) & one & (twice | (two & column(shapes, CONTINUES, code[3]))))
           | (whole & column(shapes, WHOLE, code[1]) & column(shapes, WHOLE, code[2])) | (is_beside ? whole : 0);
}

uint32_t shape_left_at(const Screen *screen, const Tables *tables, const uint32_t *shown, int32_t length, int32_t at, int32_t less)
{
    const Legacy *legacy = tables->legacy;
    const uint32_t shape = shape_at(tables, shown, length, at), next = at + 1 < length ? shown[at + 1] : ' ';
    const int has_next = next >= 0x80;
    uint32_t found = 0;

    if (!shape)
        return 0;
    const int32_t known = cost_in_language(screen, shown[at]) + (has_next ? cost_in_language(screen, next) : 0);
    for (uint32_t k = 0; k < legacy->shaped; k++)
        for (uint32_t places = shape >> k & 1 ? legacy->places[k] : 0, p = 0; places >> p; p++)
            if (places >> p & 1
                && cost_left(screen, shown[at], (int)p) + (has_next ? cost_left(screen, next, (int)p) : 0) - known < less)
                found |= (uint32_t)1 << k;
    return found;
}

static int32_t length_in_utf8(uint32_t code)
{
    return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/* Whether bytes are none, or the beginning of a character. */
static int is_cut(const uint8_t *bytes, int32_t size)
{
    uint32_t code;
    return size == 0 || (bytes[0] >= 0xC2 && bytes[0] < 0xF5 && next_of_utf8(bytes, size, &code) == size);
}

/* Set the UTF-8 that bytes begin with, which ends where a character does that is shown, unless all there is to see is cut;
 * whether that can be told here. */
static int restore(const uint8_t *bytes, int32_t size, const int32_t *ends, int32_t count, int is_all, Restored *restored)
{
    uint32_t *text = restored->text + restored->before;
    int32_t length = 0, far = 0, first = -1, taken = 0;

    for (restored->length = 0; length < size; restored->length++) {
        uint32_t *code = text + restored->length;
        const int32_t one = next_of_utf8(bytes + length, size - length, code);
        if (*code == NO_CHARACTER) {
            if (one == 3 && bytes[length + 2] == 0xBD && bytes[length] == 0xEF) /* which stood for something in a layer below */
                return 0;
            break;
        }
        length += one;
    }
    if (!(is_all && size - length < LONGEST_CHARACTER && is_cut(bytes + length, size - length))) {
        for (int32_t at = 0; at < restored->length; at++)
            if (text[at] >= FAR && text[at] < FAR_END) {
                first = far++ ? first : at;
            }
        if (far && far < WORD)
            restored->length = first;
        for (length = 0, far = 0; far < restored->length; far++)
            length += length_in_utf8(text[far]);
        for (;; length -= length_in_utf8(text[--restored->length])) {
            for (taken = 0; taken < count && ends[taken] < length;)
                taken++;
            if (!restored->length || (taken < count && ends[taken] == length))
                break;
        }
    }
    for (taken = 0; taken < count && ends[taken] < length;)
        taken++;
    restored->taken = restored->length ? taken + 1 : 0;
    return 1;
}

static int is_ascii_text(uint32_t code)
{
    return (code >= ' ' && code <= '~') || code == '\t' || code == '\n' || code == '\r';
}

/* What restored characters cost, or would if they were damage of another layer. */
static int32_t cost_in_context(const Part *part, const Restored *restored)
{
    Weighing weighing = weighing_from(part->screen, restored->text, restored->before);
    int32_t clean = 0, damaged = part->tables->layer, each[LANGUAGES];

    for (int32_t at = restored->before; at < restored->before + restored->length; at++) {
        const uint32_t code = restored->text[at];
        int32_t cost = costs_ahead(&weighing, each);

        cost = is_ascii_text(code) ? part->tables->ascii : cost;
        clean += cost;
        for (int reader = 0; reader < part->screen->readers; reader++) {
            const int32_t left = cost_left(part->screen, code, reader);
            cost = left < cost ? left : cost;
        }
        damaged += cost;
    }
    return clean < damaged ? clean : damaged;
}

/* Set the bytes of what is shown from a place on up to what a table has not, and where each character ends in them; of several codes
 * the one that it is written with or the last. How many characters these are, NOT_HERE if Python has to tell. */
static int32_t codes_from(const Part *part, int table, int is_alike, int32_t at, int is_last, uint8_t *bytes, int32_t *ends)
{
    int32_t count = 0, size = 0;

    for (; at + count < part->length; count++) {
        const uint32_t code = part->shown[at + count];
        const uint32_t *others = is_last ? others_of(part->tables->legacy, table, code) : NULL;
        const int length = is_alike && code >= 0x80 && !is_plain(code) ? NOT_HERE
                           : others ? bytes_of_code(table, others[CODES - 2] ? others[CODES - 2] : others[0], bytes + size)
                                    : bytes_of(part->tables, table, code, bytes + size);
        if (length < 0)
            return NOT_HERE;
        if (!length)
            break;
        ends[count] = size += length;
    }
    return count;
}

/* Whether the UTF-8 that begins at a place gains what is asked for, given the table of a reader, or Python has to tell. */
static int begins(const Part *part, int table, int is_alike, int32_t at, int is_last, int32_t asked)
{
    uint8_t bytes[BYTES];
    int32_t ends[LONGEST_PART];
    const int32_t count = codes_from(part, table, is_alike, at, is_last, bytes, ends), known = (int32_t)(part->shown + at - part->text);
    Restored restored = {.before = known < REACH ? known : REACH};

    if (count <= 0)
        return count < 0;
    const int32_t size = ends[count - 1];
    memcpy(restored.text, part->shown + at - restored.before, sizeof(uint32_t) * (size_t)restored.before);
    for (int skipped = 0; skipped < 2; skipped++) {
        int32_t beyond = 0, less = 0;

        for (int32_t k = 0; skipped && k < count; k++)
            ends[k]--;
        if (!restore(bytes + skipped, size - skipped, ends, count, at + count == part->length, &restored))
            return 1;
        for (int32_t k = 0; k < restored.length; k++)
            beyond += restored.text[restored.before + k] >= 0x80;
        if (!beyond)
            continue;
        for (int32_t k = 0; k < restored.taken; k++)
            less += part->cost[at + k];
        less -= cost_in_context(part, &restored);
        if (less * (beyond == 1 ? part->tables->lone : 1.0) >= asked)
            return 1;
    }
    return 0;
}

int is_utf8(const Part *part)
{
    const Tables *tables = part->tables;
    const Legacy *legacy = tables->legacy;

    for (int32_t at = 0; at < part->length; at++) {
        const uint32_t shape =
            part->shown[at] >= 0x80 ? shape_left_at(part->screen, tables, part->shown, part->length, at, tables->likelier) : 0;
        for (uint32_t k = 0; shape && k < legacy->shaped; k++) {
            const int table = (int)legacy->table[k];
            const int32_t least = table >= FIRST_OF_BYTES ? tables->of_single_byte : tables->of_wide;
            const int is_alike = (int)legacy->is_alike[k], asked = part->enough > least ? part->enough : least;
            if (shape >> k & 1
                && (table == WITHOUT_TABLE || begins(part, table, is_alike, at, 0, asked)
                    || (table < PAGES && begins(part, table, is_alike, at, 1, asked))))
                return 1;
        }
    }
    return 0;
}

/* A line undone by a page, as restore/inverse/alignment.py undoes it. */
#include <stdint.h>
#include <string.h>

#include "openings.h"
#include "points.h"

enum { LOST = 0xDCFF, NO_BYTE = 0xFF }; /* what stands for a byte that is none, and what is no byte of any text */

static int is_unsound(uint32_t code)
{
    return (code < ' ' && code != '\t' && code != '\n' && code != '\r') || code == 0x7F || (code >= 0xD800 && code < 0xE000)
           || code == NO_CHARACTER || code == 0xFFFE || code == 0xFFFF;
}

/* The next character that a page has written, or what stands for a byte that is none, or a code that nobody writes; how many bytes
 * that is. */
static int next_of_page(const Legacy *legacy, int page, const uint8_t *bytes, int size, uint32_t *code)
{
    const int is_euc = page == EUC_JP;
    uint32_t number = bytes[0];
    int length = 1;

    *code = character_of(legacy, page, number);
    if (*code == NO_CHARACTER && size > 1 && bytes[0] >= 0x80 && (!is_euc || bytes[1] >= 0x80)) {
        number = (uint32_t)bytes[0] << 8 | bytes[1];
        *code = character_of(legacy, page, number);
        length = 2;
    }
    if (*code == NO_CHARACTER && is_euc && size > 2 && bytes[0] == PREFIX && bytes[1] >= 0x80 && bytes[2] >= 0x80) {
        number = (uint32_t)bytes[1] << 8 | (bytes[2] & 0x7F);
        *code = character_of(legacy, page, number);
        length = 3;
    }
    if (*code == NO_CHARACTER) {
        *code = LOST;
        return 1;
    }
    if (!is_written(legacy, page, number))
        *code = LOST;
    return length;
}

/* The next character of UTF-8, or what stands for a byte that is none. */
static int next_or_lost(const uint8_t *bytes, int size, uint32_t *code)
{
    const int length = (int)next_of_utf8(bytes, size, code);

    if (*code != NO_CHARACTER || (length == 3 && bytes[0] == 0xEF && bytes[2] == 0xBD))
        return length;
    *code = LOST;
    return 1;
}

static int is_written_so(int page, int written, const uint8_t *bytes, int size)
{
    for (int k = 0; page != UTF16 && written == UTF8 && k < size; k++)
        if (bytes[k] == 0xC0 || bytes[k] == 0xC1 || bytes[k] >= 0xF5)
            return 0;
    return 1;
}

/* The bytes of a character that is shown, as far as text is written with them; of several codes the one that is next by `choice`, or
 * no byte of any text: the search takes the likeliest, or if none is, nothing. */
static int bytes_written(Line *line, int page, int written, uint32_t code, int *choice, uint8_t *bytes)
{
    uint8_t possible[CODES][MOST_BYTES];
    const uint32_t *others = others_of(line->tables->legacy, page, code);
    int size = bytes_of(line->tables, page, code, bytes), count = 0;

    if (!others)
        return size > 0 && !is_written_so(page, written, bytes, size) ? 0 : size;
    for (int k = 0; k < CODES; k++) {
        if (k == 0)
            memcpy(possible[count], bytes, (size_t)size);
        else if (others[k - 1])
            size = bytes_of_code(page, others[k - 1], possible[count]);
        else
            break;
        count += is_written_so(page, written, possible[count], size);
    }
    if (!count)
        return 0;
    const int ways = count > 1 ? count + 1 : 1, chosen = *choice % ways;
    *choice /= ways;
    line->choices *= line->choices > CHOICES ? 1 : ways;
    bytes[0] = NO_BYTE;
    if (chosen == count)
        return 1;
    memcpy(bytes, possible[chosen], (size_t)size);
    return size;
}

static void end_unit(Line *line, Units *units, int32_t shown)
{
    const Unit last = units->length ? units->unit[units->length - 1] : (Unit){0};
    Unit unit = {.shown = shown, .restored = line->restored.length, .is_sound = 1, .is_ascii = 1};

    unit.is_changed = unit.shown - last.shown != unit.restored - last.restored
                      || memcmp(line->shown.code + last.shown, line->restored.code + last.restored,
                                sizeof(uint32_t) * (size_t)(unit.shown - last.shown)) != 0;
    for (int32_t at = last.restored; at < unit.restored; at++)
        unit.is_sound = unit.is_sound && !is_unsound(line->restored.code[at]);
    for (int32_t at = last.shown; at < unit.shown; at++)
        unit.is_ascii = unit.is_ascii && line->shown.code[at] < 0x80;
    units->unit[units->length++] = unit;
}

int undo_line(Line *line, int page, int written, int choice, Units *units)
{
    uint8_t bytes[BYTES];
    int32_t ends[BYTES + 1]; /* of a shown character, where one ends */
    Weighed *restored = &line->restored;

    units->length = restored->length = 0;
    line->choices = 1;
    for (int32_t at = 0; at < line->shown.length;) {
        int size = 0, length = 0;

        for (; at < line->shown.length; at++) {
            length = bytes_written(line, page, written, line->shown.code[at], &choice, bytes + size);
            if (length <= 0)
                break;
            memset(ends + size + 1, 0, sizeof(int32_t) * (size_t)length);
            ends[size += length] = at + 1;
        }
        if (length < 0)
            return 0;
        for (int from = 0; from < size;) {
            uint32_t *code = restored->code + restored->length++;
            if (written == UTF8)
                from += next_or_lost(bytes + from, size - from, code);
            else
                from += next_of_page(line->tables->legacy, written, bytes + from, size - from, code);
            if (ends[from])
                end_unit(line, units, ends[from]);
        }
        if (length == 0 && at < line->shown.length) {
            restored->code[restored->length++] = LOST;
            end_unit(line, units, ++at);
        }
    }
    return line->choices <= CHOICES;
}

/* Whether undoing a row gains as much as it has to: restore/evidence/traces.py and legacy_gains.py in C, as far as nothing in it is
 * lost, and each of its characters has one code in each table. What is more, Python weighs. */
#include <stddef.h>
#include <stdint.h>

#include "traces.h"

enum { MIDDLE_DOT = 0x30FB, CJK = 0x2E80, LIGATURES = 0xFB00 };
enum { APART_OF_BYTES = 0x05BA }; /* which Python's codec of Hebrew lacks */

/* Some characters of a part: what they cost, and the bytes that they are. */
typedef struct {
    int32_t cost, size;
    uint8_t bytes[LONGEST_PART * MOST_BYTES];
} Run;

/* The character of a code, but for one that no text has. */
static uint32_t point_of(const Legacy *legacy, int page, uint32_t code)
{
    const uint32_t point = character_of(legacy, page, code);
    return is_strange(point) ? NO_CHARACTER : point;
}

/* Of several codes of a character, that which it is written with. Python knows more of private use, of controls, and of halves of
 * characters. */
void codes_of_pages(const Legacy *legacy, uint16_t *codes)
{
    for (int page = 0; page < PAGES; page++, codes += BEYOND) {
        for (uint32_t code = 0; code < BEYOND; code++)
            codes[code] = code < 0x80 ? (uint16_t)code : is_strange(code) ? ASK : NONE;
        for (uint32_t code = 0x80; code < BEYOND; code++) {
            const uint32_t point = point_of(legacy, page, code);
            if (point < 0x80 || point == NO_CHARACTER)
                continue;
            if (codes[point] == NONE || is_written(legacy, page, code))
                codes[point] = (uint16_t)code;
        }
        for (int k = 0; k < APART; k++)
            codes[legacy->reader[page].apart[k]] = ASK;
    }
}

/* What a restored character costs that costs so much as clean text. */
static int32_t cost_of_restored(const Part *part, uint32_t code, int32_t cost)
{
    if ((code >= ' ' && code <= '~') || code == '\t' || code == '\n' || code == '\r')
        return part->tables->ascii;
    return code == NO_CHARACTER ? cost_by_itself(part->screen, code) : cost;
}

/* Whether undoing what costs so much gains what is asked for, in one language, which may quote others. */
static int gains(const Part *part, const uint32_t *restored, int32_t count, int32_t cost, double share, double asked)
{
    const int32_t least = part->screen->limits.least;
    Weighing weighing = weighing_from(part->screen, restored, 0);
    int32_t together[LANGUAGES] = {0}, each[LANGUAGES];

    for (int32_t at = 0; at < count; at++) {
        const uint32_t code = restored[at];
        int32_t best = costs_ahead(&weighing, each), all = INT32_MAX;

        for (int k = 0; k < LANGUAGES; k++) {
            const int32_t quoted = best + part->tables->quoted;
            together[k] += code < 0x80 || code == NO_CHARACTER ? cost_of_restored(part, code, least) : each[k] < quoted ? each[k] : quoted;
            all = together[k] < all ? together[k] : all;
        }
        if ((cost - all) * share < asked)
            return 0;
    }
    return cost * share >= asked;
}

/* What restored characters cost together, each in the language that likes it best. */
static int32_t costs_of_restored(const Part *part, const uint32_t *restored, int32_t count)
{
    Weighing weighing = weighing_from(part->screen, restored, 0);
    int32_t each[LANGUAGES], cost = 0;

    for (int32_t at = 0; at < count; at++)
        cost += cost_of_restored(part, restored[at], costs_ahead(&weighing, each));
    return cost;
}

/* The characters of bytes in a table, which are no more than these: encodings/alike.py says how they are read. */
static int32_t restored_as(const Legacy *legacy, int page, const uint8_t *bytes, int32_t size, uint32_t *restored)
{
    int32_t count = 0;

    for (; page >= FIRST_OF_BYTES && count < size; count++)
        restored[count] = legacy->in_table[page - FIRST_OF_BYTES][bytes[count]];
    if (page >= FIRST_OF_BYTES)
        return count;
    for (int32_t at = 0; at < size; count++) {
        const int32_t left = size - at;
        const uint8_t first = bytes[at], second = left > 1 ? bytes[at + 1] : 0, third = left > 2 ? bytes[at + 2] : 0;

        if (!legacy->opens[page][first]) {
            restored[count] = point_of(legacy, page, first);
            at++;
        } else if (page == EUC_JP && first == PREFIX && second > 0xA0 && third > 0xA0
                   && point_of(legacy, page, (uint32_t)second << 8 | (third & 0x7F)) != NO_CHARACTER) {
            restored[count] = point_of(legacy, page, (uint32_t)second << 8 | (third & 0x7F));
            at += 3;
        } else {
            const int is_whole = left > 1 && !(page == EUC_JP && (first == PREFIX || second < 0x80));
            restored[count] = is_whole ? point_of(legacy, page, (uint32_t)first << 8 | second) : NO_CHARACTER;
            at += 2;
        }
    }
    return count;
}

/* How much of the gain of characters of a legacy encoding counts. */
static double share_of(const Part *part, int32_t characters)
{
    return 2.0 / (2 + (characters < part->tables->fewest ? part->tables->fewest - characters : 0));
}

static int are_all_the_same(const Run *run)
{
    for (int32_t k = 1; k < run->size; k++)
        if (run->bytes[k] != run->bytes[0])
            return 0;
    return 1;
}

/* What is enough for what was not UTF-8, and what is asked of it. */
static double enough_of(const Part *part)
{
    return part->enough * part->tables->more;
}

static double asked_of(const Part *part, int32_t least)
{
    return enough_of(part) > least ? enough_of(part) : least;
}

/* Whether a run gains enough as what was written by a table, of which so much is asked. */
static int gains_as(const Part *part, const Run *run, int page, double asked)
{
    uint32_t restored[LONGEST_PART * MOST_BYTES];
    int32_t beyond = 0;

    for (int32_t k = 0; k < run->size; k++)
        beyond += run->bytes[k] >= 0x80;
    if (run->cost < enough_of(part) || run->cost * share_of(part, beyond) < asked || are_all_the_same(run))
        return 0;
    const int32_t count = restored_as(part->tables->legacy, page, run->bytes, run->size, restored);
    beyond = 0;
    for (int32_t k = 0; k < count; k++)
        beyond += restored[k] >= 0x80;
    return gains(part, restored, count, run->cost, share_of(part, beyond), asked);
}

int32_t next_of_utf8(const uint8_t *bytes, int32_t size, uint32_t *code)
{
    const uint8_t lead = bytes[0];
    const int32_t length = lead < 0x80 ? 1 : lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3
                           : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
    const uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80, high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;

    *code = length < 2 ? lead : lead & (0x7F >> length);
    for (int32_t k = 1; k < length; k++) {
        if (k >= size || bytes[k] < (k == 1 ? low : 0x80) || bytes[k] > (k == 1 ? high : 0xBF)) {
            *code = NO_CHARACTER;
            return k;
        }
        *code = *code << 6 | (bytes[k] & 0x3F);
    }
    if (length == 0)
        *code = NO_CHARACTER;
    return length ? length : 1;
}

/* The same of a run that was taken for UTF-16, whose bytes were UTF-8. */
static int gains_as_utf8(const Part *part, const Run *run)
{
    uint32_t restored[LONGEST_PART * MOST_BYTES], code;
    int32_t count = 0, beyond = 0;

    for (int32_t at = 0; at < run->size; count++) {
        const int32_t length = next_of_utf8(run->bytes + at, run->size - at, &code);
        beyond += length > 1 && code != NO_CHARACTER;
        restored[count] = code;
        at += length;
    }
    const double asked = asked_of(part, beyond ? part->tables->of_wide : part->tables->of_ascii);
    return run->cost >= enough_of(part) && run->cost >= asked && !are_all_the_same(run) && gains(part, restored, count, run->cost, 1, asked);
}

const uint32_t *others_of(const Legacy *legacy, int table, uint32_t code)
{
    const uint32_t wanted = (uint32_t)table << 16 | code;
    int low = 0, high = SEVERAL;

    if (table >= PAGES)
        return NULL;
    while (low < high) {
        const int middle = (low + high) / 2;
        if (legacy->several[middle][0] < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low < SEVERAL && legacy->several[low][0] == wanted ? legacy->several[low] + 1 : NULL;
}

int bytes_of_code(int page, uint32_t code, uint8_t *bytes)
{
    int size = 0;

    if (page == EUC_JP && code >= 0x100 && (code & 0xFF) < 0x80)
        bytes[size++] = PREFIX;
    if (code >= 0x100)
        bytes[size++] = (uint8_t)(code >> 8);
    bytes[size++] = (uint8_t)(page == EUC_JP && code >= 0x100 ? code | 0x80 : code);
    return size;
}

int bytes_of(const Tables *tables, int table, uint32_t code, uint8_t *bytes)
{
    if (code >= BEYOND)
        return -1;
    bytes[0] = (uint8_t)code;
    bytes[1] = (uint8_t)(code >> 8);
    if (table == UTF16)
        return 2;
    if (table >= FIRST_OF_BYTES) {
        const uint32_t *characters = tables->legacy->in_table[table - FIRST_OF_BYTES];
        if (code < 0x80)
            return 1;
        if (is_strange(code) || code == APART_OF_BYTES)
            return -1;
        for (int byte = 0x80; byte < 0x100 && !(code >= CJK && code < LIGATURES); byte++)
            if (characters[byte] == code) {
                bytes[0] = (uint8_t)byte;
                return 1;
            }
        return 0;
    }
    const uint32_t number = code_of(tables, table, code);
    return number == ASK ? -1 : number == NONE ? 0 : bytes_of_code(table, number, bytes);
}

static Run run_of(const Part *part, int table, int32_t start, int32_t end)
{
    Run run = {0};

    for (int32_t at = start; at < end; at++) {
        run.cost += part->cost[at];
        run.size += (int32_t)bytes_of(part->tables, table, part->shown[at], run.bytes + run.size);
    }
    return run;
}

static int may_be_second(uint32_t code)
{
    return code >= '@' && code < 0x80;
}

static int is_known(const Part *part, int table, uint32_t code)
{
    uint8_t bytes[MOST_BYTES];
    return code >= 0x80 && bytes_of(part->tables, table, code, bytes) != 0;
}

static int run_gains(const Part *part, int table, int32_t start, int32_t end)
{
    const Reader *reader = part->tables->legacy->reader + table;
    const int32_t least = table < PAGES ? part->tables->of_legacy_as_wide : part->tables->of_legacy;
    int32_t cost = 0;

    for (int32_t at = start; at < end; at++)
        cost += part->cost[at];
    if (end - start < 2 || cost < enough_of(part))
        return 0;
    const Run run = run_of(part, table, start, end);
    if (table == UTF16)
        return gains_as_utf8(part, &run);
    for (uint32_t k = 0; k < reader->channels; k++)
        if (gains_as(part, &run, (int)reader->written[k], asked_of(part, least)))
            return 1;
    return 0;
}

/* Whether anything gains enough among the characters of a page that stand one behind the other, single ones of ASCII between them. */
static int runs_gain(const Part *part, int page)
{
    for (int32_t start = 0, end; start < part->length; start = end) {
        end = start + 1;
        if (!is_known(part, page, part->shown[start]))
            continue;
        for (; end < part->length; end++)
            if (!is_known(part, page, part->shown[end])
                && !(may_be_second(part->shown[end]) && is_known(part, page, part->shown[end - 1])))
                break;
        if (run_gains(part, page, start, end) || run_gains(part, page, start + 1, end))
            return 1;
    }
    return 0;
}

/* What the bytes of a character in a page cost by themselves as another one wrote them. */
static int32_t cost_of_code(const Part *part, int page, int written, int32_t at)
{
    const Run run = run_of(part, page, at, at + 1);
    uint32_t restored[MOST_BYTES];
    const int32_t count = restored_as(part->tables->legacy, written, run.bytes, run.size, restored);

    return count > 1 ? costs_of_restored(part, restored, count) : cost_by_itself(part->screen, restored[0]);
}

/* Whether those characters of a page gain enough that gain most by themselves, one behind the other; ASCII stays as it is. */
static int pairs_gain(const Part *part, int page, int written)
{
    int32_t gain = 0, most = 0, start = 0, from = 0, to = 0;

    for (int32_t at = 0; at < part->length; at++) {
        if (part->shown[at] < 0x80)
            continue;
        if (!gain)
            start = at;
        gain = is_known(part, page, part->shown[at]) ? gain + part->cost[at] - cost_of_code(part, page, written, at) : 0;
        gain = gain > 0 ? gain : 0;
        if (gain > most) {
            most = gain;
            from = start;
            to = at + 1;
        }
    }
    if (!most)
        return 0;
    const Run run = run_of(part, page, from, to);
    return gains_as(part, &run, written, asked_of(part, part->tables->of_legacy_as_wide));
}

static int is_legacy(const Part *part, uint32_t readers)
{
    for (int table = 0; table < TABLES; table++) {
        const Reader *reader = part->tables->legacy->reader + table;
        uint8_t bytes[MOST_BYTES];

        if (!(readers & reader->readers) || (table != UTF16 && !reader->channels))
            continue;
        for (int32_t at = 0; at < part->length; at++)
            if (part->shown[at] >= 0x80 && bytes_of(part->tables, table, part->shown[at], bytes) < 0)
                return 1;
        if (!reader->has_pairs && runs_gain(part, table))
            return 1;
        for (uint32_t k = 0; reader->has_pairs && k < reader->channels; k++)
            if (pairs_gain(part, table, (int)reader->written[k]))
                return 1;
    }
    return 0;
}

/* Whether something of a part is not for the core: what stands for lost bytes, what is beyond the BMP or half of that, and what may
 * be out of place behind a small letter. */
static int is_for_python(const Part *part)
{
    uint32_t before = part->shown > part->text ? part->shown[-1] : ' ';

    for (int32_t at = 0; at < part->length; before = part->shown[at++]) {
        const uint32_t code = part->shown[at];

        if (code == '?' || code == MIDDLE_DOT || code == NO_CHARACTER || code >= BEYOND || (code >= 0xD800 && code < 0xE000)
            || (code >= 0x80 && code < CJK && is_small(before)))
            return 1;
    }
    return 0;
}

int is_no_trace(const Screen *screen, const Tables *tables, const uint32_t *marked, int length, int start, int end, uint32_t readers,
                int enough)
{
    const uint32_t *text = marked + BYTE_ORDER_MARK;
    const int begin = start > tables->beside ? start - tables->beside : 0;
    const int stop = end + tables->beside < length ? end + tables->beside : length;
    Part part = {screen, tables, text, text + begin, stop - begin, enough, {0}};

    if (stop - begin > LONGEST_PART || is_for_python(&part))
        return 0;
    part_costs(screen, marked, begin, stop, part.cost);
    for (int at = begin; at < stop; at++)
        if (text[at] < 0x80)
            part.cost[at - begin] = tables->ascii;
        else if (text[at] >= CJK && ((at > 0 && is_letter(text[at - 1])) || (at + 1 < length && is_letter(text[at + 1]))))
            part.cost[at - begin] = cost_in_language(screen, text[at]);
    return !is_utf8(&part) && !is_legacy(&part, readers);
}

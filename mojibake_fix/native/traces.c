/* Whether undoing a row gains as much as it has to: restore/evidence/traces.py in C, as far as all readers of a row take two bytes
 * for a character, nothing in it is lost or has the shape of UTF-8 that one of these may have left. What is more, Python weighs. */
#include <stddef.h>
#include <stdint.h>

#include "points.h"
#include "traces.h"

enum { NONE, ASK }; /* in place of a code: there is none, or Python knows more */
enum { NO_CHARACTER = 0xFFFD, MIDDLE_DOT = 0x30FB, CJK = 0x2E80, PREFIX = 0x8F, EUC_JP = 3, BEYOND = 0x10000 };
enum { LONGEST_PART = 64, MOST_BYTES = 3 }; /* characters of a part, and bytes of each */

/* A part of a text, what its characters cost there, and what undoing it has to gain. */
typedef struct {
    const Screen *screen;
    const Tables *tables;
    const uint32_t *shown;
    int32_t length;
    double enough;
    int32_t cost[LONGEST_PART];
} Part;

/* Some characters of a part: what they cost, and the bytes that they are. */
typedef struct {
    int32_t cost, size;
    uint8_t bytes[LONGEST_PART * MOST_BYTES];
} Run;

static int is_letter(uint32_t code)
{
    return is_small(code | 0x20);
}

static uint32_t point_of(const Legacy *legacy, int page, uint32_t code)
{
    return legacy->low[page][code] | (uint32_t)legacy->high[page][code] << 8;
}

/* Python knows more of characters that have several codes, of private use, of controls, and of halves of characters. */
void codes_of_pages(const Legacy *legacy, uint16_t *codes)
{
    for (int page = 0; page < PAGES; page++, codes += BEYOND) {
        for (uint32_t code = 0; code < BEYOND; code++)
            codes[code] = code < 0x80 ? (uint16_t)code : code < 0xA0 || (code >= 0xD800 && code < 0xF900) ? ASK : NONE;
        for (uint32_t code = 0x80; code < BEYOND; code++)
            if (point_of(legacy, page, code) != NO_CHARACTER) {
                uint16_t *known = codes + point_of(legacy, page, code);
                *known = *known == NONE ? (uint16_t)code : ASK;
            }
        for (int k = 0; k < APART; k++)
            codes[legacy->reader[page].apart[k]] = ASK;
    }
}

static uint32_t code_of(const Part *part, int page, uint32_t point)
{
    return part->tables->code[(uint32_t)page * BEYOND + point];
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

/* The characters of bytes in a page, which are no more than these: encodings/alike.py says how they are read. */
static int32_t restored_as(const Legacy *legacy, int page, const uint8_t *bytes, int32_t size, uint32_t *restored)
{
    int32_t count = 0;

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

static double asked_of(const Part *part, int32_t least)
{
    return part->enough > least ? part->enough : least;
}

/* Whether a run gains enough as what was written by a page. */
static int gains_as(const Part *part, const Run *run, int page)
{
    const double asked = asked_of(part, part->tables->of_legacy);
    uint32_t restored[LONGEST_PART * MOST_BYTES];
    int32_t beyond = 0;

    for (int32_t k = 0; k < run->size; k++)
        beyond += run->bytes[k] >= 0x80;
    if (run->cost < part->enough || run->cost * share_of(part, beyond) < asked || are_all_the_same(run))
        return 0;
    const int32_t count = restored_as(part->tables->legacy, page, run->bytes, run->size, restored);
    beyond = 0;
    for (int32_t k = 0; k < count; k++)
        beyond += restored[k] >= 0x80;
    return gains(part, restored, count, run->cost, share_of(part, beyond), asked);
}

/* The next character of UTF-8, or U+FFFD for as much as may have begun one; how many bytes that is. */
static int32_t next_of_utf8(const uint8_t *bytes, int32_t size, uint32_t *code)
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
    return run->cost >= part->enough && run->cost >= asked && !are_all_the_same(run) && gains(part, restored, count, run->cost, 1, asked);
}

/* What a character of a part is to a page; UTF-16 is one of which all are. */
enum { UNICODE = PAGES };

static uint32_t code_in(const Part *part, int page, uint32_t code)
{
    return page == UNICODE ? (code & 0xFF) << 8 | code >> 8 : code_of(part, page, code);
}

static Run run_of(const Part *part, int page, int32_t start, int32_t end)
{
    Run run = {0};

    for (int32_t at = start; at < end; at++)
        run.cost += part->cost[at];
    for (int32_t at = start; at < end; at++) {
        const uint32_t code = code_in(part, page, part->shown[at]);
        if (page == EUC_JP && code >= 0x100 && (code & 0xFF) < 0x80)
            run.bytes[run.size++] = PREFIX;
        if (page == UNICODE || code >= 0x100)
            run.bytes[run.size++] = (uint8_t)(code >> 8);
        run.bytes[run.size++] = (uint8_t)(page == EUC_JP && code >= 0x100 ? code | 0x80 : code);
    }
    return run;
}

static int may_be_second(uint32_t code)
{
    return code >= '@' && code < 0x80;
}

static int is_known(const Part *part, int page, uint32_t code)
{
    return code >= 0x80 && (page == UNICODE || code_of(part, page, code) != NONE);
}

static int run_gains(const Part *part, int page, int32_t start, int32_t end)
{
    if (end - start < 2)
        return 0;
    const Run run = run_of(part, page, start, end);
    if (page == UNICODE)
        return gains_as_utf8(part, &run);
    const Reader *reader = part->tables->legacy->reader + page;
    for (uint32_t k = 0; k < reader->channels; k++)
        if (gains_as(part, &run, (int)reader->written[k]))
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
    return gains_as(part, &run, written);
}

static int is_legacy(const Part *part, uint32_t readers)
{
    const Legacy *legacy = part->tables->legacy;

    if (readers & legacy->unicode && runs_gain(part, UNICODE))
        return 1;
    for (int page = 0; page < PAGES; page++) {
        const Reader *reader = legacy->reader + page;
        if (!(readers & reader->readers))
            continue;
        for (int32_t at = 0; at < part->length; at++)
            if (part->shown[at] >= 0x80 && code_of(part, page, part->shown[at]) == ASK)
                return 1;
        if (!reader->has_pairs && runs_gain(part, page))
            return 1;
        for (uint32_t k = 0; reader->has_pairs && k < reader->channels; k++)
            if (pairs_gain(part, page, (int)reader->written[k]))
                return 1;
    }
    return 0;
}

/* In which readers' tables a character of UTF-8 begins at a place, and none of it is lost. */
static uint32_t shape_at(const Part *part, int32_t at)
{
    const uint8_t *shapes = part->tables->shapes;
    uint32_t code[4];

    for (int k = 0; k < 4; k++)
        code[k] = at + k < part->length ? part->shown[at + k] : BEYOND;
    const uint32_t one = column(shapes, CONTINUES, code[1]), whole = column(shapes, WHOLE, code[0]);
    const uint32_t two = column(shapes, CONTINUES, code[2]), twice = column(shapes, CONTINUES_TWICE, code[2]);
    const int is_beside = is_letter(code[1]) || (at > 0 && is_letter(part->shown[at - 1]));

    return (column(shapes, LACKS_ONE, code[0]) & one)
           | (column(shapes, LACKS_TWO, code[0]) & (column(shapes, CONTINUES_TWICE, code[1]) | (one & two)))
           | (column(shapes, LACKS_THREE, code[0]) & one & (twice | (two & column(shapes, CONTINUES, code[3]))))
           | (whole & column(shapes, WHOLE, code[1]) & column(shapes, WHOLE, code[2])) | (is_beside ? whole : 0);
}

/* Whether the characters at a place are about as likely in what a reader of some shape leaves as in a language. */
static int is_left(const Part *part, int32_t at, uint32_t shape)
{
    const uint32_t next = at + 1 < part->length ? part->shown[at + 1] : ' ';
    const int has_next = next >= 0x80;
    const int32_t known = cost_in_language(part->screen, part->shown[at]) + (has_next ? cost_in_language(part->screen, next) : 0);

    for (uint32_t k = 0; k < part->tables->legacy->shaped; k++)
        for (uint32_t places = shape >> k & 1 ? part->tables->legacy->places[k] : 0, p = 0; places >> p; p++)
            if (places >> p & 1
                && cost_left(part->screen, part->shown[at], (int)p) + (has_next ? cost_left(part->screen, next, (int)p) : 0) - known
                       < part->tables->likelier)
                return 1;
    return 0;
}

static int has_shape(const Part *part)
{
    for (int32_t at = 0; at < part->length; at++) {
        const uint32_t shape = part->shown[at] >= 0x80 ? shape_at(part, at) : 0;
        if (shape && is_left(part, at, shape))
            return 1;
    }
    return 0;
}

/* Whether something of a part is not for the core: what stands for lost bytes, what is beyond the BMP or half of that, two
 * characters together that are bytes to those who read by these, and what may be out of place behind a small letter. */
static int is_for_python(const Part *part, uint32_t before)
{
    const uint8_t *in_bytes = part->tables->legacy->in_bytes;

    for (int32_t at = 0; at < part->length; at++, before = part->shown[at - 1]) {
        const uint32_t code = part->shown[at], next = at + 1 < part->length ? part->shown[at + 1] : ' ';

        if (code == '?' || code == MIDDLE_DOT || code == NO_CHARACTER || code >= BEYOND || (code >= 0xD800 && code < 0xE000)
            || (code >= 0x80 && code < CJK && is_small(before)))
            return 1;
        if (code >= 0x80 && in_bytes[code] && (next < 0x80 ? next >= '@' : next < BEYOND && in_bytes[next]))
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
    Part part = {screen, tables, text + begin, stop - begin, enough * tables->more, {0}};

    if (stop - begin > LONGEST_PART || is_for_python(&part, begin ? text[begin - 1] : ' ') || has_shape(&part))
        return 0;
    part_costs(screen, marked, begin, stop, part.cost);
    for (int at = begin; at < stop; at++)
        if (text[at] < 0x80)
            part.cost[at - begin] = tables->ascii;
        else if (text[at] >= CJK && ((at > 0 && is_letter(text[at - 1])) || (at + 1 < length && is_letter(text[at + 1]))))
            part.cost[at - begin] = cost_in_language(screen, text[at]);
    return !is_legacy(&part, readers);
}

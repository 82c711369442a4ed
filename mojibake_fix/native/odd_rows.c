/* Rows of odd characters, weighed in their context: restore/evidence/oddity.py in C, and the same to the last step. */
#include <stddef.h>
#include <stdint.h>

#include "ngrams.h"
#include "odd_rows.h"
#include "points.h"

enum { MOST_READERS = 32, MEMORY = 3 };

static int32_t level_of(const Screen *screen, uint32_t code)
{
    return code < BMP ? screen->level[code] : ORDINARY;
}

static int32_t least_of(const Screen *screen, uint32_t code)
{
    return code < (uint32_t)screen->limits.cjk ? screen->limits.least : screen->limits.least_cjk;
}

/* The first place from `at` on that is not ordinary; `end` if all are. ASCII is ordinary throughout. */
static int64_t first_odd(const Screen *screen, const uint32_t *text, int64_t at, int64_t end)
{
    const uint8_t *level = screen->level;

    while (at < end) {
        if (text[at] < 0x80) {
            while (at + BLOCK <= end && bits_of(text + at) < 0x80)
                at += BLOCK;
            while (at < end && text[at] < 0x80)
                at++;
            continue;
        }
        while (at + 4 <= end && (text[at] | text[at + 1] | text[at + 2] | text[at + 3]) < BMP
               && (level[text[at]] & level[text[at + 1]] & level[text[at + 2]] & level[text[at + 3]]) >= ORDINARY)
            at += 4;
        if (at >= end || level_of(screen, text[at]) < ORDINARY)
            break;
        at++;
    }
    return at;
}

static int32_t lower(int32_t one, int32_t other)
{
    return one < other ? one : other;
}

int32_t cost_in_language(const Screen *screen, uint32_t code)
{
    const uint32_t slot = slot_of(code);
    int32_t cost = INT32_MAX;

    for (int k = 0; k < LANGUAGES; k++) {
        const Model *model = screen->language[k];
        cost = lower(cost, model->level[0].cost[model->symbol[slot]] + model->within[slot]);
    }
    return cost;
}

int32_t cost_by_itself(const Screen *screen, uint32_t code)
{
    return lower(least_of(screen, code), cost_in_language(screen, code));
}

int32_t cost_left(const Screen *screen, uint32_t code, int reader)
{
    const uint32_t slot = slot_of(code);
    return screen->garbled->level[0].cost[screen->garbled->symbol[slot]] + screen->within[(int64_t)reader * SLOTS + slot];
}

int32_t costs_ahead(Weighing *weighing, int32_t *cost)
{
    const uint32_t code = weighing->text[weighing->at++], slot = slot_of(code);
    const int32_t most = least_of(weighing->screen, code);
    int32_t best = most;

    for (int k = 0; k < LANGUAGES; k++) {
        const Model *model = weighing->screen->language[k];
        cost[k] = lower(most, read_symbol(model, &weighing->reading[k], model->symbol[slot], model->order) + model->within[slot]);
        best = lower(best, cost[k]);
    }
    return best;
}

Weighing weighing_from(const Screen *screen, const uint32_t *text, int64_t start)
{
    Weighing weighing = {.screen = screen, .text = text, .at = start > screen->limits.reach ? start - screen->limits.reach : 0};

    while (weighing.at < start) {
        int32_t cost[LANGUAGES];
        costs_ahead(&weighing, cost);
    }
    return weighing;
}

static int is_drawn(const Screen *screen, uint32_t code)
{
    return code >= (uint32_t)screen->limits.drawn && code < (uint32_t)screen->limits.drawn_end;
}

/* A capital of Latin Extended-A, and one of Latin-1. */
static int is_extended_capital(uint32_t code)
{
    if ((code >= 0x139 && code <= 0x148) || (code >= 0x179 && code <= 0x17E))
        return code & 1;
    return code >= 0x100 && code <= 0x178 && (code & 1) == 0 && code != 0x138;
}

static int is_capital(uint32_t code)
{
    return is_extended_capital(code) || (code >= 0xC0 && code <= 0xDE && code != 0xD7);
}

static int is_no_less_odd(const Screen *screen, const uint32_t *text, int64_t at)
{
    return is_drawn(screen, text[at]) || (at > 0 && is_extended_capital(text[at]) && is_capital(text[at - 1]));
}

static int32_t next_oddity(Weighing *weighing)
{
    const Screen *screen = weighing->screen;
    const uint32_t *text = weighing->text;
    const int64_t at = weighing->at;
    const uint32_t code = text[at];
    const int32_t level = level_of(screen, code);
    int32_t each[LANGUAGES], cost = costs_ahead(weighing, each);

    if (code < 0x80 || level == THRICE || level == LINE_END)
        return lower(ORDINARY - level, 0);
    for (int64_t before = at - 1; before >= 0 && before >= at - screen->limits.few; before--)
        if (text[before] == code) {
            cost = lower(cost, screen->limits.again);
            break;
        }
    const int32_t added = ORDINARY - level + cost - cost_by_itself(screen, code);
    return added < 0 && level < ORDINARY && is_no_less_odd(screen, text, at) ? 0 : added;
}

/* By how many steps a character is likelier in what the likeliest reader leaves than in what each one does. */
static void less_likely(const Screen *screen, uint32_t code, int32_t *less)
{
    const uint32_t slot = slot_of(code), symbol = screen->garbled->level[0].cost[screen->garbled->symbol[slot]];
    int32_t cost[MOST_READERS], best = INT32_MAX;

    for (int k = 0; k < screen->readers; k++) {
        cost[k] = symbol + screen->within[(int64_t)k * SLOTS + slot];
        best = lower(best, cost[k]);
    }
    for (int k = 0; k < screen->readers; k++)
        less[k] = lower(cost[k] - best, screen->limits.most_less);
}

static uint32_t readers_of(const Screen *screen, const uint32_t *text, int64_t start, int64_t end, int32_t enough)
{
    Weighing weighing = weighing_from(screen, text, start);
    int32_t odd[MOST_READERS] = {0}, less[MOST_READERS];
    uint32_t found = 0;

    while (weighing.at < end) {
        const uint32_t code = text[weighing.at];
        const int32_t added = next_oddity(&weighing);

        if (code < 0x80)
            for (int k = 0; k < screen->readers; k++)
                less[k] = 0;
        else
            less_likely(screen, code, less);
        for (int k = 0; k < screen->readers; k++) {
            odd[k] += added - less[k];
            if (odd[k] < 0)
                odd[k] = 0;
            if (odd[k] >= enough)
                found |= (uint32_t)1 << k;
        }
    }
    return found;
}

/* What restore/acceptance/out_of_place.py names: it hardly ever stands behind a small letter. */
static int is_out_of_place(uint32_t code)
{
    static const uint16_t codes[] = {0xC3, 0xD5, 0xD3, 0xD2, 0xD4, 0xC8, 0xC7, 0xCA, 0xA1, 0xA2, 0xA3, 0xA4, 0xAF, 0xFF,
                                     0xB3, 0xB9, 0xBF, 0xBA, 0xB1, 0xB6, 0x201A, 0x201E, 0x2020, 0x2021, 0x2C6, 0x2030,
                                     0x160, 0x17D, 0x178};

    for (size_t k = 0; k < sizeof codes / sizeof *codes; k++)
        if (code == codes[k])
            return 1;
    return 0;
}

static int is_in_word(const Screen *screen, const uint32_t *text, int64_t length, int64_t at)
{
    if (is_out_of_place(text[at]))
        return at > 0 && is_small(text[at - 1]);
    return text[at] >= (uint32_t)screen->limits.cjk && text[at] < (uint32_t)screen->limits.half_width
           && ((at > 0 && is_small(text[at - 1])) || (at + 1 < length && is_small(text[at + 1])));
}

/* Weigh a row from `start`, odd enough by the table at `place`, in its context; set where it was seen to end: if it is odd
 * enough, behind the character that made it oddest. */
static int is_odd_in_context(const Screen *screen, const uint32_t *text, int64_t length, int64_t start, int64_t place,
                             int32_t enough, int64_t *end)
{
    const Limits *limits = &screen->limits;
    Weighing weighing = weighing_from(screen, text, start);
    int64_t last = -limits->close, oddest = start;
    int32_t odd = 0, most = 0;
    int is_row = 0;

    *end = place + limits->behind < length ? place + limits->behind : length;
    while (weighing.at < *end) {
        const int64_t at = weighing.at;
        const uint32_t code = text[at];
        const int32_t added = next_oddity(&weighing);

        if (code == '?' || code == 0x30FB || (added > -limits->hardly && code >= 0x80)) {
            is_row = is_row || at - last < limits->close || is_in_word(screen, text, length, at);
            last = at;
        }
        odd += added;
        if (odd <= 0) {
            if (at > place) {
                *end = at;
                break;
            }
            odd = 0;
            is_row = 0;
        } else if (is_row && odd > most) {
            most = odd;
            oddest = at;
        }
    }
    if (most < enough || !readers_of(screen, text, start, oddest + 1, enough))
        return 0;
    *end = oddest + 1;
    return 1;
}

/* The next row or sign from a place on: where it begins and ends in one number, with IS_SIGN; NO_ROW, or TOO_MANY rows in vain. */
int64_t next_odd_row(const Screen *screen, const uint32_t *marked, int length, int from, int enough, int most)
{
    const uint32_t *text = marked + BYTE_ORDER_MARK;
    int64_t start = from, until = from, row = NO_ROW;
    int32_t odd = 0, filled = 0, weighed = 0;

    for (int64_t at = from; at < (row == NO_ROW ? length : until); at++) {
        if (odd == 0) {
            const int64_t next = first_odd(screen, text, at, row == NO_ROW ? length : until);
            filled = next == at ? filled : 0;
            if ((at = next) >= (row == NO_ROW ? length : until))
                break;
        }
        const int32_t level = level_of(screen, text[at]);
        filled = level == THRICE ? filled + 1 : 0;
        if (level == SIGN || filled == MEMORY)
            return (level == SIGN ? at : at - MEMORY + 1) << 32 | (at + 1) | IS_SIGN;
        if (at < until || level == THRICE)
            continue;
        if (odd == 0)
            start = at;
        odd = odd + ORDINARY - level > 0 ? odd + ORDINARY - level : 0;
        if (odd >= enough && level < ORDINARY) {
            if (++weighed > most)
                return TOO_MANY;
            odd = 0;
            if (is_odd_in_context(screen, text, length, start, at, enough, &until))
                row = start << 32 | until;
        }
    }
    return row;
}

/* Who may have left a row: a bit for each. */
uint32_t row_readers(const Screen *screen, const uint32_t *marked, int start, int end, int enough)
{
    return readers_of(screen, marked + BYTE_ORDER_MARK, start, end, enough);
}

void part_costs(const Screen *screen, const uint32_t *marked, int start, int end, int32_t *cost)
{
    const uint32_t *text = marked + BYTE_ORDER_MARK;
    Weighing weighing = weighing_from(screen, text, start);

    for (int32_t each[LANGUAGES]; weighing.at < end; cost++)
        *cost = costs_ahead(&weighing, each);
}

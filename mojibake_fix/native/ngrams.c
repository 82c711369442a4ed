#include "ngrams.h"

#include <float.h>
#include <stddef.h>
#include <string.h>

#if FLT_EVAL_METHOD != 0
#error "needs arithmetic in double precision: where it is wider, figures would differ from those of numpy"
#endif

/* What the library was compiled from: mojibake_fix/native/__init__.py looks at it. */
const char *const core_digest = DIGEST;

static const double LN2 = 0.6931471805599453;
static const int STEPS = 1024; /* language/logs.py: middles from 0 to 1 */

/* The natural logarithm of a positive number that is not tiny, as language/logs.py has it. */
static double log_of(const Scorer *scorer, double p)
{
    uint64_t bits;
    double mantissa; /* from 0.5 to 1, times 2 to some power */

    memcpy(&bits, &p, sizeof bits);
    const int exponent = (int)(bits >> 52) - 1022;
    bits = (bits & 0x000FFFFFFFFFFFFFu) | (uint64_t)1022 << 52;
    memcpy(&mantissa, &bits, sizeof bits);
    const int step = (int)(mantissa * STEPS);
    const double off = mantissa * scorer->inverse[step] - 1.0;
    return exponent * LN2 + (scorer->log[step] + off * (1.0 - off * (0.5 - off * (1.0 / 3.0))));
}

/* The place of the first of some ascending symbols that is not below one. Which half it is in is not told by a jump, which would
 * be guessed wrongly every other time. */
static uint32_t lowest(const uint16_t *symbols, uint32_t begin, uint32_t end, uint32_t symbol)
{
    const uint16_t *first = symbols + begin;
    uint32_t count = end - begin;

    while (count > 1) {
        const uint32_t half = count / 2;
        first += first[half - 1] < symbol ? half : 0;
        count -= half;
    }
    return (uint32_t)(first - symbols) + (count && *first < symbol);
}

void sum_up(const uint8_t *low, const uint8_t *high, int64_t count, uint32_t *starts)
{
    starts[0] = 0;
    for (int64_t k = 0; k < count; k++)
        starts[k + 1] = starts[k] + (low[k] | (uint32_t)high[k] << 8);
}

/* The place of a continuation of a node that has `length` symbols; -1 if the model has none. */
static int32_t find(const Model *model, int length, int32_t node, uint32_t symbol)
{
    const uint32_t *starts = model->level[length - 1].starts;
    const uint16_t *symbols = model->level[length].symbol;
    const uint32_t end = starts[node + 1], place = lowest(symbols, starts[node], end, symbol);
    return place < end && symbols[place] == symbol ? (int32_t)place : -1;
}

/* The place of the first of ascending keys that is not below one, in the same way. */
static int64_t lowest_key(const Seen *seen, uint64_t key)
{
    const uint64_t *first = seen->keys;
    int64_t count = seen->size;

    while (count > 1) {
        const int64_t half = count / 2;
        first += first[half - 1] < key ? half : 0;
        count -= half;
    }
    return first - seen->keys + (count && *first < key);
}

/* The same, from a place on that is not behind it, and often near. */
static int64_t lowest_key_from(const Seen *seen, int64_t begin, uint64_t key)
{
    int64_t end = begin, step = 1;
    while (end < seen->size && seen->keys[end] < key) {
        begin = end + 1;
        end += step;
        step *= 2;
    }
    end = end < seen->size ? end : seen->size;
    while (begin < end) {
        const int64_t middle = begin + (end - begin) / 2;
        if (seen->keys[middle] < key)
            begin = middle + 1;
        else
            end = middle;
    }
    return begin;
}

/* Say where n-grams that begin with a context of `n` symbols are among those of the document; `key` is its own, `count` how often
 * it occurs. */
static void set_seen(const Scorer *scorer, Context *context, int n, uint64_t key, int64_t count)
{
    const Seen *longer = &scorer->seen[n + 1];
    const uint64_t base = (uint64_t)scorer->model->symbols;

    context->seen[n].count = (double)count;
    context->seen[n].first = key * base;
    context->seen[n].begin = lowest_key(longer, key * base);
    context->seen[n].end = lowest_key_from(longer, context->seen[n].begin, (key + 1) * base);
}

/* The same for a context that was not looked up yet, if it occurs at all. */
static void look_up_seen(const Scorer *scorer, Context *context, int n, uint64_t key)
{
    const Seen *seen = &scorer->seen[n];
    const int64_t place = lowest_key(seen, key);

    if (place < seen->size && seen->keys[place] == key)
        set_seen(scorer, context, n, key, seen->counts[place]);
}

Context context_of(const Scorer *scorer, const int32_t *end, int width)
{
    const Model *model = scorer->model;
    const uint64_t base = (uint64_t)model->symbols;
    uint64_t key = 0, power = 1;
    Context context;

    context.last = model->symbol[end[-1]];
    for (int n = 1; n < LONGEST; n++) {
        context.node[n] = -1;
        context.seen[n].count = 0.0;
        if (n > width)
            continue;
        if (n < model->order) {
            int32_t node = model->symbol[end[-n]];
            for (int k = n - 1; k > 0 && node >= 0; k--)
                node = find(model, n - k, node, model->symbol[end[-k]]);
            context.node[n] = node;
        }
        key += power * model->symbol[end[-n]];
        power *= base;
        /* What ends in a pair that the document has not, it has not. Of single symbols, it counts none for what is in doubt. */
        if (n < scorer->order && (n <= 2 || context.seen[n - 1].count != 0.0))
            look_up_seen(scorer, &context, n, key);
    }
    return context;
}

/* Where the n-grams that end with a character are, by the symbols before it: in the model, and in the document; -1 if it has none. */
typedef struct {
    int32_t place[LONGEST];
    int64_t seen[LONGEST];
} Found;

static double weigh(const Scorer *scorer, const Context *context, int32_t slot, Found *found)
{
    const Model *model = scorer->model;
    const uint32_t symbol = model->symbol[slot];
    int32_t cost = model->level[0].cost[symbol];
    double p;

    for (int n = 1; n < model->order; n++) {
        found->place[n] = -1;
        if (context->node[n] < 0)
            continue;
        const int32_t place = found->place[n] = find(model, n, context->node[n], symbol);
        cost = place >= 0 ? model->level[n].cost[place] : cost + model->level[n - 1].backoff[context->node[n]];
    }
    if (!scorer->order)
        return scorer->nats[cost + model->within[slot]];
    p = scorer->p[cost];
    if (scorer->anywhere)
        p = scorer->elsewhere * p + scorer->anywhere[symbol];
    for (int n = 1; n < scorer->order; n++) {
        found->seen[n] = -1;
        if (context->seen[n].count == 0.0)
            continue;
        const Seen *longer = &scorer->seen[n + 1];
        const uint64_t key = context->seen[n].first + symbol;
        const int64_t end = context->seen[n].end, place = lowest_key_from(longer, context->seen[n].begin, key);
        double whole = 0.0;
        if (place < end && longer->keys[place] == key) {
            found->seen[n] = place;
            whole = (double)longer->counts[place];
        }
        p = (whole + scorer->weight[n + 1] * p) / (context->seen[n].count + scorer->weight[n + 1]);
    }
    return log_of(scorer, p) + scorer->within[slot];
}

double nats_of(const Scorer *scorer, const Context *context, int32_t slot)
{
    Found found;
    return weigh(scorer, context, slot, &found);
}

double read_slot(const Scorer *scorer, Context *context, int32_t slot, int width)
{
    const uint32_t symbol = scorer->model->symbol[slot];
    const Context before = *context;
    Found found;
    const double nats = weigh(scorer, &before, slot, &found);

    context->last = (int32_t)symbol;
    for (int n = 1; n < LONGEST && n <= width; n++) {
        if (n < scorer->model->order)
            context->node[n] = n == 1 ? (int32_t)symbol : found.place[n - 1];
        context->seen[n].count = 0.0;
        if (n >= scorer->order || (n > 2 && context->seen[n - 1].count == 0.0))
            continue;
        if (n == 1)
            look_up_seen(scorer, context, 1, symbol);
        else if (n == 2 && before.seen[1].count == 0.0)
            look_up_seen(scorer, context, 2, (uint64_t)before.last * (uint64_t)scorer->model->symbols + symbol);
        else if (before.seen[n - 1].count != 0.0 && found.seen[n - 1] >= 0)
            set_seen(scorer, context, n, before.seen[n - 1].first + symbol, scorer->seen[n].counts[found.seen[n - 1]]);
    }
    return nats;
}

/* Set the costs of those of some symbols that the model lists behind a node of `length` symbols: by the shorter list. */
static void set_listed(const Model *model, int length, int32_t node, const Symbols *symbols, int32_t *cost)
{
    const Level *longer = &model->level[length];
    const uint32_t end = model->level[length - 1].starts[node + 1];
    uint32_t place = model->level[length - 1].starts[node];

    if ((end - place) / 4 < (uint32_t)symbols->count) {
        for (; place < end; place++) {
            const int32_t wanted = symbols->place[longer->symbol[place]];
            if (wanted >= 0)
                cost[wanted] = longer->cost[place];
        }
        return;
    }
    for (int k = 0; k < symbols->count && place < end; k++) {
        place = lowest(longer->symbol, place, end, symbols->symbol[k]);
        if (place < end && longer->symbol[place] == symbols->symbol[k])
            cost[k] = longer->cost[place];
    }
}

void costs_behind(const Model *model, int32_t last, const Symbols *symbols, int32_t *cost)
{
    const uint8_t *alone = model->level[0].cost;
    const int32_t backoff = model->order > 1 ? model->level[0].backoff[last] : 0;

    for (int k = 0; k < symbols->count; k++)
        cost[k] = alone[symbols->symbol[k]] + backoff;
    if (model->order > 1)
        set_listed(model, 1, last, symbols, cost);
}

void shares_ahead(const Scorer *scorer, const Context *context, const Symbols *symbols, int32_t *cost, double *p)
{
    const Model *model = scorer->model;
    const int32_t count = symbols->count;

    for (int n = 2; n < model->order; n++) {
        if (context->node[n] < 0)
            continue;
        const int32_t backoff = model->level[n - 1].backoff[context->node[n]];
        for (int k = 0; k < count; k++)
            cost[k] += backoff;
        set_listed(model, n, context->node[n], symbols, cost);
    }
    for (int k = 0; k < count; k++)
        p[k] = scorer->p[cost[k]];
    if (scorer->order && scorer->anywhere)
        for (int k = 0; k < count; k++)
            p[k] = scorer->elsewhere * p[k] + scorer->anywhere[symbols->symbol[k]];
    for (int n = 1; n < scorer->order; n++) {
        const double many = context->seen[n].count, weight = scorer->weight[n + 1];
        if (many == 0.0)
            continue;
        const Seen *longer = &scorer->seen[n + 1];
        for (int k = 0; k < count; k++)
            p[k] = weight * p[k];
        for (int64_t place = context->seen[n].begin; place < context->seen[n].end; place++) {
            const int32_t wanted = symbols->place[longer->keys[place] - context->seen[n].first];
            if (wanted >= 0)
                p[wanted] = (double)longer->counts[place] + p[wanted];
        }
        for (int k = 0; k < count; k++)
            p[k] = p[k] / (many + weight);
    }
}

double nats_of_share(const Scorer *scorer, int32_t cost, double p)
{
    return scorer->order ? log_of(scorer, p) : scorer->nats[cost];
}

void nats_ahead(const Scorer *scorer, const Context *context, const Symbols *symbols, int32_t *cost, double *p, double *nats)
{
    shares_ahead(scorer, context, symbols, cost, p);
    for (int k = 0; k < symbols->count; k++)
        nats[k] = nats_of_share(scorer, cost[k], p[k]);
}

int32_t read_symbol(const Model *model, Reading *reader, uint32_t symbol, int most)
{
    int32_t next[LONGEST] = {0, (int32_t)symbol, -1, -1, -1}, price = model->level[0].cost[symbol];

    for (int n = 1; n <= reader->known; n++) {
        if (reader->node[n] < 0)
            continue;
        const int32_t place = find(model, n, reader->node[n], symbol);
        price = place >= 0 ? model->level[n].cost[place] : price + model->level[n - 1].backoff[reader->node[n]];
        if (n + 1 < LONGEST)
            next[n + 1] = place;
    }
    memcpy(reader->node, next, sizeof next);
    reader->known += reader->known < most - 1;
    return price;
}

void ngram_costs(const Model *model, const int64_t *slots, int64_t count, int64_t width, int32_t order, int32_t *cost)
{
    const int most = order < model->order ? order : model->order;
    Reading reader = {{0}, 0};

    for (int64_t at = 0; at < count; at++) {
        if (at % width == 0)
            reader.known = 0;
        cost[at] = read_symbol(model, &reader, model->symbol[slots[at]], most);
    }
}

int64_t text_cost(const Model *model, const uint32_t *text, int64_t count, int64_t from)
{
    Reading reader = {{0}, 0};
    int64_t cost = 0;

    for (int64_t at = 0; at < count; at++) {
        const uint32_t slot = slot_of(text[at]);
        const int32_t price = read_symbol(model, &reader, model->symbol[slot], model->order);
        if (at >= from)
            cost += price + model->within[slot];
    }
    return cost;
}

/* What the last character of each of some texts of one length costs, which stand one behind the other. */
void last_costs(const Model *model, const uint32_t *text, int64_t count, int64_t length, int32_t *costs)
{
    for (int64_t at = 0; at < count; at += length)
        costs[at / length] = (int32_t)text_cost(model, text + at, length, length - 1);
}

static int is_control(uint32_t code)
{
    return code < 0x20 ? !(code >= 0x09 && code <= 0x0D) && code != 0x1B : code >= 0x7F && code <= 0x9F;
}

/* What is known before a character, once for all pages: what stands before it is ASCII there. */
typedef struct {
    Reading reader;
    int32_t is_read;
} Before;

enum { BACK = LONGEST - 1 }; /* characters that the longest n-grams reach back */

/* Whether a page leaves the bytes before a character what they are in ASCII. */
static int is_ascii_before(const uint32_t *text, const uint8_t *data)
{
    for (int k = 1; k <= BACK; k++)
        if (data[-k] >= 0x80 || text[-k] != data[-k])
            return 0;
    return 1;
}

/* Read what stands before a character, or remember it. */
static void read_before(const Model *model, const uint32_t *text, Before *before, Reading *reader)
{
    if (!before->is_read) {
        before->reader.known = 0;
        for (int k = BACK; k > 0; k--)
            read_symbol(model, &before->reader, model->symbol[slot_of(text[-k])], model->order);
        before->is_read = 1;
    }
    *reader = before->reader;
}

/* `data` are the bytes of the text, `place` where in them each character is, `before` what is known there; NULL for a text alone. */
static int64_t cost_of(const Model *model, const uint32_t *text, int64_t count, int32_t control, const uint8_t *data,
                       const uint32_t *place, Before *before)
{
    Reading reader = {{0}, 0};
    int64_t cost = 0, next = 0; /* the next character to read */

    for (int64_t at = 0; at < count; at++) {
        if (is_control(text[at]))
            cost += control;
        if (text[at] < 0x80 && (at == 0 || text[at - 1] < 0x80))
            continue;
        if (next < at - BACK) { /* what was left out is no context */
            next = at - BACK;
            reader.known = 0;
            if (before && is_ascii_before(text + at, data + place[at])) {
                read_before(model, text + at, before + place[at], &reader);
                next = at;
            }
        }
        for (; next <= at; next++) {
            const uint32_t slot = slot_of(text[next]);
            const int32_t price = read_symbol(model, &reader, model->symbol[slot], model->order);
            if (next == at)
                cost += price + model->within[slot];
        }
    }
    return cost;
}

int64_t cost_beyond_ascii(const Model *model, const uint32_t *text, int64_t count, int32_t control)
{
    return cost_of(model, text, count, control, NULL, NULL, NULL);
}

void page_costs(const Model *model, const uint32_t *pages, int64_t count, const uint8_t *data, int64_t size, int32_t control,
                uint32_t *room, int64_t *cost, int64_t *errors)
{
    uint32_t *text = room, *place = room + size;
    Before *before = (Before *)(room + 2 * size);

    for (int64_t page = 0; page < count; page++) {
        int64_t length = 0;
        for (int64_t at = 0; at < size; at++) {
            const uint32_t code = pages[page * 256 + data[at]];
            if (code != NO_CODE) {
                place[length] = (uint32_t)at;
                text[length++] = code;
            }
        }
        cost[page] = cost_of(model, text, length, control, data, place, before);
        errors[page] = size - length;
    }
}

void costs_alone(const Model *model, uint16_t *costs)
{
    for (uint32_t slot = 0; slot < SLOTS; slot++)
        costs[slot] = model->level[0].cost[model->symbol[slot]] + model->within[slot];
}

int64_t cost_alone(const uint16_t *costs, const uint32_t *text, int64_t count, int32_t control)
{
    int64_t cost = 0;

    for (int64_t at = 0; at < count; at++)
        if (is_control(text[at]))
            cost += control;
        else if (text[at] >= 0x80)
            cost += costs[slot_of(text[at])];
    return cost;
}

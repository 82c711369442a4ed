#include "beam.h"

#include <math.h>
#include <string.h>

enum { ASCII = 0x7F };

static const double NEARLY = 1 - 1e-9; /* what rounding takes off a product is less */

/* Look up what does not depend on what stands before the symbols. */
static void look_up(Search *search, const Fits *fits)
{
    const Scorer *language = search->models->of[LANGUAGE], *around = search->models->of[AROUND];

    for (int k = 0; k < fits->count; k++) {
        const double within = language->within[fits->slot[k]];
        const int is_known = fits->slot[k] > ASCII && around->within[fits->slot[k]] == 0.0;
        search->within[k] = within;
        search->share_within[k] = exp(within);
        search->share_if_known[k] = is_known ? 1.0 : 0.0;
    }
    memset(search->is_looked_up, 0, (size_t)search->contexts);
    for (int k = 0; k < search->pairs; k++)
        search->pair_row[search->pair_symbol[k]] = -1;
    search->pairs = 0;
}

/* Look up the symbols by the model of what stands around, behind one of its contexts; return where that stands. */
static int64_t look_around(Search *search, const Fits *fits, int32_t context)
{
    const Scorer *around = search->models->of[AROUND];
    const int64_t row = (int64_t)context * search->most_fits;

    if (!search->is_looked_up[context]) {
        const Symbols symbols = grid_symbols(search->grid, fits, AROUND);
        search->is_looked_up[context] = 1;
        costs_behind(around->model, search->context[context].last, &symbols, search->cost);
        nats_ahead(around, &search->context[context], &symbols, search->cost, search->p, search->around + row);
        for (int k = 0; k < symbols.count; k++)
            search->share_around[row + k] = exp(search->around[row + k]);
    }
    return row;
}

/* Set costs and P of the symbols by the model of the language, behind one context; many share what pairs of symbols say. */
static void look_behind(Search *search, const Fits *fits, const Context *context)
{
    const Scorer *language = search->models->of[LANGUAGE];
    const Symbols symbols = grid_symbols(search->grid, fits, LANGUAGE);
    int32_t *row = &search->pair_row[context->last];

    if (*row < 0) {
        *row = search->pairs;
        search->pair_symbol[search->pairs++] = context->last;
        costs_behind(language->model, context->last, &symbols, search->pair_cost + (int64_t)*row * search->most_fits);
    }
    memcpy(search->cost, search->pair_cost + (int64_t)*row * search->most_fits, (size_t)symbols.count * sizeof *search->cost);
    shares_ahead(language, context, &symbols, search->cost, search->p);
}

static void choose(Search *search, int32_t place)
{
    search->chosen[place / 64] |= (uint64_t)1 << place % 64;
}

/* Choose the largest, as far as they are not behind the best by more than the margin. */
static void choose_largest(Search *search, Largest *largest)
{
    largest_keep(largest);
    for (int k = 0; k < largest->count; k++)
        if (largest->ranked[k].nats >= search->best - search->beam->margin)
            choose(search, largest->ranked[k].place);
}

/* Log P of a path with one symbol more. */
static double nats_with(const Search *search, const Fits *fits, int k, double before, const double *around)
{
    const int32_t of = fits->column[LANGUAGE].of[k];
    const double beside = around[fits->column[AROUND].of[k]];
    double language = nats_of_share(search->models->of[LANGUAGE], search->cost[of], search->p[of]) + search->within[k];

    if (search->share_if_known[k] > 0.0 && beside > language)
        language = beside;
    return before + (language + beside);
}

/* Weigh symbols behind a path; `row` is the place of the first symbol that fits the arc at all.
 *
 * First all roughly, by products of P, which need no logarithms; then those exactly that may be among the largest. */
static void weigh(Search *search, const Fits *fits, const Followed *path, int32_t row)
{
    const double before = search->all.come[path->number].nats;
    const int64_t context = look_around(search, fits, path->around);
    const double *around = search->around + context, *share_around = search->share_around + context;
    double most = 0.0, *rough = search->rough;
    Ranked best = {-INFINITY, row};

    look_behind(search, fits, &path->context);
    for (int k = 0; k < fits->count; k++) {
        const double language = search->p[fits->column[LANGUAGE].of[k]] * search->share_within[k];
        const double beside = share_around[fits->column[AROUND].of[k]], if_known = beside * search->share_if_known[k];
        rough[k] = (if_known > language ? if_known : language) * beside;
        most = rough[k] > most ? rough[k] : most;
    }
    const double within_margin = search->best - search->beam->margin;
    const double least = exp(fmax(search->largest.floor.nats, within_margin) - before), least_best = most * NEARLY;
    const double enough = (least < most ? least : most) * NEARLY;
    for (int k = 0; k < fits->count; k++) {
        if (rough[k] < enough)
            continue;
        const Ranked symbol = {nats_with(search, fits, k, before, around), row + fits->place[k]};
        search->nats[symbol.place] = symbol.nats;
        largest_take(&search->largest, symbol);
        search->best = fmax(search->best, symbol.nats);
        if (rough[k] >= least_best && symbol.nats > best.nats)
            best = symbol;
    }
    const double enough_of_sign = exp(fmax(search->largest_signs.floor.nats, within_margin) - before) * NEARLY;
    for (int k = 0; k < fits->signs; k++) {
        const int sign = fits->sign[k];
        if (rough[sign] < enough_of_sign)
            continue;
        const Ranked symbol = {nats_with(search, fits, sign, before, around), row + fits->place[sign]};
        search->nats[symbol.place] = symbol.nats;
        largest_take(&search->largest_signs, symbol);
    }
    choose(search, best.place);
}

/* Weigh the symbols of an arc behind the paths followed, those with one byte together, and choose. Return 0 if memory ran out. */
static int weigh_all(Search *search, const Arc *arc)
{
    const Fits *whole = arc->fits;
    const Ranked none = {-INFINITY, -1};

    search->largest.count = search->largest_signs.count = 0;
    search->largest.floor = search->largest_signs.floor = none;
    search->best = -INFINITY;
    memset(search->chosen, 0, ((size_t)search->followed * (size_t)whole->count / 64 + 1) * sizeof *search->chosen);
    for (int k = 0; k < search->bytes; k++) {
        const Fits *fits = search->byte[k] < 0 ? whole : grid_fits_behind(search->grid, whole, search->byte[k]);
        if (!fits)
            return 0;
        if (!fits->count)
            continue;
        look_up(search, fits);
        for (int32_t path = search->first_with[search->byte[k] + 1]; path >= 0; path = search->follow[path].next)
            weigh(search, fits, &search->follow[path], path * whole->count);
    }
    choose_largest(search, &search->largest);
    choose_largest(search, &search->largest_signs);
    return 1;
}

int go_on(Search *search, const Arc *arc, int32_t number)
{
    const Fits *fits = arc->fits;
    Comes *ahead = &search->waiting[arc->end];
    const int32_t paths = search->followed * fits->count;

    if (!weigh_all(search, arc))
        return 0;
    for (int32_t word = 0; word <= paths / 64; word++)
        for (uint64_t bits = search->chosen[word], bit = 0; bits; bits >>= 1, bit++) {
            const int32_t place = 64 * word + (int32_t)bit;
            if (!(bits & 1))
                continue;
            if (!make_room(&ahead->come, &ahead->room, ahead->count, sizeof *ahead->come))
                return 0;
            const int32_t from = search->follow[place / fits->count].number, f = place % fits->count;
            Come *come = &ahead->come[ahead->count++];
            memcpy(come->context, search->all.come[from].context + 1, (REACH - 1) * sizeof *come->context);
            come->context[REACH - 1] = fits->slot[f];
            come->nats = search->nats[place];
            come->byte = arc->opens == NO_PAIRS ? -1 : fits->last[f];
            come->back = from;
            come->symbol = fits->symbol[f];
            come->arc = number;
        }
    return 1;
}

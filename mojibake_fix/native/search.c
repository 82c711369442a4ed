#include "beam.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SYMBOLS = 1 << 16 };

Search *search_new(const Beam *beam, int32_t most_fits)
{
    Search *search = calloc(1, sizeof *search);
    if (!search)
        return NULL;
    const size_t fits = (size_t)most_fits, paths = (size_t)((beam->paths + beam->kinds) * beam->if_known + BYTES);
    int ok = 1;
    search->beam = beam;
    search->most_fits = most_fits;
    search->largest.most = beam->followed;
    search->largest_signs.most = beam->followed_by_signs;
    ok &= NULL != (search->follow = malloc(paths * sizeof *search->follow));
    ok &= NULL != (search->context = malloc(paths * sizeof *search->context));
    ok &= NULL != (search->context_kind = malloc(paths * sizeof *search->context_kind));
    ok &= NULL != (search->kind = malloc(paths * sizeof *search->kind));
    ok &= NULL != (search->nats = malloc(paths * fits * sizeof *search->nats));
    ok &= NULL != (search->is_looked_up = malloc(paths));
    ok &= NULL != (search->within = malloc(fits * sizeof *search->within));
    ok &= NULL != (search->share_within = malloc(fits * sizeof *search->share_within));
    ok &= NULL != (search->share_if_known = malloc(fits * sizeof *search->share_if_known));
    ok &= NULL != (search->around = malloc(paths * fits * sizeof *search->around));
    ok &= NULL != (search->share_around = malloc(paths * fits * sizeof *search->share_around));
    ok &= NULL != (search->p = malloc(fits * sizeof *search->p));
    ok &= NULL != (search->rough = malloc(fits * sizeof *search->rough));
    ok &= NULL != (search->cost = malloc(fits * sizeof *search->cost));
    ok &= NULL != (search->pair_cost = malloc(paths * fits * sizeof *search->pair_cost));
    ok &= NULL != (search->pair_row = malloc(SYMBOLS * sizeof *search->pair_row));
    ok &= NULL != (search->pair_symbol = malloc(paths * sizeof *search->pair_symbol));
    ok &= NULL != (search->chosen = malloc((paths * fits / 64 + 1) * sizeof *search->chosen));
    ok &= NULL != (search->largest.ranked = malloc(2 * (size_t)beam->followed * sizeof(Ranked)));
    ok &= NULL != (search->largest_signs.ranked = malloc(2 * (size_t)beam->followed_by_signs * sizeof(Ranked)));
    if (!ok) {
        search_free(search);
        return NULL;
    }
    memset(search->pair_row, -1, SYMBOLS * sizeof *search->pair_row);
    return search;
}

void search_free(Search *search)
{
    if (!search)
        return;
    for (int k = 0; k <= MOST_SLOTS; k++)
        free(search->waiting[k].come);
    void *const rooms[] = {
        search->all.come,     search->arc,          search->follow,         search->context,        search->context_kind,
        search->kind,         search->is_looked_up, search->nats,           search->within,         search->share_within,
        search->around,       search->share_around, search->share_if_known, search->p,              search->rough,
        search->cost,         search->pair_cost,    search->pair_row,       search->pair_symbol,    search->chosen,
        search->order,        search->states,       search->largest.ranked, search->largest_signs.ranked,
    };
    for (size_t k = 0; k < sizeof rooms / sizeof *rooms; k++)
        free(rooms[k]);
    free(search);
}

/* ---- What has come to a slot */

/* A number for what the models see of a path: two characters, the classes of those before, an open pair. */
static uint64_t state_of(const Search *search, const Come *come)
{
    const uint16_t *classes = search->models->of[AROUND]->model->symbol;
    return ((uint64_t)come->byte & 0xFF) | (uint64_t)classes[come->context[0]] << 8 | (uint64_t)classes[come->context[1]] << 19 |
           (uint64_t)come->context[REACH - 2] << 30 | (uint64_t)come->context[REACH - 1] << 47;
}

/* The kind of text that a path ends in. */
static uint64_t kind_of(const Search *search, const Come *come)
{
    const uint16_t *classes = search->models->of[AROUND]->model->symbol;
    uint64_t kind = 0;
    for (int k = 0; k < REACH; k++)
        kind |= (uint64_t)classes[come->context[k]] << 11 * k;
    return kind;
}

/* Number the paths that have come to a slot, the likeliest first; return 0 if memory ran out. */
static int number(Search *search, int32_t slot)
{
    Comes *here = &search->waiting[slot];
    const int64_t count = here->count;
    if (!make_room(&search->order, &search->order_room, 2 * count, sizeof *search->order) ||
        !make_room(&search->all.come, &search->all.room, search->all.count + count, sizeof *search->all.come))
        return 0;
    for (int64_t k = 0; k < count; k++)
        search->order[k] = (Path){here->come[k].nats, k, 0};
    sort_paths(search->order, count);
    for (int64_t k = 0; k < count; k++) {
        Come *come = &search->all.come[search->all.count + k];
        *come = here->come[search->order[k].first];
        come->state = state_of(search, come);
        come->slot = slot;
    }
    search->all.count += count;
    here->count = 0;
    return 1;
}

/* Which of the contexts that the model of what stands around tells apart is that of a path. */
static int context_around(Search *search, uint64_t kind, const Come *come)
{
    for (int k = 0; k < search->contexts; k++)
        if (search->context_kind[k] == kind)
            return k;
    search->context_kind[search->contexts] = kind;
    search->context[search->contexts] = context_of(search->models->of[AROUND], come->context + REACH, REACH);
    return search->contexts++;
}

/* Whether a state is new; it is known then. `states` has room for more than there are; none is 0. */
static int is_new(Search *search, int64_t hashes, uint64_t state)
{
    uint64_t hash = state * 0x9E3779B97F4A7C15u >> 32; /* Knuth's multiplicative hashing */
    for (;; hash++) {
        uint64_t *known = &search->states[hash & (uint64_t)(hashes - 1)];
        if (*known == state)
            return 0;
        if (!*known) {
            *known = state;
            return 1;
        }
    }
}

/* Whether a kind is one of the first, and was not seen before. */
static int is_new_kind(Search *search, int most, uint64_t kind)
{
    if (search->kinds == most)
        return 0;
    for (int k = 0; k < search->kinds; k++)
        if (search->kind[k] == kind)
            return 0;
    search->kind[search->kinds++] = kind;
    return 1;
}

/* Follow some of the paths from a number on: the likeliest and the best of each kind, as far as they are near to the best of
 * all, and one for each byte that opens a pair. Of those with one state, only the first is. Return 0 if memory ran out. */
static int follow(Search *search, int64_t first, int wider)
{
    const Scorer *language = search->models->of[LANGUAGE];
    const int width = language->model->order - 1;
    const int64_t count = search->all.count - first;
    int apart = 0;
    int64_t hashes = 64;

    while (hashes < 2 * count)
        hashes *= 2;
    if (!make_room(&search->states, &search->state_room, hashes, sizeof *search->states))
        return 0;
    memset(search->states, 0, (size_t)hashes * sizeof *search->states);
    search->followed = search->contexts = search->kinds = search->bytes = 0;
    memset(search->first_with, -1, sizeof search->first_with);
    for (int64_t k = 0; k < count; k++) {
        const Come *come = &search->all.come[first + k];
        if (!is_new(search, hashes, come->state))
            continue;
        const uint64_t kind = kind_of(search, come);
        const int is_near = come->nats >= search->all.come[first].nats - search->beam->margin;
        const int is_likely = is_near && apart++ < search->beam->paths * wider;
        const int is_first_of_kind = is_near && is_new_kind(search, search->beam->kinds * wider, kind);
        int32_t *first_with = &search->first_with[come->byte + 1];
        if (!is_likely && !is_first_of_kind && *first_with >= 0)
            continue;
        if (*first_with < 0) {
            search->byte[search->bytes++] = come->byte;
            *first_with = search->followed;
        } else {
            search->follow[search->last_with[come->byte + 1]].next = search->followed;
        }
        search->last_with[come->byte + 1] = search->followed;
        search->follow[search->followed++] = (Followed){
            (int32_t)(first + k),
            context_around(search, kind, come),
            -1,
            context_of(language, come->context + REACH, width),
        };
    }
    return 1;
}

/* ---- Paths */

/* Write the steps of a path before those that were written already, down to `step`; return where they begin. */
static Step *steps_of(const Search *search, const Come *come, Step *step)
{
    for (; come->back >= 0; come = &search->all.come[come->back]) {
        const Arc *arc = &search->arc[come->arc];
        *--step = (Step){come->symbol, (uint16_t)arc->count, {0}};
        memcpy(step->taken, arc->taken, sizeof step->taken);
    }
    return step;
}

/* Add the paths that were left where the best one was followed, with the rest of that. Return 0 if memory ran out. */
static int add_left(const Search *search, const Come *best, double nats, Paths *paths)
{
    Step whole[MOST_SLOTS], other_steps[MOST_SLOTS];
    Step *const end = other_steps + MOST_SLOTS;
    const Come *const none = search->all.come + search->all.count;
    int64_t rest = 0; /* steps behind where a path was left */

    steps_of(search, best, whole + MOST_SLOTS);
    for (int32_t number = best->back; number >= 0; number = search->all.come[number].back) {
        const Come *followed = &search->all.come[number];
        int left = 0;
        rest++;
        for (const Come *other = followed + 1; other < none && other->slot == followed->slot; other++) {
            if (other->state != followed->state || other->nats < followed->nats - search->beam->far)
                continue;
            memcpy(end - rest, whole + MOST_SLOTS - rest, (size_t)rest * sizeof *end);
            const Step *begin = steps_of(search, other, end - rest);
            if (!paths_add(paths, nats - (followed->nats - other->nats), begin, end - begin))
                return 0;
            if (++left == search->beam->joining)
                break;
        }
    }
    return 1;
}

/* Log P of what stands behind a row by a model, given how a path through the row ends. */
static double nats_behind(const Scorer *scorer, const Come *come, const Around *around, int most)
{
    const int width = scorer->model->order - 1;
    int32_t text[2 * REACH];

    memcpy(text, come->context, sizeof come->context);
    memcpy(text + REACH, around->behind, sizeof around->behind);
    return nats_of_all(scorer, text + REACH, around->behinds < most ? around->behinds : most, width);
}

/* Add what has come to the end of a row, and what that leads to. Return 0 if memory ran out. */
static int end(Search *search, const Row *row, const Around *around, Paths *paths)
{
    Step steps[MOST_SLOTS];
    const Scorer *language = search->models->of[LANGUAGE], *other = search->models->of[AROUND];
    const Come *best = NULL;
    double most = -INFINITY;
    int64_t place = 0;

    memset(search->is_looked_up, 0, (size_t)search->contexts);
    for (int k = 0; k < search->followed; k++) {
        const int32_t kind = search->follow[k].around;
        const Come *come = &search->all.come[search->follow[k].number];
        if (come->byte >= 0 && !row->last[come->byte])
            continue;
        if (!search->is_looked_up[kind]) { /* what it tells apart no more, it says the same of */
            search->is_looked_up[kind] = 1;
            search->around[kind] = nats_behind(other, come, around, REACH);
        }
        const double nats = come->nats + (nats_behind(language, come, around, language->model->order - 1) + search->around[kind]);
        const Step *begin = steps_of(search, come, steps + MOST_SLOTS);
        if (nats > most) {
            most = nats;
            best = come;
            place = paths->count;
        }
        if (!paths_add(paths, nats, begin, steps + MOST_SLOTS - begin))
            return 0;
    }
    if (!best)
        return 1;
    return add_left(search, best, most, paths) &&
           climb(search->grid, search->models, search->beam, row, around, paths, place) &&
           paths_sort(paths, grid_reader(search->grid));
}

/* Go through a row from its first slot to its last. Return 0 if memory ran out. */
static int go_through(Search *search, const Row *row, const Around *around, Paths *paths)
{
    Arc arcs[MOST_ARCS];
    Comes *start = &search->waiting[0];

    if (!make_room(&start->come, &start->room, 0, sizeof *start->come))
        return 0;
    start->come[0] = (Come){.byte = -1, .back = -1, .symbol = -1, .arc = -1};
    memcpy(start->come[0].context, around->before, sizeof around->before);
    start->count = 1;
    for (int at = 0; at <= row->length; at++) {
        const int64_t first = search->all.count;
        const int is_end = at == row->length, is_known = !is_end && !IS_HALF(row->slot[at]);
        if (!search->waiting[at].count)
            continue;
        if (!number(search, at) || !follow(search, first, is_known ? search->beam->if_known : 1))
            return 0;
        if (is_end)
            return end(search, row, around, paths);
        const int count = grid_arcs(search->grid, row, at, arcs);
        if (count < 0)
            return 0;
        for (int k = 0; k < count; k++) {
            if (!make_room(&search->arc, &search->arc_room, search->arcs, sizeof *search->arc))
                return 0;
            search->arc[search->arcs] = arcs[k];
            if (!go_on(search, &arcs[k], (int32_t)search->arcs++))
                return 0;
        }
    }
    return 1;
}

Paths *search_paths(Search *search, Grid *grid, const Models *models, const Row *row, const Around *around)
{
    Paths *paths = calloc(1, sizeof *paths);
    if (!paths || row->length > MOST_SLOTS)
        return paths;
    search->grid = grid;
    search->models = models;
    search->all.count = search->arcs = 0;
    for (int k = 0; k <= row->length; k++)
        search->waiting[k].count = 0;
    if (!go_through(search, row, around, paths)) {
        paths_free(paths);
        return NULL;
    }
    return paths;
}

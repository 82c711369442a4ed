#include "search.h"

#include "largest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WINDOW = 2 * REACH + 1, NO_BYTE = -1, ASCII = 0x7F };

static const double SLACK = 1e-6; /* nats by which a sum of log P may come out above what it is */

/* What can stand in place of one character of a path: the likeliest symbols, the best first, and log P of the character itself. */
typedef struct {
    int is_known;
    int32_t found, own; /* how many symbols, and which of those that fit the character is */
    const Fits *fits;
    double as_it_is;
    Ranked best[MOST_BESIDE + 1];
} Beside;

/* A path, as what stands beside it is looked for. */
typedef struct {
    Grid *grid;
    const Models *models;
    const Row *row;
    double nats;
    int64_t steps, length;
    Step step[MOST_SLOTS];
    int32_t text[MOST_SLOTS + 2 * REACH]; /* its slots, amid those that stand around */
    int16_t byte[MOST_SLOTS + 2];         /* of each slot of the row, or NO_BYTE */
    Beside *beside;                       /* of each step */
} Here;

/* Room for what is asked of the symbols that fit. */
typedef struct {
    int32_t *cost;
    double *p, *language, *around, *behind, *nats;
    Ranked *heap;
} Scratch;

static void stand(Here *here, const Around *around, const Path *path, const Step *steps)
{
    const Reader *reader = grid_reader(here->grid);

    here->nats = path->nats;
    here->steps = path->steps;
    here->length = path->steps + REACH + around->behinds;
    memcpy(here->step, steps + path->first, (size_t)path->steps * sizeof *steps);
    memcpy(here->text, around->before, sizeof around->before);
    memcpy(here->text + REACH + path->steps, around->behind, (size_t)around->behinds * sizeof *around->behind);
    for (int k = 0; k < here->row->length + 2; k++)
        here->byte[k] = NO_BYTE;
    for (int64_t k = 0; k < path->steps; k++) {
        const Step *step = &here->step[k];
        here->text[REACH + k] = (int32_t)reader->slot[step->symbol];
        for (int j = 0; j < step->count; j++)
            here->byte[step->taken[j]] = (int16_t)reader->code[LONGEST_CODE * step->symbol + j];
    }
}

/* Whether a character can be another one: some of its bytes were lost, and it is no token that stands for itself. */
static int is_in_doubt(const Here *here, const Step *step)
{
    const int32_t *slot = here->row->slot;
    int is_lost = 0;

    for (int k = 0; k < step->count; k++)
        is_lost |= IS_HALF(slot[step->taken[k]]);
    return is_lost && !(grid_reader(here->grid)->point[step->symbol] <= ASCII && IS_TOKEN(slot[step->taken[0]]));
}

/* Whether a token that begins at a slot stands for one byte, and not for itself. */
static int is_alone(const Here *here, int slot)
{
    return slot >= 0 && IS_FIRST(here->row->slot[slot]) && here->byte[slot + 1] == NO_BYTE && here->byte[slot] > ASCII;
}

/* Whether the bytes of a symbol can stand where those of a character do, beside those of its neighbours. */
static int is_fitting(const Here *here, const Arc *arc, int k)
{
    const int first = arc->fits->first[k], last = arc->fits->last[k], begin = arc->taken[0];

    if (arc->closes != NO_PAIRS) {
        if (!grid_may_be(here->grid, arc->closes, here->byte[begin - 1], first))
            return 0;
    } else if (is_alone(here, begin - 2) && !grid_may_be(here->grid, ALONE, here->byte[begin - 2], first)) {
        return 0;
    }
    if (arc->opens == NO_PAIRS)
        return 1;
    const int behind = here->byte[arc->end];
    return behind == NO_BYTE ? here->row->last[last] : grid_may_be(here->grid, arc->opens, last, behind);
}

/* Log P of what follows within the reach of a model that looks back on `near` characters. */
static double nats_behind(const Scorer *scorer, const int32_t *text, int64_t length, int near)
{
    const int64_t behind = length - REACH - 1;
    return nats_of_all(scorer, text + REACH + 1, behind < near ? behind : near, near);
}

/* Log P of each symbol that fits in place of a character, without what follows; -INFINITY if its bytes cannot stand there. */
static void weigh(const Here *here, const Arc *arc, const int32_t *text, Scratch *scratch)
{
    const Scorer *language = here->models->of[LANGUAGE], *around = here->models->of[AROUND];
    const Fits *fits = arc->fits;
    const Context near = context_of(language, text + REACH, language->model->order - 1);
    const Context far = context_of(around, text + REACH, REACH);

    const Symbols symbols = grid_symbols(here->grid, fits, LANGUAGE), classes = grid_symbols(here->grid, fits, AROUND);

    costs_behind(language->model, near.last, &symbols, scratch->cost);
    nats_ahead(language, &near, &symbols, scratch->cost, scratch->p, scratch->language);
    costs_behind(around->model, far.last, &classes, scratch->cost);
    nats_ahead(around, &far, &classes, scratch->cost, scratch->p, scratch->around);
    for (int k = 0; k < fits->count; k++) {
        const int32_t slot = fits->slot[k];
        const double by_language = scratch->language[fits->column[LANGUAGE].of[k]] + language->within[slot];
        const double beside = scratch->around[fits->column[AROUND].of[k]];
        const int is_known = slot > ASCII && around->within[slot] == 0.0;
        const double most = is_known && beside > by_language ? beside : by_language;
        scratch->nats[k] = is_fitting(here, arc, k) ? most + beside : -INFINITY;
    }
}

/* Log P of what follows a symbol by the model of what stands around it, which tells few symbols apart; each is asked for once. */
static double beside_behind(const Here *here, const Fits *fits, int k, int32_t *text, int64_t length, Scratch *scratch)
{
    double *behind = &scratch->behind[fits->column[AROUND].of[k]];
    if (isnan(*behind)) {
        text[REACH] = fits->slot[k];
        *behind = nats_behind(here->models->of[AROUND], text, length, REACH);
    }
    return *behind;
}

/* Log P of a symbol with all that follows it. */
static double whole(const Here *here, const Fits *fits, int k, int32_t *text, int64_t length, Scratch *scratch)
{
    const Scorer *language = here->models->of[LANGUAGE];
    const double beside = beside_behind(here, fits, k, text, length, scratch);

    text[REACH] = fits->slot[k];
    return scratch->nats[k] + nats_behind(language, text, length, language->model->order - 1) + beside;
}

/* Let the figure at `place` sink in a heap, of which the largest is the first. */
static void sink(Ranked *heap, int count, int place)
{
    const Ranked sinking = heap[place];
    for (int below; (below = 2 * place + 1) < count; place = below) {
        below += below + 1 < count && heap[below + 1].nats > heap[below].nats;
        if (heap[below].nats <= sinking.nats)
            break;
        heap[place] = heap[below];
    }
    heap[place] = sinking;
}

/* Put a symbol among the best, of equal ones behind those that come first. */
static int put(Ranked *best, int found, int most, Ranked symbol)
{
    int place = found;
    while (place && (best[place - 1].nats < symbol.nats ||
                     (best[place - 1].nats == symbol.nats && best[place - 1].place > symbol.place)))
        place--;
    if (place == most)
        return found;
    if (found < most)
        found++;
    memmove(best + place + 1, best + place, (size_t)(found - 1 - place) * sizeof *best);
    best[place] = symbol;
    return found;
}

/* Write the likeliest symbols in place of a character, the best first; return how many these are.
 *
 * No log P is above 0: what is behind before all that follows is added need not be looked at. So symbols wait in a heap, first
 * as they are, then, their places beyond the others, with what one model says of what follows. */
static int likeliest(const Here *here, const Fits *fits, int32_t *text, int64_t length, int most, Scratch *scratch, Ranked *best)
{
    Ranked *heap = scratch->heap;
    int count = 0, found = 0;

    for (int k = 0; k < fits->count; k++)
        if (scratch->nats[k] > -INFINITY)
            heap[count++] = (Ranked){scratch->nats[k], k};
    for (int k = count / 2; k-- > 0;)
        sink(heap, count, k);
    while (count && (found < most || heap[0].nats + SLACK >= best[most - 1].nats)) {
        const int32_t next = heap[0].place % fits->count;
        if (heap[0].place < fits->count) {
            heap[0].nats += beside_behind(here, fits, next, text, length, scratch);
            heap[0].place += fits->count;
            sink(heap, count, 0);
            continue;
        }
        heap[0] = heap[--count];
        sink(heap, count, 0);
        found = put(best, found, most, (Ranked){whole(here, fits, next, text, length, scratch), next});
    }
    return found;
}

/* Look what can stand in place of the character at `at`. Return 0 if memory ran out. */
static int look_beside(const Here *here, int64_t at, int most, Scratch *scratch)
{
    const Step *step = &here->step[at];
    const int last = step->taken[step->count - 1];
    Arc arc = {.count = step->count};
    Beside *beside = &here->beside[at];
    int32_t text[WINDOW];
    int others = 0;
    const int64_t length = here->length - at < WINDOW ? here->length - at : WINDOW;

    memcpy(arc.taken, step->taken, sizeof arc.taken);
    arc.end = last + (IS_FIRST(here->row->slot[last]) && here->byte[last + 1] == NO_BYTE ? 2 : 1);
    if (!grid_arc(here->grid, here->row, &arc))
        return 0;
    *beside = (Beside){.is_known = 1, .own = -1, .fits = arc.fits};
    memcpy(text, here->text + at, (size_t)length * sizeof *text);
    weigh(here, &arc, text, scratch);
    for (int k = 0; k < arc.fits->count; k++)
        if (scratch->nats[k] > -INFINITY) {
            others++;
            if (arc.fits->symbol[k] == step->symbol)
                beside->own = k;
        }
    if (others < 2 || beside->own < 0)
        return 1;
    for (int k = 0; k < arc.fits->column[AROUND].count; k++)
        scratch->behind[k] = NAN; /* not known yet */
    beside->as_it_is = whole(here, arc.fits, beside->own, text, length, scratch);
    beside->found = likeliest(here, arc.fits, text, length, most, scratch, beside->best);
    return 1;
}

/* Add the paths that differ from one in its character at `at`. Return 0 if memory ran out. */
static int add_beside(const Here *here, int64_t at, int most, Scratch *scratch, Paths *paths)
{
    const Beside *beside = &here->beside[at];

    if (!beside->is_known && !look_beside(here, at, most, scratch))
        return 0;
    for (int k = 0; k < beside->found; k++) {
        if (beside->best[k].place == beside->own)
            continue;
        if (!paths_add(paths, here->nats + (beside->best[k].nats - beside->as_it_is), here->step, here->steps))
            return 0;
        paths->step[paths->path[paths->count - 1].first + at].symbol = beside->fits->symbol[beside->best[k].place];
    }
    return 1;
}

/* Forget what stands beside characters within the reach of one in which a path differs from the one before. */
static void forget(Here *here, const Step *steps)
{
    for (int64_t at = 0; at < here->steps; at++)
        if (here->step[at].symbol != steps[at].symbol)
            for (int64_t near = at < REACH ? 0 : at - REACH; near < here->steps && near <= at + REACH; near++)
                here->beside[near].is_known = 0;
}

static int climb_from(Here *here, const Beam *beam, const Around *around, Scratch *scratch, Paths *paths, int64_t best)
{
    for (int k = 0; k < beam->climbs && best >= 0; k++) {
        const int64_t before = paths->count;
        if (k)
            forget(here, paths->step + paths->path[best].first);
        stand(here, around, &paths->path[best], paths->step);
        for (int64_t at = 0; at < here->steps; at++)
            if (is_in_doubt(here, &here->step[at]) && !add_beside(here, at, beam->beside, scratch, paths))
                return 0;
        best = -1;
        for (int64_t each = before; each < paths->count; each++)
            if (paths->path[each].nats > (best < 0 ? here->nats : paths->path[best].nats))
                best = each;
    }
    return 1;
}

int climb(Grid *grid, const Models *models, const Beam *beam, const Row *row, const Around *around, Paths *paths, int64_t best)
{
    const size_t most = (size_t)(grid_reader(grid)->most_letters + grid_reader(grid)->most_signs);
    Here here = {.grid = grid, .models = models, .row = row};
    double *figures = malloc(5 * most * sizeof *figures);
    int32_t *cost = malloc(most * sizeof *cost);
    Ranked *heap = malloc(most * sizeof *heap);
    Scratch scratch = {cost, figures, figures + most, figures + 2 * most, figures + 3 * most, figures + 4 * most, heap};
    here.beside = calloc((size_t)paths->path[best].steps + 1, sizeof *here.beside);
    const int is_done = figures && cost && heap && here.beside && climb_from(&here, beam, around, &scratch, paths, best);

    free(here.beside);
    free(figures);
    free(cost);
    free(heap);
    return is_done;
}

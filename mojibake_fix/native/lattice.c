#include "lattice.h"

#include <stdlib.h>
#include <string.h>

enum { HASHES = 1 << 14, SYMBOLS = 1 << 16 };
enum { CLOSES = 2 * LONGEST_CODE, BEHIND = CLOSES + 1, PARTS = BEHIND + 1 }; /* places in a pattern */
enum { NO_BYTE = -1, NO_SLOT = -2 };

/* Which first bytes some pair of a kind has, and which second ones. */
typedef struct {
    uint8_t first[256], second[256];
} Halves;

struct Grid {
    const Reader *reader;
    int32_t kinds; /* of which the halves are known */
    Halves *halves;
    Fits *fits[HASHES];
    const Column *filled[MODELS]; /* the columns whose symbols have places now */
    int16_t place[MODELS][SYMBOLS]; /* in them; -1 if a symbol has none */
};

Grid *grid_new(const Reader *reader)
{
    Grid *grid = calloc(1, sizeof *grid);
    if (!grid)
        return NULL;
    grid->reader = reader;
    memset(grid->place, -1, sizeof grid->place);
    return grid;
}

static void fits_free(Fits *fits)
{
    free(fits->symbol);
    free(fits->slot);
    free(fits->place);
    free(fits->first);
    free(fits->sign);
    for (int model = 0; model < MODELS; model++) {
        free(fits->column[model].symbol);
        free(fits->column[model].of);
    }
    free(fits);
}

void grid_free(Grid *grid)
{
    if (!grid)
        return;
    for (int k = 0; k < HASHES; k++)
        for (Fits *fits = grid->fits[k], *next; fits; fits = next) {
            next = fits->next;
            fits_free(fits);
        }
    free(grid->halves);
    free(grid);
}

const Reader *grid_reader(const Grid *grid)
{
    return grid->reader;
}

int grid_may_be(const Grid *grid, int32_t kind, int first, int second)
{
    return grid->reader->pairs[kind][256 * first + second];
}

/* Look at the kinds of pairs that the reader has got since. */
static int update(Grid *grid)
{
    const int32_t kinds = grid->reader->kinds;
    if (kinds == grid->kinds)
        return 1;
    Halves *halves = realloc(grid->halves, (size_t)kinds * sizeof *halves);
    if (!halves)
        return 0;
    grid->halves = halves;
    for (; grid->kinds < kinds; grid->kinds++) {
        Halves *each = &halves[grid->kinds];
        memset(each, 0, sizeof *each);
        for (int first = 0; first < 256; first++)
            for (int second = 0; second < 256; second++)
                if (grid_may_be(grid, grid->kinds, first, second))
                    each->first[first] = each->second[second] = 1;
    }
    return 1;
}

static int is_continuation(int byte)
{
    return byte >= 0x80 && byte < 0xC0;
}

/* How many bytes a character has that begins with a byte. */
static int length_of(int lead)
{
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

static int any(const uint8_t *truths)
{
    return memchr(truths, 1, 256) != NULL;
}

/* Whether a token may stand for one byte only: at the end of a line, and before what some readers do not take. */
static int may_be_alone(const Grid *grid, const Row *row, int place)
{
    const int behind = place + 2;
    if (behind >= row->length)
        return any(row->last);
    if (IS_HALF(row->slot[behind]))
        return any(grid->halves[ALONE].first);
    return grid->halves[ALONE].second[row->slot[behind]];
}

/* What the bytes in two slots, one read behind the other, have to be together, if anything. */
static int32_t link_of(const Row *row, int slot, int behind)
{
    if (behind == slot + 2)
        return ALONE;
    return behind < row->length && IS_SECOND(row->slot[behind]) ? PAIRS(row->slot[behind]) : NO_PAIRS;
}

/* The bytes of a character as far as they are known, the pair that its first byte closes, and what each byte opens. */
static void pattern_of(const Row *row, const Arc *arc, int16_t *pattern)
{
    for (int k = 0; k < LONGEST_CODE; k++) {
        const int is_there = k < arc->count, behind = k + 1 < arc->count ? arc->taken[k + 1] : arc->end;
        pattern[k] = (int16_t)(!is_there ? NO_SLOT : IS_HALF(row->slot[arc->taken[k]]) ? NO_BYTE : row->slot[arc->taken[k]]);
        pattern[LONGEST_CODE + k] = (int16_t)(is_there ? link_of(row, arc->taken[k], behind) : NO_PAIRS);
    }
    const int32_t first = row->slot[arc->taken[0]];
    pattern[CLOSES] = (int16_t)(IS_SECOND(first) ? PAIRS(first) : NO_PAIRS);
    pattern[BEHIND] = NO_BYTE;
}

/* Whether a code fits a pattern. */
static int is_fitting(const Grid *grid, const int16_t *pattern, int length, const int64_t *code)
{
    const int16_t *links = pattern + LONGEST_CODE, closes = pattern[CLOSES], opens = links[length - 1];

    for (int k = 0; k < length; k++)
        if (pattern[k] >= 0 && pattern[k] != code[k])
            return 0;
    for (int k = 0; k + 1 < length; k++)
        if (links[k] != NO_PAIRS && !grid_may_be(grid, links[k], (int)code[k], (int)code[k + 1]))
            return 0;
    if (closes != NO_PAIRS && !grid->halves[closes].second[code[0]])
        return 0;
    if (opens == NO_PAIRS)
        return 1;
    const int final = (int)code[length - 1];
    return grid->halves[opens].first[final] || (opens == ALONE && grid->reader->last[final]);
}

static int ascending(const void *one, const void *other)
{
    return *(const uint16_t *)one - *(const uint16_t *)other;
}

static void empty(Grid *grid, int model)
{
    const Column *column = grid->filled[model];
    for (int k = 0; column && k < column->count; k++)
        grid->place[model][column->symbol[k]] = -1;
    grid->filled[model] = NULL;
}

static void fill(Grid *grid, const Column *column, int model)
{
    empty(grid, model);
    for (int k = 0; k < column->count; k++)
        grid->place[model][column->symbol[k]] = (int16_t)k;
    grid->filled[model] = column;
}

Symbols grid_symbols(Grid *grid, const Fits *fits, int model)
{
    const Column *column = &fits->column[model];
    if (grid->filled[model] != column)
        fill(grid, column, model);
    return (Symbols){column->count, column->symbol, grid->place[model]};
}

/* Make a column of the symbols that a model has for what fits. */
static int make_column(Grid *grid, Fits *fits, int model)
{
    Column *column = &fits->column[model];
    const uint16_t *symbols = grid->reader->model_symbol[model];

    column->symbol = malloc((size_t)(fits->count + 1) * sizeof *column->symbol);
    column->of = malloc((size_t)(fits->count + 1) * sizeof *column->of);
    if (!column->symbol || !column->of)
        return 0;
    empty(grid, model);
    for (int k = 0; k < fits->count; k++) {
        const uint16_t symbol = symbols[fits->slot[k]];
        if (grid->place[model][symbol] < 0) {
            grid->place[model][symbol] = 0;
            column->symbol[column->count++] = symbol;
        }
    }
    qsort(column->symbol, (size_t)column->count, sizeof *column->symbol, ascending);
    fill(grid, column, model);
    for (int k = 0; k < fits->count; k++)
        column->of[k] = grid->place[model][symbols[fits->slot[k]]];
    return 1;
}

static void add(const Reader *reader, Fits *fits, int32_t symbol, int32_t place, int length)
{
    const int64_t *code = reader->code + LONGEST_CODE * symbol;

    if (!reader->is_letter[symbol])
        fits->sign[fits->signs++] = fits->count;
    fits->symbol[fits->count] = symbol;
    fits->slot[fits->count] = (int32_t)reader->slot[symbol];
    fits->place[fits->count] = place;
    fits->first[fits->count] = (uint8_t)code[0];
    fits->last[fits->count++] = (uint8_t)code[length - 1];
}

/* Look for what fits a pattern of `length` bytes: of letters and of all else the likeliest, in one order. */
static void search(const Grid *grid, Fits *fits, int length)
{
    const Reader *reader = grid->reader;
    int letters = 0;

    for (int k = 0; k < reader->symbols; k++) {
        const int64_t *code = reader->code + LONGEST_CODE * k;
        const int is_letter = reader->is_letter[k];
        const int is_enough = is_letter ? letters == reader->most_letters : fits->signs == reader->most_signs;
        if (is_enough || length_of((int)code[0]) != length || !is_fitting(grid, fits->pattern, length, code))
            continue;
        letters += is_letter;
        add(reader, fits, k, fits->count, length);
    }
}

/* Choose what fits behind a byte as well. */
static void choose(const Grid *grid, const Fits *whole, Fits *fits, int byte)
{
    const int32_t kind = fits->pattern[CLOSES] == NO_PAIRS ? ALONE : fits->pattern[CLOSES];
    int length = 1;

    while (length < LONGEST_CODE && fits->pattern[length] != NO_SLOT)
        length++;
    for (int k = 0; k < whole->count; k++)
        if (grid_may_be(grid, kind, byte, whole->first[k]))
            add(grid->reader, fits, whole->symbol[k], k, length);
}

/* Return what fits a pattern, which is looked for once, behind a byte among the `whole`; NULL if memory ran out. */
static const Fits *find(Grid *grid, const int16_t *pattern, int length, const Fits *whole)
{
    const Reader *reader = grid->reader;
    const size_t most = whole ? (size_t)whole->count + 1 : (size_t)(reader->most_letters + reader->most_signs);
    uint32_t hash = 2166136261u; /* Fowler, Noll and Vo */
    for (int k = 0; k < PARTS; k++)
        hash = (hash ^ (uint16_t)pattern[k]) * 16777619u;
    Fits **bucket = &grid->fits[(hash ^ hash >> 16) % HASHES];
    for (Fits *fits = *bucket; fits; fits = fits->next)
        if (!memcmp(fits->pattern, pattern, sizeof fits->pattern))
            return fits;
    Fits *fits = calloc(1, sizeof *fits);
    if (!fits)
        return NULL;
    memcpy(fits->pattern, pattern, sizeof fits->pattern);
    fits->symbol = malloc(most * sizeof *fits->symbol);
    fits->slot = malloc(most * sizeof *fits->slot);
    fits->place = malloc(most * sizeof *fits->place);
    fits->first = malloc(2 * most);
    fits->last = fits->first + most;
    fits->sign = malloc(most * sizeof *fits->sign);
    int is_done = fits->symbol && fits->slot && fits->place && fits->first && fits->sign;
    if (is_done && whole)
        choose(grid, whole, fits, pattern[BEHIND]);
    else if (is_done)
        search(grid, fits, length);
    is_done = is_done && make_column(grid, fits, LANGUAGE) && make_column(grid, fits, AROUND);
    if (!is_done) {
        for (int model = 0; model < MODELS; model++)
            empty(grid, model);
        fits_free(fits);
        return NULL;
    }
    fits->next = *bucket;
    return *bucket = fits;
}

const Fits *grid_fits_behind(Grid *grid, const Fits *fits, int byte)
{
    int16_t pattern[PARTS];
    memcpy(pattern, fits->pattern, sizeof pattern);
    pattern[BEHIND] = (int16_t)byte;
    return find(grid, pattern, 0, fits);
}

int grid_arc(Grid *grid, const Row *row, Arc *arc)
{
    int16_t pattern[PARTS];
    pattern_of(row, arc, pattern);
    arc->closes = pattern[CLOSES];
    arc->opens = pattern[LONGEST_CODE + arc->count - 1];
    arc->fits = find(grid, pattern, arc->count, NULL);
    return arc->fits != NULL;
}

/* The token that stands for itself. */
static int genuine(Grid *grid, int at, Arc *arc)
{
    const int16_t byte = (int16_t)grid->reader->genuine;
    const int16_t pattern[PARTS] = {
        byte, NO_SLOT, NO_SLOT, NO_SLOT, NO_PAIRS, NO_PAIRS, NO_PAIRS, NO_PAIRS, NO_PAIRS, NO_BYTE,
    };
    *arc = (Arc){at + 2, 1, {(uint16_t)at}, NO_PAIRS, NO_PAIRS, find(grid, pattern, 1, NULL)};
    return arc->fits != NULL;
}

int grid_arcs(Grid *grid, const Row *row, int at, Arc *arcs)
{
    Arc ahead[MOST_ARCS]; /* what the bytes of a character may stand in, and the slot behind */
    int waiting = 0, found = 0;

    if (!update(grid))
        return -1;
    if (IS_TOKEN(row->slot[at]) && grid->reader->genuine >= 0 && !genuine(grid, at, &arcs[found++]))
        return -1;
    ahead[waiting++] = (Arc){.end = at};
    while (waiting) {
        Arc arc = ahead[--waiting];
        const int lead = arc.count ? row->slot[arc.taken[0]] : -1;
        const int length = lead >= 0 ? length_of(lead) : 0, place = arc.end;
        if (arc.count && (!length || length == arc.count)) {
            if (!grid_arc(grid, row, &arc))
                return -1;
            if (arc.fits->count)
                arcs[found++] = arc;
        }
        if (arc.count == (length ? length : LONGEST_CODE) || place >= row->length)
            continue;
        const int32_t slot = row->slot[place];
        arc.taken[arc.count] = (uint16_t)place;
        arc.count++;
        if (IS_HALF(slot) || is_continuation(slot) == (arc.count > 1)) {
            arc.end = place + 1;
            ahead[waiting++] = arc;
        }
        if (IS_TOKEN(slot) && may_be_alone(grid, row, place)) {
            arc.end = place + 2;
            ahead[waiting++] = arc;
        }
    }
    return found;
}

/* Which characters fit into slots that one reader left: restore/lost_bytes/lattice.py in C. */
#ifndef LATTICE_H
#define LATTICE_H

#include "ngrams.h"

#include <stdint.h>

enum { LONGEST_CODE = 4 }; /* bytes of a character */
enum { MOST_ARCS = 64 };   /* from one slot: each of four bytes can be the next, or stand behind one that is no byte */

/* A slot of a row is a byte, or a half, which is below 0: its pairs are known by their place among all kinds of pairs. */
#define IS_HALF(slot) ((slot) < 0)
#define IS_SECOND(slot) (IS_HALF(slot) && (-1 - (slot)) % 2 == 1)
#define IS_FIRST(slot) (IS_HALF(slot) && !IS_SECOND(slot))
#define PAIRS(slot) ((-1 - (slot)) / 2)
#define IS_TOKEN(slot) ((slot) == -1) /* its first half */

enum { NO_PAIRS = -1, TOKEN = 0, ALONE = 1 }; /* kinds of pairs; more follow, for what the reader shows for several */

enum { LANGUAGE, AROUND, MODELS }; /* the model of the language, and the one of what stands around it */

/* A reader in a language, as Python has it. */
typedef struct {
    int32_t symbols;
    const int64_t *point, *slot, *code; /* of each symbol; of the code four bytes, -1 behind the last */
    const uint8_t *is_letter;
    const uint16_t *model_symbol[MODELS]; /* by slot */
    const uint8_t *last;               /* which bytes a token at the end stands for alone */
    int32_t genuine;                   /* the byte that a token is itself; -1 if it is none */
    int32_t most_letters, most_signs;  /* that may fit */
    int32_t kinds;
    const uint8_t *const *pairs; /* of each kind: 256 x 256 truths */
} Reader;

/* Ascending symbols of a model, each once, and which of them each symbol is that fits. */
typedef struct {
    int32_t count;
    uint16_t *symbol;
    int32_t *of;
} Column;

/* The symbols that fit a pattern, the likeliest first, with all that the search asks of them. */
typedef struct Fits {
    struct Fits *next; /* of those with the same hash */
    int16_t pattern[2 * LONGEST_CODE + 2];
    int32_t count;
    int32_t *symbol, *slot;
    int32_t *place; /* among those that fit whatever byte has opened a pair before */
    uint8_t *first, *last; /* bytes */
    int32_t signs;
    int32_t *sign; /* places of those that are no letters */
    Column column[MODELS];
} Fits;

/* Characters that lead from one slot to another. */
typedef struct {
    int32_t end;
    int32_t count; /* slots that its bytes stand in */
    uint16_t taken[LONGEST_CODE];
    int32_t closes, opens; /* kinds of pairs */
    const Fits *fits;
} Arc;

/* Slots, and which bytes a token at their end may stand for alone. */
typedef struct {
    int32_t length;
    const int32_t *slot;
    const uint8_t *last;
} Row;

typedef struct Grid Grid;

Grid *grid_new(const Reader *reader);
void grid_free(Grid *grid);
#pragma GCC visibility push(hidden) /* called by the core alone */
const Reader *grid_reader(const Grid *grid);
int grid_may_be(const Grid *grid, int32_t kind, int first, int second);

/* Write what can lead on from a slot; return how many arcs that are, or -1 if memory ran out. */
int grid_arcs(Grid *grid, const Row *row, int at, Arc *arcs);

/* Those that fit behind a byte that has opened a pair: they close it or, if they close none, it was one alone. NULL if memory
 * ran out. */
const Fits *grid_fits_behind(Grid *grid, const Fits *fits, int byte);

/* The symbols of a model that some have that fit, until others are asked for. */
Symbols grid_symbols(Grid *grid, const Fits *fits, int model);

/* Complete an arc of which `taken` and `end` are known; return 0 if memory ran out. */
int grid_arc(Grid *grid, const Row *row, Arc *arc);
#pragma GCC visibility pop

#endif

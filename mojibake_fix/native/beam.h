/* What a search has at hand: for search.c, which goes from slot to slot, and arc.c, which goes along an arc. */
#ifndef BEAM_H
#define BEAM_H

#include "largest.h"
#include "search.h"

enum { BYTES = 257 }; /* and none */

/* A path that has come to a slot. */
typedef struct {
    double nats;
    uint64_t state; /* what the models see of it */
    int32_t context[REACH];
    int32_t byte; /* the first one of an open pair, or -1 */
    int32_t slot, back, symbol, arc; /* where it came to; the number of the path that it goes on, and by what */
} Come;

typedef struct {
    int64_t count, room;
    Come *come;
} Comes;

/* A path that is followed, by its number. */
typedef struct {
    int32_t number;
    int32_t around; /* which of the contexts that the model of what stands around tells apart */
    int32_t next;   /* of those with the same byte; -1 behind the last */
    Context context;
} Followed;

struct Search {
    const Beam *beam;
    int32_t most_fits;
    Grid *grid;
    const Models *models;
    Comes waiting[MOST_SLOTS + 1]; /* paths that have come to each slot */
    Comes all;                     /* the same by number, those of one slot together and the likeliest first */
    int64_t arcs, arc_room;
    Arc *arc;

    int32_t followed, contexts, kinds;
    Followed *follow;
    Context *context; /* of the model of what stands around, each once */
    uint64_t *context_kind, *kind;
    uint8_t *is_looked_up; /* by context */
    int32_t bytes, byte[BYTES]; /* that open a pair of some path, or -1 */
    int32_t first_with[BYTES], last_with[BYTES]; /* those paths, by byte + 1; -1 if there are none */

    double *nats;                       /* of each symbol that fits behind each path followed */
    double *within, *share_within;      /* given its symbol of the model of the language, as log P and as P */
    double *share_if_known;             /* 1 for what the model of what stands around knows, 0 for all else */
    double *around, *share_around;      /* by that model, behind each context */
    double *p, *rough;                  /* by the model of the language, and roughly by both, behind one path */
    int32_t *cost, *pair_cost;
    int32_t pairs;
    int32_t *pair_row, *pair_symbol; /* where the costs behind a symbol stand, or -1; the symbols that have some */
    uint64_t *chosen;                /* a bit for each symbol behind each path */
    double best; /* of all symbols behind all paths, along one arc */
    Largest largest, largest_signs;

    Path *order; /* room for sorting */
    int64_t order_room;
    uint64_t *states; /* a hash table; 0 is none */
    int64_t state_room;
};

#pragma GCC visibility push(hidden) /* called by the core alone */
/* Follow the paths along an arc, by its number. Return 0 if memory ran out. */
int go_on(Search *search, const Arc *arc, int32_t number);
#pragma GCC visibility pop

#endif

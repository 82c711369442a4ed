/* The likeliest paths through a row of slots: restore/lost_bytes/beam.py in C. */
#ifndef SEARCH_H
#define SEARCH_H

#include "lattice.h"
#include "ngrams.h"
#include "paths.h"

enum { REACH = 4 };       /* characters before and behind that the models look at */
enum { MOST_SLOTS = 600 }; /* of a row: restore/lost_bytes/breadth.py */
enum { MOST_BESIDE = 16 }; /* that are tried in place of one */

/* What a path is weighed by. */
typedef struct {
    const Scorer *of[MODELS];
} Models;

/* How much is followed, tried and kept: restore/lost_bytes/beam.py says why. */
typedef struct {
    int32_t paths, kinds, if_known, followed, followed_by_signs, joining, beside, climbs;
    double margin, far;
} Beam;

/* What stands around a row: as many slots before it as the models look at, and up to as many behind. */
typedef struct {
    int32_t before[REACH], behind[REACH], behinds;
} Around;

#pragma GCC visibility push(hidden) /* called by the core alone */
/* Add the paths that differ from one in a single character, and while one of these is likelier, those beside that. */
int climb(Grid *grid, const Models *models, const Beam *beam, const Row *row, const Around *around, Paths *paths, int64_t best);
#pragma GCC visibility pop

typedef struct Search Search;

/* Room for searches, one after the other; NULL if memory ran out. */
Search *search_new(const Beam *beam, int32_t most_fits);
void search_free(Search *search);

#pragma GCC visibility push(hidden) /* called by the core alone */
/* Find the likeliest paths through a row, the best first: none if nothing fits, NULL if memory ran out. */
Paths *search_paths(Search *search, Grid *grid, const Models *models, const Row *row, const Around *around);
#pragma GCC visibility pop

#endif

/* What was lost of a line, cluster by cluster: what lost_bytes/ways.py does with each, in C. */
#ifndef LOST_H
#define LOST_H

#include "search.h"

/* The clusters of a line: their rows one behind the other, the text between, and that behind the last one. */
typedef struct {
    int32_t clusters;
    const int32_t *slot, *row;   /* where each row begins among the slots; and where the last one ends */
    const uint32_t *text;        /* code points */
    const int32_t *begin;        /* where in the text that before each cluster begins; that behind the last one; where it ends */
    int32_t known;               /* where that ends which is known to stand right behind the last cluster */
    const uint8_t *const *last;  /* of each cluster: which bytes a token at its end may stand for alone */
} Lost;

/* What the clusters can be. */
typedef struct {
    int64_t before, length;
    uint32_t *text; /* what stands before the line, and the line as it is likeliest; with UNKNOWN for what nothing fits */
    int64_t *rest;  /* where in it what stands behind each cluster begins */
    int64_t saids;
    Said *said; /* of all pieces, which are numbered through */
    Paths **paths;
    int32_t clusters;
    int64_t said_room;
} Solved;

enum { UNKNOWN = 0xDCFF };

/* Search all clusters, given the text before the line; NULL if memory ran out. */
Solved *lost_search(Search *search, Grid *grid, const Models *models, const Lost *lost, const uint32_t *before, int64_t count);

/* Say what each piece can be, given what a line end in each cluster is worth in nats, and the marks of `far` characters on either
 * side. Return 0 if memory ran out. */
int lost_say(Solved *solved, const Lost *lost, const Reader *reader, const Marks *marks, const double *joined, int64_t far,
             double near);

void solved_free(Solved *solved);

#endif

/* Paths through a row, what the marks on their line say about them, and what they say of each piece in doubt: _Path, weighed and
 * shares in restore/lost_bytes/beam.py. */
#ifndef PATHS_H
#define PATHS_H

#include "lattice.h"

#include <stddef.h>

/* A character of a path, and the slots that its bytes stand in. */
typedef struct {
    int32_t symbol;
    uint16_t count, taken[LONGEST_CODE];
} Step;

typedef struct {
    double nats;
    int64_t first, steps; /* where in the steps of all paths its own begin, and how many these are */
} Path;

/* What a piece in doubt can be: one byte or two, how much speaks for that, and whether it is near to the likeliest. */
typedef struct {
    int32_t piece, first, second, is_near; /* `second` is -1 if it is one byte */
    double share;
} Said;

typedef struct {
    int64_t count;
    Path *path;
    int64_t saids;
    Said *said; /* piece by piece, of each in the order of the paths */
    uint32_t *text; /* of the best path, as code points */
    Step *step;
    int64_t steps, room, step_room, said_room, text_room;
} Paths;

/* A mark: language/marks.py. */
typedef struct {
    uint32_t closing, opening;
    double if_open, if_closed, ends_within, again;
} Mark;

typedef struct {
    int32_t count;
    uint32_t string; /* the mark that makes a string, or a long one if it comes three times */
    const Mark *mark;
    double two_in_long; /* nats: two marks of a string in a long one */
    double sign; /* nats: a dash, a bullet, an arrow, a drawing or a picture */
} Marks;

/* The line around a row: code points before it and behind, and nats for a line end in it. */
typedef struct {
    int64_t before, behind;
    const uint32_t *front, *rest;
    double joined;
} Line;

#pragma GCC visibility push(hidden) /* called by the core alone */
void paths_free(Paths *paths);

/* Add a path, whose steps are copied. Return 0 if memory ran out, as those below do. */
int paths_add(Paths *paths, double nats, const Step *steps, int64_t count);

/* Put the likeliest path first, and write its text. */
int paths_sort(Paths *paths, const Reader *reader);

/* Add what the marks of the line and its ends say about each path. */
int paths_weigh(Paths *paths, const Reader *reader, const Row *row, const Marks *marks, const Line *line);

/* Say what each piece in doubt can be; what is `near` nats behind the likeliest path, or nearer, is near. */
int paths_say(Paths *paths, const Row *row, const Reader *reader, double near);

/* Sort `count` paths, the likeliest first, of equal ones the first; behind them there is room for as many more. */
void sort_paths(Path *paths, int64_t count);

/* Make room for one more of `count` things. */
int make_room(void *things, int64_t *room, int64_t count, size_t size);
#pragma GCC visibility pop

#endif

/* The largest of figures, and of equal ones those whose places come first. */
#ifndef LARGEST_H
#define LARGEST_H

#include <stdint.h>

typedef struct {
    double nats;
    int32_t place;
} Ranked;

typedef struct {
    int32_t most, count;
    Ranked floor;   /* what is behind it is none of them */
    Ranked *ranked; /* room for twice as many */
} Largest;

#pragma GCC visibility push(hidden) /* called by the core alone */
/* Leave out all but the largest. */
void largest_keep(Largest *largest);
#pragma GCC visibility pop

static inline int is_larger(Ranked one, Ranked other)
{
    return one.nats > other.nats || (one.nats == other.nats && one.place < other.place);
}

static inline void largest_take(Largest *largest, Ranked ranked)
{
    if (is_larger(ranked, largest->floor)) {
        largest->ranked[largest->count++] = ranked;
        if (largest->count == 2 * largest->most)
            largest_keep(largest);
    }
}

#endif

/* Whether any channel can gain in a line: openings.c asks undone.c, which undoes it by a page, and weighed.c what that costs. */
#ifndef OPENINGS_H
#define OPENINGS_H

#include <stdint.h>

#include "traces.h"

enum { LONGEST_LINE = 96, BYTES = MOST_BYTES * LONGEST_LINE, UTF8 = PAGES, COSTS = 1 << 10 };
enum { CHOICES = 16 }; /* the most ways to choose one of several codes */

/* Characters, what each costs in each language at least or at most, and P of what costs so much. */
typedef struct {
    int32_t length;
    uint32_t code[BYTES];
    double nats[LANGUAGES][BYTES];
    uint8_t is_open[BYTES]; /* that habits which are not weighed here may make likelier */
} Weighed;

typedef struct {
    const Screen *screen;
    const Tables *tables;
    Weighed shown, restored;
    double p[COSTS];
    int32_t beyond;
    int choices; /* ways to choose one of several codes of a page */
} Line;

/* What lies between places where characters begin on both sides: it ends there, and whether it changes, and can be text. */
typedef struct {
    int32_t shown, restored;
    uint8_t is_changed, is_sound, is_ascii;
} Unit;

typedef struct {
    int32_t length;
    Unit unit[LONGEST_LINE];
} Units;

#pragma GCC visibility push(hidden) /* called by the core alone */
/* Set what each character costs at least, as it is restored, or at most, as it is shown. */
void weigh_line(const Line *line, Weighed *text, int is_restored);

/* Undo a line that was read by a page, by one of the choices; whether that can be told here. */
int undo_line(Line *line, int page, int written, int choice, Units *units);
#pragma GCC visibility pop
#endif

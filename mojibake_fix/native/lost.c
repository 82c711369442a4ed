#include "lost.h"

#include <stdlib.h>
#include <string.h>

enum { NO_TEXT = 0xDC80, NO_TEXT_END = 0xDD00 }; /* bytes that are no text, as Python escapes them */
enum { BREAK = 0xFDD0 };                         /* language/cache.py */

void solved_free(Solved *solved)
{
    if (!solved)
        return;
    for (int32_t k = 0; solved->paths && k < solved->clusters; k++)
        paths_free(solved->paths[k]);
    free(solved->paths);
    free(solved->text);
    free(solved->rest);
    free(solved->said);
    free(solved);
}

static int is_text(uint32_t point)
{
    return point < NO_TEXT || point >= NO_TEXT_END;
}

static Row row_of(const Lost *lost, int32_t cluster)
{
    return (Row){lost->row[cluster + 1] - lost->row[cluster], lost->slot + lost->row[cluster], lost->last[cluster]};
}

/* What stands around a cluster, as far as it is text, given what stands before it: a line begins there, and ends there. */
static Around around_of(const Lost *lost, int32_t cluster, const uint32_t *end, int64_t before)
{
    static const int32_t start[REACH] = {BREAK, BREAK, BREAK, '\n'};
    const uint32_t *behind = lost->text + lost->begin[cluster + 1];
    const int32_t stop = cluster + 1 < lost->clusters ? lost->begin[cluster + 2] : lost->known;
    Around around = {.behinds = 0};
    int known = 0;

    while (known < REACH && known < before && is_text(end[-known - 1]))
        known++;
    for (int k = 0; k < REACH; k++)
        around.before[k] = k < REACH - known ? start[k + known] : (int32_t)slot_of(end[k - REACH]);
    for (int32_t at = lost->begin[cluster + 1]; at < stop && around.behinds < REACH && is_text(*behind); at++)
        around.behind[around.behinds++] = (int32_t)slot_of(*behind++);
    if (!around.behinds)
        around.behind[around.behinds++] = '\n';
    return around;
}

/* Write text behind some that is there, and what the best path says. Return 0 if memory ran out. */
static int add_text(uint32_t **text, int64_t *length, int64_t *room, const uint32_t *more, int64_t count)
{
    if (!make_room(text, room, *length + count, sizeof **text))
        return 0;
    memcpy(*text + *length, more, (size_t)count * sizeof *more);
    *length += count;
    return 1;
}

static int add_front(uint32_t **text, int64_t *length, int64_t *room, const Lost *lost, int32_t cluster)
{
    const int32_t begin = lost->begin[cluster];
    return add_text(text, length, room, lost->text + begin, lost->begin[cluster + 1] - begin);
}

static int add_best(uint32_t **text, int64_t *length, int64_t *room, const Paths *paths)
{
    static const uint32_t unknown = UNKNOWN;
    return add_text(text, length, room, paths->count ? paths->text : &unknown, paths->count ? paths->path[0].steps : 1);
}

Solved *lost_search(Search *search, Grid *grid, const Models *models, const Lost *lost, const uint32_t *before, int64_t count)
{
    Solved *solved = calloc(1, sizeof *solved);
    int64_t room = 0;
    int is_done = solved && (solved->paths = calloc((size_t)lost->clusters, sizeof *solved->paths)) &&
                  (solved->rest = malloc((size_t)lost->clusters * sizeof *solved->rest)) &&
                  add_text(&solved->text, &solved->length, &room, before, count);

    if (is_done)
        solved->before = count;
    for (int32_t k = 0; is_done && k < lost->clusters; k++) {
        const Row row = row_of(lost, k);
        solved->clusters = k + 1;
        is_done = add_front(&solved->text, &solved->length, &room, lost, k);
        if (!is_done)
            break;
        const Around around = around_of(lost, k, solved->text + solved->length, solved->length);
        solved->paths[k] = search_paths(search, grid, models, &row, &around);
        is_done = solved->paths[k] && add_best(&solved->text, &solved->length, &room, solved->paths[k]);
        solved->rest[k] = solved->length;
    }
    if (is_done && add_front(&solved->text, &solved->length, &room, lost, lost->clusters))
        return solved;
    solved_free(solved);
    return NULL;
}

/* How many characters there are of a line up to its end. */
static int64_t line_of(const uint32_t *text, int64_t count)
{
    int64_t k = 0;
    while (k < count && text[k] != '\n' && text[k] != '\r')
        k++;
    return k;
}

static int32_t pieces_of(const Row *row)
{
    int32_t count = 0;
    for (int32_t k = 0; k < row->length; k++)
        count += IS_FIRST(row->slot[k]);
    return count;
}

/* Add what is said of the pieces of a cluster, the first of which has a number among all. Return 0 if memory ran out. */
static int add_saids(Solved *solved, const Paths *paths, int32_t first)
{
    if (!make_room(&solved->said, &solved->said_room, solved->saids + paths->saids, sizeof *solved->said))
        return 0;
    for (int64_t k = 0; k < paths->saids; k++) {
        Said *said = &solved->said[solved->saids++];
        *said = paths->said[k];
        said->piece += first;
    }
    return 1;
}

int lost_say(Solved *solved, const Lost *lost, const Reader *reader, const Marks *marks, const double *joined, int64_t far,
             double near)
{
    uint32_t *text = NULL;
    int64_t length = 0, room = 0;
    int32_t first = 0;
    int is_done = add_text(&text, &length, &room, solved->text, solved->before);

    for (int32_t k = 0; is_done && k < lost->clusters; k++) {
        Paths *paths = solved->paths[k];
        const Row row = row_of(lost, k);
        const int64_t rest = solved->length - solved->rest[k];
        const uint32_t *behind = solved->text + solved->rest[k];
        is_done = add_front(&text, &length, &room, lost, k);
        if (!is_done)
            break;
        const int64_t before = length < far ? length : far;
        const Line line = {before, line_of(behind, rest < far ? rest : far), text + length - before, behind, joined[k]};
        is_done = paths_weigh(paths, reader, &row, marks, &line) && paths_say(paths, &row, reader, near) &&
                  add_saids(solved, paths, first) && add_best(&text, &length, &room, paths);
        first += pieces_of(&row);
    }
    free(text);
    return is_done;
}

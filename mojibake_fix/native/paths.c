#include "paths.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int make_room(void *things, int64_t *room, int64_t count, size_t size)
{
    void **old = things;
    if (count < *room)
        return 1;
    const int64_t more = 2 * count + 16;
    void *grown = realloc(*old, (size_t)more * size);
    if (!grown)
        return 0;
    *old = grown;
    *room = more;
    return 1;
}

void sort_paths(Path *order, int64_t count)
{
    Path *from = order, *to = order + count;
    for (int64_t width = 1; width < count; width *= 2) {
        for (int64_t start = 0; start < count; start += 2 * width) {
            const int64_t middle = start + width < count ? start + width : count;
            const int64_t end = start + 2 * width < count ? start + 2 * width : count;
            int64_t left = start, right = middle;
            for (int64_t k = start; k < end; k++)
                to[k] = left < middle && (right >= end || from[left].nats >= from[right].nats) ? from[left++] : from[right++];
        }
        Path *const swapped = from;
        from = to;
        to = swapped;
    }
    if (from != order)
        memcpy(order, from, (size_t)count * sizeof *order);
}

void paths_free(Paths *paths)
{
    if (!paths)
        return;
    free(paths->path);
    free(paths->said);
    free(paths->text);
    free(paths->step);
    free(paths);
}

int paths_add(Paths *paths, double nats, const Step *steps, int64_t count)
{
    if (!make_room(&paths->path, &paths->room, paths->count, sizeof *paths->path) ||
        !make_room(&paths->step, &paths->step_room, paths->steps + count, sizeof *paths->step))
        return 0;
    memcpy(paths->step + paths->steps, steps, (size_t)count * sizeof *steps);
    paths->path[paths->count++] = (Path){nats, paths->steps, count};
    paths->steps += count;
    return 1;
}

int paths_sort(Paths *paths, const Reader *reader)
{
    if (!paths->count)
        return 1;
    if (!make_room(&paths->path, &paths->room, 2 * paths->count, sizeof *paths->path))
        return 0;
    sort_paths(paths->path, paths->count);
    const Path *best = &paths->path[0];
    if (!make_room(&paths->text, &paths->text_room, best->steps, sizeof *paths->text))
        return 0;
    for (int64_t k = 0; k < best->steps; k++)
        paths->text[k] = (uint32_t)reader->point[paths->step[best->first + k].symbol];
    return 1;
}

/* ---- Marks */

/* The marks that are open on a line; those of a string wait until it is known whether they are a long one, which may be open. */
typedef struct {
    int64_t count;
    int waiting, is_long, escapes; /* `escapes`: the last character was a backslash, and what follows is part of a string */
    uint32_t *mark;
} Open;

static const Mark *closing(const Marks *marks, uint32_t point)
{
    for (int k = 0; k < marks->count; k++)
        if (marks->mark[k].closing == point)
            return &marks->mark[k];
    return NULL;
}

static const Mark *opening(const Marks *marks, uint32_t point)
{
    for (int k = 0; k < marks->count; k++)
        if (marks->mark[k].opening == point)
            return &marks->mark[k];
    return NULL;
}

/* Where a mark was opened last; -1 if it is not open. */
static int64_t opened(const Open *open, uint32_t mark)
{
    int64_t k = open->count - 1;
    while (k >= 0 && open->mark[k] != mark)
        k--;
    return k;
}

static void pass_mark(Open *open, const Marks *marks, uint32_t point)
{
    const Mark *mark = closing(marks, point);
    const int64_t place = mark ? opened(open, mark->opening) : -1;

    if (place >= 0) {
        if (point == marks->string || opened(open, marks->string) < place)
            open->count = place;
    } else if (opening(marks, point)) {
        open->mark[open->count++] = point;
    }
}

/* Take the marks that wait for those of a string. */
static void settle(Open *open, const Marks *marks)
{
    for (; open->waiting; open->waiting--)
        pass_mark(open, marks, marks->string);
}

static void pass(Open *open, const Marks *marks, uint32_t point)
{
    const int is_escaped = open->escapes && (point == marks->string || point == '\\');

    open->escapes = point == '\\' && !is_escaped;
    if (is_escaped)
        return;
    if (point == marks->string) {
        open->waiting = (open->waiting + 1) % 3;
        open->is_long ^= !open->waiting;
        return;
    }
    settle(open, marks);
    if (point == '\n')
        open->count = 0;
    else
        pass_mark(open, marks, point);
}

static void copy(Open *to, const Open *from)
{
    to->count = from->count;
    to->waiting = from->waiting;
    to->is_long = from->is_long;
    to->escapes = from->escapes;
    memcpy(to->mark, from->mark, (size_t)from->count * sizeof *from->mark);
}

/* Whether a mark is a bracket, which is more than a mark that opens as it closes, and than `<`. */
static int is_bracket(const Mark *mark)
{
    return mark->opening != mark->closing && mark->opening != '<';
}

/* By how many nats brackets that a string leaves open speak against it, given what is open where it ends. */
static double ends_within(const Open *open, const Marks *marks)
{
    double nats = 0.0;

    for (int64_t k = opened(open, marks->string) + 1; k < open->count; k++) {
        const Mark *mark = opening(marks, open->mark[k]);
        if (is_bracket(mark) && mark->ends_within < nats)
            nats = mark->ends_within;
    }
    return nats;
}

/* By how many nats what is open makes a character likelier; `room` is written to. */
static double expected(const Open *open, const Marks *marks, uint32_t point, Open *room)
{
    const Mark *mark = closing(marks, point), *begun = opening(marks, point);
    double nats = 0.0;

    if ((!mark && !begun && point != '\n') || (point == marks->string && open->is_long))
        return 0.0;
    copy(room, open);
    settle(room, marks);
    if (!mark && begun)
        return opened(room, point) < 0 ? 0.0 : begun->again;
    if (!mark) {
        for (int64_t k = 0; k < room->count; k++) {
            const double within = opening(marks, room->mark[k])->ends_within;
            nats = k && nats < within ? nats : within;
        }
        return nats;
    }
    if (opened(room, mark->opening) < 0)
        return mark->if_closed;
    if (room->mark[room->count - 1] == mark->opening)
        return mark->if_open;
    return point == marks->string ? ends_within(room, marks) : 0.0;
}

/* By how many nats two marks that wait in a long string speak against what stands before them, if no third one follows. */
static double half_closed(const Open *open, const Marks *marks, uint32_t point)
{
    return point != marks->string && open->waiting == 2 && open->is_long ? marks->two_in_long : 0.0;
}

/* By how many nats a bracket that closes what is not open speaks against what stands before it; `room` is written to. */
static double unopened(const Open *open, const Marks *marks, uint32_t point, Open *room)
{
    const Mark *mark = closing(marks, point);

    if (!mark || !is_bracket(mark))
        return 0.0;
    copy(room, open);
    settle(room, marks);
    return opened(room, mark->opening) < 0 ? mark->if_closed : 0.0;
}

/* The same for brackets that are open where the string ends; `room` is written to. */
static double unclosed(const Open *open, const Marks *marks, Open *room)
{
    if (open->is_long)
        return 0.0;
    copy(room, open);
    settle(room, marks);
    return opened(room, marks->string) < 0 ? 0.0 : ends_within(room, marks);
}

/* Where the rest of a line has the first mark of a string; -1 if it has none, or if that is escaped. */
static int64_t end_of_string(const Marks *marks, const Line *line)
{
    for (int64_t k = 0; k < line->behind; k++)
        if (line->rest[k] == marks->string)
            return k && line->rest[k - 1] == '\\' ? -1 : k;
    return -1;
}

static int is_in_doubt(const Row *row, const Step *step)
{
    for (int k = 0; k < step->count; k++)
        if (IS_HALF(row->slot[step->taken[k]]))
            return 1;
    return 0;
}

static int is_sign(uint32_t point)
{
    return (point >= 0x2190 && point < 0x2C00) || point >= 0x1F000 || point == 0x2014 || point == 0x2022;
}

static int is_same(const Open *one, const Open *other)
{
    return one->count == other->count && one->waiting == other->waiting && one->is_long == other->is_long &&
           one->escapes == other->escapes &&
           !memcmp(one->mark, other->mark, (size_t)one->count * sizeof *one->mark);
}

int paths_weigh(Paths *paths, const Reader *reader, const Row *row, const Marks *marks, const Line *line)
{
    const size_t most = (size_t)(line->before + line->behind + row->length) + 4;
    uint32_t *room = malloc(5 * most * sizeof *room);
    if (!room)
        return 0;
    Open before = {0, 0, 0, 0, room}, open = {0, 0, 0, 0, room + most}, end = {0, 0, 0, 0, room + 2 * most};
    Open last = {-1, 0, 0, 0, room + 3 * most}, scratch = {0, 0, 0, 0, room + 4 * most};
    const int64_t string_ends = end_of_string(marks, line);
    double at_end = 0.0; /* what the end of the line says, if `last` is open before the rest of it */

    for (int64_t k = 0; k < line->before; k++)
        pass(&before, marks, line->front[k]);
    for (int64_t each = 0; each < paths->count; each++) {
        Path *path = &paths->path[each];
        double nats = 0.0;
        copy(&open, &before);
        for (const Step *step = paths->step + path->first; step < paths->step + path->first + path->steps; step++) {
            const uint32_t point = (uint32_t)reader->point[step->symbol];
            if (is_in_doubt(row, step)) {
                nats += expected(&open, marks, point, &scratch) + (point == '\n' ? line->joined : 0.0);
                nats += is_sign(point) ? marks->sign : 0.0;
            }
            pass(&open, marks, point);
        }
        if (!is_same(&open, &last)) {
            copy(&last, &open);
            copy(&end, &open);
            double in_string = 0.0;
            at_end = 0.0;
            for (int64_t k = 0; k < line->behind; k++) {
                if (k == string_ends)
                    in_string = unclosed(&end, marks, &scratch);
                at_end += half_closed(&end, marks, line->rest[k]) + unopened(&end, marks, line->rest[k], &scratch);
                pass(&end, marks, line->rest[k]);
            }
            at_end += in_string;
            at_end += half_closed(&end, marks, '\n') + expected(&end, marks, '\n', &scratch);
        }
        path->nats += nats + at_end;
    }
    free(room);
    return paths_sort(paths, reader);
}

/* ---- What is said of each piece */

/* Leave out the paths that say the same as one before them, to which the search has come in another way; return how many stay. */
static int64_t apart(const Paths *paths, int64_t *place, int64_t *states, int64_t hashes)
{
    int64_t count = 0;

    memset(states, -1, (size_t)hashes * sizeof *states);
    for (int64_t k = 0; k < paths->count; k++) {
        const Path *path = &paths->path[k];
        const Step *step = paths->step + path->first;
        uint64_t hash = 14695981039346656037u; /* Fowler, Noll and Vo */
        for (int64_t j = 0; j < path->steps; j++)
            hash = (hash ^ (uint64_t)step[j].symbol) * 1099511628211u;
        for (hash ^= hash >> 32;; hash++) {
            int64_t *known = &states[hash & (uint64_t)(hashes - 1)];
            if (*known < 0) {
                place[count++] = *known = k;
                break;
            }
            const Path *other = &paths->path[*known];
            const Step *others = paths->step + other->first;
            int64_t same = 0;
            while (other->steps == path->steps && same < path->steps && step[same].symbol == others[same].symbol)
                same++;
            if (other->steps == path->steps && same == path->steps)
                break;
        }
    }
    return count;
}

/* Write the bytes that a path has in each slot, -1 where it has none. */
static void bytes_of(const Paths *paths, const Path *path, const Row *row, const Reader *reader, int16_t *byte)
{
    for (int k = 0; k <= row->length; k++)
        byte[k] = -1;
    for (const Step *step = paths->step + path->first; step < paths->step + path->first + path->steps; step++)
        for (int k = 0; k < step->count; k++)
            byte[step->taken[k]] = (int16_t)reader->code[LONGEST_CODE * step->symbol + k];
}

/* Add to what is said of a piece; `from` is where that begins. */
static int say(Paths *paths, int64_t from, Said said)
{
    if (said.first < 0) {
        said.first = said.second;
        said.second = -1;
    }
    for (int64_t k = from; k < paths->saids; k++) {
        Said *known = &paths->said[k];
        if (known->first == said.first && known->second == said.second) {
            known->share += said.share;
            known->is_near |= said.is_near;
            return 1;
        }
    }
    if (!make_room(&paths->said, &paths->said_room, paths->saids, sizeof *paths->said))
        return 0;
    paths->said[paths->saids++] = said;
    return 1;
}

int paths_say(Paths *paths, const Row *row, const Reader *reader, double near)
{
    int64_t hashes = 64;
    while (hashes < 2 * paths->count)
        hashes *= 2;
    const size_t width = (size_t)row->length + 1;
    int64_t *place = malloc((size_t)(hashes + paths->count + 1) * sizeof *place);
    int16_t *byte = malloc(((size_t)paths->count + 1) * width * sizeof *byte);
    int is_done = place && byte;

    paths->saids = 0;
    if (is_done) {
        const int64_t count = apart(paths, place, place + paths->count + 1, hashes);
        for (int64_t k = 0; k < count; k++)
            bytes_of(paths, &paths->path[place[k]], row, reader, byte + (size_t)k * width);
        int32_t piece = 0;
        for (int slot = 0; slot < row->length; slot++) {
            const int64_t from = paths->saids;
            if (!IS_FIRST(row->slot[slot]))
                continue;
            for (int64_t k = 0; k < count && is_done; k++) {
                const double behind = paths->path[place[k]].nats - paths->path[0].nats;
                const int16_t *code = byte + (size_t)k * width + slot;
                is_done = say(paths, from, (Said){piece, code[0], code[1], behind >= -near, exp(behind)});
            }
            piece++;
        }
    }
    free(place);
    free(byte);
    return is_done;
}

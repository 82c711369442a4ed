/* Whether any channel can gain in a line what it costs to open it: what the search would find out (restore/paths.py), by a bound.
 *
 * A line is undone by each of the pages as the search undoes it (restore/inverse/alignment.py), and what that gains is weighed as
 * it weighs it (restore/likelihood/prices.py), but that what is observed costs at most what it costs, and what is restored at
 * least. What is not weighed here, a line may gain by: characters that need more than this, readers to whom a byte is a
 * character, tokens, notations, and UTF-8 that explains so much that there may be layers below it. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "openings.h"
#include "points.h"

enum { FEWEST_LETTERS = 12 };
enum { LEAST_SHARE = 4 }; /* one of so many characters is what a layer explains, if there is to be one below */
enum { IN_GBK = 0x951F, IN_LATIN_1 = 0xEF }; /* what U+FFFD became in a layer below begins with */

static const double ROUNDED = 1e-6; /* nats */

/* What no other part of the search looks at, in any page. */
static int is_for_search_of_pages(uint32_t code)
{
    return code < 0x80 ? code >= ' ' && code <= '~' && code != '?' && code != '&' && code != '\\' && code != '(' : is_plain(code);
}

/* Whether nothing but the pages can undo any of a line: those to whom a byte is a character find none of their characters beside
 * another byte, and hardly one that ends a span on either side. */
static int is_for_pages(const Tables *tables, const uint32_t *text, int length)
{
    const uint8_t *in_bytes = tables->legacy->in_bytes;
    int letters = 0, at_ends = 0;

    for (int at = 0; at < length; at++) {
        if (!is_for_search_of_pages(text[at]))
            return 0;
        letters += is_letter(text[at]) || (text[at] >= '0' && text[at] <= '9');
        if (text[at] < 0x80 || !in_bytes[text[at]])
            continue;
        const uint32_t before = at ? text[at - 1] : ' ', next = at + 1 < length ? text[at + 1] : ' ';
        if (in_bytes[next] || (next >= '@' && next < 0x80) || (before < 0x80 && next < 0x80))
            return 0;
        at_ends += before < 0x80 || next < 0x80;
    }
    return letters < FEWEST_LETTERS && at_ends < 2;
}

/* Whether there is a span that gains what it costs to open the channel, or one in a layer below, and to leave text beside it as it
 * is; below, nobody here knows what of that may have changed. */
static int has_path(const Pricing *pricing, const Units *units, const double *gain, int is_below)
{
    const double opening = pricing->opening + (is_below ? pricing->layer : 0.0);
    int first = -1, last = -1;
    double inside = -INFINITY;

    for (int k = 0; k < units->length; k++)
        if (units->unit[k].is_changed && units->unit[k].is_sound) {
            first = first < 0 ? k : first;
            last = k;
        }
    for (int k = 0; k < units->length; k++) {
        const Unit *unit = units->unit + k;
        double seam[2];

        if (!unit->is_sound) {
            inside = -INFINITY;
            continue;
        }
        for (int side = 0; side < 2; side++) {
            const int beside = side ? k + 1 : k - 1, is_amid = side ? k < last : k > first;
            const Unit *other = units->unit + beside;
            if (beside < 0 || beside >= units->length)
                seam[side] = 0.0;
            else if (other->is_ascii || (other->is_sound && (is_below || !other->is_changed)))
                seam[side] = is_amid && !is_below ? pricing->seam_of_same : 0.0;
            else
                seam[side] = pricing->seam;
        }
        const double entered = -opening - seam[0];
        inside = (inside > entered ? inside : entered) + gain[k];
        if (unit->is_changed && inside - seam[1] > -ROUNDED)
            return 1;
    }
    return 0;
}

/* Set what each unit gains in two languages, at most; what it costs alone if what is restored is weighed later. */
static void set_gains(const Line *line, const Units *units, int observed, int language, double *gain)
{
    int32_t shown = 0, restored = 0;

    for (int k = 0; k < units->length; k++) {
        const Unit *unit = units->unit + k;
        gain[k] = 0.0;
        for (; shown < unit->shown; shown++)
            gain[k] -= line->shown.nats[observed][shown];
        for (; restored < unit->restored; restored++)
            gain[k] += language < LANGUAGES ? line->restored.nats[language][restored] : 0.0;
        if (!unit->is_changed)
            gain[k] = 0.0;
    }
}

/* The languages that what changes of a line may be likeliest in, a bit for each. */
static unsigned observed_in(const Line *line, const Units *units)
{
    double low[LANGUAGES] = {0}, high[LANGUAGES] = {0}, best = -INFINITY;
    unsigned found = 0;

    for (int k = 0; k < LANGUAGES; k++) {
        int32_t shown = 0;
        for (int u = 0; u < units->length; u++)
            for (; shown < units->unit[u].shown; shown++)
                if (units->unit[u].is_changed) {
                    low[k] += line->shown.nats[k][shown];
                    high[k] += line->shown.is_open[shown] ? 0.0 : line->shown.nats[k][shown];
                }
        best = low[k] > best ? low[k] : best;
    }
    for (int k = 0; k < LANGUAGES; k++)
        found |= (unsigned)(high[k] > best - ROUNDED) << k;
    return found;
}

/* Whether characters that no text has often are many of those beyond ASCII: the search looks for changes of these then. */
static int is_strange_line(const Line *line)
{
    const Pricing *pricing = &line->tables->pricing;
    int32_t rare = 0;

    for (int32_t at = 0; at < line->shown.length; at++) {
        const uint32_t slot = slot_of(line->shown.code[at]);
        double p = 0.0;

        for (int k = 0; k < LANGUAGES; k++) {
            const Model *model = line->screen->language[k];
            const int32_t cost = model->level[0].cost[model->symbol[slot]] + model->within[slot];
            p += (k ? pricing->others : pricing->chinese) * line->p[cost];
        }
        rare += line->shown.code[at] >= 0x80 && log(p) < pricing->ordinary + ROUNDED;
    }
    return rare >= pricing->share_of_strange * line->beyond;
}

/* Whether UTF-8 explains so much of a line that what it left is looked into, and may gain anything there, whatever that is. */
static int may_be_deeper(const Line *line, int page, const Units *units, unsigned observed)
{
    int32_t shown = 0, restored = 0, reached = 0, beyond = 0;
    double gain[LONGEST_LINE];

    for (int k = 0; k < units->length; k++) {
        const Unit *unit = units->unit + k;
        const int is_undone = unit->is_changed && unit->is_sound;
        int is_beyond = 0;

        for (; restored < unit->restored; restored++) {
            const uint32_t code = line->restored.code[restored];
            if (code == NO_CHARACTER || code == IN_GBK || code == IN_LATIN_1)
                return 1;
            is_beyond = is_beyond || code >= 0x80;
        }
        reached += is_undone ? unit->shown - shown : 0;
        beyond += is_undone && is_beyond ? unit->shown - shown : 0;
        shown = unit->shown;
    }
    if (!beyond || reached * LEAST_SHARE < line->beyond)
        return 0;
    if (page == UTF16 || is_strange_line(line))
        return 1;
    for (int k = 0; k < LANGUAGES; k++) {
        set_gains(line, units, k, LANGUAGES, gain);
        if (observed >> k & 1 && has_path(&line->tables->pricing, units, gain, 1))
            return 1;
    }
    return 0;
}

static int may_gain_by(Line *line, int page, int written, int choice)
{
    static const unsigned languages[] = {1 | 8, 1 | 8, 2 | 8, 2 | 8, 4 | 8, 1 | 2 | 4 | 8}; /* of the pages, and of UTF-8 */
    Units units;
    double gain[LONGEST_LINE];
    int is_weighed = 0;

    if (!undo_line(line, page, written, choice, &units))
        return 1;
    const unsigned observed = observed_in(line, &units);
    if (written == UTF8 && may_be_deeper(line, page, &units, observed))
        return 1;
    for (int k = 0; k < LANGUAGES; k++) {
        if (!(observed >> k & 1))
            continue;
        set_gains(line, &units, k, LANGUAGES, gain);
        if (!has_path(&line->tables->pricing, &units, gain, 0))
            continue;
        if (!is_weighed)
            weigh_line(line, &line->restored, 1);
        is_weighed = 1;
        for (int language = 0; language < LANGUAGES; language++) {
            if (!(languages[written] >> language & 1))
                continue;
            set_gains(line, &units, k, language, gain);
            if (has_path(&line->tables->pricing, &units, gain, 0))
                return 1;
        }
    }
    return 0;
}

/* Whether a channel may gain anything in a line. */
static int may_gain(Line *line, int page, int written)
{
    line->choices = 1;
    for (int choice = 0; choice < line->choices; choice++)
        if (may_gain_by(line, page, written, choice))
            return 1;
    return 0;
}

/* Of READERS, those in whose leavings some characters of a line are so much likelier than in a language that they are asked. */
static uint32_t strange_to(const Line *line)
{
    const Screen *screen = line->screen;
    const double strange = line->tables->pricing.strange * line->tables->pricing.step - 1;
    uint32_t found = 0;

    for (int reader = 0; reader < screen->readers; reader++) {
        int32_t dropped = 0;
        for (int32_t at = 0; at < line->shown.length; at++) {
            const uint32_t code = line->shown.code[at];
            dropped += code < 0x80 ? 0 : cost_in_language(screen, code) - cost_left(screen, code, reader);
            dropped = dropped > 0 ? dropped : 0;
            found |= (uint32_t)(dropped >= strange) << reader;
        }
    }
    return found;
}

/* Whether a line is so odd that all are asked who take two bytes for a character. */
static int is_odd(const Line *line)
{
    const double odd = line->tables->pricing.odd * line->tables->pricing.step - 1;
    int32_t dropped = 0;

    for (int32_t at = 0; at < line->shown.length; at++) {
        const uint32_t code = line->shown.code[at];
        const int32_t level = line->screen->level[code];
        dropped += code >= 0x80 && level > THRICE ? ORDINARY - level : 0;
        dropped = dropped > 0 ? dropped : 0;
        if (dropped >= odd)
            return 1;
    }
    return 0;
}

int opens_nothing(const Screen *screen, const Tables *tables, const uint32_t *marked, int length)
{
    const Legacy *legacy = tables->legacy;
    static Line line; /* the lock of the interpreter is kept: one room is enough */
    uint32_t shaped = 0, of_tables = 0;

    if (length > LONGEST_LINE || !is_for_pages(tables, marked + BYTE_ORDER_MARK, length))
        return 0;
    line.screen = screen;
    line.tables = tables;
    line.beyond = 0;
    line.shown.length = length;
    memcpy(line.shown.code, marked + BYTE_ORDER_MARK, sizeof(uint32_t) * (size_t)length);
    for (int at = 0; at < length; at++)
        if (line.shown.code[at] >= 0x80) {
            line.beyond++;
            shaped |= shape_left_at(screen, tables, line.shown.code, length, at, tables->likelier + 1);
        }
    const uint32_t strange = strange_to(&line);
    const int is_asked = is_odd(&line);
    for (uint32_t k = 0; k < legacy->shaped; k++)
        of_tables |= (uint32_t)(shaped >> k & 1 || strange & legacy->places[k]) << legacy->table[k];
    if (of_tables >> WITHOUT_TABLE & 1)
        return 0;
    if (line.p[0] == 0.0)
        for (int cost = 0; cost < COSTS; cost++)
            line.p[cost] = exp(-cost / tables->pricing.step);
    weigh_line(&line, &line.shown, 0);
    for (int page = 0; page < PAGES; page++) {
        const Reader *reader = legacy->reader + page;
        for (uint32_t k = 0; (is_asked || strange & reader->readers) && k < reader->channels; k++)
            if (may_gain(&line, page, (int)reader->written[k]))
                return 0;
        if ((is_asked || of_tables >> page & 1) && may_gain(&line, page, UTF8))
            return 0;
    }
    return !(strange & legacy->reader[UTF16].readers && may_gain(&line, UTF16, UTF8));
}

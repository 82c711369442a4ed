/* Whether any channel can gain in a line what it costs to open it: what the search would find out (restore/paths.py), by a bound.
 *
 * A line is undone by each of the pages as the search undoes it (restore/inverse/alignment.py), and what that gains is weighed as
 * it weighs it (restore/likelihood/prices.py), but that what is observed costs at most what it costs, and what is restored at
 * least. What is not weighed here, a line may gain by: characters that need more than this, readers to whom a byte is a
 * character, tokens, notations, and UTF-8 that explains so much that there may be layers below it. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "points.h"
#include "traces.h"

enum { LONGEST_LINE = 96, BYTES = MOST_BYTES * LONGEST_LINE, UTF8 = PAGES };
enum { LOST = 0xDCFF, ALPHABETS_END = 0x2000, CJK = 0x2E80, FEW = 12, FEWEST_LETTERS = 12, COSTS = 1 << 10 };
enum { EURO = 0x80, NO_BREAK = 0xA0, APOSTROPHE = 0x2019, SELECTOR = 0xFE0F }; /* the first is a control, but for what stands in its place in GBK */
enum { MOST_BEFORE = LONGEST - 1 }; /* characters that the models look back */
enum { NO_BYTE = 0xFF, CHOICES = 16 }; /* what is no byte of any text, and the most ways to choose one of several codes */
enum { LEAST_SHARE = 4 }; /* one of so many characters is what a layer explains, if there is to be one below */
enum { IN_GBK = 0x951F, IN_LATIN_1 = 0xEF }; /* what U+FFFD became in a layer below begins with */

static const double ROUNDED = 1e-6, NO_TEXT = -25.0, CAPITAL = -1.0, LETTER = -7.5; /* nats */

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

/* The small letter of a capital; none where nobody here knows, and the character itself if it is no capital. */
static uint32_t small_of(uint32_t code)
{
    if ((code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE && code != 0xD7) || (code >= 0x391 && code <= 0x3AB)
        || (code >= 0x410 && code <= 0x42F))
        return code + 0x20;
    if (code >= 0x400 && code <= 0x40F)
        return code + 0x50;
    if ((code >= 0x100 && code < 0x250) || (code >= 0x370 && code <= 0x390) || (code >= 0x3CF && code < 0x400)
        || (code >= 0x460 && code < 0x560))
        return 0;
    return code;
}

/* P of a character in each language behind those before it, each quoting the others. */
static void quoting(const Line *line, Reading *reading, uint32_t code, double *p)
{
    const uint32_t slot = slot_of(code);
    const double own = line->tables->pricing.own;
    double quoted = 0.0;

    for (int k = 0; k < LANGUAGES; k++) {
        const Model *model = line->screen->language[k];
        const int32_t cost = read_symbol(model, &reading[k], model->symbol[slot], model->order) + model->within[slot];
        p[k] = line->p[cost < COSTS ? cost : COSTS - 1];
        quoted += p[k] * (1 - own) / LANGUAGES;
    }
    for (int k = 0; k < LANGUAGES; k++)
        p[k] = own * p[k] + quoted;
}

/* Raise P of a restored capital to what the small letter has that stands for it in a word of capitals, or of any where nobody knows:
 * what stands before it is in small letters then, as far as it is of that word. */
static void raise_to_small(const Line *line, const uint32_t *text, int32_t at, double *p)
{
    const uint32_t small = small_of(text[at]);
    int capitals = 0;

    for (int32_t before = at > MOST_BEFORE ? at - MOST_BEFORE : 0; before < at; before++)
        capitals += small_of(text[before]) != text[before] ? 1 + !small_of(text[before]) : 0;
    for (int is_small_before = 0; is_small_before < 2; is_small_before++) {
        Reading reading[LANGUAGES] = {{{0}, 0}};
        double each[LANGUAGES];

        for (int32_t before = at > MOST_BEFORE ? at - MOST_BEFORE : 0; before < at; before++)
            quoting(line, reading, is_small_before && small_of(text[before]) ? small_of(text[before]) : text[before], each);
        quoting(line, reading, small ? small : text[at], each);
        for (int k = 0; k < LANGUAGES; k++) {
            const double raised = small && capitals < 2 ? each[k] * exp(CAPITAL) : exp(CAPITAL);
            p[k] = p[k] < raised ? raised : p[k];
        }
    }
}

/* P that habits give a restored character at most: of an apostrophe and of a blank any; of letters, marks and pictures
 * the most of all. */
static double most_of_habits(uint32_t code)
{
    const int is_mark = (code >= 0xA0 && code < CJK) || code >= BEYOND || code == SELECTOR;
    return code == NO_BREAK || code == APOSTROPHE ? 1.0 : is_mark ? exp(LETTER) : 0.0;
}

/* P that a character has again, or in the order of codes. */
static double habit_of(const Pricing *pricing, const uint32_t *text, int32_t at)
{
    const uint32_t slot = slot_of(text[at]); /* rare characters share one */
    const int64_t step = at ? (int64_t)slot - slot_of(text[at - 1]) : 0;
    double habit = 0.0;

    for (int32_t before = at - 1; slot >= ALPHABETS_END && before >= 0 && before >= at - FEW; before--)
        habit += slot_of(text[before]) == slot ? pricing->repeated / FEW : 0.0;
    return habit + (text[at] >= 0x80 && (step == 1 || step == -1 || step == 0x20 || step == -0x20) ? pricing->next : 0.0);
}

/* Set what each character costs at least, as it is restored, or at most, as it is shown. */
static void weigh(const Line *line, Weighed *text, int is_restored)
{
    const Pricing *pricing = &line->tables->pricing;
    const Limits *limits = &line->screen->limits;
    Reading reading[LANGUAGES] = {{{0}, 0}};

    for (int32_t at = 0; at < text->length; at++) {
        const uint32_t code = text->code[at];
        const double least = -(code < CJK ? limits->least : limits->least_cjk) / pricing->step;
        const double habit = habit_of(pricing, text->code, at), most = is_restored ? most_of_habits(code) : 0.0;
        const int is_amid_letters = code >= CJK && at && at + 1 < text->length && is_letter(text->code[at - 1])
                                    && is_letter(text->code[at + 1]);
        double p[LANGUAGES];

        quoting(line, reading, code, p);
        if (is_restored && small_of(code) != code)
            raise_to_small(line, text->code, at, p);
        text->is_open[at] = (code >= 0x80 && code < CJK) || is_letter(code);
        for (int k = 0; k < LANGUAGES; k++) {
            double nats = log((p[k] < most ? most : p[k]) * (1 - pricing->repeated - pricing->next) + habit);
            if (!is_restored)
                nats = !is_amid_letters && nats < least ? least : nats;
            else if (is_strange(code))
                nats = code == EURO ? 0.0 : NO_TEXT;
            text->nats[k][at] = nats;
        }
    }
}

static int is_unsound(uint32_t code)
{
    return (code < ' ' && code != '\t' && code != '\n' && code != '\r') || code == 0x7F || (code >= 0xD800 && code < 0xE000)
           || code == NO_CHARACTER || code == 0xFFFE || code == 0xFFFF;
}

/* The next character that a page has written, or what stands for a byte that is none, or a code that nobody writes; how many bytes
 * that is. */
static int next_of_page(const Legacy *legacy, int page, const uint8_t *bytes, int size, uint32_t *code)
{
    const int is_euc = page == EUC_JP;
    uint32_t number = bytes[0];
    int length = 1;

    *code = character_of(legacy, page, number);
    if (*code == NO_CHARACTER && size > 1 && bytes[0] >= 0x80 && (!is_euc || bytes[1] >= 0x80)) {
        number = (uint32_t)bytes[0] << 8 | bytes[1];
        *code = character_of(legacy, page, number);
        length = 2;
    }
    if (*code == NO_CHARACTER && is_euc && size > 2 && bytes[0] == PREFIX && bytes[1] >= 0x80 && bytes[2] >= 0x80) {
        number = (uint32_t)bytes[1] << 8 | (bytes[2] & 0x7F);
        *code = character_of(legacy, page, number);
        length = 3;
    }
    if (*code == NO_CHARACTER) {
        *code = LOST;
        return 1;
    }
    if (!is_written(legacy, page, number))
        *code = LOST;
    return length;
}

/* The next character of UTF-8, or what stands for a byte that is none. */
static int next_or_lost(const uint8_t *bytes, int size, uint32_t *code)
{
    const int length = (int)next_of_utf8(bytes, size, code);

    if (*code != NO_CHARACTER || (length == 3 && bytes[0] == 0xEF && bytes[2] == 0xBD))
        return length;
    *code = LOST;
    return 1;
}

static int is_written_so(int page, int written, const uint8_t *bytes, int size)
{
    for (int k = 0; page != UTF16 && written == UTF8 && k < size; k++)
        if (bytes[k] == 0xC0 || bytes[k] == 0xC1 || bytes[k] >= 0xF5)
            return 0;
    return 1;
}

/* The bytes of a character that is shown, as far as text is written with them; of several codes the one that is next by `choice`, or
 * no byte of any text: the search takes the likeliest, or if none is, nothing. */
static int bytes_written(Line *line, int page, int written, uint32_t code, int *choice, uint8_t *bytes)
{
    uint8_t possible[CODES][MOST_BYTES];
    const uint32_t *others = others_of(line->tables->legacy, page, code);
    int size = bytes_of(line->tables, page, code, bytes), count = 0;

    if (!others)
        return size > 0 && !is_written_so(page, written, bytes, size) ? 0 : size;
    for (int k = 0; k < CODES; k++) {
        if (k == 0)
            memcpy(possible[count], bytes, (size_t)size);
        else if (others[k - 1])
            size = bytes_of_code(page, others[k - 1], possible[count]);
        else
            break;
        count += is_written_so(page, written, possible[count], size);
    }
    if (!count)
        return 0;
    const int ways = count > 1 ? count + 1 : 1, chosen = *choice % ways;
    *choice /= ways;
    line->choices *= line->choices > CHOICES ? 1 : ways;
    bytes[0] = NO_BYTE;
    if (chosen == count)
        return 1;
    memcpy(bytes, possible[chosen], (size_t)size);
    return size;
}

static void end_unit(Line *line, Units *units, int32_t shown)
{
    const Unit last = units->length ? units->unit[units->length - 1] : (Unit){0};
    Unit unit = {.shown = shown, .restored = line->restored.length, .is_sound = 1, .is_ascii = 1};

    unit.is_changed = unit.shown - last.shown != unit.restored - last.restored
                      || memcmp(line->shown.code + last.shown, line->restored.code + last.restored,
                                sizeof(uint32_t) * (size_t)(unit.shown - last.shown)) != 0;
    for (int32_t at = last.restored; at < unit.restored; at++)
        unit.is_sound = unit.is_sound && !is_unsound(line->restored.code[at]);
    for (int32_t at = last.shown; at < unit.shown; at++)
        unit.is_ascii = unit.is_ascii && line->shown.code[at] < 0x80;
    units->unit[units->length++] = unit;
}

/* Undo a line that was read by a page, by one of the choices; whether that can be told here. */
static int undo(Line *line, int page, int written, int choice, Units *units)
{
    uint8_t bytes[BYTES];
    int32_t ends[BYTES + 1]; /* of a shown character, where one ends */
    Weighed *restored = &line->restored;

    units->length = restored->length = 0;
    line->choices = 1;
    for (int32_t at = 0; at < line->shown.length;) {
        int size = 0, length = 0;

        for (; at < line->shown.length; at++) {
            length = bytes_written(line, page, written, line->shown.code[at], &choice, bytes + size);
            if (length <= 0)
                break;
            memset(ends + size + 1, 0, sizeof(int32_t) * (size_t)length);
            ends[size += length] = at + 1;
        }
        if (length < 0)
            return 0;
        for (int from = 0; from < size;) {
            uint32_t *code = restored->code + restored->length++;
            if (written == UTF8)
                from += next_or_lost(bytes + from, size - from, code);
            else
                from += next_of_page(line->tables->legacy, written, bytes + from, size - from, code);
            if (ends[from])
                end_unit(line, units, ends[from]);
        }
        if (length == 0 && at < line->shown.length) {
            restored->code[restored->length++] = LOST;
            end_unit(line, units, ++at);
        }
    }
    return line->choices <= CHOICES;
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

    if (!undo(line, page, written, choice, &units))
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
            weigh(line, &line->restored, 1);
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
    weigh(&line, &line.shown, 0);
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

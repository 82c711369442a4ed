/* What the characters of a line cost, shown or restored, as restore/likelihood/prices.py weighs them, but at most or at least. */
#include <math.h>
#include <stdint.h>

#include "openings.h"
#include "points.h"

enum { ALPHABETS_END = 0x2000, CJK = 0x2E80, FEW = 12 };
enum { EURO = 0x80, NO_BREAK = 0xA0, APOSTROPHE = 0x2019, SELECTOR = 0xFE0F }; /* the first is what GBK has in place of a control */
enum { MOST_BEFORE = LONGEST - 1 }; /* characters that the models look back */

static const double NO_TEXT = -25.0, CAPITAL = -1.0, LETTER = -7.5; /* nats */

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

void weigh_line(const Line *line, Weighed *text, int is_restored)
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

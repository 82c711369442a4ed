/* Log P of characters behind contexts, by an n-gram model and by what a document has said: language/arrays.py and
 * language/cache.py in C. The figures are the same to the last bit, as both are made of the same additions, multiplications
 * and divisions in the same order; whatever is not (exp, log of a table's step) comes in tables from Python.
 */
#ifndef NGRAMS_H
#define NGRAMS_H

#include <stdint.h>

enum { LONGEST = 5 }; /* symbols of an n-gram */

/* The n-grams of one length, as language/tables.py maps them. Of those of one symbol, the place is the symbol; the longest
 * have neither back-off nor starts. */
typedef struct {
    const uint16_t *symbol;
    const uint8_t *cost;
    const uint8_t *backoff;
    const uint32_t *starts;
} Level;

/* Where the continuations of each n-gram begin, and last, where those of the last one end, given the bytes of how many each has. */
void sum_up(const uint8_t *low, const uint8_t *high, int64_t count, uint32_t *starts);

typedef struct {
    int32_t order; /* symbols of the longest n-grams */
    int32_t symbols;
    const uint16_t *symbol; /* of each slot */
    const uint8_t *within;  /* what each slot costs given its symbol */
    Level level[LONGEST];
} Model;

/* The n-grams of one length in a document: ascending keys, and how often each occurs. */
typedef struct {
    int64_t size;
    const uint64_t *keys;
    const int64_t *counts;
} Seen;

/* A model, and the document that it has read, if any. */
typedef struct {
    const Model *model;
    const double *within;  /* log P of each slot given its symbol */
    const double *nats;    /* of each cost */
    const double *p;       /* of each cost */
    const double *anywhere; /* P that each symbol has wherever it stands; NULL if the document says nothing */
    double elsewhere;      /* what is left of P beside that */
    const double *log, *inverse; /* of the middles of steps from 0 to 1, and one through each */
    int64_t order;         /* symbols of the longest n-grams that are counted in the document; 0 without one */
    double weight[LONGEST + 1]; /* by the number of symbols, as are those that were seen */
    Seen seen[LONGEST + 1];
} Scorer;

/* What a context of up to four symbols is to a scorer, by the number of its last symbols that are looked at. */
typedef struct {
    int32_t last; /* symbol */
    int32_t node[LONGEST]; /* in the model; -1 if it has none */
    struct {
        double count; /* in the document */
        uint64_t first; /* the key of the context with symbol 0 behind it */
        int64_t begin, end; /* what the document has behind it */
    } seen[LONGEST];
} Context;

#pragma GCC visibility push(hidden) /* called by the core alone */
/* Look up the `width` slots that end at `end`. */
Context context_of(const Scorer *scorer, const int32_t *end, int width);

/* Log P of one character behind a context. */
double nats_of(const Scorer *scorer, const Context *context, int32_t slot);

/* The same, and make the context that of what follows, of `width` characters: which looks up less than `context_of` does. */
double read_slot(const Scorer *scorer, Context *context, int32_t slot, int width);

/* Log P of `count` characters together, given the `width` slots before them. */
double nats_of_all(const Scorer *scorer, const int32_t *slots, int64_t count, int width);
#pragma GCC visibility pop

/* Ascending symbols, each once; `place` is that of each symbol of the model among them, -1 of all others. */
typedef struct {
    int32_t count;
    const uint16_t *symbol;
    const int16_t *place;
} Symbols;

#pragma GCC visibility push(hidden) /* called by the core alone */
/* What symbols cost behind contexts that end in `last`, as far as pairs of symbols say. */
void costs_behind(const Model *model, int32_t last, const Symbols *symbols, int32_t *cost);

/* P of symbols behind a context; `cost` is what `costs_behind` gives, and then what the longest n-grams say. */
void shares_ahead(const Scorer *scorer, const Context *context, const Symbols *symbols, int32_t *cost, double *p);

/* Log P of a symbol, given that. */
double nats_of_share(const Scorer *scorer, int32_t cost, double p);

/* Log P of symbols behind a context. */
void nats_ahead(const Scorer *scorer, const Context *context, const Symbols *symbols, int32_t *cost, double *p, double *nats);
#pragma GCC visibility pop

/* A text as it is read, symbol by symbol. */
typedef struct {
    int32_t node[LONGEST]; /* the n-gram of each length that ends with the symbol before */
    int known;             /* and how many symbols the longest may have */
} Reading;

#pragma GCC visibility push(hidden) /* called by the core alone */
/* What a symbol costs behind those that were read, by n-grams of up to `most` symbols. */
int32_t read_symbol(const Model *model, Reading *reader, uint32_t symbol, int most);
#pragma GCC visibility pop

/* Slots of code points, as language/slots.py has them. */
enum { BMP = 0x10000, EMOJI = 0x1F000, EMOJI_END = 0x1FC00, HAN = 0x20000, HAN_END = 0x40000, SLOTS = BMP + EMOJI_END - EMOJI + 2 };

static inline uint32_t slot_of(uint32_t code)
{
    if (code < BMP)
        return code;
    if (code >= EMOJI && code < EMOJI_END)
        return BMP + code - EMOJI;
    return code >= HAN && code < HAN_END ? SLOTS - 2 : SLOTS - 1;
}

/* What the symbol of each slot costs, by n-grams of up to `order` symbols; every `width` slots a new text begins. */
void ngram_costs(const Model *model, const int64_t *slots, int64_t count, int64_t width, int32_t order, int32_t *cost);

/* What the code points of a text cost from a place on, those before it being known. */
int64_t text_cost(const Model *model, const uint32_t *text, int64_t count, int64_t from);

/* What those beyond ASCII cost, with the one of ASCII behind each run of them, and each control character, which costs `control`
 * beside that. */
int64_t cost_beyond_ascii(const Model *model, const uint32_t *text, int64_t count, int32_t control);

/* What bytes cost by that in each of some pages, which are the code points of 256 bytes; what has none is left out, and counted as
 * an error. `room` has PAGE_ROOM numbers for each byte, all of them 0. */
enum { NO_CODE = 0x7FFFFFFF, PAGE_ROOM = 2 + LONGEST + 2 };
void page_costs(const Model *model, const uint32_t *pages, int64_t count, const uint8_t *data, int64_t size, int32_t control,
                uint32_t *room, int64_t *cost, int64_t *errors);

/* What each slot costs whatever stands before it. */
void costs_alone(const Model *model, uint16_t *costs);

/* What code points beyond ASCII cost by that; a control character costs `control`. */
int64_t cost_alone(const uint16_t *costs, const uint32_t *text, int64_t count, int32_t control);

#endif

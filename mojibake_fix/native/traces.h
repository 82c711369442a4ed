/* Whether a row may be what a channel left: restore/evidence/traces.py says what is asked. */
#ifndef TRACES_H
#define TRACES_H

#include <stdint.h>

#include "glance.h"
#include "odd_rows.h"
#include "points.h"

/* Tables: pages whose characters have two bytes, UTF-16, and those of single bytes. */
enum { PAGES = 5, UTF16 = PAGES, FIRST_OF_BYTES, OF_BYTES = 17, TABLES = FIRST_OF_BYTES + OF_BYTES, WITHOUT_TABLE = TABLES };
enum { CHANNELS = 16, APART = 2, SHAPED = 32, SEVERAL = 406, CODES = 3 };

/* Who reads by a table, a bit for each, whether each of its characters has two bytes, and the tables that were written that it is read
 * for; and characters that are not what the table says. */
typedef struct {
    uint32_t readers, has_pairs, channels, written[CHANNELS], apart[APART];
} Reader;

/* The file legacy.bin, as restore/evidence/data/README.md describes it. */
typedef struct {
    uint8_t low[PAGES][0x10000], high[PAGES][0x10000]; /* of the character of each code */
    uint8_t is_written[PAGES][0x10000 / 8]; /* a bit for each code, the first one's the lowest */
    uint8_t opens[PAGES][0x100];
    uint8_t in_bytes[0x10000];
    uint32_t several[SEVERAL][CODES]; /* the characters with several codes, by page and character; what each is not written with */
    uint32_t in_table[OF_BYTES][0x100]; /* the character of each byte */
    Reader reader[TABLES];
    uint32_t places[SHAPED], table[SHAPED], is_alike[SHAPED]; /* of each reader; and whether its own is not that, but alike */
    uint32_t shaped, of_bytes, of_pairs;
} Legacy;

/* What the search counts with, in nats but for shares and steps: restore/likelihood/pricing.py calls it by the same names. */
typedef struct {
    double step, opening, seam, seam_of_same, own, repeated, next, strange, odd, layer, ordinary, share_of_strange, chinese, others;
} Pricing;

/* What restore/evidence/compiled_traces.py calls by the same names. */
typedef struct {
    const Legacy *legacy;
    const uint8_t *shapes; /* of UTF-8 */
    const uint16_t *code; /* of each character of the BMP, page by page */
    int32_t beside, ascii, likelier, quoted, fewest, of_single_byte, of_wide, of_legacy, of_legacy_as_wide, of_ascii, layer;
    double more, lone;
    Pricing pricing;
} Tables;

enum { NONE, ASK }; /* in place of a code: there is none, or Python knows more */
enum { NO_CHARACTER = 0xFFFD, PREFIX = 0x8F, EUC_JP = 3, BEYOND = 0x10000 };

static inline uint32_t character_of(const Legacy *legacy, int page, uint32_t code)
{
    return legacy->low[page][code] | (uint32_t)legacy->high[page][code] << 8;
}

/* Whether the character of a code is written with that, and not with another one. */
static inline int is_written(const Legacy *legacy, int page, uint32_t code)
{
    return legacy->is_written[page][code >> 3] >> (code & 7) & 1;
}

static inline uint32_t code_of(const Tables *tables, int page, uint32_t point)
{
    return tables->code[(uint32_t)page * BEYOND + point];
}

static inline int is_letter(uint32_t code)
{
    return is_small(code | 0x20);
}

/* What all pages of Simplified Chinese have alike. */
static inline int is_plain(uint32_t code)
{
    return (code >= 0x4E00 && code <= 0x9FA5) || (code >= 0x3041 && code <= 0x3093) || (code >= 0x30A1 && code <= 0x30F6)
           || (code >= 0x3000 && code <= 0x3015 && code != 0x3004) || (code >= 0xFF01 && code <= 0xFF5E) || code == 0x30FC
           || code == 0x2014 || code == 0x2026 || code == 0x2018 || code == 0x2019 || code == 0x201C || code == 0x201D || code == 0xB7;
}

/* Controls, private use, and halves of characters. */
static inline int is_strange(uint32_t code)
{
    return (code >= 0x80 && code < 0xA0) || (code >= 0xD800 && code < 0xF900);
}

enum { LONGEST_PART = 64, MOST_BYTES = 3 }; /* characters of a part, and bytes of each */

/* A part of a text, what its characters cost there, and what undoing it has to gain. */
typedef struct {
    const Screen *screen;
    const Tables *tables;
    const uint32_t *text, *shown; /* `shown` begins in `text` */
    int32_t length, enough;
    int32_t cost[LONGEST_PART];
} Part;

/* The codes of all characters, page by page, given those of a file. */
void codes_of_pages(const Legacy *legacy, uint16_t *code);

/* Whether a row is nothing that a channel left. If not, it is to be looked at again. */
int is_no_trace(const Screen *screen, const Tables *tables, const uint32_t *marked, int length, int start, int end, uint32_t readers,
                int enough);

/* Whether no channel gains in a line what it costs to open it. If not, that is to be searched. */
int opens_nothing(const Screen *screen, const Tables *tables, const uint32_t *marked, int length);

#pragma GCC visibility push(hidden) /* called by the core alone */
/* In which readers' tables a character of UTF-8 begins at a place, and none of it is lost. */
uint32_t shape_at(const Tables *tables, const uint32_t *shown, int32_t length, int32_t at);

/* Of these, those in whose leavings the characters there are about as likely as in a language: by so many steps less, at most. */
uint32_t shape_left_at(const Screen *screen, const Tables *tables, const uint32_t *shown, int32_t length, int32_t at, int32_t less);

/* The bytes that a character is written with in a table; none if it has no such character, -1 if Python knows more. */
int bytes_of(const Tables *tables, int table, uint32_t code, uint8_t *bytes);

/* The other codes of a character that has several; NULL if it has not. */
const uint32_t *others_of(const Legacy *legacy, int table, uint32_t code);

/* The bytes of a code of a page. */
int bytes_of_code(int page, uint32_t code, uint8_t *bytes);

/* The next character of UTF-8, or U+FFFD for as much as may have begun one; how many bytes that is. */
int32_t next_of_utf8(const uint8_t *bytes, int32_t size, uint32_t *code);

/* Whether a part gains enough as UTF-8 that some readers left, or Python has to tell. */
int is_utf8(const Part *part);
#pragma GCC visibility pop
#endif

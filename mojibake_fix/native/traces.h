/* Whether a row may be what a channel left: restore/evidence/traces.py says what is asked. */
#ifndef TRACES_H
#define TRACES_H

#include <stdint.h>

#include "glance.h"
#include "odd_rows.h"

enum { PAGES = 5, CHANNELS = 4, APART = 2, SHAPED = 32 };

/* Who reads by a page, a bit for each, whether each of its characters has two bytes, and which pages were written that it is read for;
 * and characters that are not what the table says. */
typedef struct {
    uint32_t readers, has_pairs, channels, written[CHANNELS], apart[APART];
} Reader;

/* The file legacy.bin, as restore/evidence/data/README.md describes it. */
typedef struct {
    uint8_t low[PAGES][0x10000], high[PAGES][0x10000]; /* of the character of each code */
    uint8_t opens[PAGES][0x100];
    uint8_t in_bytes[0x10000];
    Reader reader[PAGES];
    uint32_t places[SHAPED];
    uint32_t shaped, unicode, of_bytes, of_pairs;
} Legacy;

/* What restore/evidence/compiled_traces.py calls by the same names. */
typedef struct {
    const Legacy *legacy;
    const uint8_t *shapes; /* of UTF-8 */
    const uint16_t *code; /* of each character of the BMP, page by page */
    int32_t beside, ascii, likelier, quoted, fewest, of_wide, of_legacy, of_ascii;
    double more;
} Tables;

/* The codes of all characters, page by page, given those of a file. */
void codes_of_pages(const Legacy *legacy, uint16_t *code);

/* Whether a row is nothing that a channel left. If not, it is to be looked at again. */
int is_no_trace(const Screen *screen, const Tables *tables, const uint32_t *marked, int length, int start, int end, uint32_t readers,
                int enough);
#endif

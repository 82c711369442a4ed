/* What a look at a text is given: restore/evidence/glance.py says what is asked. */
#ifndef GLANCE_H
#define GLANCE_H

#include <stdint.h>

#ifdef __GNUC__
#define ONCE static __attribute__((noinline))
#else
#define ONCE static
#endif

/* What is looked for, a bit for each; restore/evidence/glance.py names them. */
enum { MARKS = 1, SPELLED = 2, ROWS = 4, NOTES = 8, ISLANDS = 16, KINDS = 5 };
enum { MARKS_FROM, SPELLED_FROM, ROWS_FROM, NOTES_FROM, ISLANDS_FROM };

typedef struct {
    const uint8_t *level;  /* of each character of the BMP */
    const uint8_t *plain;  /* the same, but that no character is ordinary that is looked at by itself */
    const uint8_t *shapes; /* in which readers' tables it is what in UTF-8; none if nobody knows yet */
    uint32_t single, wide; /* the readers of islands to whom a byte is a character, and two are */
} Glance;

/* Columns of the table of shapes, as restore/evidence/utf8_shapes.py has them: numbers of four bytes, each byte apart. */
enum { LACKS_ONE, LACKS_TWO, LACKS_THREE, CONTINUES, CONTINUES_TWICE, WHOLE };
uint32_t column(const uint8_t *shapes, int name, uint32_t code);
int64_t next_sight(const Glance *glance, const void *text, int width, int64_t length, const int64_t *from, int wanted, int enough);

#endif

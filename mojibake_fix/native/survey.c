/* One look at a text as Python keeps it, for all that the rules may have to do in it: normalise/survey.py has the tables. */
#include <stdint.h>
#include <string.h>

enum { FIRST_PLANE = 0x10000, BLOCK = 8, FIRST_BEYOND = 0x80, CLASSES = 256, KINDS = 32 };

/* Kinds of characters as marks and their neighbours, as normalise/neighbours.py has them. */
enum { PLAIN = 0, BEYOND = 1, TICK = 2, SPACE = 3, OPENING = 4, CLOSING = 5, FULL_OPENING = 6, FULL_CLOSING = 7 };

enum { BOTH_SCRIPTS = 3, IS_BEYOND = 4, IS_FOREIGN = 8, HAS_MARK = 16 }; /* what a line has */

typedef struct {
    const uint8_t *classes; /* of each character of the first plane, and of each block of all others */
    const uint8_t *kinds;   /* of each class */
    const uint8_t *has;     /* what a line has by a character of each class */
    const uint32_t *behind; /* which questions are asked about a mark behind each kind, */
    const uint32_t *before; /* and before it, with a space between them or none */
    uint32_t brackets;      /* those about half-width brackets */
    uint32_t behind_marks;  /* those that are asked in a line that has a mark already */
} Tables;

typedef struct {
    int64_t numbers[CLASSES]; /* of characters of each class, */
    uint8_t has[CLASSES / 8]; /* a bit for each that has any */
    uint32_t asked;           /* all questions that are asked anywhere */
    int64_t room, found;      /* places that a question is asked about, */
    uint32_t *places, *asking;
    int64_t lines_room, lines; /* and where lines begin that have characters of both scripts, or of another language, and what */
    uint32_t *lines_start, *lines_have;
    int32_t lacks_places, lacks_lines; /* whether there was too little room for them */
} Survey;

typedef struct {
    const Tables *tables;
    const void *text;
    int64_t length;
} Look;

/* What is known of a line up to a place. */
typedef struct {
    int64_t start, found;         /* where it begins, and the places that were found before it */
    int64_t opened, closed;       /* its first bracket that opens, and its last that closes, of either width */
    int64_t paired;               /* where the brackets close that nothing can be done with */
    uint32_t has, half, has_tick; /* brackets of half width, backticks */
} Line;

/* Characters have 1, 2 or 4 bytes: what follows is compiled for each. */
#ifdef __GNUC__
#define INLINE static inline __attribute__((always_inline))
#else
#define INLINE static inline
#endif

INLINE uint32_t code_at(const Look *look, const int width, int64_t at)
{
    if (at < 0 || at >= look->length)
        return '\n';
    return width == 1 ? ((const uint8_t *)look->text)[at]
           : width == 2 ? ((const uint16_t *)look->text)[at] : ((const uint32_t *)look->text)[at];
}

INLINE uint32_t class_of(const Look *look, uint32_t code)
{
    return look->tables->classes[code < FIRST_PLANE ? code : FIRST_PLANE + (code >> BLOCK)];
}

INLINE uint32_t kind_at(const Look *look, const int width, int64_t at)
{
    return look->tables->kinds[class_of(look, code_at(look, width, at))];
}

static int is_word(uint32_t code)
{
    return (code >= '0' && code <= '9') || ((code | 0x20) >= 'a' && (code | 0x20) <= 'z') || code == '_';
}

static int is_latin(uint32_t code)
{
    return is_word(code) || (code && code < FIRST_BEYOND && strchr(" .,+:;=!?*-", (int)code));
}

/* Whether a character is a letter beyond ASCII, and no mark: what asks for brackets of its width, as _NO_MARK does. */
static int is_letter(uint32_t code)
{
    return code >= FIRST_BEYOND && !(code >= 0x2010 && code <= 0x2027) && !(code >= 0x3001 && code <= 0x3003)
           && !(code >= 0x3008 && code <= 0x3011) && !(code >= 0x3014 && code <= 0x301B) && !(code >= 0xFF01 && code <= 0xFF65);
}

/* Where a bracket is closed that has nothing but Latin in it and no letter beyond ASCII beside it, or a word before it; -1 if it is
   another. That is the part of _STAYING in normalise/punctuation.py that most brackets are. */
INLINE int64_t closed_latin(const Look *look, const int width, int64_t at)
{
    const uint32_t before = code_at(look, width, at - 1);
    int64_t end = at + 1;

    while (is_latin(code_at(look, width, end)))
        end++;
    if (code_at(look, width, end) != ')')
        return -1;
    const uint32_t last = code_at(look, width, end - 1), eyes = last == '-' ? code_at(look, width, end - 2) : last;
    if (eyes == ':' || eyes == ';') /* a face */
        return -1;
    return is_word(before) || (!is_letter(before) && !is_letter(code_at(look, width, end + 1))) ? end : -1;
}

INLINE void note_bracket(const Look *look, const int width, Line *line, int64_t at, uint32_t kind)
{
    if (kind == OPENING)
        line->paired = closed_latin(look, width, at);
    if ((kind == OPENING && line->paired >= 0) || (kind == CLOSING && at == line->paired))
        return;
    if ((kind == OPENING || kind == FULL_OPENING) && line->opened < 0)
        line->opened = at;
    if (kind == CLOSING || kind == FULL_CLOSING)
        line->closed = at;
    line->half |= kind == OPENING || kind == CLOSING;
}

static Line begun(int64_t start, int64_t found)
{
    const Line line = {start, found, -1, -1, -1, 0, 0, 0};
    return line;
}

/* Settle what is asked in a line that has ended: nothing where it has nothing beyond ASCII, and nothing about brackets where none
   of half width opens before one that closes, or closes behind one that opens. */
static void end_line(const Tables *tables, Survey *survey, const Line *line)
{
    const int may_pair = line->half && line->opened >= 0 && line->closed > line->opened;
    const uint32_t kept = !(line->has & IS_BEYOND) ? 0 : may_pair || line->has_tick ? ~0u : ~tables->brackets;
    int64_t found = line->found;

    for (int64_t k = line->found; k < survey->found; k++) {
        const uint32_t asking = survey->asking[k] & kept;

        survey->asked |= asking;
        if (asking) {
            survey->places[found] = survey->places[k];
            survey->asking[found++] = asking;
        }
    }
    survey->found = found;
    if ((line->has & BOTH_SCRIPTS) != BOTH_SCRIPTS && !(line->has & IS_FOREIGN))
        return;
    if (survey->lines == survey->lines_room) {
        survey->lacks_lines = 1;
        return;
    }
    survey->lines_start[survey->lines] = (uint32_t)line->start;
    survey->lines_have[survey->lines++] = line->has;
}

INLINE void looked(const Look *look, const int width, Survey *survey)
{
    const Tables *tables = look->tables;
    int64_t numbers[2][CLASSES] = {{0}}; /* in turn: the same place in memory is slow to be counted up again at once */
    uint32_t last = PLAIN;
    Line line = begun(0, 0);

    for (int64_t at = 0; at < look->length; at++) {
        const uint32_t code = code_at(look, width, at), class = class_of(look, code), kind = tables->kinds[class];

        const uint32_t had = line.has;

        numbers[at & 1][class]++;
        line.has |= tables->has[class];
        if (kind > BEYOND) {
            uint32_t next = kind_at(look, width, at + 1);

            if (next == SPACE && kind != SPACE)
                next = kind_at(look, width, at + 2);
            line.has_tick |= kind == TICK;
            if (kind >= OPENING && kind <= FULL_CLOSING)
                note_bracket(look, width, &line, at, kind);
            const uint32_t asking = tables->behind[last * KINDS + kind] & tables->before[next * KINDS + kind]
                                    & (had & HAS_MARK ? ~0u : ~tables->behind_marks);
            if (asking && survey->found == survey->room) {
                survey->lacks_places = 1;
                survey->asked |= asking;
            } else if (asking) {
                survey->places[survey->found] = (uint32_t)at;
                survey->asking[survey->found++] = asking;
            }
        }
        last = kind;
        if (code == '\n') {
            end_line(tables, survey, &line);
            line = begun(at + 1, survey->found);
        }
    }
    end_line(tables, survey, &line);
    for (int k = 0; k < CLASSES; k++) {
        survey->numbers[k] = numbers[0][k] + numbers[1][k];
        survey->has[k / 8] |= (uint8_t)((survey->numbers[k] > 0) << k % 8);
    }
}

void survey(const Tables *tables, const void *text, int width, int64_t length, Survey *found)
{
    const Look look = {tables, text, length};

    memset(found->has, 0, sizeof found->has);
    found->asked = 0;
    found->found = found->lines = 0;
    found->lacks_places = found->lacks_lines = 0;
    if (width == 1)
        looked(&look, 1, found);
    else if (width == 2)
        looked(&look, 2, found);
    else
        looked(&look, 4, found);
}

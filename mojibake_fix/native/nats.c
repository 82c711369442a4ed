/* What each character of a text costs by a model that may have read a document: language/arrays.py and language/cache.py in C. */
#include "ngrams.h"

/* Write log P of the code points from a place on, given those before them; it has to have as many as the model looks at. */
void text_nats(const Scorer *scorer, const uint32_t *text, int64_t from, int64_t count, double *nats)
{
    const int width = scorer->model->order - 1;
    int32_t before[LONGEST];

    for (int k = 0; k < width; k++)
        before[k] = (int32_t)slot_of(text[from - width + k]);
    Context context = context_of(scorer, before + width, width);
    for (int64_t k = from; k < count; k++)
        *nats++ = read_slot(scorer, &context, (int32_t)slot_of(text[k]), width);
}

double nats_of_all(const Scorer *scorer, const int32_t *slots, int64_t count, int width)
{
    double nats = 0.0;

    if (count <= 0)
        return nats;
    Context context = context_of(scorer, slots, width);
    for (int64_t k = 0; k + 1 < count; k++)
        nats += read_slot(scorer, &context, slots[k], width);
    return nats + nats_of(scorer, &context, slots[count - 1]);
}

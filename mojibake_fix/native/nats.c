/* What each character of a text costs by a model that may have read a document: language/arrays.py and language/cache.py in C. */
#include "ngrams.h"

/* Write log P of the characters from a place on, given those before them; it has to have as many as the model looks at. */
void text_nats(const Scorer *scorer, const int32_t *slots, int64_t from, int64_t count, double *nats)
{
    const int width = scorer->model->order - 1;

    for (int64_t k = from; k < count; k++) {
        const Context context = context_of(scorer, slots + k, width);
        *nats++ = nats_of(scorer, &context, slots[k]);
    }
}

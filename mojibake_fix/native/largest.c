#include "largest.h"

/* Hoare's selection. */
void largest_keep(Largest *largest)
{
    Ranked *ranked = largest->ranked;
    const int32_t wanted = largest->most - 1;
    int32_t low = 0, high = largest->count - 1;

    if (largest->count < largest->most)
        return;
    while (low < high) {
        const Ranked pivot = ranked[low + (high - low) / 2];
        int32_t left = low, right = high;
        while (left <= right) {
            while (is_larger(ranked[left], pivot))
                left++;
            while (is_larger(pivot, ranked[right]))
                right--;
            if (left <= right) {
                const Ranked swapped = ranked[left];
                ranked[left++] = ranked[right];
                ranked[right--] = swapped;
            }
        }
        if (wanted <= right)
            high = right;
        else if (wanted >= left)
            low = left;
        else
            break;
    }
    largest->count = largest->most;
    largest->floor = ranked[wanted];
}

/* the tagger: one layer, of which the best output is told */

typedef struct {
    num inputs, outputs, count; /* count: panels, which hold the outputs and then nothing */
    const float *panels, *bias; /* bias: count x PANEL */
} Dense;

OUT num NAME(quoteattr_tag)(const Dense *d, const float *x, num n, int32_t *out)
{
    if (d->inputs <= 0 || d->inputs > 4096 || d->count <= 0 || d->count > 1024 || d->outputs <= 0
        || d->outputs > d->count * PANEL || n < 0 || n > LARGEST)
        return BAD;
    const num width = d->count * PANEL;
    float *some = malloc((GROUP + ROWS) * (d->inputs + width) * sizeof(float));
    if (!some)
        return NO_MEMORY;
    float *scores = some + (GROUP + ROWS) * d->inputs;
    memset(some, 0, (GROUP + ROWS) * d->inputs * sizeof(float));
    for (num start = 0; start < n; start += GROUP) {
        const num size = n - start < GROUP ? n - start : GROUP;
        memcpy(some, x + start * d->inputs, size * d->inputs * sizeof(float));
        product(some, size, d->inputs, d->panels, d->bias, d->count, scores);
        for (num i = 0; i < size; i++) {
            const float *score = scores + i * width;
            num best = 0;
            for (num k = 1; k < d->outputs; k++)
                if (score[k] > score[best])
                    best = k;
            out[start + i] = (int32_t)best;
        }
    }
    free(some);
    return n;
}

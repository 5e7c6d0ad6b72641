/* the encoder */

typedef struct {
    num width, pieces, depth;  /* width: a multiple of PANEL */
    const float *weights;      /* depth x (pieces x width / PANEL panels of 3 x width inputs) */
    const float *bias;         /* depth x pieces x width */
    const float *scale, *shift; /* depth x width */
} Encoder;

static float total(const float *x, num width)
{
    vec sum = {0};
    for (num k = 0; k < width; k += WIDTH)
        sum += *(const loose *)(x + k);
    float all = 0;
    for (int i = 0; i < WIDTH; i++)
        all += sum[i];
    return all;
}

/* layer norm of y, and the row x that the layer was given added to it */
static void finish(float *y, const float *x, const float *scale, const float *shift, num width)
{
    const float mean = total(y, width) / width;
    vec squares = {0};
    for (num k = 0; k < width; k += WIDTH) {
        const vec d = *(loose *)(y + k) - mean;
        *(loose *)(y + k) = d;
        squares += d * d;
    }
    float all = 0;
    for (int i = 0; i < WIDTH; i++)
        all += squares[i];
    const float by = 1.0f / sqrtf(all / width + 1e-8f);
    for (num k = 0; k < width; k += WIDTH)
        *(loose *)(y + k) = *(loose *)(y + k) * by * *(const loose *)(scale + k) + *(const loose *)(shift + k) + *(const loose *)(x + k);
}

/* One layer over `rows` rows: window of one to each side, maxout, layer norm, residual. x has a row before its first and
   ROWS + 1 after its last, y has ROWS after its last. */
static void layer(const Encoder *e, num depth, const float *x, float *y, num rows)
{
    const num width = e->width, inputs = 3 * width, per = width / PANEL;
    const float *weights = e->weights + depth * e->pieces * width * inputs, *bias = e->bias + depth * e->pieces * width;
    for (num p = 0; p < per; p++)
        for (num piece = 0; piece < e->pieces; piece++) {
            const num at = piece * per + p;
            for (num r = 0; r < rows; r += ROWS) {
                vec sums[ROWS][VECTORS];
                tile(x + (r - 1) * width, width, weights + at * PANEL * inputs, inputs, bias + at * PANEL, sums);
                UNROLLED for (int i = 0; i < ROWS; i++)
                    UNROLLED for (int v = 0; v < VECTORS; v++) {
                        loose *to = (loose *)(y + (r + i) * width + p * PANEL + v * WIDTH);
                        *to = piece ? larger(sums[i][v], *to) : sums[i][v];
                    }
            }
        }
    for (num r = 0; r < rows; r++)
        finish(y + r * width, x + r * width, e->scale + depth * width, e->shift + depth * width, width);
}

/* The rows that `encode` works on at a time: a group, as many to each side as the layers see, and the borders. */
static num scratch_rows(const Encoder *e) { return GROUP + 2 * e->depth + 2 + ROWS; }

/* Encode n places: place i is row rows[i] of the table (from column `from` on), or nothing where that is negative.
   What is made of the places of which `kept` is not 0 (all where it is left out) goes to out, one after the other, at
   most `room` of them. Returns how many. */
static num encode(const Encoder *e, const float *table, num stride, num from, const int32_t *rows, const uint8_t *kept,
    num n, float *out, num room, float *scratch)
{
    const num width = e->width, size = scratch_rows(e) * width;
    num made = 0;
    for (num start = 0; start < n; start += GROUP) {
        const num end = start + GROUP < n ? start + GROUP : n;
        const num first = start > e->depth ? start - e->depth : 0, last = end + e->depth < n ? end + e->depth : n;
        float *x = scratch + width, *y = scratch + size + width;
        memset(scratch, 0, 2 * size * sizeof(float));
        for (num i = first; i < last; i++)
            if (rows[i] >= 0)
                memcpy(x + (i - first) * width, table + rows[i] * stride + from, width * sizeof(float));
        for (num depth = 0; depth < e->depth; depth++) {
            layer(e, depth, x, y, last - first);
            memset(y + (last - first) * width, 0, (ROWS + 1) * width * sizeof(float)); /* what the tiles wrote too much */
            float *swap = x;
            x = y;
            y = swap;
        }
        for (num i = start; i < end; i++)
            if (kept ? kept[i] : rows[i] >= 0) {
                if (made == room)
                    return BAD;
                memcpy(out + made++ * width, x + (i - first) * width, width * sizeof(float));
            }
    }
    return made;
}

static int fits(const Encoder *e)
{
    return e->width > 0 && e->width <= 1024 && e->width % PANEL == 0 && e->pieces > 0 && e->pieces <= 8 && e->depth > 0
        && e->depth <= 64;
}

static int rows_fit(const int32_t *rows, num n, num table_rows)
{
    if (n < 0 || n > LARGEST)
        return 0;
    for (num i = 0; i < n; i++)
        if (rows[i] >= table_rows)
            return 0;
    return 1;
}

OUT num NAME(quoteattr_encode)(const Encoder *e, const float *table, num table_rows, num stride, num from,
    const int32_t *rows, num n, float *out, num room)
{
    if (!fits(e) || from < 0 || stride < from + e->width || !rows_fit(rows, n, table_rows))
        return BAD;
    float *scratch = malloc(2 * scratch_rows(e) * e->width * sizeof(float));
    if (!scratch)
        return NO_MEMORY;
    const num made = encode(e, table, stride, from, rows, NULL, n, out, room, scratch);
    free(scratch);
    return made;
}

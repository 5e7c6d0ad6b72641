/* products of matrices: a panel holds PANEL columns of the right one, a row of them after the other */

/* out[r][0..PANEL) = start + sum over k of a[r * step + k] * panel[k][..], for ROWS rows */
static inline __attribute__((always_inline)) void tile(
    const float *a, num step, const float *panel, num inputs, const float *start, vec sums[ROWS][VECTORS])
{
    UNROLLED for (int r = 0; r < ROWS; r++)
        UNROLLED for (int v = 0; v < VECTORS; v++)
            sums[r][v] = *(const loose *)(start + v * WIDTH);
    for (num k = 0; k < inputs; k++) {
        vec b[VECTORS];
        UNROLLED for (int v = 0; v < VECTORS; v++)
            b[v] = *(const loose *)(panel + k * PANEL + v * WIDTH);
        UNROLLED for (int r = 0; r < ROWS; r++) {
            const float one = a[r * step + k];
            UNROLLED for (int v = 0; v < VECTORS; v++)
                sums[r][v] += b[v] * one;
        }
    }
}

/* out (rows of `width`) = a (rows of `inputs`) times the panels, plus the bias; a may be read to ROWS rows past its end,
   and out is written to as many */
static void product(const float *a, num rows, num inputs, const float *panels, const float *bias, num count, float *out)
{
    const num width = count * PANEL;
    for (num p = 0; p < count; p++)
        for (num r = 0; r < rows; r += ROWS) {
            vec sums[ROWS][VECTORS];
            tile(a + r * inputs, inputs, panels + p * PANEL * inputs, inputs, bias + p * PANEL, sums);
            UNROLLED for (int i = 0; i < ROWS; i++)
                UNROLLED for (int v = 0; v < VECTORS; v++)
                    *(loose *)(out + (r + i) * width + p * PANEL + v * WIDTH) = sums[i][v];
        }
}

/* what scores the states of a recognizer or a parser */

enum { BLOCK = 3, MOST = 16 }; /* vectors of moves scored together; features at the most */

typedef struct {
    num inputs, features, pieces, hidden, moves, padded; /* padded: moves, to a multiple of BLOCK x WIDTH */
    const float *lower, *lower_bias;                     /* panels; features x pieces x hidden columns */
    const float *pad;                                    /* what is added where a feature has no word */
    const float *bias;                                   /* pieces x hidden */
    const float *upper, *upper_bias;                     /* hidden x padded */
    const int32_t *kinds, *inner, *final;                /* of each move */
} Scorer;

static num part_of(const Scorer *s) { return s->pieces * s->hidden; }

static int scorer_fits(const Scorer *s, num features)
{
    return s->features == features && s->inputs > 0 && s->inputs <= 4096 && s->pieces > 0 && s->pieces <= 8 && s->hidden > 0
        && s->hidden <= 512 && s->hidden % PANEL == 0 && s->moves > 0 && s->moves <= s->padded && s->padded <= 1024
        && s->padded % (BLOCK * WIDTH) == 0;
}

/* the scores of the moves, from what each feature adds; room: part + padded */
static const float *score(const Scorer *s, const float *const *adds, float *room)
{
    const num part = part_of(s);
    for (num k = 0; k < part; k += WIDTH) {
        vec sum = *(const loose *)(s->bias + k);
        for (num f = 0; f < s->features; f++)
            sum += *(const loose *)(adds[f] + k);
        *(loose *)(room + k) = sum;
    }
    for (num piece = 1; piece < s->pieces; piece++)
        for (num k = 0; k < s->hidden; k += WIDTH)
            *(loose *)(room + k) = larger(*(loose *)(room + piece * s->hidden + k), *(loose *)(room + k));
    float *scores = room + part;
    for (num at = 0; at < s->padded; at += BLOCK * WIDTH) {
        vec even[BLOCK], odd[BLOCK];
        UNROLLED for (int v = 0; v < BLOCK; v++) {
            even[v] = *(const loose *)(s->upper_bias + at + v * WIDTH);
            odd[v] = (vec){0};
        }
        for (num h = 0; h < s->hidden; h += 2)
            UNROLLED for (int v = 0; v < BLOCK; v++) {
                even[v] += *(const loose *)(s->upper + h * s->padded + at + v * WIDTH) * room[h];
                odd[v] += *(const loose *)(s->upper + (h + 1) * s->padded + at + v * WIDTH) * room[h + 1];
            }
        UNROLLED for (int v = 0; v < BLOCK; v++)
            *(loose *)(scores + at + v * WIDTH) = even[v] + odd[v];
    }
    return scores;
}

/* What each of n words adds as each feature: rows of features x part. x may be read to ROWS rows past its end. */
static void lower(const Scorer *s, const float *x, num n, float *table)
{
    product(x, n, s->inputs, s->lower, s->lower_bias, s->features * part_of(s) / PANEL, table);
}

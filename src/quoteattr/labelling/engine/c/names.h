/* the recognizer: begin, in, last, unit, out */

enum { NEVER, BEGIN, UNIT, NOTHING, REACH = 2 }; /* kinds of moves outside an entity; NEVER: not there */

/* The entities of n words that follow each other or not (ends[i]: none goes on after i); places: where each word is */
static num entities(const Scorer *s, const float *table, const uint8_t *ends, const int32_t *places, num n, int32_t *out,
    num room, float *scratch)
{
    const num part = part_of(s), row = s->features * part;
    num made = 0;
    for (num i = 0; i < n; i++) {
        const float *alone[3] = {table + i * row, s->pad + part, s->pad + 2 * part};
        const float *scores = score(s, alone, scratch);
        num best = -1;
        for (num k = 0; k < s->moves; k++)
            if (s->kinds[k] != NEVER && !(ends[i] && s->kinds[k] == BEGIN) && (best < 0 || scores[k] > scores[best]))
                best = k;
        if (best < 0 || s->kinds[best] == NOTHING)
            continue;
        num last = i;
        if (s->kinds[best] == BEGIN) {
            const num in = s->inner[best], end = s->final[best];
            if (in < 0 || in >= s->moves || end < 0 || end >= s->moves)
                return BAD;
            while (!ends[++last]) {
                const float *within[3] = {table + last * row, table + i * row + part, table + (last - 1) * row + 2 * part};
                scores = score(s, within, scratch);
                if (scores[end] > scores[in] || (scores[end] == scores[in] && end < in))
                    break;
            }
        }
        if (made == room)
            return BAD;
        out[3 * made] = places[i];
        out[3 * made + 1] = places[last];
        out[3 * made++ + 2] = (int32_t)best;
        i = last;
    }
    return made;
}

/* The names among n places (rows of the table, negative between texts). wanted: the words that may belong to a name,
   which is sought no further than REACH words from them; starts: those that begin a sentence. Three numbers for each
   entity: the places of its first and last word, and the move that began it. Returns how many. */
OUT num NAME(quoteattr_names)(const Encoder *e, const Scorer *s, const float *table, num table_rows, num stride, num from,
    const int32_t *rows, num n, const uint8_t *wanted, const uint8_t *starts, int32_t *out, num room)
{
    if (!fits(e) || !scorer_fits(s, 3) || s->inputs != e->width || from < 0 || stride < from + e->width
        || !rows_fit(rows, n, table_rows))
        return BAD;
    if (!n)
        return 0;
    num made = NO_MEMORY, near = 0, seen = 0;
    uint8_t *kept = calloc(3 * n, 1), *need = kept ? kept + n : NULL, *ends = kept ? kept + 2 * n : NULL;
    int32_t *places = malloc(2 * n * sizeof(int32_t)), *some = places ? places + n : NULL;
    float *scratch = NULL, *x = NULL, *adds = NULL, *room_of = NULL;
    if (!kept || !places)
        goto done;
    for (num i = 0; i < n; i++)
        if (wanted[i] && rows[i] >= 0) {
            num a = i, b = i;
            while (a > 0 && i - a < REACH && rows[a - 1] >= 0)
                a--;
            while (b < n - 1 && b - i < REACH && rows[b + 1] >= 0)
                b++;
            memset(kept + a, 1, b - a + 1);
        }
    for (num i = 0; i < n; i++)
        if (kept[i]) {
            const num a = i > e->depth ? i - e->depth : 0, b = i + e->depth < n ? i + e->depth : n - 1;
            memset(need + a, 1, b - a + 1);
            places[near] = (int32_t)i;
            ends[near++] = i == n - 1 || !kept[i + 1] || starts[i + 1];
        }
    if (!near) {
        made = 0;
        goto done;
    }
    for (num i = 0; i < n; i++) /* what nobody needs is left out; kept moves along */
        if (need[i]) {
            kept[seen] = kept[i];
            some[seen++] = rows[i];
        }
    scratch = malloc(2 * scratch_rows(e) * e->width * sizeof(float));
    x = calloc((near + ROWS) * e->width, sizeof(float));
    adds = malloc((near + ROWS) * s->features * part_of(s) * sizeof(float));
    room_of = malloc((part_of(s) + s->padded) * sizeof(float));
    if (!scratch || !x || !adds || !room_of)
        goto done;
    made = encode(e, table, stride, from, some, kept, seen, x, near, scratch);
    if (made == near) {
        lower(s, x, near, adds);
        made = entities(s, adds, ends, places, near, out, room, room_of);
    } else
        made = BAD;
done:
    free(kept);
    free(places);
    free(scratch);
    free(x);
    free(adds);
    free(room_of);
    return made;
}

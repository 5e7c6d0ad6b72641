/* the parser: arc-eager, with unshift and break, as spaCy's own (spacy.pipeline._parser_internals.arc_eager and _state);
   arcs.py is the same in Python, and tests compare the two */

enum { SHIFT, REDUCE, LEFT, RIGHT, SPLIT, KINDS, FEATURES = 8 };
enum { LEFTWARD, RIGHTWARD };

typedef struct {
    int32_t child, before; /* before: the arc that the head was given before this one, or -1 */
} Arc;

/* A sentence half parsed. All arrays hold `length` numbers, arcs holds `arcs_room`. */
typedef struct {
    num length, next, depth, waiting_back, arcs_made, arcs_room;
    int32_t *stack, *back, *heads, *labels;
    int32_t *last[2]; /* of each word: the last arc to the left and to the right */
    uint8_t *starts, *unshiftable;
    Arc *arcs;
} State;

static int32_t first_waiting(const State *s)
{
    return s->waiting_back ? s->back[s->waiting_back - 1] : s->next < s->length ? (int32_t)s->next : -1;
}

static int32_t second_waiting(const State *s)
{
    if (s->waiting_back > 1)
        return s->back[s->waiting_back - 2];
    const num at = s->waiting_back ? s->next : s->next + 1;
    return at < s->length ? (int32_t)at : -1;
}

static int32_t outermost(const State *s, int side, int32_t word)
{
    return word < 0 || s->last[side][word] < 0 ? -1 : s->arcs[s->last[side][word]].child;
}

static unsigned allowed_moves(const State *s, int32_t b0, int32_t b1)
{
    const num waiting = s->length - s->next + s->waiting_back;
    const int starting = b0 >= 0 && s->starts[b0];
    unsigned allowed = 0;
    if (!s->depth || (waiting > 1 && !starting && !s->unshiftable[b0]))
        allowed |= 1u << SHIFT;
    if (s->depth) {
        allowed |= 1u << REDUCE;
        if (waiting && !starting)
            allowed |= 1u << LEFT | 1u << RIGHT;
    }
    if (waiting > 1 && b1 == b0 + 1 && !s->starts[b1])
        allowed |= 1u << SPLIT;
    return allowed;
}

static void push(State *s) { s->stack[s->depth++] = s->waiting_back ? s->back[--s->waiting_back] : (int32_t)s->next++; }

static int attach(State *s, int32_t head, int32_t child, int32_t label)
{
    const int32_t before = s->heads[child];
    if (before >= 0) {
        int32_t *last = &s->last[before > child ? LEFTWARD : RIGHTWARD][before];
        if (*last >= 0 && s->arcs[*last].child == child)
            *last = s->arcs[*last].before;
    }
    if (s->arcs_made == s->arcs_room)
        return BAD;
    int32_t *last = &s->last[head > child ? LEFTWARD : RIGHTWARD][head];
    s->arcs[s->arcs_made] = (Arc){child, *last};
    *last = (int32_t)s->arcs_made++;
    s->heads[child] = head;
    s->labels[child] = label;
    return 0;
}

/* Take a step, which must be allowed; `label` is the number of the move. */
static int advance(State *s, int kind, int32_t label)
{
    const int32_t b0 = first_waiting(s);
    switch (kind) {
    case SHIFT:
        if (b0 < 0)
            return BAD;
        push(s);
        return 0;
    case REDUCE: {
        const int32_t top = s->stack[--s->depth];
        if (s->heads[top] < 0 && s->depth) {
            s->unshiftable[top] = 1;
            s->back[s->waiting_back++] = top;
        }
        return 0;
    }
    case LEFT: {
        const int32_t child = s->stack[--s->depth];
        s->unshiftable[b0] = 0;
        return attach(s, b0, child, label);
    }
    case RIGHT: {
        const int made = attach(s, s->stack[s->depth - 1], b0, label);
        push(s);
        return made;
    }
    default:
        s->starts[second_waiting(s)] = 1;
        return 0;
    }
}

/* Parse a sentence of which table holds what each word adds as each feature. room: part + padded floats */
static int parse(const Scorer *s, const float *table, State *state, float *room)
{
    const num part = part_of(s), row = FEATURES * part;
    for (num step = 0; state->depth || state->next < state->length || state->waiting_back; step++) {
        if (step > 16 * state->length + 16)
            return BAD;
        const int32_t b0 = first_waiting(state), b1 = second_waiting(state);
        const int32_t s0 = state->depth > 0 ? state->stack[state->depth - 1] : -1;
        const int32_t words[FEATURES] = {b0, b1, s0, state->depth > 1 ? state->stack[state->depth - 2] : -1,
            state->depth > 2 ? state->stack[state->depth - 3] : -1, outermost(state, LEFTWARD, b0),
            outermost(state, LEFTWARD, s0), outermost(state, RIGHTWARD, s0)};
        const float *adds[FEATURES];
        for (int f = 0; f < FEATURES; f++)
            adds[f] = words[f] < 0 ? s->pad + f * part : table + words[f] * row + f * part;
        const float *scores = score(s, adds, room);
        const unsigned allowed = allowed_moves(state, b0, b1);
        num best = -1;
        for (num k = 0; k < s->moves; k++)
            if (allowed >> s->kinds[k] & 1 && (best < 0 || scores[k] > scores[best]))
                best = k;
        if (best < 0 || advance(state, s->kinds[best], (int32_t)best) < 0)
            return BAD;
    }
    return 0;
}

/* Parse `count` sentences; lengths: of each, one or more. x: a row for each of their words, n in all. heads: of each word,
   within its sentence, or -1 for a root; labels: the move that attached it. Returns n. */
OUT num NAME(quoteattr_parse)(
    const Scorer *s, const float *x, num n, const int32_t *lengths, num count, int32_t *heads, int32_t *labels)
{
    if (!scorer_fits(s, FEATURES) || n < 0 || n > LARGEST || count < 0)
        return BAD;
    for (num k = 0; k < s->moves; k++)
        if (s->kinds[k] < 0 || s->kinds[k] >= KINDS)
            return BAD;
    num longest = 0, sum = 0;
    for (num k = 0; k < count; k++) {
        if (lengths[k] <= 0 || (sum += lengths[k]) > n)
            return BAD;
        longest = lengths[k] > longest ? lengths[k] : longest;
    }
    if (sum != n)
        return BAD;
    const num most = longest > GROUP ? longest : GROUP, row = FEATURES * part_of(s), steps = 16 * longest + 17;
    float *floats = malloc(((most + ROWS) * (s->inputs + row) + part_of(s) + s->padded) * sizeof(float));
    int32_t *words = malloc(6 * (longest + 1) * sizeof(int32_t));
    uint8_t *flags = malloc(2 * (longest + 1));
    Arc *arcs = malloc(steps * sizeof(Arc));
    num done = floats && words && flags && arcs ? 0 : NO_MEMORY;
    for (num k = 0; !done && k < count;) {
        float *some = floats, *table = some + (most + ROWS) * s->inputs, *room = table + (most + ROWS) * row;
        num size = 0, end = k;
        while (end < count && (end == k || size + lengths[end] <= most)) /* as many sentences as go into a group */
            size += lengths[end++];
        memcpy(some, x, size * s->inputs * sizeof(float));
        memset(some + size * s->inputs, 0, ROWS * s->inputs * sizeof(float));
        lower(s, some, size, table);
        for (num at = 0; !done && k < end; at += lengths[k++]) {
            const num length = lengths[k];
            State state = {.length = length, .arcs_room = steps, .stack = words, .back = words + longest,
                .heads = heads, .labels = labels, .last = {words + 2 * longest, words + 3 * longest}, .starts = flags,
                .unshiftable = flags + longest, .arcs = arcs};
            memset(words, 0xff, 4 * longest * sizeof(int32_t)); /* -1 */
            memset(heads, 0xff, length * sizeof(int32_t));
            memset(labels, 0xff, length * sizeof(int32_t));
            memset(flags, 0, 2 * longest);
            done = parse(s, table + at * row, &state, room);
            heads += length;
            labels += length;
        }
        x += size * s->inputs;
    }
    free(floats);
    free(words);
    free(flags);
    free(arcs);
    return done < 0 ? done : n;
}

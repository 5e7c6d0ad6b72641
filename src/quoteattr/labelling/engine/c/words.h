/* words: the hashes of strings as spaCy's string store makes them, and the rows of hashed tables that they stand for */

static uint64_t murmur(const uint8_t *data, num size)
{
    const uint64_t factor = 0xc6a4a7935bd1e995u;
    uint64_t h = 1 ^ (uint64_t)size * factor;
    for (; size >= 8; data += 8, size -= 8) {
        uint64_t k = 0;
        for (int i = 7; i >= 0; i--)
            k = k << 8 | data[i];
        k *= factor;
        k ^= k >> 47;
        h = (h ^ k * factor) * factor;
    }
    if (size) {
        uint64_t k = 0;
        for (num i = size - 1; i >= 0; i--)
            k = k << 8 | data[i];
        h = (h ^ k) * factor;
    }
    h = (h ^ h >> 47) * factor;
    return h ^ h >> 47;
}

/* MurmurHash64A (seed 1) of n strings of UTF-8 that follow each other; ends: where each ends. Returns n. */
OUT num NAME(quoteattr_hash)(const uint8_t *text, num size, const int64_t *ends, num n, uint64_t *out)
{
    num start = 0;
    for (num k = 0; k < n; k++) {
        if (ends[k] < start || ends[k] > size)
            return BAD;
        out[k] = murmur(text + start, ends[k] - start);
        start = ends[k];
    }
    return n;
}

static uint64_t mixed(uint64_t h)
{
    h = (h ^ h >> 33) * 0xff51afd7ed558ccdu;
    h = (h ^ h >> 33) * 0xc4ceb9fe1a85ec53u;
    return h ^ h >> 33;
}

/* The four rows of a table that each of n numbers stands for (MurmurHash3, x86, 128 bits), added: row k of out, whose
   rows are `stride` floats apart. Returns n. */
OUT num NAME(quoteattr_gather)(
    const float *table, num table_rows, num width, const uint64_t *ids, num n, uint32_t seed, float *out, num stride)
{
    if (table_rows <= 0 || width <= 0 || stride < width || n < 0)
        return BAD;
    for (num k = 0; k < n; k++) {
        uint64_t a = ids[k] * 0x87c37b91114253d5u, b = seed ^ 8;
        a = (a << 31 | a >> 33) * 0x4cf5ad432745937fu;
        a = (a ^ b) + b;
        b += a;
        a = mixed(a);
        b = mixed(b);
        a += b;
        b += a;
        const uint32_t keys[4] = {(uint32_t)a, a >> 32, (uint32_t)b, b >> 32};
        const float *rows[4];
        for (int i = 0; i < 4; i++)
            rows[i] = table + keys[i] % (uint64_t)table_rows * width;
        for (num i = 0; i < width; i++)
            out[k * stride + i] = rows[0][i] + rows[1][i] + rows[2][i] + rows[3][i];
    }
    return n;
}

/* A packed map (MessagePack) from the hashes of words to rows of a table is looked up where it stands: `slots`, a power of
   two of them, hold the places of its keys, or -1; a key that does not find its own free stands in one of the next. */

enum { NEXT = 512 }; /* how far from its own slot a key may stand: of half a million hashes, none is a hundred away */

/* A whole number, at `at`, which is moved behind it; 0 if there is none. */
static int number(const uint8_t *packed, num size, num *at, uint64_t *out)
{
    if (*at >= size)
        return 0;
    const uint8_t first = packed[(*at)++];
    if (first < 0x80) {
        *out = first;
        return 1;
    }
    if (first < 0xcc || first > 0xcf)
        return 0;
    const num bytes = (num)1 << (first - 0xcc);
    if (bytes > size - *at)
        return 0;
    *out = 0;
    for (num k = 0; k < bytes; k++)
        *out = *out << 8 | packed[(*at)++];
    return 1;
}

/* Fill the slots from the `pairs` of keys and rows (below `rows`) that stand from `start` to the end. Returns pairs. */
OUT num NAME(quoteattr_index)(
    const uint8_t *packed, num size, num start, num pairs, num rows, int32_t *slots, num count)
{
    if (size < 0 || size > INT32_MAX || start < 0 || pairs < 0 || count <= pairs || count & (count - 1))
        return BAD;
    memset(slots, 0xff, count * sizeof(int32_t)); /* -1 */
    num at = start;
    for (num k = 0; k < pairs; k++) {
        const num place = at;
        uint64_t key, row;
        if (!number(packed, size, &at, &key) || !number(packed, size, &at, &row) || row >= (uint64_t)rows)
            return BAD;
        num slot = (num)(key & (uint64_t)(count - 1)), far = 0;
        for (; slots[slot] >= 0; slot = (slot + 1) & (count - 1))
            if (++far > NEXT)
                return BAD;
        slots[slot] = (int32_t)place;
    }
    return at == size ? pairs : BAD;
}

/* The rows (below `rows`) of n keys, -1 where there is none. Returns n. */
OUT num NAME(quoteattr_find)(const uint8_t *packed, num size, const int32_t *slots, num count, const uint64_t *keys, num n,
    num rows, int64_t *out)
{
    if (count <= 0 || count & (count - 1) || n < 0)
        return BAD;
    for (num k = 0; k < n; k++) {
        num slot = (num)(keys[k] & (uint64_t)(count - 1));
        out[k] = -1;
        for (num far = 0; slots[slot] >= 0 && far <= NEXT; far++, slot = (slot + 1) & (count - 1)) {
            num at = slots[slot];
            uint64_t key, row;
            if (!number(packed, size, &at, &key) || !number(packed, size, &at, &row) || row >= (uint64_t)rows)
                return BAD;
            if (key == keys[k]) {
                out[k] = (int64_t)row;
                break;
            }
        }
    }
    return n;
}

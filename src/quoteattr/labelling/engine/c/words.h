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

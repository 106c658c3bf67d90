// Single spikes times codes on bit planes: AND and VPOPCNTQ take 64 inputs of 8 outputs at once.
//
//   panel    [words of 64 inputs][8 vectors][PLANE_COUNT][8 outputs] 64-bit words; ternary weights have a plane of +1 and
//            one of -1, binary ones a plane of +1
//   spikes   two words for 64 inputs: where they are +1, and where they are -1
//
// Included once per form, which defines PLANE (its name) and PLANE_COUNT.

#define PLANE_NAME(part) SPK_JOIN(PLANE, part)

/// Rows of a register tile, outputs of a vector, and rows that pass by a panel before the next.
enum { PLANE_NAME(height) = 3, PLANE_NAME(lanes) = 8, PLANE_NAME(block) = 48 };

static size_t PLANE_NAME(words)(size_t inner) { return (inner + 63) / 64; }

static int PLANE_NAME(takes)(size_t inner, spk_codes codes, int limit) {
    (void)inner;
    return (codes == SPK_BINARY_CODES || (codes == SPK_TERNARY_CODES && PLANE_COUNT == 2)) && limit == 1;
}

static size_t PLANE_NAME(panel_bytes)(size_t inner, size_t outputs) {
    return (outputs + SPK_PANEL - 1) / SPK_PANEL * PLANE_NAME(words)(inner) * SPK_PANEL * PLANE_COUNT * sizeof(uint64_t);
}

static void PLANE_NAME(pack)(const int8_t *codes, size_t inner, size_t outputs, uint8_t *panels) {
    size_t words = PLANE_NAME(words)(inner), vectors = SPK_PANEL / PLANE_NAME(lanes);
    __builtin_memset(panels, 0, PLANE_NAME(panel_bytes)(inner, outputs));
    for (size_t o = 0; o < outputs; o++) {
        size_t vector = o % SPK_PANEL / PLANE_NAME(lanes), lane = o % PLANE_NAME(lanes);
        for (size_t k = 0; k < inner; k++) {
            int code = codes[o * inner + k];
            if (!code || (PLANE_COUNT == 1 && code < 0)) { continue; }
            size_t word = ((o / SPK_PANEL * words + k / 64) * vectors + vector) * PLANE_COUNT + (code < 0);
            // Little-endian: bit k of the word.
            panels[(word * PLANE_NAME(lanes) + lane) * 8 + k % 64 / 8] |= (uint8_t)(1u << k % 8);
        }
    }
}

static size_t PLANE_NAME(scratch_bytes)(size_t inner, size_t rows) {
    size_t some = rows < PLANE_NAME(block) ? rows : PLANE_NAME(block);
    return some * 2 * PLANE_NAME(words)(inner) * sizeof(uint64_t);
}

static size_t PLANE_NAME(table_bytes)(int limit) {
    (void)limit;
    return 0;
}

static void PLANE_NAME(build_tables)(int limit, uint8_t *tables) { (void)limit, (void)tables; }

/// Splits a row of spikes into words of +1 and of -1; returns whether there are any -1.
static int PLANE_NAME(split)(const int8_t *spikes, size_t inner, uint64_t *words) {
    uint64_t negatives = 0;
    for (size_t k = 0; k < inner; k += 64, words += 2) {
        size_t left = inner - k;
        __m512i some = _mm512_maskz_loadu_epi8(left >= 64 ? ~0ull : (1ull << left) - 1, spikes + k);
        words[0] = _mm512_cmpgt_epi8_mask(some, _mm512_setzero_si512());
        words[1] = _mm512_movepi8_mask(some);
        negatives |= words[1];
    }
    return negatives != 0;
}

/// Adds what 64 spikes of a row do to 8 outputs: +1 spikes `up`, -1 spikes `down` (read when `is_signed`).
SPK_INLINE __m512i PLANE_NAME(add)(__m512i sum, const uint8_t *planes, __m512i up, __m512i down, int is_signed) {
    __m512i plus = _mm512_loadu_si512(planes);
    if (PLANE_COUNT == 1) {
        sum = _mm512_add_epi64(sum, _mm512_popcnt_epi64(_mm512_and_si512(up, plus)));
        return is_signed ? _mm512_sub_epi64(sum, _mm512_popcnt_epi64(_mm512_and_si512(down, plus))) : sum;
    }
    __m512i minus = _mm512_loadu_si512(planes + 64);
    __m512i raising = _mm512_and_si512(up, plus), lowering = _mm512_and_si512(up, minus);
    if (is_signed) {
        // x | (y & z)
        raising = _mm512_ternarylogic_epi64(raising, down, minus, 0xF8);
        lowering = _mm512_ternarylogic_epi64(lowering, down, plus, 0xF8);
    }
    sum = _mm512_add_epi64(sum, _mm512_popcnt_epi64(raising));
    return _mm512_sub_epi64(sum, _mm512_popcnt_epi64(lowering));
}

/// Sums of up to three rows times 64 outputs; `words` of a row are `row_words` apart.
SPK_INLINE void PLANE_NAME(tile)(
    const uint64_t *words, size_t row_words, const uint8_t *panel, int rows, int is_signed,
    __m512i sum[PLANE_NAME(height)][8]) {
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
#pragma clang loop unroll(full)
        for (int v = 0; v < 8; v++) { sum[r][v] = _mm512_setzero_si512(); }
    }
#pragma clang loop unroll(disable)
    for (size_t word = 0; word < row_words; word += 2, panel += 8 * PLANE_COUNT * 64) {
        __m512i up[PLANE_NAME(height)], down[PLANE_NAME(height)];
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) {
            up[r] = _mm512_set1_epi64((long long)words[(size_t)r * row_words + word]);
            down[r] = is_signed ? _mm512_set1_epi64((long long)words[(size_t)r * row_words + word + 1]) : up[r];
        }
#pragma clang loop unroll(full)
        for (int v = 0; v < 8; v++) {
#pragma clang loop unroll(full)
            for (int r = 0; r < rows; r++) {
                sum[r][v] = PLANE_NAME(add)(sum[r][v], panel + v * PLANE_COUNT * 64, up[r], down[r], is_signed);
            }
        }
    }
}

/// Binary weights: every spike outside the plane counts -1, so Σ = 2 * (inside) - (all spikes of the row).
static int64_t PLANE_NAME(correction)(const uint64_t *words, size_t row_words) {
    int64_t spikes = 0;
    for (size_t word = 0; word < row_words; word += 2) {
        spikes += __builtin_popcountll(words[word]) - __builtin_popcountll(words[word + 1]);
    }
    return spikes;
}

SPK_INLINE void PLANE_NAME(tiles)(
    const spk_linear *linear, spk_sink *sink, const uint64_t *words, size_t row, size_t first, int rows,
    int is_signed) {
    size_t row_words = 2 * PLANE_NAME(words)(linear->inner);
    __m512i sum[PLANE_NAME(height)][8];
    PLANE_NAME(tile)(
        words, row_words, linear->panels + first * row_words / 2 * PLANE_COUNT * sizeof(uint64_t), rows, is_signed, sum);
    size_t width = linear->outputs - first < SPK_PANEL ? linear->outputs - first : SPK_PANEL;
    _Alignas(64) float currents[SPK_PANEL];
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
        float *place = sink_place(sink, currents, row + (size_t)r, first, width, SPK_PANEL);
        __m512i all = _mm512_set1_epi64(
            PLANE_COUNT == 1 ? PLANE_NAME(correction)(words + (size_t)r * row_words, row_words) : 0);
#pragma clang loop unroll(full)
        for (int v = 0; v < 8; v += 2) {
            __m256 half[2];
#pragma clang loop unroll(full)
            for (int h = 0; h < 2; h++) {
                __m512i exact = sum[r][v + h];
                if (PLANE_COUNT == 1) { exact = _mm512_sub_epi64(_mm512_add_epi64(exact, exact), all); }
                half[h] = _mm512_cvtepi64_ps(exact);
            }
            // Whole vectors, so that the sink can load what was stored without waiting for it to reach the cache.
            __m512 sums = _mm512_insertf32x8(_mm512_castps256_ps512(half[0]), half[1], 1);
            size_t o = first + 8 * (size_t)v;
            __m512 scale = _mm512_loadu_ps(linear->scale + o), bias = _mm512_loadu_ps(linear->bias + o);
            _mm512_storeu_ps(place + 8 * v, _mm512_fmadd_ps(scale, sums, bias));
        }
        if (place == currents) { sink_row(sink, currents, row + (size_t)r, first, width); }
    }
}

static void PLANE_NAME(rows)(
    const spk_linear *linear, spk_sink *sink, const uint64_t *words, size_t row, size_t rows, size_t first,
    int is_signed) {
#define PLANE_CASE(n) \
    case n: \
        if (is_signed) { \
            PLANE_NAME(tiles)(linear, sink, words, row, first, n, 1); \
        } else { \
            PLANE_NAME(tiles)(linear, sink, words, row, first, n, 0); \
        } \
        break
    switch (rows < PLANE_NAME(height) ? rows : PLANE_NAME(height)) {
        PLANE_CASE(1);
        PLANE_CASE(2);
        PLANE_CASE(3);
    }
#undef PLANE_CASE
}

static void PLANE_NAME(gemm)(const spk_linear *linear, spk_sink *sink) {
    size_t row_words = 2 * PLANE_NAME(words)(linear->inner);
    uint64_t *words = linear->scratch;
    for (size_t block = 0; block < linear->rows; block += PLANE_NAME(block)) {
        size_t end = linear->rows - block < PLANE_NAME(block) ? linear->rows : block + PLANE_NAME(block);
        int is_signed = 0;
        for (size_t row = block; row < end; row++) {
            is_signed |= PLANE_NAME(split)(
                linear->counts + row * linear->count_stride, linear->inner, words + (row - block) * row_words);
        }
        for (size_t first = 0; first < linear->outputs; first += SPK_PANEL) {
            for (size_t row = block; row < end; row += PLANE_NAME(height)) {
                PLANE_NAME(rows)(linear, sink, words + (row - block) * row_words, row, end - row, first, is_signed);
            }
        }
        finish_rows(sink, block, end, linear->outputs);
    }
}

static const spk_linear_form PLANE_NAME(form) = {
    .name = SPK_TEXT(PLANE),
    .takes = PLANE_NAME(takes),
    .panel_bytes = PLANE_NAME(panel_bytes),
    .pack = PLANE_NAME(pack),
    .scratch_bytes = PLANE_NAME(scratch_bytes),
    .table_bytes = PLANE_NAME(table_bytes),
    .build_tables = PLANE_NAME(build_tables),
    .gemm = PLANE_NAME(gemm),
};

#undef PLANE_NAME
#undef PLANE
#undef PLANE_COUNT

// Real matrix products and attention. Included once per instruction set, which sets SPK_TILE_VECTORS: how many
// vectors of outputs a register tile of four rows spans (4, or 1 where registers are few).

/// `out[row][v] = sum_k a[row][k] * b[k][v]`, one accumulator per output, k upwards.
SPK_INLINE void tile(
    const float *a, size_t a_stride, const float *b, size_t b_stride, size_t inner, float *out, size_t out_stride,
    int rows, int vectors) {
    vf sum[4][4];
#pragma clang loop unroll(full)
    for (int row = 0; row < rows; row++) {
#pragma clang loop unroll(full)
        for (int v = 0; v < vectors; v++) { sum[row][v] = splat(0); }
    }
    for (size_t k = 0; k < inner; k++) {
        vf column[4];
#pragma clang loop unroll(full)
        for (int v = 0; v < vectors; v++) { column[v] = load(b + k * b_stride + (size_t)v * 16); }
#pragma clang loop unroll(full)
        for (int row = 0; row < rows; row++) {
            vf x = splat(a[(size_t)row * a_stride + k]);
#pragma clang loop unroll(full)
            for (int v = 0; v < vectors; v++) { sum[row][v] = fma(x, column[v], sum[row][v]); }
        }
    }
#pragma clang loop unroll(full)
    for (int row = 0; row < rows; row++) {
#pragma clang loop unroll(full)
        for (int v = 0; v < vectors; v++) {
            store(out + (size_t)row * out_stride + (size_t)v * 16, sum[row][v]);
        }
    }
}

SPK_INLINE void tile_rows(
    const float *a, size_t a_stride, size_t rows, const float *b, size_t b_stride, size_t inner, float *out,
    size_t out_stride, int vectors) {
    switch (rows) {
    case 1: tile(a, a_stride, b, b_stride, inner, out, out_stride, 1, vectors); break;
    case 2: tile(a, a_stride, b, b_stride, inner, out, out_stride, 2, vectors); break;
    case 3: tile(a, a_stride, b, b_stride, inner, out, out_stride, 3, vectors); break;
    default: tile(a, a_stride, b, b_stride, inner, out, out_stride, 4, vectors); break;
    }
}

/// Up to four rows times `vectors * 16` columns.
static void multiply_rows(
    const float *a, size_t a_stride, size_t rows, const float *b, size_t b_stride, size_t inner, float *out,
    size_t out_stride, size_t vectors) {
    size_t v = 0;
#if SPK_TILE_VECTORS == 4
    for (; v + 4 <= vectors; v += 4) {
        tile_rows(a, a_stride, rows, b + v * 16, b_stride, inner, out + v * 16, out_stride, 4);
    }
    for (; v + 2 <= vectors; v += 2) {
        tile_rows(a, a_stride, rows, b + v * 16, b_stride, inner, out + v * 16, out_stride, 2);
    }
#endif
    for (; v < vectors; v++) {
        tile_rows(a, a_stride, rows, b + v * 16, b_stride, inner, out + v * 16, out_stride, 1);
    }
}

void SPK_NAME(spk_gemm_real32_real32)(
    const float *x, size_t x_stride, size_t rows, const float *panels, size_t inner, size_t outputs,
    const float *scale, const float *bias, float *out, size_t out_stride) {
    _Alignas(64) float sums[4 * SPK_PANEL];
    for (size_t first = 0; first < outputs; first += SPK_PANEL) {
        const float *panel = panels + first * inner;
        for (size_t row = 0; row < rows; row += 4) {
            size_t some = rows - row < 4 ? rows - row : 4;
            multiply_rows(x + row * x_stride, x_stride, some, panel, SPK_PANEL, inner, sums, SPK_PANEL, SPK_PANEL / 16);
            for (size_t r = 0; r < some; r++) {
                for (size_t o = first; o < outputs && o < first + SPK_PANEL; o += 16) {
                    vf y = fma(load(scale + o), load(sums + r * SPK_PANEL + (o - first)), load(bias + o));
                    store_some(out + (row + r) * out_stride + o, y, outputs - o);
                }
            }
        }
    }
}

/// Keys of 16 tokens at a time, four counts of each in a lane: `keys[k][token]`, zero behind the last token.
static void transpose_keys(const spk_attention *head, const int8_t *key, size_t token_lanes, float *keys) {
    for (size_t j = 0; j < token_lanes; j += 16) {
        const int8_t *first = key + j * head->key_stride;
        size_t some = head->tokens - j < 16 ? head->tokens - j : 16;
        for (size_t k = 0; k < head->head_size; k += 4) {
            size_t bytes = head->head_size - k < 4 ? head->head_size - k : 4;
            int32_t lanes[16] = {0};
            for (size_t lane = 0; lane < some; lane++) {
                const int8_t *counts = first + lane * head->key_stride + k;
                if (bytes == 4) {
                    __builtin_memcpy(&lanes[lane], counts, 4);
                } else {
                    __builtin_memcpy(&lanes[lane], counts, bytes);
                }
            }
            vi four;
            __builtin_memcpy(&four, lanes, sizeof four);
            for (size_t byte = 0; byte < bytes; byte++) {
                // Little-endian: the lowest byte is the first; shifting up and down again extends its sign.
                vi count = (four << (int32_t)(24 - 8 * byte)) >> 24;
                store(keys + (k + byte) * token_lanes + j, __builtin_convertvector(count, vf));
            }
        }
    }
}

/// One head, whose columns start at `first`.
static void attend_head(const spk_attention *head, size_t first, spk_sink *sink) {
    size_t tokens = head->tokens, size = head->head_size;
    size_t token_lanes = (tokens + 15) / 16 * 16, size_lanes = (size + 15) / 16 * 16;
    float *keys = head->scratch;                        // [size][token_lanes]
    float *values = keys + size * token_lanes;          // [tokens][size_lanes]
    float *scores = values + tokens * size_lanes;       // [4][token_lanes]
    float *sums = scores + SPK_ATTENTION_ROWS * token_lanes;  // [4][size_lanes]
    transpose_keys(head, head->key + first, token_lanes, keys);
    for (size_t j = 0; j < tokens; j++) {
        for (size_t k = 0; k < size; k += 16) {
            const int8_t *counts = head->value + j * head->value_stride + first + k;
            store(values + j * size_lanes + k, load_counts(counts, size - k));
        }
    }
    for (size_t row = 0; row < tokens; row += SPK_ATTENTION_ROWS) {
        size_t some = tokens - row < SPK_ATTENTION_ROWS ? tokens - row : SPK_ATTENTION_ROWS;
        multiply_rows(
            head->query + row * head->query_stride + first, head->query_stride, some, keys, token_lanes, size, scores,
            token_lanes, token_lanes / 16);
        float factor[SPK_ATTENTION_ROWS];
        for (size_t r = 0; r < some; r++) {
            factor[r] = head->value_scale / exponentials(scores + r * token_lanes, tokens, head->score_scale);
        }
        multiply_rows(scores, token_lanes, some, values, size_lanes, tokens, sums, size_lanes, size_lanes / 16);
        for (size_t r = 0; r < some; r++) {
            float *context = sums + r * size_lanes;
            for (size_t k = 0; k < size; k += 16) { store(context + k, load(context + k) * splat(factor[r])); }
            sink_row(sink, context, head->first_row + row + r, first, size);
        }
    }
}

void SPK_NAME(spk_attention_real32_count8)(const spk_attention *attention, spk_sink *sink) {
    size_t columns = attention->heads * attention->head_size;
    for (size_t first = 0; first < columns; first += attention->head_size) { attend_head(attention, first, sink); }
    finish_rows(sink, attention->first_row, attention->first_row + attention->tokens, columns);
}

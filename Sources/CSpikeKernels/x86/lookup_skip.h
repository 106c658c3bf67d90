// The part of a look-up form that skips groups in which nothing fired. Included by `lookup_form.h`, once per form.
//
// A row of its own reads more bytes of weights for each look-up than a tile of rows, so skipping pays below a certain
// density; a single row has no tile to share with and always goes this way.

/// Whether a tile's rows are listed: there is one, or few of their counts are not zero.
static int LUT_NAME(skips)(const spk_linear *linear, size_t row, size_t rows) {
    if (rows == 1) { return 1; }
    size_t fired = 0;
    for (size_t r = 0; r < rows; r++) {
        const int8_t *counts = linear->counts + (row + r) * linear->count_stride;
        for (size_t k = 0; k < linear->inner; k += 64) {
            size_t left = linear->inner - k;
            __m512i some = _mm512_maskz_loadu_epi8(left >= 64 ? ~0ull : (1ull << left) - 1, counts + k);
            fired += (size_t)__builtin_popcountll(_mm512_test_epi8_mask(some, some));
        }
    }
    // A narrow layer uses a list for fewer panels, and so wins less by it.
    size_t gain = LUT_SKIP_GAIN + (linear->outputs < 8 * SPK_PANEL);
    return fired * LUT_GROUP * gain < rows * linear->inner;
}

/// Codes rows one by one and keeps the groups in which something fired: `[row][codes of half 0, of half 1, numbers]`, each
/// as long as there are padded groups.
static void LUT_NAME(list_rows)(
    const spk_linear *linear, size_t row, size_t rows, uint16_t *lists, size_t *listed) {
    size_t padded = LUT_NAME(padded_groups)(linear->inner), groups = LUT_NAME(groups)(linear->inner);
    const int8_t none[LUT_GROUP] = {0};
    uint16_t silent[LUT_HALVES];
    for (int half = 0; half < LUT_HALVES; half++) {
        silent[half] = (uint16_t)_mm512_cvtsi512_si32(LUT_NAME(encode)(none, 0, linear->limit, half, 0));
    }
    for (size_t r = 0; r < rows; r++, lists += padded * (LUT_HALVES + 1)) {
        uint16_t codes[LUT_HALVES][32];
        uint16_t *numbers = lists + LUT_HALVES * padded;
        size_t count = 0;
        for (size_t g = 0; g < groups; g += 32) {
            const __mmask32 there = groups - g >= 32 ? 0xFFFFFFFFu : (1u << (groups - g)) - 1;
            __mmask32 active = 0;
            for (int half = 0; half < LUT_HALVES; half++) {
                __m512i some = LUT_NAME(encode)(
                    linear->counts + (row + r) * linear->count_stride, linear->inner, linear->limit, half, g);
                _mm512_storeu_si512(codes[half], some);
                active |= _mm512_mask_cmpneq_epi16_mask(there, some, _mm512_set1_epi16((short)silent[half]));
            }
            for (uint32_t rest = active; rest; rest &= rest - 1) {
                size_t place = (size_t)__builtin_ctz(rest);
                for (int half = 0; half < LUT_HALVES; half++) {
                    lists[(size_t)half * padded + count] = codes[half][place];
                }
                numbers[count++] = (uint16_t)(g + place);
            }
        }
        listed[r] = count;
    }
}

/// Sums of a listed row times `panels` panels, like those of `tile`.
SPK_INLINE void LUT_NAME(skip_tile)(
    const uint16_t *list, size_t padded, size_t count, const spk_linear *linear, const uint8_t *panel, int panels,
    __m512i even[LUT_SPAN], __m512i odd[LUT_SPAN]) {
    const size_t run = 255 / (2 * LUT_GROUP * (size_t)linear->limit);
    const uint8_t *tables = linear->tables, *other_tables = tables + LUT_NAME(half_tables)(linear->limit);
    const uint8_t *from[LUT_SPAN];
#pragma clang loop unroll(full)
    for (int v = 0; v < panels; v++) {
        from[v] = panel + (size_t)v * LUT_NAME(groups)(linear->inner) * SPK_PANEL;
        even[v] = odd[v] = _mm512_setzero_si512();
    }
    for (size_t start = 0; start < count; start += run) {
        size_t end = count - start < run ? count : start + run;
        __m512i sum[LUT_SPAN];
#pragma clang loop unroll(full)
        for (int v = 0; v < panels; v++) { sum[v] = _mm512_setzero_si512(); }
        for (size_t i = start; i < end; i++) {
            __m512i table[LUT_ENTRIES / 64];
            size_t group = (size_t)list[LUT_HALVES * padded + i] * SPK_PANEL;
#pragma clang loop unroll(full)
            for (int part = 0; part < LUT_ENTRIES / 64; part++) {
                table[part] = _mm512_loadu_si512(tables + list[i] + 64 * part);
                if (LUT_HALVES == 2) {
                    const uint8_t *other = other_tables + list[padded + i] + 64 * part;
                    table[part] = _mm512_add_epi8(table[part], _mm512_loadu_si512(other));
                }
            }
#pragma clang loop unroll(full)
            for (int v = 0; v < panels; v++) {
                sum[v] = _mm512_add_epi8(sum[v], LUT_NAME(look_up)(table, _mm512_loadu_si512(from[v] + group)));
            }
        }
#pragma clang loop unroll(full)
        for (int v = 0; v < panels; v++) {
            even[v] = _mm512_add_epi16(even[v], sum[v]);
            odd[v] = _mm512_add_epi16(odd[v], _mm512_srli_epi16(sum[v], 8));
        }
    }
}

SPK_INLINE void LUT_NAME(skip_row)(
    const spk_linear *linear, spk_sink *sink, const uint16_t *list, size_t count, size_t row, size_t first,
    int panels) {
    __m512i even[LUT_SPAN], odd[LUT_SPAN];
    LUT_NAME(skip_tile)(
        list, LUT_NAME(padded_groups)(linear->inner), count, linear,
        linear->panels + first * LUT_NAME(groups)(linear->inner), panels, even, odd);
    const __m512i bias = _mm512_set1_epi16((short)(LUT_GROUP * (size_t)linear->limit * count));
    size_t tile = (size_t)panels * SPK_PANEL;
    _Alignas(64) float currents[LUT_SPAN * SPK_PANEL];
#pragma clang loop unroll(full)
    for (int v = 0; v < panels; v++) {
        size_t o = first + (size_t)v * SPK_PANEL;
        LUT_NAME(currents)(even[v], odd[v], bias, linear->scale + o, linear->bias + o, currents + v * SPK_PANEL);
    }
    sink_row(sink, currents, row, first, linear->outputs - first < tile ? linear->outputs - first : tile);
}

static void LUT_NAME(skip_rows)(
    const spk_linear *linear, spk_sink *sink, const uint16_t *lists, const size_t *listed, size_t row, size_t rows,
    size_t first, size_t panels) {
    size_t row_codes = LUT_NAME(padded_groups)(linear->inner) * (LUT_HALVES + 1);
    for (size_t r = 0; r < rows; r++, lists += row_codes) {
        switch (panels) {
        case 1: LUT_NAME(skip_row)(linear, sink, lists, listed[r], row + r, first, 1); break;
        case 2: LUT_NAME(skip_row)(linear, sink, lists, listed[r], row + r, first, 2); break;
#if LUT_SPAN == 4
        case 3: LUT_NAME(skip_row)(linear, sink, lists, listed[r], row + r, first, 3); break;
        default: LUT_NAME(skip_row)(linear, sink, lists, listed[r], row + r, first, 4); break;
#endif
        }
    }
}

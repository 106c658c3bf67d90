// Counts times codes by table look-up: one byte of a panel codes LUT_GROUP weights of an output, a table holds what every
// such byte contributes for a group of counts, and VPERMB (64 entries) or VPERMI2B (128) reads 64 outputs at once.
//
//   panel     [inner groups][SPK_PANEL] bytes; output 0...31 at the even, 32...63 at the odd places
//   group g   inputs g, g + G, g + 2G... of G groups, so that coding counts needs no shuffles
//   table     sums of LUT_DIGITS products, made positive by adding LUT_DIGITS * limit; LUT_HALVES tables are added for a
//             group, so that tables stay few enough for the first-level cache
//
// Sums stay in bytes as long as they fit, then in 16 bits. Included once per form, which defines LUT (its name),
// LUT_GROUP, LUT_HALVES, LUT_BINARY, LUT_ENTRIES, the rows (4 to 8) and panels (4 or 2) of a register tile, LUT_ROWS and
// LUT_SPAN, and how many times fewer groups than all make skipping worth while, LUT_SKIP_GAIN.

#define LUT_NAME(part) SPK_JOIN(LUT, part)

#define LUT_DIGITS (LUT_GROUP / LUT_HALVES)

/// Rows that pass by a span of panels before the next span.
enum { LUT_NAME(block) = 3 * LUT_ROWS };

static size_t LUT_NAME(groups)(size_t inner) { return (inner + LUT_GROUP - 1) / LUT_GROUP; }

static size_t LUT_NAME(padded_groups)(size_t inner) { return (LUT_NAME(groups)(inner) + 31) / 32 * 32; }

/// Codes of a tile of rows, groups rounded up to whole vectors, and as many numbers of groups.
static size_t LUT_NAME(tile_codes)(size_t inner) {
    return LUT_NAME(padded_groups)(inner) * (LUT_HALVES + 1) * lut_rows;
}

static size_t LUT_NAME(half_tables)(int limit) {
    size_t bytes = LUT_ENTRIES;
    for (int digit = 0; digit < LUT_DIGITS; digit++) { bytes *= 2 * (size_t)limit + 1; }
    return bytes;
}

static size_t LUT_NAME(table_bytes)(int limit) { return LUT_HALVES * LUT_NAME(half_tables)(limit); }

static int LUT_NAME(takes)(size_t inner, spk_codes codes, int limit) {
    // Byte offsets of tables and sums of a row must fit 16 bits.
    return (codes == SPK_BINARY_CODES || (codes == SPK_TERNARY_CODES && !LUT_BINARY)) && limit >= 1 && LUT_NAME(half_tables)(limit) <= 65536
        && LUT_NAME(groups)(inner) * LUT_GROUP * (size_t)limit <= 32767;
}

static size_t LUT_NAME(panel_bytes)(size_t inner, size_t outputs) {
    return (outputs + SPK_PANEL - 1) / SPK_PANEL * LUT_NAME(groups)(inner) * SPK_PANEL;
}

static void LUT_NAME(pack)(const int8_t *codes, size_t inner, size_t outputs, uint8_t *panels) {
    size_t groups = LUT_NAME(groups)(inner);
    __builtin_memset(panels, 0, LUT_NAME(panel_bytes)(inner, outputs));
    for (size_t o = 0; o < outputs; o++) {
        size_t place = o % SPK_PANEL;
        uint8_t *panel = panels + o / SPK_PANEL * groups * SPK_PANEL + (place < 32 ? 2 * place : 2 * (place - 32) + 1);
        const int8_t *row = codes + o * inner;
        for (size_t g = 0; g < groups; g++) {
            int byte = 0;
            for (size_t i = LUT_GROUP; i-- > 0;) {
                size_t k = g + i * groups;
                int code = k < inner ? row[k] : 0;
                byte = LUT_BINARY ? 2 * byte + (code > 0) : 3 * byte + code + 1;
            }
            panel[g * SPK_PANEL] = (uint8_t)byte;
        }
    }
}

/// Weight `digit` of half `half` in byte `byte`.
static int LUT_NAME(weight)(int byte, int half, int digit) {
    int place = LUT_DIGITS * half + digit;
    if (LUT_BINARY) { return (byte >> place & 1) ? 1 : -1; }
    static const int power[] = {1, 3, 9, 27, 81};
    return byte < power[LUT_GROUP] ? byte / power[place] % 3 - 1 : 0;
}

static void LUT_NAME(build_tables)(int limit, uint8_t *tables) {
    int levels = 2 * limit + 1, codes = (int)(LUT_NAME(half_tables)(limit) / LUT_ENTRIES);
    for (int half = 0; half < LUT_HALVES; half++) {
        for (int code = 0; code < codes; code++) {
            for (int byte = 0; byte < LUT_ENTRIES; byte++) {
                int sum = LUT_DIGITS * limit;
                for (int digit = 0, rest = code; digit < LUT_DIGITS; digit++, rest /= levels) {
                    sum += (rest % levels - limit) * LUT_NAME(weight)(byte, half, digit);
                }
                *tables++ = (uint8_t)sum;
            }
        }
    }
}

static size_t LUT_NAME(scratch_bytes)(size_t inner, size_t rows) {
    size_t tiles = ((rows < LUT_NAME(block) ? rows : LUT_NAME(block)) + LUT_ROWS - 1) / LUT_ROWS;
    return tiles * LUT_NAME(tile_codes)(inner) * sizeof(uint16_t);
}

/// Codes 32 groups of a row from `g` on: byte offsets of the tables of half `half` to look up in.
SPK_INLINE __m512i LUT_NAME(encode)(const int8_t *counts, size_t inner, int limit, int half, size_t g) {
    size_t groups = LUT_NAME(groups)(inner);
    const __m512i base = _mm512_set1_epi16((short)(2 * limit + 1)), bias = _mm512_set1_epi16((short)limit);
    __m512i code = _mm512_setzero_si512();
#pragma clang loop unroll(full)
    for (int digit = LUT_DIGITS - 1; digit >= 0; digit--) {
        size_t k = g + (size_t)(LUT_DIGITS * half + digit) * groups;
        size_t left = k < inner ? inner - k : 0;
        __mmask32 mask = left >= 32 ? 0xFFFFFFFFu : (1u << left) - 1;
        __m512i count = _mm512_cvtepi8_epi16(_mm256_maskz_loadu_epi8(mask, counts + (mask ? k : 0)));
        code = _mm512_add_epi16(_mm512_mullo_epi16(code, base), _mm512_add_epi16(count, bias));
    }
    return _mm512_slli_epi16(code, LUT_ENTRIES == 128 ? 7 : 6);
}

/// Codes a tile of rows, `[groups][LUT_HALVES][lut_rows]`, so that a tile finds its codes side by side.
static void LUT_NAME(encode_rows)(const spk_linear *linear, size_t row, size_t rows, uint16_t *codes) {
    size_t groups = LUT_NAME(groups)(linear->inner);
    for (int half = 0; half < LUT_HALVES; half++) {
        for (size_t g = 0; g < groups; g += 32) {
            __m512i code[lut_rows];
            for (size_t r = 0; r < lut_rows; r++) {
                // Rows that are not there repeat the last one; nobody reads what comes of them.
                const int8_t *counts = linear->counts + (row + (r < rows ? r : rows - 1)) * linear->count_stride;
                code[r] = LUT_NAME(encode)(counts, linear->inner, linear->limit, half, g);
            }
            lut_store_transposed(code, codes + (g * LUT_HALVES + (size_t)half) * lut_rows, LUT_HALVES * lut_rows);
        }
    }
}

/// What 64 bytes of a panel contribute.
SPK_INLINE __m512i LUT_NAME(look_up)(const __m512i table[LUT_ENTRIES / 64], __m512i bytes) {
    return LUT_ENTRIES == 128 ? _mm512_permutex2var_epi8(table[0], bytes, table[LUT_ENTRIES / 64 - 1])
                              : _mm512_permutexvar_epi8(bytes, table[0]);
}

/// Sums of `rows` rows times `panels` panels, as 16-bit sums of even and odd places; even ones still hold the odd ones
/// in their upper half.
SPK_INLINE void LUT_NAME(tile)(
    const uint16_t *codes, const uint8_t *tables, const uint8_t *panel, size_t groups, int limit, int rows, int panels,
    __m512i even[LUT_ROWS][LUT_SPAN], __m512i odd[LUT_ROWS][LUT_SPAN]) {
    const size_t run = 255 / (2 * LUT_GROUP * (size_t)limit);
    const uint8_t *other_tables = tables + LUT_NAME(half_tables)(limit);
    const uint8_t *from[LUT_SPAN];
#pragma clang loop unroll(full)
    for (int v = 0; v < panels; v++) { from[v] = panel + (size_t)v * groups * SPK_PANEL; }
    for (size_t start = 0; start < groups; start += run) {
        size_t end = groups - start < run ? groups : start + run;
        __m512i sum[LUT_ROWS][LUT_SPAN];
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) {
#pragma clang loop unroll(full)
            for (int v = 0; v < panels; v++) { sum[r][v] = _mm512_setzero_si512(); }
        }
#pragma clang loop unroll(disable)
        for (size_t g = start; g < end; g++, codes += LUT_HALVES * lut_rows) {
            __m512i bytes[LUT_SPAN];
#pragma clang loop unroll(full)
            for (int v = 0; v < panels; v++) { bytes[v] = _mm512_loadu_si512(from[v] + g * SPK_PANEL); }
#pragma clang loop unroll(full)
            for (int r = 0; r < rows; r++) {
                __m512i table[LUT_ENTRIES / 64];
#pragma clang loop unroll(full)
                for (int i = 0; i < LUT_ENTRIES / 64; i++) {
                    table[i] = _mm512_loadu_si512(tables + codes[r] + 64 * i);
                    if (LUT_HALVES == 2) {
                        const uint8_t *other = other_tables + codes[lut_rows + r] + 64 * i;
                        table[i] = _mm512_add_epi8(table[i], _mm512_loadu_si512(other));
                    }
                }
#pragma clang loop unroll(full)
                for (int v = 0; v < panels; v++) {
                    sum[r][v] = _mm512_add_epi8(sum[r][v], LUT_NAME(look_up)(table, bytes[v]));
                }
            }
        }
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) {
#pragma clang loop unroll(full)
            for (int v = 0; v < panels; v++) {
                __m512i upper = _mm512_srli_epi16(sum[r][v], 8);
                even[r][v] = start ? _mm512_add_epi16(even[r][v], sum[r][v]) : sum[r][v];
                odd[r][v] = start ? _mm512_add_epi16(odd[r][v], upper) : upper;
            }
        }
    }
}

/// Currents of 64 outputs of a row.
SPK_INLINE void LUT_NAME(currents)(
    __m512i even, __m512i odd, __m512i bias, const float *scale, const float *shift, float *currents) {
    even = _mm512_sub_epi16(_mm512_sub_epi16(even, _mm512_slli_epi16(odd, 8)), bias);
    odd = _mm512_sub_epi16(odd, bias);
    const __m512i sums[4] = {
        _mm512_cvtepi16_epi32(_mm512_castsi512_si256(even)), _mm512_cvtepi16_epi32(_mm512_extracti64x4_epi64(even, 1)),
        _mm512_cvtepi16_epi32(_mm512_castsi512_si256(odd)), _mm512_cvtepi16_epi32(_mm512_extracti64x4_epi64(odd, 1))};
#pragma clang loop unroll(full)
    for (int i = 0; i < 4; i++) {
        __m512 sum = _mm512_cvtepi32_ps(sums[i]);
        __m512 current = _mm512_fmadd_ps(_mm512_loadu_ps(scale + 16 * i), sum, _mm512_loadu_ps(shift + 16 * i));
        _mm512_storeu_ps(currents + 16 * i, current);
    }
}

SPK_INLINE void LUT_NAME(tiles)(
    const spk_linear *linear, spk_sink *sink, const uint16_t *codes, size_t row, size_t first, int rows, int panels) {
    size_t groups = LUT_NAME(groups)(linear->inner);
    __m512i even[LUT_ROWS][LUT_SPAN], odd[LUT_ROWS][LUT_SPAN];
    LUT_NAME(tile)(
        codes, linear->tables, linear->panels + first * groups, groups, linear->limit, rows, panels, even, odd);
    const __m512i bias = _mm512_set1_epi16((short)(LUT_GROUP * (size_t)linear->limit * groups));
    size_t width = linear->outputs - first < (size_t)panels * SPK_PANEL ? linear->outputs - first
                                                                      : (size_t)panels * SPK_PANEL;
    _Alignas(64) float currents[LUT_SPAN * SPK_PANEL];
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
#pragma clang loop unroll(full)
        for (int v = 0; v < panels; v++) {
            size_t o = first + (size_t)v * SPK_PANEL;
            LUT_NAME(currents)(
                even[r][v], odd[r][v], bias, linear->scale + o, linear->bias + o, currents + v * SPK_PANEL);
        }
        sink_row(sink, currents, row + (size_t)r, first, width);
    }
}

SPK_INLINE void LUT_NAME(panels)(
    const spk_linear *linear, spk_sink *sink, const uint16_t *codes, size_t row, size_t rows, size_t first,
    int panels) {
#define LUT_CASE(n) case n: LUT_NAME(tiles)(linear, sink, codes, row, first, n, panels); break
    switch (rows < LUT_ROWS ? rows : LUT_ROWS) {
        LUT_CASE(1);
        LUT_CASE(2);
        LUT_CASE(3);
        LUT_CASE(4);
        LUT_CASE(5);
#if LUT_ROWS >= 6
        LUT_CASE(6);
#endif
#if LUT_ROWS == 8
        LUT_CASE(7);
        LUT_CASE(8);
#endif
    }
#undef LUT_CASE
}

/// Panels that the next tile spans: as many as there are registers for, but three and three instead of four and two.
static size_t LUT_NAME(span)(size_t panels) {
    if (LUT_SPAN == 4 && (panels == 5 || panels == 6)) { return 3; }
    return panels < LUT_SPAN ? panels : LUT_SPAN;
}

#include "lookup_skip.h"

static void LUT_NAME(gemm)(const spk_linear *linear, spk_sink *sink) {
    size_t tile_codes = LUT_NAME(tile_codes)(linear->inner);
    uint16_t *codes = linear->scratch;
    for (size_t block = 0; block < linear->rows; block += LUT_NAME(block)) {
        size_t end = linear->rows - block < LUT_NAME(block) ? linear->rows : block + LUT_NAME(block);
        size_t listed[LUT_NAME(block)];
        int skips[LUT_NAME(block) / LUT_ROWS];
        for (size_t row = block, tile = 0; row < end; row += LUT_ROWS, tile++) {
            size_t some = end - row < LUT_ROWS ? end - row : LUT_ROWS;
            skips[tile] = LUT_NAME(skips)(linear, row, some);
            if (skips[tile]) {
                LUT_NAME(list_rows)(linear, row, some, codes + tile * tile_codes, listed + (row - block));
            } else {
                LUT_NAME(encode_rows)(linear, row, some, codes + tile * tile_codes);
            }
        }
        size_t span;
        for (size_t first = 0; first < linear->outputs; first += span * SPK_PANEL) {
            span = LUT_NAME(span)((linear->outputs - first + SPK_PANEL - 1) / SPK_PANEL);
            for (size_t row = block, tile = 0; row < end; row += LUT_ROWS, tile++) {
                size_t some = end - row < LUT_ROWS ? end - row : LUT_ROWS;
                const uint16_t *from = codes + tile * tile_codes;
                if (skips[tile]) {
                    LUT_NAME(skip_rows)(linear, sink, from, listed + (row - block), row, some, first, span);
                    continue;
                }
                switch (span) {
                case 1: LUT_NAME(panels)(linear, sink, from, row, some, first, 1); break;
                case 2: LUT_NAME(panels)(linear, sink, from, row, some, first, 2); break;
#if LUT_SPAN == 4
                case 3: LUT_NAME(panels)(linear, sink, from, row, some, first, 3); break;
                default: LUT_NAME(panels)(linear, sink, from, row, some, first, 4); break;
#endif
                }
            }
        }
        finish_rows(sink, block, end, linear->outputs);
    }
}

static const spk_linear_form LUT_NAME(form) = {
    .name = SPK_TEXT(LUT),
    .takes = LUT_NAME(takes),
    .panel_bytes = LUT_NAME(panel_bytes),
    .pack = LUT_NAME(pack),
    .scratch_bytes = LUT_NAME(scratch_bytes),
    .table_bytes = LUT_NAME(table_bytes),
    .build_tables = LUT_NAME(build_tables),
    .gemm = LUT_NAME(gemm),
};

#undef LUT_NAME
#undef LUT
#undef LUT_GROUP
#undef LUT_HALVES
#undef LUT_DIGITS
#undef LUT_ENTRIES
#undef LUT_SKIP_GAIN
#undef LUT_BINARY
#undef LUT_ROWS
#undef LUT_SPAN

// Counts times codes by table look-up: one byte of a panel codes LUT_GROUP weights of an output, one table of 64 bytes
// holds what every such byte contributes for a group of counts, and VPERMB reads 64 outputs at once.
//
//   panel     [inner groups][SPK_PANEL] bytes; output 0...31 at the even, 32...63 at the odd places
//   group g   inputs g, g + G, g + 2G... of G groups, so that coding counts needs no shuffles
//   table     sums of three products, made positive by adding 3 * limit; LUT_HALVES tables are added for a group
//
// Sums stay in bytes as long as they fit, then in 16 bits. Included once per form, which defines LUT (its name),
// LUT_GROUP, LUT_HALVES, LUT_BINARY, and the rows (4 or 8) and panels (4 or 2) of a register tile, LUT_ROWS and LUT_SPAN.

#define LUT_NAME(part) SPK_JOIN(LUT, part)

enum { LUT_NAME(block) = 16 };

static size_t LUT_NAME(groups)(size_t inner) { return (inner + LUT_GROUP - 1) / LUT_GROUP; }

/// Codes of one half of a row, rounded up to whole vectors.
static size_t LUT_NAME(code_stride)(size_t inner) { return (LUT_NAME(groups)(inner) + 31) / 32 * 32; }

static int LUT_NAME(takes)(size_t inner, int is_binary, int limit) {
    // Byte offsets of tables and sums of a row must fit 16 bits.
    return (is_binary || !LUT_BINARY) && limit >= 1 && limit <= 4
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

static size_t LUT_NAME(half_tables)(int limit) {
    size_t levels = 2 * (size_t)limit + 1;
    return levels * levels * levels * 64;
}

static size_t LUT_NAME(table_bytes)(int limit) { return LUT_HALVES * LUT_NAME(half_tables)(limit); }

/// Weight `digit` (0...2) of half `half` in byte `byte`.
static int LUT_NAME(weight)(int byte, int half, int digit) {
    if (LUT_BINARY) { return (byte >> (3 * half + digit) & 1) ? 1 : -1; }
    static const int power[3] = {1, 3, 9};
    return byte < 27 ? byte / power[digit] % 3 - 1 : 0;
}

static void LUT_NAME(build_tables)(int limit, uint8_t *tables) {
    int levels = 2 * limit + 1;
    for (int half = 0; half < LUT_HALVES; half++) {
        for (int code = 0; code < levels * levels * levels; code++) {
            int count[3] = {code % levels - limit, code / levels % levels - limit, code / levels / levels - limit};
            for (int byte = 0; byte < 64; byte++) {
                int sum = 3 * limit;
                for (int digit = 0; digit < 3; digit++) { sum += count[digit] * LUT_NAME(weight)(byte, half, digit); }
                *tables++ = (uint8_t)sum;
            }
        }
    }
}

static size_t LUT_NAME(scratch_bytes)(size_t inner, size_t rows) {
    size_t some = rows < LUT_NAME(block) ? rows : LUT_NAME(block);
    return some * LUT_HALVES * LUT_NAME(code_stride)(inner) * sizeof(uint16_t);
}

/// Codes a row of counts: byte offsets of the tables to look up in.
SPK_INLINE void LUT_NAME(encode)(const int8_t *counts, size_t inner, int limit, uint16_t *codes) {
    size_t groups = LUT_NAME(groups)(inner);
    const __m512i base = _mm512_set1_epi16((short)(2 * limit + 1)), bias = _mm512_set1_epi16((short)limit);
    for (int half = 0; half < LUT_HALVES; half++) {
        for (size_t g = 0; g < groups; g += 32) {
            __m512i code = _mm512_setzero_si512();
            for (int digit = 2; digit >= 0; digit--) {
                size_t k = g + (size_t)(3 * half + digit) * groups;
                size_t left = k < inner ? inner - k : 0;
                __mmask32 mask = left >= 32 ? 0xFFFFFFFFu : (1u << left) - 1;
                __m512i count = _mm512_cvtepi8_epi16(_mm256_maskz_loadu_epi8(mask, counts + (mask ? k : 0)));
                code = _mm512_add_epi16(_mm512_mullo_epi16(code, base), _mm512_add_epi16(count, bias));
            }
            _mm512_storeu_si512(codes + g, _mm512_slli_epi16(code, 6));
        }
        codes += LUT_NAME(code_stride)(inner);
    }
}

/// Sums of `rows` rows times `panels` panels, as 16-bit sums of even and odd places; even ones still hold the odd ones
/// in their upper half.
SPK_INLINE void LUT_NAME(tile)(
    const uint16_t *codes, size_t code_stride, const uint8_t *tables, const uint8_t *panel, size_t groups,
    int limit, int rows, int panels, __m512i even[LUT_ROWS][LUT_SPAN], __m512i odd[LUT_ROWS][LUT_SPAN]) {
    const size_t run = 255 / (LUT_HALVES * 6 * (size_t)limit);
    const size_t half = LUT_NAME(half_tables)(limit);
    for (size_t start = 0; start < groups; start += run) {
        size_t end = groups - start < run ? groups : start + run;
        __m512i sum[LUT_ROWS][LUT_SPAN];
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) {
#pragma clang loop unroll(full)
            for (int v = 0; v < panels; v++) { sum[r][v] = _mm512_setzero_si512(); }
        }
#pragma clang loop unroll(disable)
        for (size_t g = start; g < end; g++) {
            __m512i bytes[LUT_SPAN];
#pragma clang loop unroll(full)
            for (int v = 0; v < panels; v++) {
                bytes[v] = _mm512_loadu_si512(panel + ((size_t)v * groups + g) * SPK_PANEL);
            }
#pragma clang loop unroll(full)
            for (int r = 0; r < rows; r++) {
                const uint16_t *code = codes + (size_t)r * LUT_HALVES * code_stride + g;
                __m512i table = _mm512_loadu_si512(tables + code[0]);
                if (LUT_HALVES == 2) {
                    table = _mm512_add_epi8(table, _mm512_loadu_si512(tables + half + code[code_stride]));
                }
#pragma clang loop unroll(full)
                for (int v = 0; v < panels; v++) {
                    sum[r][v] = _mm512_add_epi8(sum[r][v], _mm512_permutexvar_epi8(bytes[v], table));
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
        codes, LUT_NAME(code_stride)(linear->inner), linear->tables, linear->panels + first * groups, groups,
        linear->limit, rows, panels, even, odd);
    const __m512i bias = _mm512_set1_epi16((short)(LUT_HALVES * 3 * (size_t)linear->limit * groups));
    size_t width = linear->outputs - first < (size_t)panels * SPK_PANEL ? linear->outputs - first
                                                                      : (size_t)panels * SPK_PANEL;
    float currents[LUT_SPAN * SPK_PANEL];
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
#if LUT_ROWS == 8
        LUT_CASE(5);
        LUT_CASE(6);
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

static void LUT_NAME(gemm)(const spk_linear *linear, spk_sink *sink) {
    size_t row_codes = LUT_HALVES * LUT_NAME(code_stride)(linear->inner);
    uint16_t *codes = linear->scratch;
    for (size_t block = 0; block < linear->rows; block += LUT_NAME(block)) {
        size_t end = linear->rows - block < LUT_NAME(block) ? linear->rows : block + LUT_NAME(block);
        for (size_t row = block; row < end; row++) {
            LUT_NAME(encode)(
                linear->counts + row * linear->count_stride, linear->inner, linear->limit,
                codes + (row - block) * row_codes);
        }
        size_t span;
        for (size_t first = 0; first < linear->outputs; first += span * SPK_PANEL) {
            span = LUT_NAME(span)((linear->outputs - first + SPK_PANEL - 1) / SPK_PANEL);
            for (size_t row = block; row < end; row += LUT_ROWS) {
                const uint16_t *some = codes + (row - block) * row_codes;
                switch (span) {
                case 1: LUT_NAME(panels)(linear, sink, some, row, end - row, first, 1); break;
                case 2: LUT_NAME(panels)(linear, sink, some, row, end - row, first, 2); break;
#if LUT_SPAN == 4
                case 3: LUT_NAME(panels)(linear, sink, some, row, end - row, first, 3); break;
                default: LUT_NAME(panels)(linear, sink, some, row, end - row, first, 4); break;
#endif
                }
            }
        }
    }
    pad_sink(sink, linear->rows, linear->outputs);
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
#undef LUT_BINARY
#undef LUT_ROWS
#undef LUT_SPAN

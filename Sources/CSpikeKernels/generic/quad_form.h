// The forms that every instruction set has: codes as unsigned bytes, `[panel][inner / SPK_QUAD][SPK_PANEL][SPK_QUAD]`.
// `quad` holds code + SPK_QUAD_OFFSET, `byte` holds code + SPK_BYTE_OFFSET.
// Included once per set, which defines `quad_run(linear, offset, sink, sums, sum_stride)` before: into the sink, or when
// there is none added to `sums`.

static int quad_takes(size_t inner, spk_codes codes, int limit) {
    (void)inner, (void)limit;
    return codes != SPK_BYTE_CODES;
}

static int byte_takes(size_t inner, spk_codes codes, int limit) {
    (void)inner;
    return codes == SPK_BYTE_CODES && limit <= SPK_BYTE_LIMIT;
}

static size_t quad_panel_bytes(size_t inner, size_t outputs) {
    return (outputs + SPK_PANEL - 1) / SPK_PANEL * ((inner + SPK_QUAD - 1) / SPK_QUAD) * SPK_PANEL * SPK_QUAD;
}

static void quad_pack_offset(const int8_t *codes, size_t inner, size_t outputs, int offset, uint8_t *panels) {
    size_t quads = (inner + SPK_QUAD - 1) / SPK_QUAD;
    __builtin_memset(panels, 0, quad_panel_bytes(inner, outputs));
    for (size_t o = 0; o < outputs; o++) {
        uint8_t *panel = panels + (o / SPK_PANEL * quads * SPK_PANEL + o % SPK_PANEL) * SPK_QUAD;
        for (size_t k = 0; k < inner; k++) {
            panel[k / SPK_QUAD * SPK_PANEL * SPK_QUAD + k % SPK_QUAD] = (uint8_t)(codes[o * inner + k] + offset);
        }
    }
}

static void quad_pack(const int8_t *codes, size_t inner, size_t outputs, uint8_t *panels) {
    quad_pack_offset(codes, inner, outputs, SPK_QUAD_OFFSET, panels);
}

static void byte_pack(const int8_t *codes, size_t inner, size_t outputs, uint8_t *panels) {
    quad_pack_offset(codes, inner, outputs, SPK_BYTE_OFFSET, panels);
}

static size_t quad_scratch_bytes(size_t inner, size_t rows) {
    (void)inner, (void)rows;
    return 0;
}

static size_t quad_table_bytes(int limit) {
    (void)limit;
    return 0;
}

static void quad_build_tables(int limit, uint8_t *tables) { (void)limit, (void)tables; }

static void quad_gemm(const spk_linear *linear, spk_sink *sink) { quad_run(linear, SPK_QUAD_OFFSET, sink, NULL, 0); }

static void byte_gemm(const spk_linear *linear, spk_sink *sink) { quad_run(linear, SPK_BYTE_OFFSET, sink, NULL, 0); }

void SPK_NAME(spk_accumulate_count8_code8)(const spk_linear *linear, int offset, int32_t *sums, size_t sum_stride) {
    quad_run(linear, offset, NULL, sums, sum_stride);
}

static const spk_linear_form quad_form = {
    .name = "quad",
    .takes = quad_takes,
    .panel_bytes = quad_panel_bytes,
    .pack = quad_pack,
    .scratch_bytes = quad_scratch_bytes,
    .table_bytes = quad_table_bytes,
    .build_tables = quad_build_tables,
    .gemm = quad_gemm,
};

static const spk_linear_form byte_form = {
    .name = "byte",
    .takes = byte_takes,
    .panel_bytes = quad_panel_bytes,
    .pack = byte_pack,
    .scratch_bytes = quad_scratch_bytes,
    .table_bytes = quad_table_bytes,
    .build_tables = quad_build_tables,
    .gemm = byte_gemm,
};

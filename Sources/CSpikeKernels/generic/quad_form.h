// The form that every instruction set has: code + 1 as unsigned bytes, `[panel][inner / SPK_QUAD][SPK_PANEL][SPK_QUAD]`.
// Included once per set, which defines `quad_gemm` before.

static int quad_takes(size_t inner, int is_binary, int limit) {
    (void)inner, (void)is_binary, (void)limit;
    return 1;
}

static size_t quad_panel_bytes(size_t inner, size_t outputs) {
    return (outputs + SPK_PANEL - 1) / SPK_PANEL * ((inner + SPK_QUAD - 1) / SPK_QUAD) * SPK_PANEL * SPK_QUAD;
}

static void quad_pack(const int8_t *codes, size_t inner, size_t outputs, uint8_t *panels) {
    size_t quads = (inner + SPK_QUAD - 1) / SPK_QUAD;
    __builtin_memset(panels, 0, quad_panel_bytes(inner, outputs));
    for (size_t o = 0; o < outputs; o++) {
        uint8_t *panel = panels + (o / SPK_PANEL * quads * SPK_PANEL + o % SPK_PANEL) * SPK_QUAD;
        for (size_t k = 0; k < inner; k++) {
            panel[k / SPK_QUAD * SPK_PANEL * SPK_QUAD + k % SPK_QUAD] = (uint8_t)(codes[o * inner + k] + 1);
        }
    }
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

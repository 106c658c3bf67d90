// Defines `spk_<isa>`, the table of the kernels of one instruction set. Included once per set.
const spk_kernel_set SPK_NAME(spk) = {
    .name = SPK_TEXT(SPK_ISA),
    .forms = forms,
    .form_count = sizeof forms / sizeof forms[0],
    .accumulate_codes = SPK_NAME(spk_accumulate_count8_code8),
    .gemm_reals = SPK_NAME(spk_gemm_real32_real32),
    .fire = SPK_NAME(spk_fire_real32),
    .step = SPK_NAME(spk_step_real32),
    .advance = SPK_NAME(spk_advance_real32),
    .layernorm = SPK_NAME(spk_layernorm_real32),
    .gelu = SPK_NAME(spk_gelu_real32),
    .softmax = SPK_NAME(spk_softmax_real32),
    .add_counts = SPK_NAME(spk_add_count8),
    .attention = SPK_NAME(spk_attention_real32_count8),
};

// Which kernel sets are compiled in, best first, and which of them this CPU runs.
#include "cspikekernels.h"

extern const spk_kernel_set spk_scalar;

static int runs_everywhere(void) { return 1; }

#if defined(__x86_64__)
extern const spk_kernel_set spk_avx2;
extern const spk_kernel_set spk_avx512vnni;
extern const spk_kernel_set spk_avx512vbmi;

static int runs_avx2(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

static int runs_avx512vnni(void) {
    return runs_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")
        && __builtin_cpu_supports("avx512vnni");
}

static int runs_avx512vbmi(void) {
    return runs_avx512vnni() && __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vpopcntdq");
}
#endif

#if defined(__aarch64__)
extern const spk_kernel_set spk_neon;

#if defined(__linux__)
#include <asm/hwcap.h>
#include <sys/auxv.h>

static int runs_neon(void) { return (getauxval(AT_HWCAP) & HWCAP_ASIMDDP) != 0; }
#else
// Every Apple processor that runs these systems has the dot product.
static int runs_neon(void) { return 1; }
#endif
#endif

static const struct {
    const spk_kernel_set *set;
    int (*runs)(void);
} sets[] = {
#if defined(__x86_64__)
    {&spk_avx512vbmi, runs_avx512vbmi},
    {&spk_avx512vnni, runs_avx512vnni},
    {&spk_avx2, runs_avx2},
#endif
#if defined(__aarch64__)
    {&spk_neon, runs_neon},
#endif
    {&spk_scalar, runs_everywhere},
};

size_t spk_kernel_set_count(void) { return sizeof sets / sizeof sets[0]; }

const spk_kernel_set *spk_kernel_set_at(size_t index) { return sets[index].set; }

int spk_kernel_set_runs(size_t index) { return sets[index].runs(); }

size_t spk_attention_scratch(size_t tokens, size_t head_size) {
    size_t token_lanes = (tokens + SPK_LANES - 1) / SPK_LANES * SPK_LANES;
    size_t size_lanes = (head_size + SPK_LANES - 1) / SPK_LANES * SPK_LANES;
    return head_size * token_lanes + tokens * size_lanes + SPK_ATTENTION_ROWS * (token_lanes + size_lanes);
}

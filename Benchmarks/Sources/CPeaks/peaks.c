#include "cpeaks.h"

#include <stddef.h>
#include <time.h>

#if defined(__x86_64__)
// Each group on twelve independent sums, so that neither latency nor loads count.
#define CHAINS(X) X(0) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11)
#define CLOBBERS \
    "zmm0", "zmm1", "zmm2", "zmm3", "zmm4", "zmm5", "zmm6", "zmm7", "zmm8", "zmm9", "zmm10", "zmm11", "zmm20", "zmm21", \
        "zmm22", "zmm23"
#define DOT(i) "vpdpbusd %%zmm20, %%zmm21, %%zmm" #i "\n"
#define LOOK_UP(i) "vpermb %%zmm20, %%zmm21, %%zmm22\n vpaddb %%zmm22, %%zmm" #i ", %%zmm" #i "\n"
#define WIDE_LOOK_UP(i) \
    "vmovdqa64 %%zmm23, %%zmm22\n vpermi2b %%zmm20, %%zmm21, %%zmm22\n vpaddb %%zmm22, %%zmm" #i ", %%zmm" #i "\n"
#define COUNT_BITS(i) \
    "vpandq %%zmm20, %%zmm21, %%zmm22\n vpopcntq %%zmm22, %%zmm22\n vpaddq %%zmm22, %%zmm" #i ", %%zmm" #i "\n"
#define LOOP(name, body) \
    static void name(long n) { \
        for (long i = 0; i < n; i++) { __asm__ volatile(CHAINS(body)::: CLOBBERS); } \
    }
LOOP(dot, DOT)
LOOP(look_up, LOOK_UP)
LOOP(wide_look_up, WIDE_LOOK_UP)
LOOP(count_bits, COUNT_BITS)

static const char *const names[] = {"VPDPBUSD", "VPERMB + VPADDB", "VPERMI2B + VPADDB", "VPANDQ + VPOPCNTQ + VPADDQ", NULL};
static void (*const loops[])(long) = {dot, look_up, wide_look_up, count_bits};
// 64 products; 64 outputs of 3 and of 4 weights; 64 inputs of 8 outputs.
static const double operations[] = {128, 384, 512, 1024};

const char *const *peak_names(void) {
    __builtin_cpu_init();
    int runs = __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vnni")
        && __builtin_cpu_supports("avx512vpopcntdq");
    return runs ? names : names + 4;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

double peak_operations_per_vector(int index) { return operations[index]; }

double peak_vectors_per_second(int index) {
    const long n = 500000;
    double best = 0;
    for (int run = 0; run < 9; run++) {
        double start = now();
        loops[index](n);
        double rate = 12.0 * (double)n / (now() - start);
        best = rate > best ? rate : best;
    }
    return best;
}
#else
static const char *const names[] = {NULL};

const char *const *peak_names(void) { return names; }
double peak_operations_per_vector(int index) { return (void)index, 0; }
double peak_vectors_per_second(int index) { return (void)index, 0; }
#endif

// Sixteen-lane vectors in portable C. The compiler maps them onto one AVX-512 register, two AVX or four SSE/NEON ones;
// the lanes, and so the results, are the same everywhere. Included inside the `target` region of an instruction set.
#pragma once

#include <stddef.h>
#include <stdint.h>

// Vectors only pass between functions that are inlined, so no calling convention is involved.
#pragma clang diagnostic ignored "-Wpsabi"
// `a * b + c` must round twice everywhere; `fma` says so where it rounds once.
#pragma STDC FP_CONTRACT OFF

#define SPK_INLINE static inline __attribute__((always_inline))

typedef float vf __attribute__((ext_vector_type(16)));
typedef int32_t vi __attribute__((ext_vector_type(16)));
typedef int8_t vb __attribute__((ext_vector_type(16)));

SPK_INLINE vf splat(float x) { return (vf)x; }
SPK_INLINE vf fma(vf a, vf b, vf c) { return __builtin_elementwise_fma(a, b, c); }
SPK_INLINE vf larger(vf a, vf b) { return a > b ? a : b; }
SPK_INLINE vf smaller(vf a, vf b) { return a < b ? a : b; }

SPK_INLINE vf load(const float *p) {
    vf v;
    __builtin_memcpy(&v, p, sizeof v);
    return v;
}

SPK_INLINE void store(float *p, vf v) { __builtin_memcpy(p, &v, sizeof v); }

/// The first `lanes` (at most 16) values; the other lanes are zero.
SPK_INLINE vf load_some(const float *p, size_t lanes) {
    if (lanes >= 16) { return load(p); }
    vf v = 0;
    __builtin_memcpy(&v, p, lanes * sizeof(float));
    return v;
}

SPK_INLINE void store_some(float *p, vf v, size_t lanes) {
    if (lanes >= 16) {
        store(p, v);
    } else {
        __builtin_memcpy(p, &v, lanes * sizeof(float));
    }
}

SPK_INLINE vf load_counts(const int8_t *p, size_t lanes) {
    vb v = 0;
    if (lanes >= 16) {
        __builtin_memcpy(&v, p, sizeof v);
    } else {
        __builtin_memcpy(&v, p, lanes);
    }
    return __builtin_convertvector(v, vf);
}

SPK_INLINE void store_counts(int8_t *p, vi counts, size_t lanes) {
    vb v = __builtin_convertvector(counts, vb);
    if (lanes >= 16) {
        __builtin_memcpy(p, &v, sizeof v);
    } else {
        __builtin_memcpy(p, &v, lanes);
    }
}

/// All ones in lanes below `lanes`.
SPK_INLINE vi first_lanes(size_t lanes) {
    const vi lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    return lane < (vi)(int32_t)(lanes > 16 ? 16 : lanes);
}

typedef float vf8 __attribute__((ext_vector_type(8)));
typedef float vf4 __attribute__((ext_vector_type(4)));
typedef float vf2 __attribute__((ext_vector_type(2)));

/// Folded by halves.
SPK_INLINE float sum_of(vf v) {
    vf8 eight = v.lo + v.hi;
    vf4 four = eight.lo + eight.hi;
    vf2 two = four.lo + four.hi;
    return two.x + two.y;
}

SPK_INLINE float largest_of(vf v) {
    vf8 eight = v.lo > v.hi ? v.lo : v.hi;
    vf4 four = eight.lo > eight.hi ? eight.lo : eight.hi;
    vf2 two = four.lo > four.hi ? four.lo : four.hi;
    return two.x > two.y ? two.x : two.y;
}

/// `table[index]` of every lane; indices in 0...15.
SPK_INLINE vf look_up(const float table[16], vi index) {
#if SPK_LOOK_UP_BITS == 512
    return (vf)_mm512_permutexvar_ps((__m512i)index, _mm512_loadu_ps(table));
#elif SPK_LOOK_UP_BITS == 256
    union {
        vi all;
        __m256i half[2];
    } at = {.all = index};
    union {
        vf all;
        __m256 half[2];
    } found;
    const __m256 low = _mm256_loadu_ps(table), high = _mm256_loadu_ps(table + 8);
    for (int h = 0; h < 2; h++) {
        // Bit 3 of an index, moved to the sign, chooses the upper eight.
        __m256 upper = _mm256_castsi256_ps(_mm256_slli_epi32(at.half[h], 28));
        found.half[h] = _mm256_blendv_ps(
            _mm256_permutevar8x32_ps(low, at.half[h]), _mm256_permutevar8x32_ps(high, at.half[h]), upper);
    }
    return found.all;
#else
    vf found;
    for (int lane = 0; lane < 16; lane++) { found[lane] = table[index[lane]]; }
    return found;
#endif
}

typedef int32_t vi8 __attribute__((ext_vector_type(8)));
typedef int32_t vi4 __attribute__((ext_vector_type(4)));

/// Lanes are sums over one row, so 32 bits hold all of them together.
SPK_INLINE int64_t sum_of_counts(vi v) {
    vi8 eight = v.lo + v.hi;
    vi4 four = eight.lo + eight.hi;
    return (int64_t)four.x + four.y + four.z + four.w;
}

/// exp(x) for x <= 0, relative error below 2e-7; 0 below -87. Cody-Waite reduction and a degree-6 polynomial.
SPK_INLINE vf exp_negative(vf x) {
    const vf rounder = splat(12582912.0f);  // 1.5 * 2^23: adding it rounds to the nearest integer
    vf clamped = larger(x, splat(-87.0f));
    vf n = fma(clamped, splat(1.44269504f), rounder) - rounder;
    vf r = fma(n, splat(-0.693359375f), clamped);
    r = fma(n, splat(2.12194440e-4f), r);
    vf p = fma(splat(1.3981999507e-3f), r, splat(8.3334519073e-3f));
    p = fma(p, r, splat(4.1665795894e-2f));
    p = fma(p, r, splat(1.6666665459e-1f));
    p = fma(p, r, splat(5.0000001201e-1f));
    p = fma(p * r, r, r) + splat(1.0f);
    union {
        vi bits;
        vf value;
    } power = {.bits = (__builtin_convertvector(n, vi) + 127) << 23};
    return x < splat(-87.0f) ? splat(0) : p * power.value;
}

/* Which of the kernels this processor can run. */

#if defined(_WIN32)
#define OUT __declspec(dllexport)
#else
#define OUT __attribute__((visibility("default")))
#endif

OUT int quoteattr_version(void) { return 2; } /* of what Python and the kernels have agreed upon: see kernels.py */

/* 0: none, 1: AVX2, 2: AVX-512, 3: NEON */
OUT int quoteattr_level(void)
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f"))
        return 2;
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? 1 : 0;
#elif defined(__aarch64__)
    return 3;
#else
    return 0;
#endif
}

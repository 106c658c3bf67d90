// Names of the kernels of one instruction set: SPK_NAME(spk_fire_real32) is spk_fire_real32_<isa>.
#define SPK_JOIN_(a, b) a##_##b
#define SPK_JOIN(a, b) SPK_JOIN_(a, b)
#define SPK_NAME(op) SPK_JOIN(op, SPK_ISA)
#define SPK_TEXT_(a) #a
#define SPK_TEXT(a) SPK_TEXT_(a)

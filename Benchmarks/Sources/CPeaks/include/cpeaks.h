// What this CPU's vector units can do at most: the instructions that kernels are made of, without loads or dependencies.
#pragma once

/// Instruction groups that `peak_vectors_per_second` knows; null ends the list. Empty where there is no AVX-512.
const char *const *peak_names(void);

/// Weights times spikes, as operations (two each), that one vector of group `index` stands for.
double peak_operations_per_vector(int index);

/// Vectors of group `index` a second, the best of some runs of a few milliseconds.
double peak_vectors_per_second(int index);

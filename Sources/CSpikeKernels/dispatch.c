#include "cspikekernels.h"

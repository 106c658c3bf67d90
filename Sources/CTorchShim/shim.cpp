#include "ctorchshim.h"

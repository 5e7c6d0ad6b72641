/* The networks of a model, run on its weights: convolutions over words, the tagger, the recognizer of names, the parser.

   Compiled once for each kind of processor (see hatch_build.py): LEVEL is the end of every name that is seen from outside,
   WIDTH the floats of a vector, ROWS and VECTORS the tile that fits the registers. Plain C with vectors as gcc and clang
   know them; no Python, no library but libc and libm.

   Whoever calls owns all memory that is read and written. Every function checks what it is given: an index that is out
   of range, a size that does not fit or memory that cannot be had makes it return a negative number and leave its
   output unfinished; numpy then does the work. */

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define PASTE_(a, b) a##_##b
#define PASTE(a, b) PASTE_(a, b)
#define NAME(a) PASTE(a, LEVEL)
#if defined(_WIN32)
#define OUT __declspec(dllexport)
#else
#define OUT __attribute__((visibility("default")))
#endif

typedef float vec __attribute__((vector_size(WIDTH * 4)));
typedef int32_t mask __attribute__((vector_size(WIDTH * 4)));
typedef vec loose __attribute__((aligned(4), may_alias)); /* as it stands among floats in memory; a variable is a vec */
typedef int64_t num;

#define UNROLLED _Pragma("GCC unroll 16") /* a loop over a few registers: they are to stay registers */

enum { PANEL = WIDTH * VECTORS, GROUP = 40 * ROWS, BAD = -1, NO_MEMORY = -2, LARGEST = 1 << 24 };

static inline vec larger(vec a, vec b)
{
    const mask first = a > b;
    return (vec)((first & (mask)a) | (~first & (mask)b));
}

#include "products.h"
#include "encoder.h"
#include "tagger.h"
#include "states.h"
#include "names.h"
#include "parser.h"
#include "words.h"

/* The header's sizes as symbols, for languages that read no C headers. */
#include "model.h"

extern const size_t size_of_height, size_of_width, size_of_outputs, size_of_params, size_of_model,
    size_of_work;
const size_t size_of_height = SHAPES_IN_H, size_of_width = SHAPES_IN_W,
             size_of_outputs = SHAPES_OUTPUTS, size_of_params = SHAPES_PARAM_FLOATS,
             size_of_model = SHAPES_MODEL_BYTES, size_of_work = SHAPES_WORK_BYTES;

/* Every attribute does something. The tables of the compiler are walked: each attribute of each
 * layer kind, loss, optimizer, schedule and change of pictures is written with other values in an
 * otherwise equal net, and the starting weights, outputs, gradients or parameters after two steps
 * must differ; where only the plan may (which algorithm computes the same numbers), the plan must.
 * An attribute without a case here fails the test. */
#include "compiler/compile.h"
#include "compiler/front/schedule.h"
#include "data/augment.h"
#include "data/mix.h"
#include "training/feed.h"
#include "runtime/library_path.h"
#include "runtime/netc.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

enum { N = 4, VALUES_MAX = 12 };

/* body: statements with one %s, for which each of `values` (separated by `|`, an empty one for not
 * written) is put; NAMES stands for all words that the attribute takes. Every two values must give
 * something else. */
typedef struct Case {
    const char *of, *attr, *input, *body, *values;
    bool plan;
} Case;

static const Case layer_cases[] = {
    {"input", "size", "%s", "conv 3 1x1\n globalavgpool", "3x2x2|2x3x2|4x4x2|3x2x3", false},
    {"input", "scale", "3x2x3%s", "conv 3 1x1", "| scale=0.5| scale=-1", false},
    {"input", "mean", "3x2x3%s", "conv 3 1x1", "| mean=1| mean=(1,2,3)", false},
    {"input", "std", "3x2x3%s", "conv 3 1x1", "| std=2| std=(1,2,3)", false},
    {"input", "order", "3x2x3%s", "conv 3 1x1", "| order=bgr", false},
    {"input", "resize", "4x4x3%s", "conv 3 1x1\n globalavgpool", "| resize=3x5| resize=5x3", false},
    {"conv", "filters", "5x6x3", "conv %s 3x3\n globalavgpool\n dense 2", "2|3", false},
    {"conv", "size", "5x6x3", "conv 3 %s\n globalavgpool", "1x1|3x3|3x1|1x3", false},
    {"conv", "stride", "5x6x3", "conv 3 3x3%s\n globalavgpool",
     "| stride=2| stride=2x1| stride=1x2", false},
    {"conv", "dilation", "5x6x3", "conv 3 3x3%s", "| dilation=2| dilation=2x1| dilation=1x2",
     false},
    {"conv", "groups", "5x6x4", "conv 4 3x3%s", "| groups=2| groups=4", false},
    {"conv", "same", "5x6x3", "conv 3 4x4 %s\n globalavgpool", "same|valid|pad=1", false},
    {"conv", "valid", "5x6x3", "conv 3 4x4%s\n globalavgpool", "| valid", false},
    {"conv", "pad", "5x6x3", "conv 3 3x3%s\n globalavgpool", "| pad=0| pad=2| pad=1x0| pad=0x1",
     false},
    {"conv", "nobias", "5x6x3", "conv 3 3x3%s", "| nobias", false},
    {"conv", "init", "5x6x3", "conv 5 3x3 init=%s",
     "glorot_uniform|glorot_normal|he_uniform|he_normal|lecun_uniform|lecun_normal|zeros|ones|"
     "pytorch|dirac", /* whiten: of the data, tests/cli/recipe.sh */
     false},
    {"conv", "deviation", "5x6x3", "conv 5 3x3%s", "| deviation=1| deviation=0.1", false},
    {"conv", "algorithm", "8x8x8", "conv 8 3x3 algorithm=%s",
     "direct|winograd|winograd_panels|winograd_f4_prepacked|winograd_f2_prepacked", true},
    {"conv", "algorithm", "2x2x8", "conv 8 3x3 algorithm=%s", "direct|winograd|toeplitz", true},
    {"conv", "algorithm", "1x1x8", "conv 8 3x3 algorithm=%s", "direct|pointwise_1x1_map", true},
    {"conv", "algorithm", "8x8x64", "conv 64 3x3 algorithm=%s", "auto|direct", true},
    {"depthwise", "size", "5x6x3", "depthwise %s\n globalavgpool", "1x1|3x3|3x1|1x3", false},
    {"depthwise", "multiplier", "5x6x3", "depthwise 3x3%s\n globalavgpool\n dense 2",
     "| multiplier=2", false},
    {"depthwise", "stride", "5x6x3", "depthwise 3x3%s\n globalavgpool",
     "| stride=2| stride=2x1| stride=1x2", false},
    {"depthwise", "dilation", "5x6x3", "depthwise 3x3%s",
     "| dilation=2| dilation=2x1| dilation=1x2", false},
    {"depthwise", "same", "5x6x3", "depthwise 4x4 %s\n globalavgpool", "same|valid|pad=1", false},
    {"depthwise", "valid", "5x6x3", "depthwise 4x4%s\n globalavgpool", "| valid", false},
    {"depthwise", "pad", "5x6x3", "depthwise 3x3%s\n globalavgpool",
     "| pad=0| pad=2| pad=1x0| pad=0x1", false},
    {"depthwise", "nobias", "5x6x3", "depthwise 3x3%s", "| nobias", false},
    {"depthwise", "init", "5x6x3", "depthwise 3x3 init=%s", "NAMES", false},
    {"dense", "units", "7", "dense %s", "2|3", false},
    {"dense", "nobias", "7", "dense 3%s", "| nobias", false},
    {"dense", "init", "7", "dense 4 init=%s", "NAMES", false},
    {"dense", "deviation", "7", "dense 4%s", "| deviation=1| deviation=0.1", false},
    {"maxpool", "size", "5x6x3", "maxpool %s stride=1\n globalavgpool", "1x1|2x2|2x1|1x2", false},
    {"maxpool", "stride", "6x6x3", "maxpool 3x3%s\n globalavgpool",
     "| stride=1| stride=2x1| stride=1x2", false},
    {"maxpool", "same", "5x6x3", "maxpool 2x4%s\n globalavgpool", "| same", false},
    {"maxpool", "valid", "5x6x3", "maxpool 2x4 %s\n globalavgpool", "valid|same", false},
    {"avgpool", "size", "5x6x3", "avgpool %s stride=1\n globalavgpool", "1x1|2x2|2x1|1x2", false},
    {"avgpool", "stride", "6x6x3", "avgpool 3x3%s\n globalmaxpool",
     "| stride=1| stride=2x1| stride=1x2", false},
    {"avgpool", "same", "5x6x3", "avgpool 2x4%s\n globalmaxpool", "| same", false},
    {"avgpool", "valid", "5x6x3", "avgpool 2x4 %s\n globalmaxpool", "valid|same", false},
    {"maxpool", "pad", "5x6x3", "maxpool 3x3 stride=2%s\n globalavgpool",
     "| pad=1| pad=1x0| pad=0x2", false},
    {"maxpool", "top", "5x6x3", "maxpool 3x3 pad=1%s\n globalavgpool", "| top=0| top=2", false},
    {"maxpool", "bottom", "5x6x3", "maxpool 3x3 stride=1 pad=1%s\n globalavgpool", "| bottom=0",
     false},
    {"maxpool", "left", "5x6x3", "maxpool 3x3 pad=1%s\n globalavgpool", "| left=0| left=2", false},
    {"maxpool", "right", "5x6x3", "maxpool 3x3 stride=1 pad=1%s\n globalavgpool", "| right=0",
     false},
    {"maxpool", "ceil", "5x6x3", "maxpool 2x2%s\n globalavgpool", "| ceil", false},
    {"avgpool", "pad", "5x6x3", "avgpool 3x3 stride=2%s\n globalmaxpool",
     "| pad=1| pad=1x0| pad=0x2", false},
    {"avgpool", "top", "5x6x3", "avgpool 3x3 pad=1%s\n globalmaxpool", "| top=0| top=2", false},
    {"avgpool", "bottom", "5x6x3", "avgpool 3x3 stride=1 pad=1%s\n globalmaxpool", "| bottom=0",
     false},
    {"avgpool", "left", "5x6x3", "avgpool 3x3 pad=1%s\n globalmaxpool", "| left=0| left=2", false},
    {"avgpool", "right", "5x6x3", "avgpool 3x3 stride=1 pad=1%s\n globalmaxpool", "| right=0",
     false},
    {"avgpool", "ceil", "5x6x3", "avgpool 2x2%s\n globalmaxpool", "| ceil", false},
    {"avgpool", "countpad", "5x6x3", "avgpool 3x3 pad=1%s", "| countpad", false},
    {"batchnorm", "eps", "5x6x3", "batchnorm%s", "| eps=0.1", false},
    {"batchnorm", "nogamma", "5x6x3", "batchnorm%s", "| nogamma", false},
    {"batchnorm", "nobeta", "5x6x3", "batchnorm%s", "| nobeta", false},
    {"batchnorm", "momentum", "5x6x3", "batchnorm%s", "| momentum=0.5", false},
    {"layernorm", "eps", "5x6x3", "layernorm%s", "| eps=0.1", false},
    {"dropout", "rate", "5x6x3", "dropout %s", "0.2|0.6|0", false},
    {"reshape", "size", "2x3x4", "reshape %s\n conv 3 2x2", "3x2x4|4x3x2|2x3x4", false},
    {"pad", "size", "2x3x3", "pad %s\n conv 3 2x2 valid\n globalavgpool", "0x0|1x1|1x0|0x1", false},
    {"pad", "top", "2x3x3", "pad 1x1%s\n conv 3 2x2 valid\n globalavgpool", "| top=0| top=2",
     false},
    {"pad", "bottom", "2x3x3", "pad 1x1%s\n conv 3 2x2 valid\n globalavgpool", "| bottom=0", false},
    {"pad", "left", "2x3x3", "pad 1x1%s\n conv 3 2x2 valid\n globalavgpool", "| left=0| left=2",
     false},
    {"pad", "right", "2x3x3", "pad 1x1%s\n conv 3 2x2 valid\n globalavgpool", "| right=0", false},
    {"pad", "mode", "4x5x3", "pad 2%s\n conv 3 2x2 valid",
     "| mode=edge| mode=reflect| mode=symmetric| mode=wrap", false},
    {"pad", "value", "2x3x3", "pad 1%s\n conv 3 2x2 valid", "| value=0.5| value=-1", false},
    {"crop", "size", "7x7x3", "crop %s\n globalavgpool", "0x0|1x1|1x0|0x1", false},
    {"crop", "top", "7x7x3", "crop 1x1%s\n globalavgpool", "| top=0| top=2", false},
    {"crop", "bottom", "7x7x3", "crop 1x1%s\n globalavgpool", "| bottom=0", false},
    {"crop", "left", "7x7x3", "crop 1x1%s\n globalavgpool", "| left=0| left=2", false},
    {"crop", "right", "7x7x3", "crop 1x1%s\n globalavgpool", "| right=0", false},
    {"slice", "rows", "7x5x3", "slice%s\n globalavgpool",
     "| rows=(1)| rows=(1,4)| rows=(1,4,2)| rows=(-2)", false},
    {"slice", "columns", "5x7x3", "slice%s\n globalavgpool",
     "| columns=(1)| columns=(1,4)| columns=(1,4,2)| columns=(-2)", false},
    {"slice", "channels", "3x2x7", "slice%s\n globalavgpool\n dense 2",
     "| channels=(1)| channels=(1,4)| channels=(-2)", false},
    {"resize", "size", "3x4x3", "resize %s\n globalavgpool", "5x7|7x5|2x2", false},
    {"resize", "mode", "3x4x3", "resize 5x7 mode=%s\n globalavgpool", "NAMES", false},
    {"resize", "align", "3x4x3", "resize 5x7 mode=bilinear align=%s\n globalavgpool", "NAMES",
     false},
    {"resize", "round", "4x4x3", "resize 8x5 align=corners round=%s\n globalavgpool",
     "half_up|down|up", false},
    {"resize", "round", "4x4x3", "resize 2x2 round=%s\n globalavgpool", "half_up|half_down", false},
    {"permute", "order", "3x4x5", "permute order=%s\n flatten\n dense 3", "NAMES", false},
    {"shuffle", "groups", "3x2x6", "shuffle %s\n conv 2 1x1", "1|2|3", false},
    {"depth_to_space", "factor", "2x2x36", "depth_to_space %s\n globalavgpool\n dense 2", "1|2|3",
     false},
    {"depth_to_space", "order", "2x2x8", "depth_to_space 2 order=%s\n conv 2 2x2", "NAMES", false},
    {"space_to_depth", "factor", "6x6x1", "space_to_depth %s\n globalavgpool\n dense 2", "1|2|3",
     false},
    {"space_to_depth", "order", "4x4x2", "space_to_depth 2 order=%s\n conv 2 2x2", "NAMES", false},
    {"globalavgpool", "keepdims", "5x6x3", "globalavgpool%s", "| keepdims", false},
    {"globalmaxpool", "keepdims", "5x6x3", "globalmaxpool%s", "| keepdims", false},
    {"reduce", "op", "4x5x3", "reduce op=%s\n conv 2 1x1", "NAMES", false},
    {"reduce", "over", "4x5x3", "reduce over=%s\n globalavgpool\n dense 2", "NAMES", false},
    {"softmax", "axis", "4x5x3", "softmax axis=%s\n conv 2 1x1", "NAMES", false},
    {"log_softmax", "axis", "4x5x3", "log_softmax axis=%s\n conv 2 1x1", "NAMES", false},
    {"groupnorm", "groups", "3x2x12", "groupnorm %s", "1|2|3", false},
    {"groupnorm", "eps", "3x2x12", "groupnorm 2%s", "| eps=0.1", false},
    {"instancenorm", "eps", "3x2x12", "instancenorm%s", "| eps=0.1", false},
    {"rmsnorm", "eps", "3x2x12", "rmsnorm%s", "| eps=0.1", false},
    {"concat", "axis", "4x4x3", "a: conv 3 1x1\n conv 3 3x3\n concat a axis=%s", "NAMES", false},
    {"affine", "over", "3x2x4", "affine over=%s", "NAMES", false},
    {"prelu", "over", "3x2x4", "conv 4 1x1\n prelu over=%s", "NAMES", false},
    {"affine", "nogamma", "3x2x4", "affine%s", "| nogamma", false},
    {"affine", "nobeta", "3x2x4", "affine%s", "| nobeta", false},
    {"conv_transpose", "filters", "5x6x3", "conv_transpose %s 3x3\n globalavgpool\n dense 2", "2|3",
     false},
    {"conv_transpose", "size", "5x6x3", "conv_transpose 3 %s\n globalavgpool", "1x1|3x3|3x1|1x3",
     false},
    {"conv_transpose", "stride", "5x6x3", "conv_transpose 3 3x3%s\n globalavgpool",
     "| stride=2| stride=2x1| stride=1x2", false},
    {"conv_transpose", "dilation", "5x6x3", "conv_transpose 3 3x3%s",
     "| dilation=2| dilation=2x1| dilation=1x2", false},
    {"conv_transpose", "groups", "5x6x4", "conv_transpose 4 3x3%s", "| groups=2| groups=4", false},
    {"conv_transpose", "same", "5x6x3", "conv_transpose 3 4x4 stride=2 %s\n globalavgpool",
     "same|valid|pad=2", false},
    {"conv_transpose", "valid", "5x6x3", "conv_transpose 3 4x4%s\n globalavgpool", "| valid",
     false},
    {"conv_transpose", "pad", "5x6x3", "conv_transpose 3 3x3%s\n globalavgpool",
     "| pad=0| pad=2| pad=1x0| pad=0x1", false},
    {"conv_transpose", "outpad", "5x6x3", "conv_transpose 3 3x3 stride=2 pad=1%s\n globalavgpool",
     "| outpad=1| outpad=1x0", false},
    {"conv_transpose", "nobias", "5x6x3", "conv_transpose 3 3x3%s", "| nobias", false},
    {"conv_transpose", "init", "5x6x3", "conv_transpose 5 3x3 init=%s", "NAMES", false},
    {"add", "value", "5x6x3", "add %s", "0.5|1|value=-2", false},
    {"sub", "value", "5x6x3", "sub %s", "0.5|1|value=-2", false},
    {"mul", "value", "5x6x3", "mul %s", "0.5|1|value=-2", false},
    {"div", "value", "5x6x3", "div %s", "0.5|1|value=-2", false},
    {"pow", "value", "5x6x3", "add 3\n pow %s", "0.5|1|2|value=-2", false},
    {"maximum", "value", "5x6x3", "maximum %s", "0.1|0|value=-0.1", false},
    {"minimum", "value", "5x6x3", "minimum %s", "0.1|0|value=-0.1", false},
    {"clip", "min", "5x6x3", "clip%s", "| min=-0.1| 0", false},
    {"clip", "max", "5x6x3", "clip%s", "| max=-0.1| (-5) 0.3", false},
    {"celu", "alpha", "5x6x3", "celu%s", "| 0.5| alpha=2", false},
    {"silu", "beta", "5x6x3", "silu%s", "| beta=1.702| beta=-1", false},
    {"softplus", "beta", "5x6x3", "softplus%s", "| 2| beta=0.5", false},
    {"hardsigmoid", "slope", "5x6x3", "hardsigmoid%s", "| slope=0.2| slope=1", false},
    {"hardsigmoid", "shift", "5x6x3", "hardsigmoid%s", "| shift=0.4| shift=0", false},
    {"upsample", "size", "2x3x3", "upsample %s\n conv 3 2x2\n globalavgpool", "1x1|2x2|2x1|1x2",
     false},
    {"upsample", "mode", "2x3x3", "upsample 2x2 mode=%s\n conv 3 2x2", "NAMES", false},
    {"relu", "max", "5x6x3", "relu%s", "| max=0.3| max=0.1", false},
    {"leaky", "slope", "5x6x3", "leaky%s", "| 0.1| slope=0.5", false},
    {"elu", "alpha", "5x6x3", "elu%s", "| 0.5| alpha=2", false},
    {"gelu", "approximate", "5x6x3", "gelu%s", "| approximate", false},
};

static const char net_body[] = "conv 3 3x3 relu\n globalavgpool\n dense 3 softmax";

static const char sigmoid_body[] = "conv 3 3x3 relu\n conv 2 1x1 sigmoid";

static const char embedding_body[] = "conv 3 3x3 relu\n globalavgpool\n dense 2";

static const Case loss_cases[] = {
    {"crossentropy", "smoothing", "5x6x3", net_body, "| smoothing=0.1", false},
    {"soft_crossentropy", "smoothing", "5x6x3", net_body, "| smoothing=0.1", false},
    {"distillation", "temperature", "5x6x3", net_body, "| temperature=1| temperature=2", false},
    {"distillation", "share", "5x6x3", net_body, "| share=0| share=1", false},
    {"distillation", "smoothing", "5x6x3", net_body, "| smoothing=0.1", false},
    {"huber", "delta", "5x6x3", net_body, "| delta=0.1", false},
    {"focal", "gamma", "5x6x3", sigmoid_body, "| gamma=0| gamma=1.5", false},
    {"focal", "alpha", "5x6x3", sigmoid_body, "| alpha=0.25| alpha=0.75", false},
    {"dice", "smooth", "5x6x3", sigmoid_body, "| smooth=0| smooth=5", false},
    {"triplet", "margin", "5x6x3", embedding_body, "| margin=0.1| margin=2", false},
    {"triplet", "mining", "5x6x3", embedding_body, "| mining=hard| mining=all", false},
    {"triplet", "distance", "5x6x3", embedding_body, "| distance=squared| distance=cosine", false},
    {"triplet", "unit", "5x6x3", embedding_body, "| unit", false},
    {"contrastive", "margin", "5x6x3", embedding_body, "| margin=0.1| margin=2", false},
    {"contrastive", "unit", "5x6x3", embedding_body, "| unit", false},
    {"supcon", "temperature", "5x6x3", embedding_body, "| temperature=1| temperature=2", false}};

static const Case optimizer_cases[] = {
    {"sgd", "rate", "", "", "| rate=0.1", false},
    {"sgd", "momentum", "", "", "| momentum=0.5", false},
    {"sgd", "nesterov", "", " momentum=0.5", "| nesterov", false},
    {"sgd", "velocity", "", " momentum=0.5", /* the rate has to change */
     " velocity=steps\n schedule exponential factor=0.5|"
     " velocity=gradients\n schedule exponential factor=0.5",
     false},
    {"adam", "rate", "", "", "| rate=0.1", false},
    {"adam", "beta1", "", "", "| beta1=0.5", false},
    {"adam", "beta2", "", "", "| beta2=0.5", false},
    {"adam", "eps", "", "", "| eps=0.1", false},
    {"adamw", "rate", "", "", "| rate=0.1", false},
    {"adamw", "beta1", "", "", "| beta1=0.5", false},
    {"adamw", "beta2", "", "", "| beta2=0.5", false},
    {"adamw", "eps", "", "", "| eps=0.1", false},
    {"rmsprop", "rate", "", "", "| rate=0.1", false},
    {"rmsprop", "rho", "", "", "| rho=0.5", false},
    {"rmsprop", "momentum", "", "", "| momentum=0.5", false},
    {"rmsprop", "eps", "", "", "| eps=0.1", false},
    {"muon", "rate", "", "", "| rate=0.1", false},
    {"muon", "momentum", "", "", "| momentum=0.5", false},
    {"muon", "nesterov", "", "", "| nesterov", false},
    {"muon", "steps", "", "", "| steps=2", false},
    {"muon", "normed", "", "", "| normed", false},
    {"muon", "dense", "", "", "| dense", false},
    {"muon", "others", "", "", "| others=0.5", false},
    {"muon", "other_momentum", "", "", "| other_momentum=0.5", false},
    {"lion", "rate", "", "", "| rate=0.1", false},
    {"lion", "beta1", "", " rate=0.3", "| beta1=0", false},
    {"lion", "beta2", "", " rate=0.3", "| beta2=0", false},
    {"lion", "clip", "", " rate=0.3 beta1=0.5 beta2=0", "| clip=0.00001", false},
    {"lion", "clipnorm", "", " rate=0.3 beta1=0.5 beta2=0", "| clipnorm=0.00001", false},
    {"lion", "global_clipnorm", "", " rate=0.3 beta1=0.5 beta2=0", "| global_clipnorm=0.00001",
     false},
    {"lamb", "rate", "", "", "| rate=0.1", false},
    {"lamb", "beta1", "", "", "| beta1=0.5", false},
    {"lamb", "beta2", "", "", "| beta2=0.5", false},
    {"lamb", "eps", "", "", "| eps=0.1", false},
    /* of every optimizer */
    {"*", "decay", "", "", "| decay=0.5", false},
    {"*", "clip", "", "", "| clip=0.00001", false},
    {"*", "clipnorm", "", "", "| clipnorm=0.00001", false},
    {"*", "global_clipnorm", "", "", "| global_clipnorm=0.00001", false},
};

static const Case schedule_cases[] = {
    {"*", "warmup", "", "", "| warmup=3", false},
    {"step", "every", "", "", "| every=4", false},
    {"*", "factor", "", "", "| factor=0.7", false},
    {"restarts", "every", "", "", "| every=4", false},
    {"restarts", "grow", "", " every=1", "| grow=1.5", false},
    {"restarts", "fall", "", " every=1", "| fall=0.5", false},
    {"onecycle", "rise", "", "", "| rise=0.6", false},
    {"onecycle", "start", "", " rise=0.9", "| start=5", false},
    {"onecycle", "end", "", "", "| end=5", false},
    {"onecycle", "linear", "", "", "| linear", false},
    {"*", "min", "", "", "| min=0.005", false},
    {"polynomial", "power", "", "", "| power=2", false},
    {"plateau", "monitor", "", "",
     " monitor=val_loss| monitor=val_accuracy| monitor=loss| monitor=accuracy", false},
    {"plateau", "patience", "", "", "| patience=7", false},
    {"plateau", "min_delta", "", "", "| min_delta=0.1", false},
};

/* ---- what a net gives ---- */

typedef struct Print {
    unsigned char *p;
    size_t n;
} Print;

static void add(Print *f, const void *p, size_t n)
{
    f->p = realloc(f->p, f->n + n + 1);
    assert_non_null(f->p);
    if (n)
        memcpy(f->p + f->n, p, n);
    f->n += n;
}

static bool same(const Print *a, const Print *b)
{
    return a->n == b->n && !memcmp(a->p, b->p, a->n);
}

static float noise(uint64_t *s)
{
    return (float)((double)((*s = *s * 6364136223846793005u + 1442695040888963407u) >> 40) *
                       0x1p-23 -
                   1);
}

static void write_net(const char *text, char path[32])
{
    strcpy(path, "/tmp/netc_attr_XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text));
    close(fd);
}

static NetcModel *open_net(const char *text)
{
    char path[32], *diagnostics = NULL;
    Err err = {""};
    write_net(text, path);
    NetcModel *m = netc_open(
        path, &(NetcOptions){.train = true, .batch = N, .threads = 1, .backend = NETC_REFERENCE},
        &diagnostics, &err);
    unlink(path);
    if (!m)
        fail_msg("%s\n%s%s", text, err.text, diagnostics ? diagnostics : "");
    return m;
}

/* The rate of step i, one epoch a step. */
static double rate_at(const Graph *g, int i)
{
    const Optimizer *o = g->train.optimizer.record;
    ScheduleAt at = {.base = setting_num(&g->train.optimizer, o->attrs, "rate"),
                     .at = i,
                     .end = i + 1,
                     .epochs = 10,
                     .falls = i / 2};
    return schedule_rate(&g->train.schedule, at);
}

static void add_steps(Print *f, NetcModel *m, const float *x, const void *labels)
{
    size_t out = netc_output_floats(m), params = netc_param_floats(m);
    float *y = calloc(out * N + params + 1, sizeof *y), *grads = y + out * N, loss;
    assert_non_null(y);
    assert_true(netc_infer(m, x, N, y, NULL) &&
                netc_train_grad(m, x, labels, N, grads, &loss, NULL));
    add(f, y, (out * N + params) * sizeof *y);
    for (int i = 0; i < 2; i++) {
        assert_true(
            netc_train_step(m, x, labels, N, (float)rate_at(netc_graph(m), 4 + i), &loss, y, NULL));
        add(f, y, out * N * sizeof *y);
    }
    double judged = netc_loss(m, y, labels, N);
    add(f, &judged, sizeof judged);
    add(f, netc_params(m), params * sizeof *y);
    free(y);
}

/* Starting weights, outputs, gradients, two steps. */
static Print values_of(const char *text)
{
    Print f = {NULL, 0};
    NetcModel *m = open_net(text);
    Feed feed;
    uint64_t r = 5;
    size_t in = netc_input_floats(m), out = netc_output_floats(m), row = netc_label_floats(m);
    float *raw = calloc(2 * in * N + row * N, sizeof *raw), *x = raw + in * N, *labels = x + in * N;
    assert_true(raw && feed_init(&feed, m, NULL) && netc_init(m, 5));
    const Input *input = &netc_graph(m)->input;
    add(&f, (int[]){input->raw_h, input->raw_w, input->h, input->w, input->c}, 5 * sizeof(int));
    add(&f, &netc_graph(m)->output->out, sizeof(Shape));
    for (size_t i = 0; i < in * N; i++)
        raw[i] = noise(&r);
    for (int i = 0; i < N; i++)
        feed_values(&feed, raw + in * (size_t)i, x + in * (size_t)i);
    for (size_t i = 0; i < row * N; i++)
        if (netc_int_labels(m))
            ((int32_t *)(void *)labels)[i] = (int32_t)(i % out);
        else
            labels[i] = noise(&r);
    float *w = netc_params(m);
    add(&f, w, netc_param_floats(m) * sizeof *w);
    for (size_t i = 0; i < netc_param_floats(m); i++)
        w[i] += 0.1f + 0.05f * noise(&r);
    netc_params_changed(m);
    add_steps(&f, m, x, labels);
    free(raw);
    netc_close(m);
    return f;
}

/* Both plans as text. */
static Print plan_of(const char *text)
{
    Print f = {NULL, 0};
    char path[32], lib[4400], *dump = NULL;
    size_t n = 0;
    Err err;
    Arena *a = arena_new();
    write_net(text, path);
    Graph *g = compile_graph(a, path, &(CompileOptions){.library = library_path(lib, sizeof lib)},
                             diag_new(a), &err);
    unlink(path);
    assert_non_null(g);
    Target t = default_target(g);
    FILE *to = open_memstream(&dump, &n);
    compile_plan(a, g, MODE_INFER, &t, "plan", to);
    compile_plan(a, g, MODE_TRAIN, &t, "plan", to);
    fclose(to);
    add(&f, dump, n);
    free(dump);
    arena_free(a);
    return f;
}

/* ---- comparing ---- */

static int compared;

/* `text` has one %s. */
static void all_differ(const Case *c, const char *of, const char *text, const char *values)
{
    Print f[VALUES_MAX];
    char value[VALUES_MAX][100], whole[2000];
    int n = 0;
    for (const char *p = values;; p++) {
        size_t len = strcspn(p, "|");
        assert_true(n < VALUES_MAX && len < sizeof value[0]);
        snprintf(value[n], sizeof value[n], "%.*s", (int)len, p);
        const char *at = strstr(text, "%s");
        assert_non_null(at);
        snprintf(whole, sizeof whole, "%.*s%s%s", (int)(at - text), text, value[n], at + 2);
        f[n] = c->plan ? plan_of(whole) : values_of(whole);
        n++;
        if (!*(p += len))
            break;
    }
    assert_true(n > 1);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < i; j++) {
            if (same(&f[i], &f[j]))
                fail_msg("%s of %s: `%s` and `%s` give the same %s in\n%s", c->attr, of, value[j],
                         value[i], c->plan ? "plan" : "weights, outputs, gradients and steps",
                         text);
            compared++;
        }
    for (int i = 0; i < n; i++)
        free(f[i].p);
}

/* The words of an ATTR_NAME separated by `|`. */
static const char *values_for(const Case *c, const AttrSpec *s, char words[400])
{
    if (strcmp(c->values, "NAMES"))
        return c->values;
    snprintf(words, 400, "%s", s->choices);
    for (char *p = words; *p; p++)
        if (*p == ' ')
            *p = '|';
    return words;
}

typedef void Try(const Case *, const char *of, const AttrSpec *);

static void each_attr(const char *of, const AttrSpec *attrs, const Case *cases, size_t n,
                      Try *try_it)
{
    for (const AttrSpec *s = attrs; s->name; s++) {
        int found = 0;
        for (int all = 0; all < 2 && !found; all++) /* `*` where it has no case of its own */
            for (size_t i = 0; i < n; i++)
                if (!strcmp(cases[i].attr, s->name) && !strcmp(cases[i].of, all ? "*" : of)) {
                    try_it(&cases[i], of, s);
                    found++;
                }
        if (!found)
            fail_msg("%s of %s has no case in this test", s->name, of);
    }
}

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void try_layer(const Case *c, const char *of, const AttrSpec *s)
{
    char text[1000], words[400];
    snprintf(text, sizeof text,
             "net t {\n input %s\n %s\n}\ntrain { loss mse\n optimizer sgd rate=0.1 }\n", c->input,
             c->body);
    all_differ(c, of, text, values_for(c, s, words));
}

static void layers(void **state)
{
    (void)state;
    for (int i = 0; layer_table[i]; i++)
        each_attr(layer_table[i]->kind, layer_table[i]->attrs, layer_cases, COUNT(layer_cases),
                  try_layer);
}

static void try_loss(const Case *c, const char *of, const AttrSpec *s)
{
    char text[1000];
    (void)s;
    snprintf(text, sizeof text,
             "net t {\n input %s\n %s\n}\ntrain { loss %s%%s\n optimizer sgd rate=0.1 }\n",
             c->input, c->body, of);
    all_differ(c, of, text, c->values);
}

static void losses(void **state)
{
    (void)state;
    for (int i = 0; loss_table[i]; i++)
        each_attr(loss_table[i]->name, loss_table[i]->attrs, loss_cases, COUNT(loss_cases),
                  try_loss);
}

static void try_optimizer(const Case *c, const char *of, const AttrSpec *s)
{
    char text[1000];
    (void)s;
    snprintf(text, sizeof text,
             "net t {\n input 5x6x3\n %s\n}\ntrain { loss crossentropy\n optimizer %s%s%%s }\n",
             net_body, of, c->body);
    all_differ(c, of, text, c->values);
}

static void optimizers(void **state)
{
    (void)state;
    for (int i = 0; optimizer_table[i]; i++)
        each_attr(optimizer_table[i]->name, optimizer_table[i]->attrs, optimizer_cases,
                  COUNT(optimizer_cases), try_optimizer);
}

/* ---- schedules: rates of eighty epochs, what a plateau watches ---- */

static Print schedule_print(const char *of, const char *value, int len)
{
    Print f = {NULL, 0};
    char text[600];
    snprintf(text, sizeof text,
             "net t {\n input 4\n dense 2 softmax\n}\ntrain { loss crossentropy\n optimizer sgd "
             "rate=0.01\n schedule %s%.*s\n epochs 10 }\n",
             of, len, value);
    NetcModel *m = open_net(text);
    const Graph *g = netc_graph(m);
    for (int i = 0; i < 80; i++) {
        double rate = rate_at(g, i);
        bool warming = schedule_warming(&g->train.schedule, i);
        add(&f, &rate, sizeof rate);
        add(&f, &warming, sizeof warming);
    }
    int patience = 0;
    double min_delta = 0;
    const char *monitor = schedule_monitor(&g->train.schedule, &patience, &min_delta);
    add(&f, &min_delta, sizeof min_delta);
    add(&f, &patience, sizeof patience);
    if (monitor)
        add(&f, monitor, strlen(monitor));
    netc_close(m);
    return f;
}

static void try_schedule(const Case *c, const char *of, const AttrSpec *s)
{
    Print f[VALUES_MAX];
    int n = 0;
    (void)s;
    for (const char *p = c->values; n < VALUES_MAX; p++) {
        int len = (int)strcspn(p, "|");
        f[n++] = schedule_print(of, p, len);
        if (!*(p += len))
            break;
    }
    for (int i = 0; i < n; i++)
        for (int j = 0; j < i; j++, compared++)
            if (same(&f[i], &f[j]))
                fail_msg("%s of schedule %s does nothing: value %d as value %d", c->attr, of, i, j);
    for (int i = 0; i < n; i++)
        free(f[i].p);
}

static void schedules(void **state)
{
    (void)state;
    for (int i = 0; schedule_table[i]; i++)
        each_attr(schedule_table[i]->name, schedule_table[i]->attrs, schedule_cases,
                  COUNT(schedule_cases), try_schedule);
}

/* ---- changes of pictures: sixteen pictures each, none, a small amount and a large one ---- */

enum { W = 12, H = 10, PICTURES = 16 };

/* One picture as a training would see it; a mixed one has its negative for a partner. */
static void change(const AugmentSpec *a, int picture, const uint8_t *from, uint8_t *to)
{
    augment_picture(a, 1, 1, (uint64_t)picture, from, W, H, to);
    if (!augment_mixes(a))
        return;
    float x[W * H * 3], other[W * H * 3];
    for (int i = 0; i < W * H * 3; i++) {
        x[i] = to[i];
        other[i] = (float)(255 - to[i]);
    }
    Mix m = mix_draw(a, 1, 1, (uint64_t)picture, PICTURES, W, H);
    mix_values(&m, x, other, W, H, 3);
    for (int i = 0; i < W * H * 3; i++)
        to[i] = (uint8_t)x[i];
}

static void changes(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t at;
        double small, large;
    } list[] = {
#define AUGMENT(name, form, def, max, doc) \
    {#name, offsetof(AugmentSpec, name),   \
     (form) == ATTR_FLAG ? 1               \
     : (max) > 1         ? 2               \
                         : 0.1,                    \
     (form) == ATTR_FLAG ? 1               \
     : (max) > 1         ? 4               \
                         : 0.5},
#include "data/augments.def"
#undef AUGMENT
    };
    uint8_t from[W * H * 3], *to[3];
    uint64_t r = 9;
    for (size_t i = 0; i < sizeof from; i++)
        from[i] = (uint8_t)(128 + 100 * noise(&r));
    for (int k = 0; k < 3; k++)
        assert_non_null(to[k] = malloc(sizeof from * PICTURES));
    for (size_t i = 0; i < COUNT(list); i++) {
        for (int k = 0; k < 3; k++)
            for (int p = 0; p < PICTURES; p++) {
                AugmentSpec spec = {0};
                double amount = k == 0 ? 0 : k == 1 ? list[i].small : list[i].large;
                memcpy((char *)&spec + list[i].at, &amount, sizeof amount);
                if (spec.draws > 0) /* says how many, of what this asks for */
                    spec.randaugment = 9;
                change(&spec, p, from, to[k] + sizeof from * (size_t)p);
            }
        for (int k = 1; k < 3; k++, compared++) {
            if (!memcmp(to[0], to[k], sizeof from * PICTURES))
                fail_msg("augment %s does nothing", list[i].name);
            if (k == 2 && list[i].small != list[i].large &&
                !memcmp(to[1], to[2], sizeof from * PICTURES))
                fail_msg("the amount of augment %s does nothing", list[i].name);
        }
    }
    for (int k = 0; k < 3; k++)
        free(to[k]);
}

static void something_was_compared(void **state)
{
    (void)state;
    assert_true(compared > 200);
}

/* feed_to_pixels is feed_pixels the other way, to the byte. */
static void pictures_come_back(void **state)
{
    (void)state;
    static const char *const input[] = {
        "4x4x3 scale=1/255", "4x4x3 scale=1/255 mean=(0.5,0.4,0.3) std=(0.2,0.3,0.25)",
        "4x4x3 order=bgr mean=(103.9,116.8,123.7)", "4x4x1 scale=2/255 mean=1"};
    for (size_t i = 0; i < sizeof input / sizeof *input; i++) {
        char text[300];
        uint8_t rgb[48], back[48], beyond[48];
        float x[48];
        Feed feed;
        snprintf(text, sizeof text,
                 "net n {\n input %s\n flatten\n dense 2 softmax\n}\ntrain {\n loss crossentropy\n "
                 "optimizer sgd\n}\n",
                 input[i]);
        NetcModel *m = open_net(text);
        assert_true(feed_init(&feed, m, NULL));
        for (int k = 0; k < 48; k++)
            rgb[k] = (uint8_t)(feed.channels == 1 ? k / 3 * 17 : k * 5 + 3);
        feed_pixels(&feed, rgb, x);
        feed_to_pixels(&feed, x, back);
        assert_memory_equal(rgb, back, sizeof rgb);
        for (int k = 0; k < 48; k++)
            x[k] = k % 2 ? 1e6f : -1e6f;
        feed_to_pixels(&feed, x, beyond);
        assert_true(beyond[0] % 255 == 0 && beyond[3] % 255 == 0);
        netc_close(m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(layers),
                                       cmocka_unit_test(losses),
                                       cmocka_unit_test(optimizers),
                                       cmocka_unit_test(schedules),
                                       cmocka_unit_test(changes),
                                       cmocka_unit_test(something_was_compared),
                                       cmocka_unit_test(pictures_come_back)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

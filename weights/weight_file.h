/* A weights file as layers: its tensors put together by the names that frameworks give them, with
 * what the file says of the layers' kinds and order. Tensors that are no weight (an optimizer's
 * state, a metric's, counters) belong to no layer. */
#ifndef NETC_WEIGHT_FILE_H
#define NETC_WEIGHT_FILE_H
#include "formats/tensors.h"
#include <stdbool.h>

/* ORDER ROLES: role_names in weight_file.c. The words of netc's parameters. */
typedef enum Role {
    ROLE_KERNEL,
    ROLE_BIAS,
    ROLE_GAMMA,
    ROLE_BETA,
    ROLE_MEAN,
    ROLE_VARIANCE,
    ROLE_ALPHA,
    ROLE_RANGE,
    ROLE_COUNT,
    ROLE_NONE = -1
} Role;
extern const char *const role_names[ROLE_COUNT];
struct Param;
Role role_of(const char *param); /* "moving_mean" -> ROLE_MEAN */
/* Of a parameter's numbers the first that it cannot have: a variance below 0, whose root would be
 * NaN. -1: none. */
int64_t param_negative(const struct Param *p, const float *numbers);

bool kind_is_norm(const char *kind); /* one whose parameters are gamma, beta and statistics */

enum { PATH_MAX_PARTS = 24, AXES_SEVERAL = 100, RAW_CHANNELS = 4 };

typedef struct FileLayer {
    const char *shown;                /* for messages: "zin/conv2d" */
    const char *part[PATH_MAX_PARTS]; /* outer names, then the layer's own */
    int n_parts;
    const char *alias; /* another word for the last part; NULL: none */
    const char *group; /* where it lies: "layers/conv2d_1" (Keras 3), or the outermost group of
                          Keras' .h5 */
    const char *kind;  /* a net's word, "conv"; NULL: not known */
    bool sure;         /* of the kind: a conv may else be a depthwise or a transposed one */
    int second;        /* a SeparableConv is two layers of a net: its pointwise one; -1: none */
    int tensor[ROLE_COUNT]; /* -1: none */
    int extra;              /* a tensor of another role; -1: none */
    const char *vague;      /* why the roles are not known; NULL: they are */
    bool lacks_one; /* vague: a batchnorm of three variables, without gamma or without beta */
    bool settled;   /* which of them is the net's word alone */
    bool alone;     /* the only layer of its outermost group, which then is another name of it */
    bool nameless;  /* conv2d_1 is the second of its class in a list, whatever its name is */
    bool automatic; /* the last part only counts: conv2d_3, 0 */
    bool torch;     /* PyTorch's words: weight, running_mean */
    bool numbered;  /* .../vars/N; the first n_numbered of them: */
    int by_number[ROLE_COUNT], n_numbered;
    int place;   /* in layer_names, from 0; -1: not known */
    bool scoped; /* the names stand in a scope of another name: the model may be a class of its own
                  */
    /* from the model's configuration */
    bool configured;
    double eps;                 /* 0: not known */
    int axis;                   /* of a norm: that of the channels, 0 being the samples */
    int stride[2], dilation[2]; /* 0: not known */
    int groups;                 /* of a groupnorm; 0: not known */
    const char *padding;        /* of a window: "same", "valid"; NULL: not known */
    int calls;                  /* places of the model that it is called in; 0: not known */
    bool no_scale, no_center;
} FileLayer;

typedef struct WeightFile {
    TensorFile *f;
    Arena *arena;
    FileLayer *layer;
    int n, cap;
    int *layer_of;    /* by tensor; -1: none */
    const char **why; /* by tensor: a good reason to belong to none; NULL: there is none */
    bool flat_hwc;    /* a module of `netc export`: flattened maps keep netc's order */
    bool pytorch;     /* kernels are (out,in,...), vectors are flattened maps channel by channel */
    bool slashed;     /* some name in layer_names has a slash */
    int wrappers;     /* parts that all names of PyTorch layers begin with: backbone.net. */
    const char **created; /* n_created places, "" or "base/", of models of a class of its own: their
                             list `layers` has the order in which they were made, not that of use */
    int n_created, cap_created;
    const char *unlisted; /* a model that may be of such a class; NULL: none */
    bool pads;            /* the model has layers that pad: `valid` behind them may be `same` */
    bool channels_first;  /* as the model's configuration says */
    bool rescales; /* so is this: the model begins with raw * raw_scale + raw_offset, for each
                      channel, the last of them also for all further ones */
    double raw_scale[RAW_CHANNELS], raw_offset[RAW_CHANNELS];
    const char *rescales_at; /* a layer behind the input that scales, which a net does not have;
                                NULL: none */
    const char *odd_rows;    /* why the rows of a dense layer may be in an order of their own; NULL:
                                they are not */
} WeightFile;

/* A tensor under a net's own name: the layer's path, and the parameter's role. */
typedef struct OwnName {
    const char *layer; /* NULL: it is not the net's */
    Role role;
} OwnName;

/* Fills w, in f's arena, from f's tensors and notes; f must outlive it. Does not fail: what is not
 * understood belongs to no layer. own, by tensor, or NULL: what is known to be the net's is taken
 * as that, whatever a name may mean in the file of another program. */
void weight_file_read(WeightFile *w, TensorFile *f, const OwnName *own);
/* Gives a layer the names that the model's configuration has for it, the outermost first. */
void file_layer_rename(WeightFile *w, int i, const char *const *names, int n);
/* A model of a class of its own is at that place. */
void file_class_at(WeightFile *w, const char *place);
/* Does the file say that a comes before b? A file that does not know says neither. */
bool file_layer_before(const WeightFile *w, int a, int b);
#endif

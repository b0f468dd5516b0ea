/* Names of tensors, taken apart; see weight_names.h. What is known:
 *   base.block1.conv1.kernel                        netc
 *   block1_conv1/block1_conv1_W_1:0                 Keras 1 and 2 (..._tf_kernels_notop.h5)
 *   model_weights/dense/sequential/dense/kernel:0   Keras' whole-model .h5; without the first part,
 *                                                   its older weights files
 *   layers/conv2d_1/vars/0                          Keras 3's .weights.h5 and .keras
 *   features.0.weight                               PyTorch */
#include "base/ascii.h"
#include "weights/weight_names.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* What frameworks call the parameters. A word may stand for two: PyTorch's batchnorm has a weight
 * and a bias. */
static const struct {
    const char *var, *param;
} variables[] = {
    {"W", "kernel"},
    {"b", "bias"},
    {"weight", "kernel"},
    {"weight", "gamma"},
    {"bias", "beta"},
    {"running_mean", "moving_mean"},
    {"running_var", "moving_variance"},
};

/* Names that Keras gives to layers without one: these words, with _1, _2 ... from the second on. */
static const char *const automatic[] = {"conv2d", "dense", "batch_normalization"};

static const char *const optimizer_groups[] = {"optimizer/", "optimizer_weights/",
                                               "/optimizer_weights/"};

bool weight_var_is(const char *var, const char *param)
{
    if (!strcmp(var, param))
        return true;
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        if (!strcmp(var, variables[i].var) && !strcmp(param, variables[i].param))
            return true;
    return false;
}

static bool is_separator(char c) { return c == '.' || c == '/' || c == '_'; }

bool weight_same(const char *a, const char *b)
{
    while (*a && (*a == *b || (is_separator(*a) && is_separator(*b))))
        a++, b++;
    return *a == *b;
}

int weight_order(const char *a, const char *b)
{
    while (*a && *b) {
        if (ascii_digit((unsigned char)*a) && ascii_digit((unsigned char)*b)) {
            char *end_a, *end_b;
            unsigned long long x = strtoull(a, &end_a, 10), y = strtoull(b, &end_b, 10);
            if (x != y)
                return x < y ? -1 : 1;
            a = end_a, b = end_b;
        } else if (*a != *b) {
            return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
        } else {
            a++, b++;
        }
    }
    return *a ? 1 : *b ? -1 : 0;
}

static bool digits(const char *s)
{
    size_t n = strspn(s, "0123456789");
    return n > 0 && n < 9 && !s[n];
}

/* Cuts "_1" or ":0" off the end. */
static void cut_number(char *s, char before)
{
    char *c = strrchr(s, before);
    if (c && c != s && digits(c + 1))
        *c = 0;
}

static bool is_automatic(const char *layer)
{
    const char *dot = strrchr(layer, '.');
    if (digits(dot ? dot + 1 : layer))
        return true;
    for (size_t i = 0; i < sizeof automatic / sizeof *automatic; i++) {
        size_t n = strlen(automatic[i]);
        if (!strncmp(layer, automatic[i], n) &&
            (!layer[n] || (layer[n] == '_' && digits(layer + n + 1))))
            return true;
    }
    return false;
}

WeightName weight_name(Arena *a, const char *tensor)
{
    WeightName w = {.path = "", .at = -1};
    char *text = arena_strdup(a, tensor);
    for (size_t i = 0; i < sizeof optimizer_groups / sizeof *optimizer_groups; i++)
        if (!strncmp(tensor, optimizer_groups[i], strlen(optimizer_groups[i])))
            w.optimizer = true;
    cut_number(text, ':');
    char *slash = strrchr(text, '/'), *split = slash ? slash : strrchr(text, '.');
    char *var = split ? split + 1 : text;
    if (split) {
        *split = 0;
        w.path = text;
    }
    char *group = slash ? strrchr(text, '/') : NULL;
    if (group && !strcmp(group, "/vars") && digits(var)) {
        long at = strtol(var, NULL, 10);
        w.at = at > INT_MAX ? INT_MAX : (int)at;
        var = "";
        *group = 0;
        group = strrchr(text, '/');
    }
    w.layer = group ? group + 1 : w.path;
    size_t n = strlen(w.layer);
    if (n && !strncmp(var, w.layer, n) && var[n] == '_') {
        var += n + 1;
        cut_number(var, '_');
    }
    w.var = var;
    w.by_order = is_automatic(w.layer);
    return w;
}

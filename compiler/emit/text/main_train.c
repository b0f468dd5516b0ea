
#if defined(__unix__) || defined(__APPLE__)
#include <sys/stat.h>
#endif

/* CIFAR-10 binary records: a label byte and 3072 planar pixel bytes. */
enum { NET_RECORD = 1 + NET_IN_H * NET_IN_W * NET_IN_C };

typedef struct {
    unsigned char *rgb; /* interleaved, one picture after another */
    int32_t *label;
    int n;
} net_data;

/* Where the data lie, and what the weights will be called. */
typedef struct {
    const char *folder, *weights;
} net_place;

/* Are both names of one file? */
static int net_same_file(const char *a, const char *b)
{
#if defined(__unix__) || defined(__APPLE__)
    struct stat one, other;
    return !stat(a, &one) && !stat(b, &other) && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
#else
    return !strcmp(a, b);
#endif
}

static long net_file_records(const net_place *from, const char *name, FILE **out)
{
    char path[4096];
    long bytes;
    snprintf(path, sizeof path, "%s/%s", from->folder, name);
    if (net_same_file(path, from->weights)) {
        net_complain(path, "the weights would be written over this file of the data");
        exit(1);
    }
    *out = fopen(path, "rb");
    if (!*out) {
        net_complain(path, strerror(errno));
        exit(1);
    }
    fseek(*out, 0, SEEK_END);
    bytes = ftell(*out);
    rewind(*out);
    if (bytes <= 0 || bytes % NET_RECORD) {
        net_print_name(stderr, path, 0);
        fprintf(stderr, ": %ld bytes are not a whole number of records of %d bytes\n", bytes,
                (int)NET_RECORD);
        exit(1);
    }
    return bytes / NET_RECORD;
}

static void net_read_data(net_data *d, const net_place *from, const char *const *names)
{
    static unsigned char record[NET_RECORD];
    const int area = NET_IN_H * NET_IN_W;
    FILE *f;
    int i, k, c, at = 0;
    long total = 0;
    for (i = 0; names[i]; i++) {
        total += net_file_records(from, names[i], &f);
        fclose(f);
    }
    d->n = (int)total;
    d->rgb = (unsigned char *)net_memory((size_t)total * (NET_RECORD - 1));
    d->label = (int32_t *)net_memory((size_t)total * sizeof(int32_t));
    for (i = 0; names[i]; i++) {
        long left = net_file_records(from, names[i], &f);
        for (; left > 0; left--, at++) {
            unsigned char *to = d->rgb + (ptrdiff_t)at * (NET_RECORD - 1);
            if (fread(record, 1, sizeof record, f) != sizeof record || record[0] >= NET_OUTPUTS) {
                net_print_name(stderr, from->folder, 0);
                fprintf(stderr, "/%s: a damaged record\n", names[i]);
                exit(1);
            }
            d->label[at] = record[0];
            for (k = 0; k < area; k++)
                for (c = 0; c < NET_IN_C; c++)
                    to[k * NET_IN_C + c] = record[1 + c * area + k];
        }
        fclose(f);
    }
}

static int net_file_write(void *user, const void *buf, size_t n)
{
    return fwrite(buf, 1, n, (FILE *)user) == n ? 0 : 1;
}

/* The name of a file beside the target. */
static void net_beside(char *to, size_t size, const char *path)
{
    if (strlen(path) + 5 > size) {
        net_complain(path, "the name is too long");
        exit(1);
    }
    sprintf(to, "%s.tmp", path);
}

/* Is a device or a pipe there? It is written through, not replaced. */
static int net_is_special(const char *path)
{
#if defined(__unix__) || defined(__APPLE__)
    struct stat st;
    return !stat(path, &st) && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
#else
    (void)path;
    return 0;
#endif
}

/* That the weights can be written is known before hours are spent on them. */
static void net_try_file(const char *path)
{
    char beside[4096];
    FILE *f;
    if (net_is_special(path))
        return;
    net_beside(beside, sizeof beside, path);
    f = fopen(beside, "wb");
    if (!f) {
        net_complain(path, strerror(errno));
        exit(1);
    }
    fclose(f);
    remove(beside);
}

/* Beside the target, then renamed, so that a full disk leaves the old file. */
static int net_save_file(const float *params, const char *path)
{
    char beside[4096];
    FILE *f;
    int bad, special = net_is_special(path);
    net_beside(beside, sizeof beside, path);
    f = fopen(special ? path : beside, "wb");
    bad = f ? net_save(params, net_file_write, f) : NET_EIO;
    if (f && fclose(f))
        bad = NET_EIO;
    if (bad) {
        net_complain(path, bad == NET_EIO ? strerror(errno) : net_strerror(bad));
        if (!special)
            remove(beside);
        return bad;
    }
    if (special)
        return 0;
#if defined(_WIN32)
    remove(path); /* there rename does not replace a file */
#endif
    if (rename(beside, path)) {
        net_complain(path, strerror(errno));
        net_complain(beside, "the weights are here");
        return NET_EIO;
    }
    return 0;
}

/* The number that is all of an argument, from 0 to `most`. */
static double net_argument(const char *what, const char *text, double most)
{
    char *end = NULL;
    double v = strtod(text, &end);
    if (!*text || *end || !(v >= 0 && v <= most)) {
        net_print_name(stderr, text, 0);
        fprintf(stderr, ": expected %s, a number from 0 to %g\n", what, most);
        exit(2);
    }
    return v;
}

static uint64_t net_whole(const char *what, const char *text, uint64_t most)
{
    const char *s;
    uint64_t v = 0, digit = 0;
    for (s = text; *s >= '0' && *s <= '9'; s++) {
        digit = (uint64_t)(*s - '0');
        if (v > (most - digit) / 10)
            break;
        v = v * 10 + digit;
    }
    if (!*text || *s) {
        net_print_name(stderr, text, 0);
        fprintf(stderr, ": expected %s, a whole number from 0 up\n", what);
        exit(2);
    }
    return v;
}

static uint64_t net_shuffle_next(uint64_t *s)
{
    uint64_t z = *s += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static int net_best(const float *y)
{
    int i, best = 0;
    for (i = 1; i < NET_OUTPUTS; i++)
        if (y[i] > y[best])
            best = i;
    return best;
}

/* A training: its data, and memory for everything. */
typedef struct {
    net_data train, test;
    float *params, *x, *y, rate;
    net_label_t *label; /* of a batch */
    int32_t *order;     /* of the training pictures in this epoch */
    /* @if float_labels */
    float weight[NET_OUTPUTS]; /* of each class in the loss */
    /* @end */
    void *model, *work;
    net_train *t;
    uint64_t seed;
    int epochs;
    /* @if spans */
    int epoch; /* from 1 */
    /* @end */
} net_job;

static double net_accuracy(net_job *j)
{
    const net_data *d = &j->test;
    int at, i, n, right = 0;
    if (net_prepare(j->params, j->model, NET_MODEL_BYTES))
        return 0;
    for (at = 0; at < d->n; at += n) {
        n = d->n - at < NET_BATCH ? d->n - at : NET_BATCH;
        if (net_preprocess(d->rgb + (ptrdiff_t)at * (NET_RECORD - 1), n, j->x) ||
            net_infer(j->model, j->x, n, j->y, j->work, NET_WORK_BYTES))
            return 0;
        for (i = 0; i < n; i++)
            right += net_best(j->y + i * NET_OUTPUTS) == d->label[at + i];
    }
    return d->n ? (double)right / d->n : 0;
}

static void net_read_arguments(net_job *j, int argc, char **argv)
{
    static const char *const train_files[] = {"data_batch_1.bin", "data_batch_2.bin",
                                              "data_batch_3.bin", "data_batch_4.bin",
                                              "data_batch_5.bin", NULL};
    static const char *const test_files[] = {"test_batch.bin", NULL};
    net_place from;
    if (argc < 3 || argc > 7) {
        fprintf(stderr, "usage: %s DATA_FOLDER OUT.safetensors ", argv[0]);
        fprintf(stderr, "[EPOCHS [RATE [SEED [START.safetensors]]]]\n");
        exit(2);
    }
    j->epochs = argc > 3 ? (int)net_whole("the epochs", argv[3], 1000000000) : NET_EPOCHS;
    j->rate = argc > 4 ? (float)net_argument("the rate", argv[4], 1e30) : NET_RATE;
    j->seed = argc > 5 ? net_whole("the seed", argv[5], UINT64_MAX) : 1;
    net_try_file(argv[2]);
    from.folder = argv[1];
    from.weights = argv[2];
    net_read_data(&j->train, &from, train_files);
    net_read_data(&j->test, &from, test_files);
}

/* @if float_labels */
/* @if class_weight */
static void net_weigh_classes(net_job *j)
{
    static const double given[NET_OUTPUTS] = NET_CLASS_WEIGHT;
    int k;
    for (k = 0; k < NET_OUTPUTS; k++)
        j->weight[k] = (float)given[k];
}
/* @end */
/* @if balanced */
/* Samples by (classes times samples of the class); a class without samples weighs nothing. */
static void net_weigh_classes(net_job *j)
{
    int i, k;
    for (k = 0; k < NET_OUTPUTS; k++) {
        double count = 0;
        for (i = 0; i < j->train.n; i++)
            count += j->train.label[i] == k;
        j->weight[k] = count > 0 ? (float)(j->train.n / (NET_OUTPUTS * count)) : 0;
    }
}
/* @end */
/* @if even */
static void net_weigh_classes(net_job *j)
{
    int k;
    for (k = 0; k < NET_OUTPUTS; k++)
        j->weight[k] = 1;
}
/* @end */

/* @end */
/* Memory and starting weights, those of the file `start` if it is not NULL. */
static int net_begin(net_job *j, const char *start)
{
    int i, bad;
    j->params = (float *)net_memory(sizeof(float) * NET_PARAM_FLOATS);
    j->model = net_memory(NET_MODEL_BYTES);
    j->work = net_memory(NET_WORK_BYTES);
    j->x = (float *)net_memory(sizeof(float) * NET_BATCH * NET_IN_H * NET_IN_W * NET_IN_C);
    j->y = (float *)net_memory(sizeof(float) * NET_BATCH * NET_OUTPUTS);
    /* @if int_labels */
    j->label = (int32_t *)net_memory(sizeof(int32_t) * NET_BATCH);
    /* @end */
    /* @if float_labels */
    j->label = (float *)net_memory(sizeof(float) * NET_BATCH * NET_OUTPUTS);
    net_weigh_classes(j);
    /* @end */
    j->order = (int32_t *)net_memory(sizeof(int32_t) * (size_t)j->train.n);
    for (i = 0; i < j->train.n; i++)
        j->order[i] = i;
    bad = net_init(j->params, j->seed);
    if (start)
        net_load_file(j->params, start);
    if (!bad)
        bad = net_train_init(&j->t, net_memory(NET_TRAIN_BYTES), NET_TRAIN_BYTES, j->params,
                             j->seed);
    return bad;
}

static void net_shuffle(net_job *j)
{
    int i;
    for (i = j->train.n - 1; i > 0; i--) {
        int k = (int)(net_shuffle_next(&j->seed) % (uint64_t)(i + 1));
        int32_t swap = j->order[i];
        j->order[i] = j->order[k];
        j->order[k] = swap;
    }
}

/* Training pictures number at to at + n - 1 of this epoch's order -> x, label. */
static int net_take_batch(net_job *j, int at, int n)
{
    int i, bad = NET_OK;
    /* @if float_labels */
    int c;
    /* @end */
    for (i = 0; i < n && !bad; i++) {
        const ptrdiff_t k = j->order[at + i];
        bad = net_preprocess(j->train.rgb + k * (NET_RECORD - 1), 1,
                             j->x + (ptrdiff_t)i * (NET_RECORD - 1));
        /* @if int_labels */
        j->label[i] = j->train.label[k];
        /* @end */
        /* @if float_labels */
        for (c = 0; c < NET_OUTPUTS; c++)
            j->label[i * NET_OUTPUTS + c] = c == j->train.label[k] ? j->weight[c] : 0;
        /* @end */
    }
    return bad;
}

/* @if spans */
/* The rates of parts that train for epochs of their own: the net's, then 0. */
static int net_spans(net_job *j)
{
    static const int epochs[NET_SPANS] = NET_SPAN_EPOCHS;
    float rate[NET_SPANS];
    int i;
    for (i = 0; i < NET_SPANS; i++)
        rate[i] = j->epoch <= epochs[i] ? j->rate : 0.0f;
    return net_train_rates(j->t, rate);
}

/* @end */
/* Every training picture once; *sum: the sum of their losses. The parameters are then in params. */
static int net_one_epoch(net_job *j, double *sum)
{
    int at, n, bad = NET_OK;
    float loss = 0;
    /* @if accumulate */
    int batches = 0;
    /* @end */
    net_shuffle(j);
    *sum = 0;
    /* @if spans */
    bad = net_spans(j);
    /* @end */
    for (at = 0; at < j->train.n && !bad; at += n) {
        n = j->train.n - at < NET_BATCH ? j->train.n - at : NET_BATCH;
        bad = net_take_batch(j, at, n);
        /* @if accumulate */
        if (!bad)
            bad = net_train_add(j->t, j->x, j->label, n, &loss);
        if (!bad && (++batches % NET_ACCUMULATE == 0 || at + n == j->train.n))
            bad = net_train_update(j->t, j->rate);
        /* @end */
        /* @if !accumulate */
        if (!bad)
            bad = net_train_step(j->t, j->x, j->label, n, j->rate, &loss);
        /* @end */
        *sum += (double)loss * n;
    }
    /* @if average */
    if (!bad)
        bad = net_train_average(j->t, j->params);
    /* @end */
    /* @if !average */
    if (!bad)
        bad = net_train_params(j->t, j->params);
    /* @end */
    return bad;
}

int main(int argc, char **argv)
{
    static net_job job;
    double sum;
    int epoch, bad;
    net_read_arguments(&job, argc, argv);
    bad = net_begin(&job, argc > 6 ? argv[6] : NULL);
    for (epoch = 1; epoch <= job.epochs && !bad; epoch++) {
        /* @if spans */
        job.epoch = epoch;
        /* @end */
        bad = net_one_epoch(&job, &sum);
        if (!bad)
            printf("epoch %d: loss %.4f, test accuracy %.4f\n", epoch, sum / job.train.n,
                   net_accuracy(&job));
        fflush(stdout);
    }
    if (bad) { /* the weights of the last good epoch are not lost */
        fprintf(stderr, "epoch %d: %s\n", epoch - 1, net_strerror(bad));
        if (epoch > 2)
            net_save_file(job.params, argv[2]);
        return 1;
    }
    bad = net_print_end();
    return net_save_file(job.params, argv[2]) || bad;
}

/* ---- weights files: safetensors ----
 * 8 bytes of header length, little-endian; a JSON header; the data, little-endian floats. */

static int net_host_is_big(void)
{
    const uint32_t one = 1;
    unsigned char first;
    memcpy(&first, &one, 1);
    return first == 0;
}

static void net_swap(unsigned char *p, size_t floats)
{
    size_t i;
    unsigned char t;
    for (i = 0; i < floats; i++, p += 4) {
        t = p[0];
        p[0] = p[3];
        p[3] = t;
        t = p[1];
        p[1] = p[2];
        p[2] = t;
    }
}

/* The header as a stream of bytes with one byte of lookahead. */
typedef struct {
    int (*read)(void *user, void *buf, size_t n);
    void *user;
    uint64_t left;
    int c; /* the byte at hand, -1 at the end */
    int error;
} net_json;

static void net_json_next(net_json *j)
{
    unsigned char b = 0;
    if (!j->left) {
        j->c = -1;
        return;
    }
    if (j->read(j->user, &b, 1)) {
        j->error = NET_EIO;
        j->left = 0;
        j->c = -1;
        return;
    }
    j->left--;
    j->c = b;
}

static void net_json_blank(net_json *j)
{
    while (j->c == ' ' || j->c == '\n' || j->c == '\t' || j->c == '\r')
        net_json_next(j);
}

static int net_json_take(net_json *j, int c)
{
    net_json_blank(j);
    if (j->c != c)
        return 0;
    net_json_next(j);
    return 1;
}

static void net_json_want(net_json *j, int c)
{
    if (!net_json_take(j, c) && !j->error)
        j->error = NET_EFORMAT;
}

/* A string into s (cut at size - 1); escapes other than \" \\ \/ are kept as they are. */
static void net_json_string(net_json *j, char *s, size_t size)
{
    size_t n = 0;
    net_json_want(j, '"');
    while (!j->error && j->c != '"') {
        if (j->c == '\\')
            net_json_next(j);
        if (j->c < 0) {
            j->error = NET_EFORMAT;
            break;
        }
        if (n + 1 < size)
            s[n++] = (char)j->c;
        net_json_next(j);
    }
    s[n] = 0;
    net_json_next(j);
}

static uint64_t net_json_number(net_json *j)
{
    uint64_t v = 0;
    net_json_blank(j);
    if (j->c < '0' || j->c > '9')
        j->error = NET_EFORMAT;
    while (j->c >= '0' && j->c <= '9') {
        v = v * 10 + (uint64_t)(j->c - '0');
        net_json_next(j);
    }
    return v;
}

typedef struct {
    uint64_t
        begin[NET_PARAM_COUNT + 1]; /* UINT64_MAX: not found yet. A net may have no parameters */
} net_places;

static int net_find_param(const char *name)
{
    int i;
    for (i = 0; i < NET_PARAM_COUNT; i++)
        if (!strcmp(net_params[i].name, name))
            return i;
    return -1;
}

/* {"dtype":"F32","shape":[...],"data_offsets":[b,e]} of parameter p. */
static void net_read_entry(net_json *j, int p, net_places *places)
{
    char key[32], type[16];
    int rank = 0, same = 1;
    uint64_t end = 0;
    net_json_want(j, '{');
    do {
        net_json_string(j, key, sizeof key);
        net_json_want(j, ':');
        if (!strcmp(key, "dtype")) {
            net_json_string(j, type, sizeof type);
            same &= !strcmp(type, "F32");
        } else if (!strcmp(key, "shape")) {
            net_json_want(j, '[');
            for (rank = 0; !j->error && !net_json_take(j, ']'); rank++) {
                uint64_t d = net_json_number(j);
                same &= rank < net_params[p].rank && d == (uint64_t)net_params[p].dim[rank];
                (void)net_json_take(j, ',');
            }
            same &= rank == net_params[p].rank;
        } else if (!strcmp(key, "data_offsets")) {
            net_json_want(j, '[');
            places->begin[p] = net_json_number(j);
            net_json_want(j, ',');
            end = net_json_number(j);
            net_json_want(j, ']');
        } else {
            j->error = NET_EFORMAT;
        }
    } while (!j->error && net_json_take(j, ','));
    net_json_want(j, '}');
    if (!j->error && !same)
        j->error = NET_EHASH;
    if (!j->error && (end < places->begin[p] || end - places->begin[p] != net_params[p].count * 4))
        j->error = NET_EFORMAT;
}

static void net_read_metadata(net_json *j)
{
    char key[32], value[64];
    net_json_want(j, '{');
    if (net_json_take(j, '}'))
        return;
    do {
        net_json_string(j, key, sizeof key);
        net_json_want(j, ':');
        net_json_string(j, value, sizeof value);
        if (!j->error && !strcmp(key, "layout_hash") && strcmp(value, NET_LAYOUT_HASH))
            j->error = NET_EHASH;
    } while (!j->error && net_json_take(j, ','));
    net_json_want(j, '}');
}

static void net_read_header(net_json *j, net_places *places)
{
    char name[NET_NAME_BYTES];
    int p;
    net_json_next(j);
    net_json_want(j, '{');
    do {
        net_json_string(j, name, sizeof name);
        net_json_want(j, ':');
        if (j->error)
            return;
        p = net_find_param(name);
        if (!strcmp(name, "__metadata__"))
            net_read_metadata(j);
        else if (p < 0 || places->begin[p] != UINT64_MAX)
            j->error = NET_EHASH;
        else
            net_read_entry(j, p, places);
    } while (!j->error && net_json_take(j, ','));
    net_json_want(j, '}');
    while (!j->error && j->c >= 0)
        net_json_next(j);
}

/* Are the numbers at v those of a parameter? */
static int net_param_fits(const net_param *p, const float *v)
{
    /* @if variances */
    static const char variance[] = ".moving_variance";
    size_t n = strlen(p->name), m = sizeof variance - 1, k;
    if (n > m && !strcmp(p->name + n - m, variance))
        for (k = 0; k < p->count; k++)
            if (v[k] < 0.0f)
                return 0; /* its root would be none */
    /* @end */
    return net_all_finite(v, p->count);
}

int net_load(float *params, int (*read)(void *user, void *buf, size_t n), void *user)
{
    unsigned char len[8];
    net_places places;
    net_json j;
    uint64_t at = 0;
    int i, done;
    if (!params || !read)
        return NET_EARG;
    if (!net_floats_aligned(params))
        return NET_EALIGN;
    memset(&places, 0xFF, sizeof places);
    memset(&j, 0, sizeof j);
    if (read(user, len, 8))
        return NET_EIO;
    for (i = 0; i < 8; i++)
        j.left |= (uint64_t)len[i] << (8 * i);
    if (j.left > 100000000u)
        return NET_EFORMAT;
    j.read = read;
    j.user = user;
    net_read_header(&j, &places);
    if (j.error)
        return j.error;
    for (i = 0; i < NET_PARAM_COUNT; i++)
        if (places.begin[i] == UINT64_MAX)
            return NET_EHASH;
    for (done = 0; done < NET_PARAM_COUNT; done++) { /* in the order of the file */
        for (i = 0; i < NET_PARAM_COUNT && places.begin[i] != at; i++)
            ;
        if (i == NET_PARAM_COUNT)
            return NET_EFORMAT;
        if (read(user, params + net_params[i].offset, net_params[i].count * 4))
            return NET_EIO;
        if (net_host_is_big())
            net_swap(net_bytes(params + net_params[i].offset), net_params[i].count);
        if (!net_param_fits(&net_params[i], params + net_params[i].offset))
            return NET_ENAN;
        at += net_params[i].count * 4;
    }
    return NET_OK;
}

/* The header is printed twice: once to learn its length, once to write it. */
typedef struct {
    int (*write)(void *user, const void *buf, size_t n);
    void *user;
    uint64_t count;
    int error;
} net_out;

static void net_put(net_out *o, const char *s)
{
    size_t n = strlen(s);
    if (o->write && !o->error && o->write(o->user, s, n))
        o->error = NET_EIO;
    o->count += n;
}

static void net_put_number(net_out *o, uint64_t v)
{
    char s[24];
    int i = 23;
    s[i] = 0;
    do {
        s[--i] = (char)('0' + (int)(v % 10));
        v /= 10;
    } while (v);
    net_put(o, s + i);
}

static void net_put_header(net_out *o)
{
    uint64_t at = 0;
    int i, d;
    net_put(o, "{\"__metadata__\":{\"format\":\"netc\",\"net\":\"" NET_NET_NAME
               "\",\"layout_hash\":\"" NET_LAYOUT_HASH "\"}");
    for (i = 0; i < NET_PARAM_COUNT; i++) {
        net_put(o, ",\"");
        net_put(o, net_params[i].name);
        net_put(o, "\":{\"dtype\":\"F32\",\"shape\":[");
        for (d = 0; d < net_params[i].rank; d++) {
            net_put(o, d ? "," : "");
            net_put_number(o, (uint64_t)net_params[i].dim[d]);
        }
        net_put(o, "],\"data_offsets\":[");
        net_put_number(o, at);
        at += net_params[i].count * 4;
        net_put(o, ",");
        net_put_number(o, at);
        net_put(o, "]}");
    }
    net_put(o, "}");
    while (o->count % 8)
        net_put(o, " ");
}

/* Floats of this host -> little-endian bytes, in pieces. */
static int net_put_floats(net_out *o, const float *p, size_t n)
{
    unsigned char piece[1024];
    size_t m;
    for (; n; p += m, n -= m) {
        m = n < 256 ? n : 256;
        memcpy(piece, p, m * 4);
        if (net_host_is_big())
            net_swap(piece, m);
        if (o->write(o->user, piece, m * 4))
            return NET_EIO;
    }
    return NET_OK;
}

int net_save(const float *params, int (*write)(void *user, const void *buf, size_t n), void *user)
{
    unsigned char len[8];
    net_out o;
    int i;
    if (!params || !write)
        return NET_EARG;
    if (!net_floats_aligned(params))
        return NET_EALIGN;
    for (i = 0; i < NET_PARAM_COUNT; i++)
        if (!net_param_fits(&net_params[i], params + net_params[i].offset))
            return NET_ENAN; /* net_load would not take it */
    memset(&o, 0, sizeof o);
    net_put_header(&o);
    for (i = 0; i < 8; i++)
        len[i] = (unsigned char)(o.count >> (8 * i) & 255);
    if (write(user, len, 8))
        return NET_EIO;
    o.count = 0;
    o.write = write;
    o.user = user;
    net_put_header(&o);
    for (i = 0; i < NET_PARAM_COUNT && !o.error; i++)
        o.error = net_put_floats(&o, params + net_params[i].offset, net_params[i].count);
    return o.error;
}

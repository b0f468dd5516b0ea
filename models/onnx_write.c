/* ONNX files, written by protobuf-c; see onnx_write.h. */
#include "models/onnx_write.h"
#include "base/fileio.h"
#include <stdlib.h>
#include <string.h>

/* protobuf allows no message beyond 2 GiB */
static const int64_t BYTES_MOST = ((int64_t)2 << 30) - (1 << 20);

static char *text(OnnxOut *o, const char *s) { return arena_strdup(o->arena, s); }

const char *onnx_out_node(OnnxOut *o, const char *op, const char *name, const char *const *in,
                          int n_in)
{
    Onnx__NodeProto *p = ARENA_NEW(o->arena, Onnx__NodeProto);
    onnx__node_proto__init(p);
    p->op_type = text(o, op);
    p->name = text(o, name);
    p->n_input = (size_t)n_in;
    p->input = ARENA_ARRAY(o->arena, char *, n_in + 1);
    for (int i = 0; i < n_in; i++)
        p->input[i] = text(o, in[i]);
    p->n_output = 1;
    p->output = ARENA_ARRAY(o->arena, char *, 1);
    p->output[0] = text(o, name);
    ARENA_PUSH(o->arena, o->node, o->n_nodes, o->cap_nodes, p);
    return p->output[0];
}

/* A further attribute of the last node. */
static Onnx__AttributeProto *attribute(OnnxOut *o, const char *name,
                                       Onnx__AttributeProto__AttributeType type)
{
    Onnx__NodeProto *p = o->node[o->n_nodes - 1];
    Onnx__AttributeProto *a = ARENA_NEW(o->arena, Onnx__AttributeProto),
                         **all = ARENA_ARRAY(o->arena, Onnx__AttributeProto *,
                                             (int)p->n_attribute + 1);
    onnx__attribute_proto__init(a);
    a->name = text(o, name);
    a->has_type = 1;
    a->type = type;
    if (p->n_attribute)
        memcpy(all, p->attribute, sizeof *all * p->n_attribute);
    all[p->n_attribute++] = a;
    p->attribute = all;
    return a;
}

void onnx_out_int(OnnxOut *o, const char *name, int64_t v)
{
    Onnx__AttributeProto *a = attribute(o, name, ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__INT);
    a->has_i = 1;
    a->i = v;
}

void onnx_out_float(OnnxOut *o, const char *name, double v)
{
    Onnx__AttributeProto *a = attribute(o, name, ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__FLOAT);
    a->has_f = 1;
    a->f = (float)v;
}

void onnx_out_text(OnnxOut *o, const char *name, const char *v)
{
    Onnx__AttributeProto *a = attribute(o, name, ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__STRING);
    a->has_s = 1;
    a->s = (ProtobufCBinaryData){strlen(v), (uint8_t *)text(o, v)};
}

static int64_t *copied(OnnxOut *o, const int64_t *v, int n)
{
    int64_t *to = ARENA_ARRAY(o->arena, int64_t, n + 1);
    if (n)
        memcpy(to, v, sizeof *v * (size_t)n);
    return to;
}

void onnx_out_ints(OnnxOut *o, const char *name, const int64_t *v, int n)
{
    Onnx__AttributeProto *a = attribute(o, name, ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__INTS);
    a->n_ints = (size_t)n;
    a->ints = copied(o, v, n);
}

static Onnx__TensorProto *tensor(OnnxOut *o, const char *name, int type, int rank,
                                 const int64_t *dim)
{
    Onnx__TensorProto *t = ARENA_NEW(o->arena, Onnx__TensorProto);
    onnx__tensor_proto__init(t);
    t->name = text(o, name);
    t->has_data_type = 1;
    t->data_type = type;
    t->n_dims = (size_t)rank;
    t->dims = copied(o, dim, rank);
    ARENA_PUSH(o->arena, o->tensor, o->n_tensors, o->cap_tensors, t);
    return t;
}

const char *onnx_out_floats(OnnxOut *o, const char *name, int rank, const int64_t *dim,
                            const float *v)
{
    Onnx__TensorProto *t = tensor(o, name, ONNX__TENSOR_PROTO__DATA_TYPE__FLOAT, rank, dim);
    size_t count = 1;
    for (int i = 0; i < rank; i++)
        count *= (size_t)dim[i];
    t->has_raw_data = 1;
    t->raw_data = (ProtobufCBinaryData){sizeof *v * count, (uint8_t *)(uintptr_t)v};
    o->bytes += (int64_t)(sizeof *v * count);
    return t->name;
}

const char *onnx_out_whole(OnnxOut *o, const char *name, const int64_t *v, int n)
{
    const int64_t dim[1] = {n};
    Onnx__TensorProto *t = tensor(o, name, ONNX__TENSOR_PROTO__DATA_TYPE__INT64, 1, dim);
    t->n_int64_data = (size_t)n;
    t->int64_data = copied(o, v, n);
    return t->name;
}

/* ---- the file ---- */

static Onnx__ValueInfoProto *value_info(OnnxOut *o, const OnnxValue *v)
{
    Arena *a = o->arena;
    Onnx__ValueInfoProto *p = ARENA_NEW(a, Onnx__ValueInfoProto);
    Onnx__TypeProto *t = ARENA_NEW(a, Onnx__TypeProto);
    Onnx__TypeProto__Tensor *f = ARENA_NEW(a, Onnx__TypeProto__Tensor);
    Onnx__TensorShapeProto *s = ARENA_NEW(a, Onnx__TensorShapeProto);
    onnx__value_info_proto__init(p);
    onnx__type_proto__init(t);
    onnx__type_proto__tensor__init(f);
    onnx__tensor_shape_proto__init(s);
    s->n_dim = (size_t)v->rank + 1;
    s->dim = ARENA_ARRAY(a, Onnx__TensorShapeProto__Dimension *, v->rank + 1);
    for (int i = 0; i <= v->rank; i++) {
        Onnx__TensorShapeProto__Dimension *d = ARENA_NEW(a, Onnx__TensorShapeProto__Dimension);
        onnx__tensor_shape_proto__dimension__init(d);
        d->value_case = i ? ONNX__TENSOR_SHAPE_PROTO__DIMENSION__VALUE_DIM_VALUE
                          : ONNX__TENSOR_SHAPE_PROTO__DIMENSION__VALUE_DIM_PARAM;
        if (i)
            d->dim_value = v->dim[i - 1];
        else
            d->dim_param = text(o, "N");
        s->dim[i] = d;
    }
    f->has_elem_type = 1;
    f->elem_type = ONNX__TENSOR_PROTO__DATA_TYPE__FLOAT;
    f->shape = s;
    t->value_case = ONNX__TYPE_PROTO__VALUE_TENSOR_TYPE;
    t->tensor_type = f;
    p->name = text(o, v->name);
    p->type = t;
    return p;
}

bool onnx_out_write(OnnxOut *o, const char *path, const char *graph, const OnnxValue *input,
                    const OnnxValue *output, Err *err)
{
    Onnx__ModelProto m = ONNX__MODEL_PROTO__INIT;
    Onnx__GraphProto g = ONNX__GRAPH_PROTO__INIT;
    Onnx__OperatorSetIdProto opset = ONNX__OPERATOR_SET_ID_PROTO__INIT, *sets[1] = {&opset};
    Onnx__ValueInfoProto *in[1] = {value_info(o, input)}, *out[1] = {value_info(o, output)};
    if (o->bytes > BYTES_MOST)
        return err_set(err, "%s: %lld bytes of weights; an ONNX file has at most 2 GiB", path,
                       (long long)o->bytes);
    g.name = text(o, graph);
    g.n_node = (size_t)o->n_nodes;
    g.node = o->node;
    g.n_initializer = (size_t)o->n_tensors;
    g.initializer = o->tensor;
    g.n_input = g.n_output = 1;
    g.input = in;
    g.output = out;
    opset.domain = text(o, "");
    opset.has_version = 1;
    opset.version = o->opset;
    m.has_ir_version = 1;
    m.ir_version = o->opset > ONNX_OPSET ? 11 : 10;
    m.producer_name = text(o, "netc");
    m.n_opset_import = 1;
    m.opset_import = sets;
    m.graph = &g;
    size_t size = onnx__model_proto__get_packed_size(&m);
    uint8_t *bytes = malloc(size + 1);
    if (!bytes)
        return err_set(err, "out of memory (%zu bytes)", size);
    onnx__model_proto__pack(&m, bytes);
    bool ok = file_write(path, bytes, size, err);
    free(bytes);
    return ok;
}

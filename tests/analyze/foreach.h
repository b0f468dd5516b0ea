/* For cppcheck, which does not read jansson.h and leaves a file whose macros it does not know. */
#define json_array_foreach(a, i, v) \
    for (i = 0; i < json_array_size(a) && (v = json_array_get(a, i)); i++)
#define json_object_foreach(o, key, v)                                      \
    for (key = json_object_iter_key(json_object_iter(o));                   \
         key && (v = json_object_iter_value(json_object_key_to_iter(key))); \
         key = json_object_iter_key(json_object_iter_next(o, json_object_key_to_iter(key))))

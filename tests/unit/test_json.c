/* JSON where memory lacks: each allocation of jansson fails in turn, and the text, the value and a
 * file's header are right or there are none. And the stream that collects text. */
#include "base/fileio.h"
#include "base/text_stream.h"
#include "formats/json.h"
#include "formats/safetensors.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static int calls, failing, living;
static bool from_on; /* the failing allocation and each one after it */
static void *maybe(size_t bytes)
{
    calls++;
    void *p = calls == failing || (from_on && failing && calls > failing) ? NULL : malloc(bytes);
    living += p != NULL;
    return p;
}
static void give_back(void *p)
{
    living -= p != NULL;
    free(p);
}

static void fail_at(int k)
{
    calls = 0;
    failing = k;
}

static const char text[] = "{\"one\":[1,2,3],\"two\":{\"a text that takes more than a few "
                           "bytes\":\"another\",\"n\":1.5},\"three\":null,\"four\":"
                           "[0.10000000000000001,"
                           "1000000000000000000]}";

static void each_read_is_right(void **state)
{
    (void)state;
    fail_at(0);
    json_error_t why;
    bool lacking;
    json_t *right = json_read(text, strlen(text), &why, &lacking);
    assert_non_null(right);
    int n = calls;
    assert_true(n > 20);
    const int held = living;
    for (int k = 1; k <= 2 * n; k++) {
        from_on = k > n;
        fail_at(from_on ? k - n : k);
        json_t *o = json_read(text, strlen(text), &why, &lacking);
        if (o || !lacking)
            fail_msg("allocation %d of %d: %s", failing, n, o ? "a value" : why.text);
        assert_int_equal(living, held);
    }
    from_on = false;
    fail_at(0);
    json_decref(right);
    assert_null(json_read("{\"a\":1,}", 8, &why, &lacking));
    assert_false(lacking);
    assert_true(why.text[0]);
}

static void each_print_is_right_or_none(void **state)
{
    (void)state;
    json_error_t why;
    bool lacking;
    fail_at(0);
    json_t *o = json_read(text, strlen(text), &why, &lacking);
    int printed = 0;
    for (int k = 1; k < 100; k++) {
        fail_at(k);
        char *got = json_print(o, JSON_COMPACT);
        if (got)
            assert_string_equal(got, text);
        printed += got != NULL;
        free(got);
    }
    assert_true(printed > 0);
    fail_at(0);
    json_decref(o);
    assert_null(json_print(NULL, 0));
}

static void each_header_is_whole_or_none(void **state)
{
    (void)state;
    static const char path[] = "test_json.safetensors";
    const int dim[2] = {2, 3};
    const float data[6] = {1, 2, 3, 4, 5, 6};
    const StEntry entry[2] = {
        {.name = "first.kernel", .type = NUMBER_F32, .rank = 2, .dim = dim, .data = data},
        {.name = "second.kernel", .type = NUMBER_F32, .rank = 2, .dim = dim, .data = data}};
    const StMeta meta = {"format", "netc"};
    Err err;
    fail_at(0);
    assert_true(st_write(path, entry, 2, &meta, 1, &err));
    unsigned char *right, *got;
    size_t size, n;
    int all = calls, written = 0;
    assert_true(file_read(path, 0, &right, &size, &err));
    for (int k = 1; k <= all; k++) {
        unlink(path);
        fail_at(k);
        bool ok = st_write(path, entry, 2, &meta, 1, &err);
        assert_int_equal(ok, !access(path, F_OK));
        written += ok;
        if (!ok) {
            assert_non_null(strstr(err.text, "out of memory"));
            continue;
        }
        assert_true(file_read(path, 0, &got, &n, &err));
        assert_int_equal(n, size);
        assert_memory_equal(got, right, n);
        free(got);
    }
    assert_true(written < all);
    fail_at(0);
    free(right);
    unlink(path);
}

static void text_is_collected(void **state)
{
    (void)state;
    TextStream t;
    size_t n;
    FILE *f = text_stream_open(&t);
    assert_non_null(f);
    for (int i = 0; i < 50000; i++)
        fprintf(f, "%d", i % 10);
    char *got = text_stream_close(&t, &n);
    assert_int_equal(n, 50000);
    assert_int_equal(strlen(got), n);
    free(got);
    text_stream_drop(&t);
    assert_non_null(text_stream_open(&t));
    got = text_stream_close(&t, &n);
    assert_string_equal(got, "");
    free(got);
    f = text_stream_open(&t);
    assert_non_null(f);
    fputs("given up", f);
    text_stream_drop(&t);
}

int main(void)
{
    json_set_alloc_funcs(maybe, give_back);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_read_is_right),
        cmocka_unit_test(each_print_is_right_or_none),
        cmocka_unit_test(each_header_is_whole_or_none),
        cmocka_unit_test(text_is_collected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

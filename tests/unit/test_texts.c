/* The tables that the build tool cuts texts into (tools/embed_text.c): pieces make up their text,
 * words that get a net's name are pieces of their own, what a text uses is in its needs, and
 * micro-kernels stand behind what they call. */
#include "base/ascii.h"
#include "compiler/ir/kernel.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static bool begins(const char *p, size_t n, const char *with)
{
    return n > strlen(with) && !memcmp(p, with, strlen(with));
}

static bool is_owned(const char *p, size_t n)
{
    return begins(p, n, "mk_") || begins(p, n, "net_") || begins(p, n, "NET_") ||
           begins(p, n, "NETC_") || begins(p, n, "resize_") || begins(p, n, "number_") ||
           (n >= 2 && !memcmp(p, "v8", 2));
}

/* No word of the piece gets a net's name. */
static void check_plain(const char *p, size_t len)
{
    for (size_t i = 0; i < len;) {
        size_t b = i;
        while (i < len && ascii_word((unsigned char)p[i]))
            i++;
        if (i > b && !ascii_digit((unsigned char)p[b]) && is_owned(p + b, i - b))
            fail_msg("%.*s is not a piece", (int)(i - b), p + b);
        i += i == b;
    }
}

static int words_seen;

static void check_cut(const CutText *cut)
{
    const char *p = cut->text;
    for (int i = 0; i < cut->n; p += cut->piece[i++].len) {
        const TextPiece *piece = &cut->piece[i];
        assert_true(strnlen(p, piece->len) == piece->len);
        if (piece->kind == PIECE_TEXT)
            check_plain(p, piece->len);
        else if (piece->kind == PIECE_OWN || piece->kind == PIECE_LOWER ||
                 piece->kind == PIECE_UPPER) {
            if (!is_owned(p, piece->len))
                fail_msg("%.*s is a piece", (int)piece->len, p);
            words_seen++;
        }
    }
}

static void pieces_make_up_their_text(void **state)
{
    (void)state;
    for (int k = 0; k < kernel_count; k++) {
        const Kernel *kernel = &kernel_table[k];
        check_cut(&kernel->inside);
        check_cut(&kernel->row_call);
        size_t n = 0;
        for (int i = 0; i < kernel->inside.n; i++)
            n += kernel->inside.piece[i].len;
        assert_int_equal(n + 2, strlen(kernel->body)); /* and the braces */
    }
    for (int i = 0; i < text_item_count; i++)
        check_cut(&text_items[i].cut);
    for (const SupportText *s = support_table; s->name; s++)
        check_cut(&s->cut);
    assert_true(words_seen > 3000);
}

/* Every mark of a body is a piece, with the output that fuse_arg names. */
static void marks_are_pieces(void **state)
{
    (void)state;
    int seen = 0;
    for (int k = 0; k < kernel_count; k++) {
        const Kernel *kernel = &kernel_table[k];
        int marks = 0, pieces = 0;
        for (const char *p = kernel->body; (p = strstr(p, "/* @fuse ")); p++)
            marks++;
        for (int i = 0; i < kernel->inside.n; i++)
            if (kernel->inside.piece[i].kind == PIECE_FUSE) {
                const FuseMark *mark = &kernel->marks[kernel->inside.piece[i].arg];
                assert_string_equal(mark->output, kernel->args[kernel->fuse_arg].name);
                pieces++;
            }
        assert_int_equal(pieces, marks);
        seen += marks;
    }
    assert_true(seen > 20);
}

static bool has_need(const short *needs, int name)
{
    for (; *needs != -1; needs++)
        if (*needs == name)
            return true;
    return false;
}

/* Each micro-kernel that the text calls is among the needs. */
static int check_calls(const char *text, const short *needs, const char *of)
{
    int calls = 0;
    for (const char *p = text; (p = strstr(p, "mk_")); p++) {
        size_t n = 0;
        while (ascii_word((unsigned char)p[n]))
            n++;
        if (p[n] != '(' || (p > text && ascii_word((unsigned char)p[-1])))
            continue;
        for (int m = 0; m < micro_count; m++)
            if (strlen(micro_table[m].name) == n && !memcmp(micro_table[m].name, p, n)) {
                calls++;
                if (strcmp(micro_table[m].name, of) && !has_need(needs, m))
                    fail_msg("%s calls %s without needing it", of, micro_table[m].name);
            }
    }
    return calls;
}

static void what_is_called_is_needed(void **state)
{
    (void)state;
    int calls = 0;
    for (int k = 0; k < kernel_count; k++) {
        const Kernel *kernel = &kernel_table[k];
        calls += check_calls(kernel->body, kernel->needs, kernel->name);
        calls += check_calls(kernel->row ? kernel->row : "", kernel->row_needs, kernel->name);
    }
    for (int i = 0; i < text_item_count; i++)
        if (text_items[i].kind == TEXT_NAMED && text_items[i].name < micro_count)
            calls += check_calls(text_items[i].cut.text, name_needs[text_items[i].name],
                                 micro_table[text_items[i].name].name);
    assert_true(calls > 200);
}

static void micro_kernels_stand_behind_what_they_call(void **state)
{
    (void)state;
    for (int m = 0; m < micro_count; m++)
        for (const short *d = name_needs[m]; *d != -1; d++) {
            assert_true(*d < text_name_count && *d >= -1 - text_when_count);
            if (*d < micro_count && *d >= m)
                fail_msg("%s stands before %s", micro_table[m].name, micro_table[*d].name);
        }
}

static void sections_of_the_prelude_end(void **state)
{
    (void)state;
    int depth = 0, sections = 0;
    for (int i = 0; i < text_item_count; i++) {
        const TextItem *item = &text_items[i];
        depth += (item->kind == TEXT_IF) - (item->kind == TEXT_END);
        assert_true(depth >= 0);
        if (item->kind == TEXT_IF) {
            sections++;
            assert_true(item->end > i && item->end < text_item_count);
            assert_int_equal(text_items[item->end].kind, TEXT_END);
        } else if (item->kind == TEXT_NAMED) {
            assert_true(item->name >= 0 && item->name < text_name_count);
        }
    }
    assert_int_equal(depth, 0);
    assert_true(sections > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_make_up_their_text),
        cmocka_unit_test(marks_are_pieces),
        cmocka_unit_test(what_is_called_is_needed),
        cmocka_unit_test(micro_kernels_stand_behind_what_they_call),
        cmocka_unit_test(sections_of_the_prelude_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Foreign text in each place that it is printed to (base/foreign.h): what gets there is what the place can take, and no more. */
#include "base/err.h"
#include "base/foreign.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

typedef void Put(FILE *f, const char *s);

static void expect_text(Put *put, const char *s, const char *want)
{
    char *text = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&text, &n);
    put(f, s);
    fclose(f);
    if (strcmp(text, want)) fail_msg("`%s` became `%s`, not `%s`", s, text, want);
    free(text);
}

static void put_shown(FILE *f, const char *s)
{
    Arena *a = arena_new();
    fputs(foreign_shown(a, s), f);
    arena_free(a);
}

static void put_comment(FILE *f, const char *s) { foreign_c_comment(f, s, strlen(s)); }

static void terminals(void **state)
{
    (void)state;
    static const char *const same[] = {"", "plain / text * \\ %s", "\xc3\xbc\xe2\x82\xac\xf0\x9f\x98\x80 \xe6\x97\xa5", "50% `x`"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) expect_text(put_shown, same[i], same[i]);
    expect_text(put_shown, "a\x1b[31mb\a\x7f", "a\\x1B[31mb\\x07\\x7F");
    expect_text(put_shown, "a\nnetc: ok\r\t", "a\\nnetc: ok\\r\\t");
    expect_text(put_shown, "\xc2\x9b" "31m \x9b" "31m \xff", "\\xC2\\x9B31m \\x9B31m \\xFF");
    expect_text(put_shown, "a\xe2\x80\xae" "b\xe2\x81\xa6\xe2\x80\x8b\xef\xbb\xbf\xf3\xa0\x81\x81", "a\\u{202E}b\\u{2066}\\u{200B}\\u{FEFF}\\u{E0041}");
    char small[8];
    assert_int_equal(foreign_shown_to(small, sizeof small, "abc\x1b" "def"), 10);
    assert_string_equal(small, "abc\\x1B");
    assert_int_equal(foreign_shown_to(small, sizeof small, "abcde\x1b" "f"), 10);
    assert_string_equal(small, "abcde");            /* no part of a character, and nothing after it */
    assert_int_equal(foreign_shown_to(small, 4, "ab\xc3\xbc"), 4);
    assert_string_equal(small, "ab");
}

static void c_strings(void **state)
{
    (void)state;
    expect_text(foreign_c_string, "a\"b\\c", "\"a\\\"b\\\\c\"");
    expect_text(foreign_c_string, "what?" "?/\n", "\"what\\?\\?/\\012\"");
    expect_text(foreign_c_string, "\x1b" "1\xc3\xbc", "\"\\0331\\303\\274\"");
}

static void c_comments(void **state)
{
    (void)state;
    expect_text(put_comment, "a */ b /* c // d", "a * / b / * c / / d");
    expect_text(put_comment, "*", "* ");
    expect_text(put_comment, "a\nb\\", "a b\\ ");
    expect_text(put_comment, "*?" "?/\n/", "*? ?/ / ");
    expect_text(put_comment, "\x1b[0m\xe2\x80\xae", "\\x1B[0m\\u{202E}");
    expect_text(put_comment, "**//", "** / / ");
}

static void markup(void **state)
{
    (void)state;
    expect_text(foreign_xml, "<b a='1' c=\"2\">&amp;]]>", "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;amp;]]&gt;");
    expect_text(foreign_xml, "a\x1b\xff\xe2\x80\xae\nb", "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\nb");
    expect_text(foreign_dot, "a\"];b\\n<i>&amp;", "a\\\"];b\\\\n<i>&amp;amp;");
    expect_text(foreign_dot, "\x1b\n", "\\\\x1B\\\\n");
}

static void errors(void **state)
{
    (void)state;
    Err err;
    err_set(&err, "cannot open %s: no", "a\x1b]0;title\a\nnetc: fine");
    assert_string_equal(err.text, "cannot open a\\x1B]0;title\\x07\\nnetc: fine: no");
    err_set(&err, "%s, twice", err.text);
    assert_string_equal(err.text, "cannot open a\\x1B]0;title\\x07\\nnetc: fine: no, twice");
    assert_false(err_set(NULL, "%s", "x"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(terminals), cmocka_unit_test(c_strings), cmocka_unit_test(c_comments), cmocka_unit_test(markup), cmocka_unit_test(errors)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What a report is made of: characters that may stand in its text (base/utf8.h), the ranking of
 * classes (training/metrics.h), which pictures are shown (report/report.h), and strings in
 * gnuplot's scripts (report/gnuplot.h). */
#define _POSIX_C_SOURCE 200809L
#include "base/utf8.h"
#include "report/gnuplot.h"
#include "report/report.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void characters(void **state)
{
    (void)state;
    static const struct {
        const char *s;
        size_t n;
    } t[] = {
        {"a", 1},
        {" ", 1},
        {"~", 1},
        {"\xc2\xa0", 2},
        {"\xc3\xbc", 2},
        {"\xe2\x82\xac", 3},
        {"\xed\x9f\xbf", 3},
        {"\xee\x80\x80", 3},
        {"\xf0\x9f\x98\x80", 4},
        {"\xf4\x8f\xbf\xbd", 4},
        {"", 0},
        {"\n", 0},
        {"\t", 0},
        {"\x1b", 0},
        {"\x7f", 0},
        {"\x80", 0},
        {"\xbf", 0},
        {"\xc0\x80", 0},
        {"\xc1\xbf", 0},
        {"\xc2\x85", 0},
        {"\xc2", 0},
        {"\xc2z", 0},
        {"\xe0\x80\x80", 0},
        {"\xe0\x9f\xbf", 0},
        {"\xe2\x82", 0},
        {"\xed\xa0\x80", 0},
        {"\xef\xbf\xbe", 0},
        {"\xef\xbf\xbf", 0},
        {"\xf0\x8f\xbf\xbf", 0},
        {"\xf4\x90\x80\x80", 0},
        {"\xf5\x80\x80\x80", 0},
        {"\xff", 0},
    };
    for (size_t i = 0; i < sizeof t / sizeof *t; i++)
        if (utf8_printable(t[i].s) != t[i].n)
            fail_msg("row %zu: %zu", i, utf8_printable(t[i].s));
}

static void classes_are_ranked(void **state)
{
    (void)state;
    const float y[] = {0.2f, NAN, 0.5f, 0.2f, 0.1f}, half = 0.5f, most = 0.75f;
    int best[5];
    assert_int_equal(class_ranking(y, 5, 9, best), 5);
    assert_true(best[0] == 2 && best[1] == 0 && best[2] == 3 && best[3] == 4 && best[4] == 1);
    assert_int_equal(class_ranking(y, 5, 2, best), 2);
    assert_true(best[0] == 2 && best[1] == 0);
    assert_int_equal(class_ranking(&half, 1, 3, best), 2);
    assert_true(best[0] == 1 && best[1] == 0 && class_of(&half, 1) == 1);
    assert_true(class_output(&most, 1, 1) == 0.75 && class_output(&most, 1, 0) == 0.25 &&
                class_output(y, 5, 2) == 0.5);
}

enum { N = 10, MOST = 3 };

static void pictures_are_chosen(void **state)
{
    (void)state;
    /* guesses: 0 0 0 0 1 1 1 1 1 0; wrong: 1, 4, 5, 8, of which 8 and 4 are the surest, and 1 comes
     * before 5 */
    const float y[2 * N] = {.9f, .1f, .7f, .3f, .6f, .4f, .8f,  .2f,  .1f, .9f,
                            .3f, .7f, .2f, .8f, .4f, .6f, .05f, .95f, 1,   0};
    const int32_t labels[N] = {0, 1, 0, 0, 0, 0, 1, 1, 0, 0};
    ReportPicture right[MOST], wrong[MOST];
    const ReportOutputs all = {N, 2, labels, y}, two = {2, 2, labels, y};
    assert_int_equal(report_choose_right(all, MOST, right), MOST);
    assert_int_equal(report_choose_wrong(all, MOST, wrong), MOST);
    assert_true(wrong[0].number == 8 && wrong[1].number == 4 && wrong[2].number == 1);
    assert_true(wrong[0].truth == 0 && wrong[0].y == y + 16);
    assert_true(right[0].number == 0 && right[1].number == 3 &&
                right[2].number == 7); /* the 1st, 3rd and 5th of six: 0 2 3 6 7 9 */
    assert_true(report_choose_right(two, MOST, right) == 1 && right[0].number == 0);
    assert_true(report_choose_wrong(two, MOST, wrong) == 1 && wrong[0].number == 1);
}

static void samples_are_chosen_by_score(void **state)
{
    (void)state;
    const double score[] = {0.5, 2, NAN, 0.25, 2, 1};
    const float y[] = {0.5f, 1, 0.25f, 0}, t[] = {1, 1, 0, 1};
    const uint8_t mask[] = {0, 1}, other[] = {1, 1};
    double off;
    ReportPicture list[MOST];
    assert_int_equal(report_choose_worst(score, 6, MOST, list), MOST);
    assert_true(list[0].number == 2 && list[1].number == 1 && list[2].number == 4);
    assert_int_equal(report_choose_worst(score, 2, MOST, list), 2);
    assert_true(list[0].number == 1 && list[1].number == 0 && list[1].score == 0.5);
    assert_int_equal(report_choose_even(score, 6, MOST, list), MOST);
    assert_true(list[0].number == 0 && list[1].number == 2 && list[2].number == 4);
    assert_true(report_label_score(y, t, 4) == 1 && report_number_score(y, t, 4) == 1.75 / 4);
    /* two pixels of two classes: both guessed as 1, then 0 (0.25 against 0) */
    assert_true(report_mask_score(y, mask, 2, 4, &off) && off == 1 - 0.0);
    assert_true(report_mask_score(y, other, 2, 4, &off) && off == 1 - 0.25);
}

static void strings_of_scripts(void **state)
{
    (void)state;
    static const struct {
        const char *s;
        int most;
        const char *text;
    } t[] = {
        {"a'b`c\"d\\n$e", 40, "'a''b`c\"d\\n$e'"},
        {"abc", 2, "'ab\xe2\x80\xa6'"},
        {"\xc3\xbc\n\xff", 9, "'\xc3\xbc\xef\xbf\xbd\xef\xbf\xbd'"},
        {"", 1, "''"},
    };
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        char *out = NULL;
        size_t n;
        FILE *f = open_memstream(&out, &n);
        assert_non_null(f);
        gnuplot_text(f, t[i].s, t[i].most);
        fclose(f);
        assert_string_equal(out, t[i].text);
        free(out);
    }
    char tic[64] = "";
    FILE *f = fmemopen(tic, sizeof tic, "w");
    gnuplot_tic(f, "50% 'a]]>b]]>", 40);
    fclose(f);
    assert_string_equal(tic, "'50%% ''a]] >b]] >'");
}

static void gnuplot_tells_what_is_wrong(void **state)
{
    (void)state;
    static const char bad[] = "set terminal svg\nplot nothing_of_this_name\n",
                      nothing[] = "set terminal svg\n";
    Err err = {""};
    char *out = NULL;
    size_t n;
    assert_false(gnuplot_run(bad, strlen(bad), &out, &n, &err));
    assert_non_null(strstr(err.text, "nothing_of_this_name"));
    assert_false(gnuplot_run(nothing, strlen(nothing), &out, &n, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters),          cmocka_unit_test(classes_are_ranked),
        cmocka_unit_test(pictures_are_chosen), cmocka_unit_test(samples_are_chosen_by_score),
        cmocka_unit_test(strings_of_scripts),  cmocka_unit_test(gnuplot_tells_what_is_wrong)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

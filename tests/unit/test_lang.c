/* The language, end to end: every file of tests/lang carries the whole text it must give, every
 * example and every ```net block of spec/ must be accepted (or give the ```text that follows it),
 * spec/layers.md must be what the tables say, and mutated files must never crash the front end.
 *
 * A file of tests/lang ends in comment lines: `#! error` or `#! dump`, then `#|` lines with the
 * text. Further directives: `#! net NAME` picks a net; `#! compile` asks also for a lowering of
 * every kind.
 *   test_lang --renew    rewrites the `#|` lines from what comes out; read the diff before
 *                        believing it
 * The folder of the project is NETC_ROOT, or the current one. */
#include "compiler/front/front.h"
#include "compiler/front/other_words.h"
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

enum { CORPUS_LEAST = 60, CASES_MAX = 2000, MUTATIONS = 60 };

/* What the front end says of a text: the diagnostics, or the dump. */
typedef struct Outcome {
    char *text;
    int errors;
} Outcome;

static Outcome run_front(const char *path, const char *text, const char *net, bool compile)
{
    Outcome out = {NULL, 0};
    size_t size;
    FILE *f = open_memstream(&out.text, &size);
    Arena *a = arena_new();
    Diag *d = diag_new(a);
    ExpandOptions options = {.net = net, .library = "../../lib"};
    Graph *g = expand(a, parse(a, source_from_text(a, path, text), d), &options, d);
    if (g)
        infer_shapes(g, d);
    if (g && compile && diag_errors(d) == 0)
        check_compiles(g, d);
    diag_print(d, f);
    out.errors = diag_errors(d);
    assert_true(g || out.errors);
    if (out.errors == 0)
        graph_dump(f, g);
    fclose(f);
    arena_free(a);
    return out;
}

static char *read_text(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        fail_msg("cannot open %s", path);
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    for (int c; (c = fgetc(f)) != EOF;)
        fputc(c, out);
    fclose(f);
    fclose(out);
    return text;
}

static void check_text(const char *what, const char *expected, const char *actual)
{
    if (strcmp(expected, actual) == 0)
        return;
    print_message("%s\n--- expected\n%s--- but\n%s---\n", what, expected, actual);
    fail_msg("%s gives another text", what);
}

/* ---- tests/lang ---- */

typedef struct Expectation {
    bool error, dump, compile;
    char net[64];
    char *text;
} Expectation;

/* Takes the directives off the source. */
static Expectation read_expectation(char *source)
{
    Expectation e = {0};
    size_t size;
    FILE *f = open_memstream(&e.text, &size);
    for (const char *line = source; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        int n = (int)strcspn(line, "\n");
        if (strncmp(line, "#| ", 3) == 0 || strncmp(line, "#|\n", 3) == 0)
            fprintf(f, "%.*s\n", n > 3 ? n - 3 : 0, line + 3);
        else if (strncmp(line, "#! error", 8) == 0)
            e.error = true;
        else if (strncmp(line, "#! dump", 7) == 0)
            e.dump = true;
        else if (strncmp(line, "#! compile", 10) == 0)
            e.compile = true;
        else if (strncmp(line, "#! net ", 7) == 0)
            snprintf(e.net, sizeof e.net, "%.*s", n - 7, line + 7);
    }
    fclose(f);
    char *directives = strstr(source, "\n#! ");
    if (directives)
        directives[1] = '\0';
    return e;
}

static void test_file(void **state)
{
    const char *path = *state;
    char *source = read_text(path);
    Expectation e = read_expectation(source);
    Outcome out = run_front(path, source, *e.net ? e.net : NULL, e.compile);
    if (e.error == e.dump)
        fail_msg("%s must say `#! error` or `#! dump`", path);
    check_text(path, e.text, out.text);
    assert_int_equal(e.error, out.errors > 0);
    free(source);
    free(e.text);
    free(out.text);
}

/* Writes the outcome into the file, in the place of its `#|` lines. */
static void renew(const char *path)
{
    char *source = read_text(path);
    Expectation e = read_expectation(source);
    Outcome out = run_front(path, source, *e.net ? e.net : NULL, e.compile);
    FILE *f = fopen(path, "wb");
    if (!f)
        fail_msg("cannot write %s", path);
    fputs(source, f);
    if (*e.net)
        fprintf(f, "#! net %s\n", e.net);
    fprintf(f, "%s#! %s\n", e.compile ? "#! compile\n" : "", out.errors ? "error" : "dump");
    for (const char *line = out.text; *line;) {
        size_t n = strcspn(line, "\n");
        fprintf(f, n ? "#| %.*s\n" : "#|%.*s\n", (int)n, line);
        line += n + (line[n] == '\n');
    }
    fclose(f);
    free(source);
    free(e.text);
    free(out.text);
}

/* ---- examples and the blocks of spec/ ---- */

static void test_example(void **state)
{
    const char *path = *state;
    char *source = read_text(path);
    Outcome out = run_front(path, source, NULL, true);
    if (out.errors)
        fail_msg("%s", out.text);
    free(source);
    free(out.text);
}

/* The fenced block that begins at or after *at with the fence ```LANGUAGE; NULL: none. *at moves
 * behind it. */
static char *fenced(const char **at, const char *language)
{
    char fence[32];
    snprintf(fence, sizeof fence, "\n```%s\n", language);
    const char *begin = strstr(*at, fence);
    if (!begin)
        return NULL;
    begin += strlen(fence);
    const char *end = strstr(begin, "```\n");
    if (!end)
        fail_msg("a fence is not closed");
    *at = end + 3;
    return strndup(begin, (size_t)(end - begin));
}

/* Does ```text follow, with nothing but blanks between? */
static char *text_after(const char *at)
{
    const char *p = at + strspn(at, "\n ");
    if (strncmp(p, "```text\n", 8) != 0)
        return NULL;
    p--;
    return fenced(&p, "text");
}

static bool holds_net(const char *text)
{
    return strncmp(text, "net ", 4) == 0 || strstr(text, "\nnet ") != NULL;
}

static void check_spec_block(const char *path, const char *block, const char *expected)
{
    Arena *a = arena_new();
    Diag *d = diag_new(a);
    if (!holds_net(block)) {
        parse(a, source_from_text(a, "example.net", block), d);
        if (diag_errors(d))
            fail_msg("a block of %s does not parse:\n%s", path, block);
    } else {
        Outcome out = run_front("example.net", block, NULL, false);
        if (expected)
            check_text(path, expected, out.text);
        else if (out.errors)
            fail_msg("a block of %s is refused:\n%s", path, out.text);
        free(out.text);
    }
    arena_free(a);
}

static void test_spec(void **state)
{
    const char *path = *state;
    char *page = read_text(path), *block;
    const char *at = page;
    while ((block = fenced(&at, "net")) != NULL) {
        char *expected = text_after(at);
        check_spec_block(path, block, expected);
        free(block);
        free(expected);
    }
    free(page);
}

static void test_layers_page(void **state)
{
    (void)state;
    char *text = NULL, *page = read_text("../../spec/layers.md");
    size_t size;
    FILE *f = open_memstream(&text, &size);
    layers_markdown(f);
    fclose(f);
    if (strcmp(text, page) != 0)
        fail_msg("spec/layers.md is not what the tables say; renew it: make docs");
    free(text);
    free(page);
}

/* ---- mutations ---- */

static uint64_t splitmix(uint64_t *s)
{
    uint64_t z = (*s += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* A few random edits: bytes dropped, replaced, doubled, or a stretch moved elsewhere. */
static char *mutate(const char *text, uint64_t *seed)
{
    static const char bytes[] = "(){}=.:,;x*/%<>!$\"#\n 0159-+aeinort\x01\xff";
    size_t n = strlen(text);
    char *m = malloc(2 * n + 64);
    memcpy(m, text, n + 1);
    for (int edits = 1 + (int)(splitmix(seed) % 4); edits > 0 && n > 8; edits--) {
        size_t at = splitmix(seed) % n, from = splitmix(seed) % n, len = 1 + splitmix(seed) % 12;
        len = len < n - at ? len : n - at;
        switch (splitmix(seed) % 4) {
        case 0:
            memmove(m + at, m + at + len, n - at - len + 1);
            n -= len;
            break;
        case 1: m[at] = bytes[splitmix(seed) % (sizeof bytes - 1)]; break;
        case 2: memmove(m + at, m + from, len < n - from ? len : n - from); break;
        default:
            len = len < n / 8 + 1 ? len : n / 8 + 1;
            memmove(m + at + len, m + at, n - at + 1);
            n += len;
        }
    }
    m[n] = '\0';
    return m;
}

static void test_mutations(void **state)
{
    const char *path = *state;
    char *source = read_text(path);
    free(read_expectation(source).text);
    uint64_t seed = strlen(source);
    for (int i = 0; i < MUTATIONS; i++) {
        char *m = mutate(source, &seed);
        Outcome out = run_front("mutated.net", m, NULL, false);
        free(out.text);
        free(m);
    }
    free(source);
}

/* ---- the list of tests ---- */

static struct CMUnitTest cases[CASES_MAX];
static size_t n_cases;

static void add_case(const char *name, CMUnitTestFunction run, const char *state)
{
    assert_true(n_cases < CASES_MAX);
    cases[n_cases++] = (struct CMUnitTest){
        .name = strdup(name), .test_func = run, .initial_state = state ? strdup(state) : NULL};
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The files of a folder that end so, sorted; their number. */
static int list_folder(const char *folder, const char *end, char **names, int most)
{
    DIR *dir = opendir(folder);
    int n = 0;
    for (struct dirent *e; dir && (e = readdir(dir)) != NULL;) {
        size_t len = strlen(e->d_name), tail = strlen(end);
        if (len <= tail || strcmp(e->d_name + len - tail, end) != 0 || n == most)
            continue;
        char path[512];
        snprintf(path, sizeof path, "%s%s%s", strcmp(folder, ".") ? folder : "",
                 strcmp(folder, ".") ? "/" : "", e->d_name);
        names[n++] = strdup(path);
    }
    if (dir)
        closedir(dir);
    qsort(names, (size_t)n, sizeof *names, by_name);
    return n;
}

static void test_corpus_size(void **state)
{
    (void)state;
    char *names[500];
    int n = list_folder(".", ".net", names, 500);
    assert_true(n >= CORPUS_LEAST);
    for (int i = 0; i < n; i++)
        free(names[i]);
}

static void add_folder(const char *folder, const char *end, CMUnitTestFunction run,
                       const char *title)
{
    char *names[500], name[600];
    int n = list_folder(folder, end, names, 500);
    for (int i = 0; i < n; i++) {
        snprintf(name, sizeof name, "%s %s", title, names[i]);
        add_case(name, run, names[i]);
        free(names[i]);
    }
}

static int renew_all(void)
{
    char *names[500];
    int n = list_folder(".", ".net", names, 500);
    for (int i = 0; i < n; i++) {
        renew(names[i]);
        free(names[i]);
    }
    return 0;
}

/* Another framework's word for a kind or a statement is none of netc's: its hint would never be
 * seen. */
static void test_other_words_are_unknown(void **state)
{
    (void)state;
    static const struct {
        const char *place, *word, *hint;
    } words[] = {
#define OTHER(place, word, hint) {place, word, hint},
#include "compiler/front/other_words.def"
#undef OTHER
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        assert_string_equal(other_word(words[i].place, words[i].word), words[i].hint);
        const Layer *own = strcmp(words[i].place, "layer") ? NULL : layer_find(words[i].word);
        assert_false(own && own->min_in > 0); /* `input` is a statement of its own */
    }
    assert_string_equal(other_word("layer", "Max_Pooling_2D"), other_word("layer", "maxpooling2d"));
    assert_null(other_word("layer", "maxpooling2"));
    assert_null(other_word("train", "conv2d"));
}

int main(int argc, char **argv)
{
    const char *root = getenv("NETC_ROOT");
    if ((root && chdir(root) != 0) || chdir("tests/lang") != 0) {
        fprintf(stderr, "test_lang: there is no folder tests/lang here; set NETC_ROOT\n");
        return 1;
    }
    if (argc > 1 && strcmp(argv[1], "--renew") == 0)
        return renew_all();
    add_case("the corpus is large enough", test_corpus_size, NULL);
    add_folder(".", ".net", test_file, "language");
    add_folder("../../examples", ".net", test_example, "example");
    add_folder("../../examples/study", ".net", test_example, "study");
    add_folder("../../spec", ".md", test_spec, "blocks of");
    add_case("spec/layers.md agrees with the tables", test_layers_page, NULL);
    add_case("words of others are not netc's", test_other_words_are_unknown, NULL);
    add_folder(".", ".net", test_mutations, "mutations of");
    int failed = _cmocka_run_group_tests("language", cases, n_cases, NULL, NULL);
    for (size_t i = 0; i < n_cases; i++) {
        free((void *)(uintptr_t)cases[i].name);
        free(cases[i].initial_state);
    }
    return failed;
}

/* Text of emitted C: words renamed to the net's, numbers, and the marks that become #line
 * directives. */
#include "base/ascii.h"
#include "base/foreign.h"
#include "base/number.h"
#include "compiler/emit/emit_impl.h"
#include <string.h>

/* ---- words ---- */

/* Names that would clash between two models in one program begin with mk_, v8, NETC_, net_, NET_ or
 * resize_; a standalone file carries them under its own prefix. */
static void put_word(FILE *f, const char *w, size_t n, const EmitNames *names)
{
    const Rename *r = names->map;
    for (; r && r->from; r++)
        if (strlen(r->from) == n && !memcmp(r->from, w, n)) {
            fputs(r->to, f);
            return;
        }
    if (!names->prefix) {
        fprintf(f, "%.*s", (int)n, w);
    } else if (n > 4 && !memcmp(w, "net_", 4)) {
        fprintf(f, "%s_%.*s", names->prefix, (int)n - 4, w + 4);
    } else if (n > 4 && !memcmp(w, "NET_", 4)) {
        fprintf(f, "%s_%.*s", names->upper, (int)n - 4, w + 4);
    } else if (n > 5 && !memcmp(w, "NETC_", 5)) {
        fprintf(f, "%s_%.*s", names->upper, (int)n - 5, w + 5);
    } else if ((n > 3 && !memcmp(w, "mk_", 3)) || (n >= 2 && !memcmp(w, "v8", 2)) ||
               (n > 7 && !memcmp(w, "resize_", 7))) {
        fprintf(f, "%s_%.*s", names->prefix, (int)n, w);
    } else {
        fprintf(f, "%.*s", (int)n, w);
    }
}

void emit_text(FILE *f, const char *text, size_t len, const EmitNames *names)
{
    for (size_t i = 0; i < len;) {
        if (ascii_word(text[i]) && !ascii_digit((unsigned char)text[i])) {
            size_t b = i;
            while (i < len && ascii_word(text[i]))
                i++;
            put_word(f, text + b, i - b, names);
        } else if (ascii_digit((unsigned char)text[i])) {
            while (i < len && (ascii_word(text[i]) || text[i] == '.'))
                fputc(text[i++], f);
        } else {
            fputc(text[i++], f);
        }
    }
}

EmitNames emit_names(Arena *a, const char *prefix)
{
    EmitNames n = {prefix, NULL, NULL};
    if (prefix) {
        char *u = arena_strdup(a, prefix);
        for (char *p = u; *p; p++)
            *p = (char)ascii_upper((unsigned char)*p);
        n.upper = u;
    }
    return n;
}

void emit_float(FILE *f, double v)
{
    char s[64];
    text_snprintf(s, sizeof s, "%.9g", (double)(float)v);
    fprintf(f, "%s%sf", s, strpbrk(s, ".en") ? "" : ".0");
}

/* ---- #line directives: LINE-MARKS ---- */

/* LINE-MARKS: emit_lines turns what stands between two marks into #line directives, or drops the
 * marks. */
void emit_line_mark(FILE *f, const Node *n)
{
    if (!n || !n->span.src)
        return;
    const char *base = strrchr(n->span.src->path, '/');
    fprintf(f, LINE_MARK "%d ", source_line_col(n->span.src, n->span.begin).line);
    foreign_c_string(f, base ? base + 1 : n->span.src->path);
    fputc('\n', f);
}

void emit_lines(FILE *f, const char *text, bool directives, const char *file)
{
    int at = 1;
    const char *region =
        NULL; /* the mark's line and file, "12 \"vgg.net\""; NULL: between regions */
    size_t region_n = 0;
    for (const char *p = text; *p;) {
        size_t n = strcspn(p, "\n"), mark = sizeof LINE_MARK - 1;
        if (strncmp(p, LINE_MARK, mark)) {
            n += p[n] == '\n';
            if (region && *p != '#') {
                fprintf(f, "#line %.*s\n", (int)region_n, region);
                at++;
            }
            fwrite(p, 1, n, f);
            at++;
            p += n;
            continue;
        }
        region = directives && strncmp(p + mark, "end", 3) ? p + mark : NULL;
        region_n = n - mark;
        if (directives && !region) {
            fprintf(f, "#line %d ", ++at);
            foreign_c_string(f, file);
            fputc('\n', f);
        }
        p += n + (p[n] == '\n');
    }
}

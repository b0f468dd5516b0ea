# The pages of docs/: every listing is run, in the order of its page, in a folder of its own. A
# listing with a title is written to that file; one in `sh` is a script; one in `text` is what the
# script before it prints: each of its lines is found there, in this order, numbers and blanks
# aside, and `...` stands for lines in between. Listings of other languages than these have no title
# and are not run. Then the pages in the terminal, and what links and lists them.
root=$PWD
. "$(dirname "$0")/tap.inc"
unset NETC_MACHINE
# Open MPI starts no more processes than there are cores, and none as root, unless it is told so.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1
mkdir bin
ln -s "$NETC" bin/netc
# Compilers that do not optimize, which takes most of the time. They run without this folder in PATH:
# one that is itself a wrapper (ccache) looks for the next compiler of its name there.
for c in cc c++; do
    real=$(command -v $c) || continue
    cat >bin/$c <<END
#!/bin/sh
for a; do shift; case \$a in -O3 | -march=native) ;; *) set -- "\$@" "\$a" ;; esac; done
PATH='$PATH' exec $real "\$@"
END
    chmod +x bin/$c
done

# steps PAGE: its listings as files step.N.KIND, and their titles as step.N.title.
steps() {
    awk '
        /^```/ && open { close(file); open = 0; next }
        /^```/ {
            n++
            kind = substr($1, 4)
            title = ""
            if (match($0, /title="[^"]*"/)) title = substr($0, RSTART + 7, RLENGTH - 8)
            file = sprintf("step.%03d.", n) (title != "" ? "file" : kind)
            if (title != "") print title >(sprintf("step.%03d.title", n))
            printf "" >file
            open = 1
            next
        }
        open { print >file }
    ' "$1"
}
even() { sed -E 's/[0-9]+(,[0-9]{3})*(\.[0-9]+)?/N/g; s/-?N(e-?N)?/N/g; s/[ \t]+/ /g; s/-+$/-/'; }
# printed STEP: each line of the text is found in what the last script printed, in this order
printed() {
    even <"$1" >wanted
    even <said >there
    awk '
        FILENAME == "wanted" { if ($0 != "..." && $0 != "") want[++n] = $0; next }
        at < n && index($0, want[at + 1]) { at++ }
        END { if (at < n) { print "missing: " want[at + 1]; exit 1 } }
    ' wanted there
}
script() { (PATH="$TMP/bin:$PATH" sh -e "$1") >said 2>&1 || { tail -20 said; return 1; }; }
wide() { awk 'length > 76 { print FILENAME ": " $0; bad = 1 } END { exit bad }' "$@"; }
# The first of these programs that a script wants and that is not here: the rest of its page is left
# out.
lacking() {
    for c in cmake pkg-config c++ mpirun; do
        grep -q "^$c " "$1" && ! command -v $c >/dev/null && echo $c && break
    done
}
run_page() {    # run_page PAGE
    name=$(basename "$1" .md)
    mkdir "$name"
    cd "$name" || return
    ln -s "$root/examples" examples
    steps "$1"
    for step in step.*; do
        case $step in
            *.title) continue ;;
            *.file)
                title=$(cat "${step%.file}.title")
                mkdir -p "$(dirname "$title")"
                cp "$step" "$title" ;;
            *.sh)
                lacks=$(lacking "$step")
                [ -z "$lacks" ] || { skip "$name: $(head -1 "$step")" "no $lacks"; break; }
                check "$name: $(head -1 "$step")" script "$step" ;;
            *.text) check "$name: it prints $(grep -vx '\.\.\.' "$step" | head -1)" \
                printed "$step" ;;
        esac
    done
    [ ! -e step.001.title ] && [ ! -e step.001.sh ] ||
        check "$name: no listing is wider than 76 columns" wide step.*
    cd "$TMP" || exit 1
}
if [ -n "${NETC_TEST_SAME_TEXT:-}" ]; then
    skip "the listings of docs/" "run by the plain build"
else
    for page in "$root"/docs/*.md; do run_page "$page"; done
    mkdir control
    cd control || exit 1
    # shellcheck disable=SC2016
    printf '```sh\necho 12 of 30\n```\n```text\n...\n7 of 9\n```\n```text\n7 in 9\n```\n' >page.md
    steps page.md
    script step.001.sh
    check "control: a text that is printed" printed step.002.text
    not_printed() { ! printed step.003.text; }
    check "control: one that is not" not_printed
    cd "$TMP" || exit 1
fi

# ---- in the terminal ----
sed -n 's/^TOPIC("\([^"]*\)", "\([^"]*\)".*/\1 \2/p' "$root/cli/topics.def" >topics
check "there are pages" [ "$(wc -l <topics)" -ge 12 ]
while read -r word page; do
    run help "$word"
    expect 0 "netc help $word"
    head -1 "$root/$page" | sed 's/^# //' >title
    check "begins with the title of $page" [ "$(head -1 out)" = "$(cat title)" ]
    # Listings and single long words are as they are.
    check "in 80 columns" awk 'length > 80 && !/^    / && / [^ ]+ / { print; bad = 1 }
        END { exit bad }' out
    run "$word" 2>/dev/null
    [ "$status" -eq 2 ] && continue
    check "$word is no command" [ "$status" -ne 0 ]
done <topics
run help
listed() { while read -r word page; do grep -q "^  $word " out || return 1; done <topics; }
check "netc help lists them" listed
unlisted() {
    (cd "$root" && ls docs/*.md) | while read -r page; do
        grep -q " $page$" topics || echo "$page"
    done
}
check "every page of docs/ has a word" [ -z "$(unlisted)" ]

# ---- links between pages, and the site's contents ----
broken() {      # broken FILE: links to files that are not there
    sed -n 's/](\([^)#]*\)[^)]*)/\n\1\n/gp' "$root/$1" | grep -E '^[a-zA-Z0-9_./-]+$' |
        grep '[./]' | while read -r to; do
            [ -e "$root/$(dirname "$1")/$to" ] || echo "$1: $to"
        done
}
all_links() { cut -d' ' -f2 topics | while read -r page; do broken "$page"; done; }
check "no link leads nowhere" [ -z "$(all_links)" ]
[ -z "$(all_links)" ] || all_links | sed 's/^/# /'
in_site() {
    while read -r word page; do [ "$page" = docs/index.md ] || grep -q ": $page$" "$root/mkdocs.yml" || echo "$page"; done <topics
}
unnamed() {     # columns of tables without a name, which a screen reader does not tell
    (cd "$root" && awk 'FNR == 1 { before = "" }
        /^\|[-:| ]+\|$/ && before ~ /\| *\|/ { print FILENAME ": " before }
        { before = $0 }' ./*.md docs/*.md spec/*.md spec/decisions/*.md tests/README.md)
}
check "every column of a table has a name" [ -z "$(unnamed)" ]
[ -z "$(unnamed)" ] || unnamed | sed 's/^/# /'
# A fence is a language and perhaps a title: what else stands there, the site takes for text.
odd_fences() { (cd "$root" && grep -nE '^ *```' ./*.md docs/*.md spec/*.md spec/decisions/*.md tests/README.md | grep -vE ':```([a-z+]+( title="[^"]+")?)?$'); }
check "every listing begins as the site knows it" [ -z "$(odd_fences)" ]
[ -z "$(odd_fences)" ] || odd_fences | sed 's/^/# /'
check "mkdocs.yml has every page" [ -z "$(in_site)" ]
finish

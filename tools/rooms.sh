#!/bin/sh
# The rooms of the project, as its includes are. In its top folder: sh tools/rooms.sh COMMAND
#   check      says which file includes what it must not, or itself through others, is in no room,
#              or has another's name
#   arrows     each include that leaves a room: ROOM ROOM FILE FILE
#   lines      lines of each room
#   picture    spec/rooms.svg
#   table      the table of rooms in ARCHITECTURE.md
#   passes     the table of passes in ARCHITECTURE.md: compile.c's order, the headers' words
#   write      puts the picture and the tables in their places
# spec/rooms.txt has the rooms and their order.
set -eu
table=spec/rooms.txt
sources() { # every source file of the product, kernels' twins in tests and emitted C left out
    find . \( -name .git -o -name 'build*' -o -name tests -o -name generated -o -name examples \
        -o -name lib \) -prune -o -type f \( -name '*.[chyl]' -o -name '*.def' -o -name '*.inc' \) \
        -print | sed 's|^\./||' | LC_ALL=C sort
}
files=$(sources)

# What all commands read: the table, the names of files, their includes.
facts() {
    sed 's/^/table: /' "$table"
    echo "$files" | sed 's/^/file: /'
    echo "$files" | grep -v '^compiler/emit/text/' |
        xargs grep -E '^[[:space:]]*#[[:space:]]*include[[:space:]]*["<]' /dev/null |
        sed 's/:[[:space:]]*#[[:space:]]*include[[:space:]]*\(["<]\)\([^">]*\)[">].*/ \2 \1/
             s/^/include: /'
    echo "$files" | xargs wc -l | sed -n '/ total$/d; s/^ *\([0-9]*\) \(.*\)/size: \2 \1/p'
}

run() {
    facts | LC_ALL=C awk -v want="$1" '
function folder(f) { return f ~ /\// ? substr(f, 1, match(f, /\/[^\/]*$/) - 1) : "." }
function name(f) { sub(/.*\//, "", f); return f }
function room_of(f,   d) { # texts that are emitted lie in a folder of their own
    d = folder(f)
    sub(/^compiler\/emit\/text$/, "compiler/emit", d)
    return d in place ? d : ""
}
function bad(text) { print text; status = 1 }
function resolve(from, what,   f) {
    if (what in exists) return what
    f = folder(from) "/" what
    if (f in exists) return f
    f = "kernels/micro/" what # on the compiler'"'"'s path
    if (f in exists) return f
    return what in made ? made[what] "/" what : ""
}
$1 == "table:" && $2 !~ /^#/ {
    sub(/^table: */, "")
    n = split($0, part, / *\| */)
    if (part[2] == "made") {
        made[part[1]] = part[3]
        for (n = split(part[4], to, / +/); n > 0; n--) if (to[n] != "") arrow[part[3], to[n]] = 1
        next
    }
    room[++rooms] = part[1]
    place[part[1]] = rooms
    column[part[1]] = part[2]
    holds[part[1]] = part[3]
}
$1 == "file:" { exists[$2] = 1; file[++files] = $2 }
$1 == "include:" { from[++includes] = $2; what[includes] = $3; system_one[includes] = $4 == "<" }
$1 == "size:" { lines[room_of($2)] += $3; total += $3 }
function note_arrow(i,   to, a, b) {
    to = resolve(from[i], what[i])
    a = room_of(from[i])
    if (to == "" && want == "check" && !system_one[i])
        bad(from[i] " includes " what[i] ": there is no such file")
    if (to == "") return
    if (from[i] in exists && to in exists) edge[from[i], ++edges[from[i]]] = to
    b = room_of(to)
    if (a == b || a == "" || b == "") return
    if (want == "arrows") print a, b, from[i], to
    arrow[a, b] = 1
    if (want != "check") return
    if (column[b] == "alone" || (column[a] == "alone" && to !~ /\.def$/))
        bad(from[i] " includes " to ": " (column[a] == "alone" ? a : b) " stands alone")
    else if (place[a] < place[b])
        bad(from[i] " includes " to ": " a " is below " b)
}
function check_files(   i, f, short, whole) {
    for (i = 1; i <= files; i++) {
        f = file[i]
        if (room_of(f) == "") bad(f " is in no room")
        short = name(f)
        if (short in seen) bad(f " has the name of " seen[short])
        seen[short] = f
    }
    for (i = 1; i <= rooms; i++) {
        short = room[i]
        sub(/\/.*/, "", short)
        whole[short] += lines[room[i]]
    }
    for (i = 1; i <= rooms; i++)
        if (whole[room[i]] * 3 > total) bad(room[i] "/ has more than a third of all lines")
}
# What is left when files that include nothing that is left are taken out, again and again, includes
# a circle.
function leads_on(f,   i) {
    for (i = 1; i <= edges[f]; i++) if (!out[edge[f, i]]) return edge[f, i]
    return ""
}
function check_circles(   i, f, more, text) {
    for (more = 1; more;) {
        more = 0
        for (i = 1; i <= files; i++)
            if (!out[file[i]] && leads_on(file[i]) == "") more = out[file[i]] = 1
    }
    for (i = 1; i <= files && out[file[i]]; i++);
    if (i > files) return
    for (f = file[i]; !(f in met); f = leads_on(f)) met[f] = 1
    text = i = f
    do { f = leads_on(f); text = text (f == leads_on(i) ? " includes " : ", which includes ") f }
    while (f != i)
    bad(text ": a circle")
}
function check_picture(   i, j, apart) {
    for (i = 1; i <= rooms; i++)
        for (j = 1; j < i; j++) {
            apart = x_of(room[i]) - x_of(room[j])
            if (floor[room[i]] == floor[room[j]] && apart > -160 && apart < 160)
                bad(room[i] " and " room[j] " lie on each other in the picture: move one of them")
        }
}
# An arrow that a way over other rooms implies is not drawn.
function implied(a, b,   i) {
    for (i = 1; i <= rooms; i++)
        if (reach[a, room[i]] && reach[room[i], b]) return 1
    return 0
}
function find_ways(   i, j, k) { # rooms above come later: one pass from the bottom up
    for (i = 1; i <= rooms; i++) {
        floor[room[i]] = 0
        for (j = 1; j < i; j++)
            if (arrow[room[i], room[j]]) {
                reach[room[i], room[j]] = 1
                for (k = 1; k < j; k++)
                    if (reach[room[j], room[k]]) reach[room[i], room[k]] = 1
                if (floor[room[j]] >= floor[room[i]]) floor[room[i]] = floor[room[j]] + 1
            }
        if (floor[room[i]] > top) top = floor[room[i]]
    }
}
function x_of(r) { return 20 + (column[r] == "alone" ? 5 : column[r]) * 190 }
function y_of(r) { return 20 + (top - floor[r]) * 80 }
function draw_arrow(a, b,   x1, y1, x2, y2) { # across in the gap below a, then straight down
    x1 = x_of(a) + 75; y1 = y_of(a) + 44; x2 = x_of(b) + 75; y2 = y_of(b) - 2
    x1 += x2 < x1 ? -30 : x2 > x1 ? 30 : 0
    printf "<path d=\"M%d %d C%d %d %d %d %d %d L%d %d\" marker-end=\"url(#end)\">", \
        x1, y1, x1, y1 + 17, x2, y1 + 9, x2, y1 + 26, x2, y2
    print "<title>" a " includes " b "</title></path>"
}
function picture(   i, j, r, fill) {
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1140\""
    print " height=\"" 60 + (top + 1) * 80 "\" font-family=\"sans-serif\" font-size=\"13\">"
    print "<!-- made by tools/rooms.sh from the includes -->"
    print "<defs><marker id=\"end\" markerWidth=\"9\" markerHeight=\"8\" refX=\"8\" refY=\"4\""
    print "orient=\"auto\"><path d=\"M0 0L9 4L0 8z\" fill=\"#555\"/></marker></defs>"
    print "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>"
    print "<g fill=\"none\" stroke=\"#555\" stroke-width=\"1.2\">"
    for (i = rooms; i >= 1; i--)
        for (j = i - 1; j >= 1; j--)
            if (arrow[room[i], room[j]] && !implied(room[i], room[j])) draw_arrow(room[i], room[j])
    print "</g>\n<g text-anchor=\"middle\">"
    for (i = rooms; i >= 1; i--) {
        r = room[i]
        printf "<rect x=\"%d\" y=\"%d\" width=\"150\" height=\"44\" rx=\"5\"", x_of(r), y_of(r)
        fill = r ~ /^compiler/ ? "#dbe9f8" : r ~ /^kernels/ ? "#f8e8d4" : "#eeeeee"
        print " fill=\"" fill "\" stroke=\"#555\"/>"
        printf "<text x=\"%d\" y=\"%d\">%s</text>\n", x_of(r) + 75, y_of(r) + 27, r
    }
    printf "</g>\n<text x=\"20\" y=\"%d\" fill=\"#555\">", 40 + (top + 1) * 80
    printf "An arrow: files of the upper room include files of the lower. "
    print "Arrows that follow from others are left out.</text>\n</svg>"
}
function includes_of(a,   i, text) {
    for (i = place[a] - 1; i >= 1; i--)
        if (arrow[a, room[i]]) text = text (text ? ", " : "") room[i]
    return text ? text : "nothing"
}
function markdown(   i, r) {
    print "| room | holds | includes |\n|---|---|---|"
    for (i = rooms; i >= 1; i--) {
        r = room[i]
        printf "| %s/ | %s | %s |\n", r, holds[r], includes_of(r)
    }
}
END {
    for (i = 1; i <= includes; i++) note_arrow(i)
    find_ways()
    if (want == "check") {
        check_files()
        check_circles()
        check_picture()
    }
    if (want == "lines") for (i = 1; i <= rooms; i++) print room[i], lines[room[i]]
    if (want == "picture") picture()
    if (want == "table") markdown()
    exit status
}'
}

# Passes are functions whose comment begins with `requires:`. Those that compile.c calls come first,
# in the order of its calls, then the others.
passes() {
    LC_ALL=C awk '
function cell(text) {
    gsub(/\|/, "\\|", text)
    sub(/^[ ,]+/, "", text)
    sub(/[ .]+$/, "", text)
    return text
}
function take(text,   at) {
    gsub(/[ \t\n]+/, " ", text)
    at = index(text, "; leaves:")
    needs = cell(substr(text, index(text, "requires:") + 9, at - index(text, "requires:") - 9))
    gives = cell(substr(text, at + 9))
}
FILENAME ~ /\.h$/ && /\/\*/ { comment = ""; open = 1 }
open { line = $0; sub(/^ *\/?\*+/, "", line); sub(/\*\/.*/, "", line); comment = comment " " line }
open && /\*\// { open = 0; next }
FILENAME ~ /\.h$/ && !open && comment ~ /^ *requires:/ && match($0, /[a-z_0-9]+\(/) {
    name = substr($0, RSTART, RLENGTH - 1)
    take(comment)
    pass[++n] = name; requires[name] = needs; leaves[name] = gives; header[name] = FILENAME
    comment = ""
    next
}
FILENAME ~ /\.h$/ && !open && /^[^ \t#]/ { comment = "" }
FILENAME ~ /compile\.c$/ {
    for (rest = $0; match(rest, /[a-z_0-9]+\(/); rest = substr(rest, RSTART + RLENGTH)) {
        name = substr(rest, RSTART, RLENGTH - 1)
        if (name in requires && !(name in called)) { called[name] = 1; order[++steps] = name }
    }
}
END {
    print "| pass | declared in | requires | leaves |\n|---|---|---|---|"
    for (i = 1; i <= n; i++) if (!(pass[i] in called)) order[++steps] = pass[i]
    for (i = 1; i <= steps; i++) {
        name = order[i]
        print "| " name " | " header[name] " | " requires[name] " | " leaves[name] " |"
    }
}' grammar/ast.h compiler/front/front.h compiler/passes/*.h compiler/emit/emit.h compiler/compile.c
}

# Puts standard input between two marks of ARCHITECTURE.md.
between() {
    cat >"$page.part"
    awk -v mark="$1" -v part="$page.part" '
        $0 == "<!-- end of " mark " -->" { skip = 0 }
        !skip { print }
        $0 == "<!-- " mark " -->" { while ((getline line <part) > 0) print line; skip = 1 }
        ' "$page" >"$page.new"
    cat "$page.new" >"$page"
    rm -f "$page.new" "$page.part"
}

page=ARCHITECTURE.md
case ${1:-} in
check | arrows | lines | picture | table) run "$1" ;;
passes) passes ;;
write)
    run picture >spec/rooms.svg
    run table | between rooms
    passes | between passes ;;
*)
    sed -n '2,11p' "$0" >&2
    exit 2 ;;
esac

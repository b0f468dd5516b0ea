# The deepest stack from each function on, of what gcc -fcallgraph-info=su says: bytes, and the
# functions on the way. What it cannot see (the C library's own frames, a caller's
# callbacks) counts nothing.
/^node:/ {
    split($0, part, "\"")
    own[part[2]] += 0
    if (match(part[4], /[0-9]+ bytes/))
        own[part[2]] = substr(part[4], RSTART, RLENGTH) + 0
    if (part[4] ~ /bytes \(dynamic\)/)
        own[part[2]] = 1e9          # alloca, arrays of any length
}
/^edge:/ {
    split($0, part, "\"")
    calls[part[2]] = calls[part[2]] SUBSEP part[4]
}
function deep(f,    list, n, i, d, most) {
    if (f in depth)
        return depth[f]
    depth[f] = 1e9                  # until it is known: what calls itself has no end
    n = split(calls[f], list, SUBSEP)
    most = 0
    for (i = 1; i <= n; i++)
        if (list[i] in own && (d = deep(list[i])) > most) {
            most = d
            below[f] = list[i]
        }
    return depth[f] = own[f] + most
}
function way(f,    text, been) {
    for (text = ""; f != "" && !(f in been); f = below[f]) {
        text = text " " f "(" own[f] ")"
        been[f] = 1
    }
    gsub(/[^ ]*:/, "", text)
    return text
}
END {
    for (f in own)
        print deep(f) way(f)
}

#!/usr/bin/env python3
"""Mutation testing: do the tests notice a wrong line?

Works on a copy of a commit. A mutant is one small change of one line, drawn by seed: an operator
is flipped, a term is dropped, an index or a number is shifted, a condition is negated, a statement
is left out. The quick tests of the part that the file belongs to run against it, built with
AddressSanitizer and UBSan as in the second half of `make test`; the gradient check runs as built. A
mutant is killed when a test fails, crashes or runs out of time. One that does not compile, or whose
machine code in every build of the file is the same as before, is no mutant: another is drawn.

usage: mutants.py [--n 100] [--seed 1] [--part kernels,autodiff,planner,matching] [--log FILE]
                  [--commit HEAD] [--tree DIR] [--jobs 2] [--again] [--list]
The log has one line of JSON a mutant; a run that was cut goes on behind the last of them, on the
same commit. --again runs those that survived once more, after tests were added.
Needs what `make test` needs, and Python 3's standard library."""

import argparse
import glob
import io
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tarfile

# Files of a part, and the tests that must notice a mistake in it, the quickest first.
PARTS = {
    "kernels": (
        ["kernels/*.c", "kernels/micro/*.c"],
        [
            "test_kernels",
            "test_kinds",
            "test_prepacked",
            "test_conv",
            "test_micro",
            "test_fixed",
            "test_attributes",
            "test_marks",
            "test_model",
            "test_training",
            "test_pooled",
            "test_gradcheck",
            "test_odd_shapes",
        ],
    ),
    "autodiff": (
        [
            "compiler/passes/autodiff.c",
            "compiler/passes/update.c",
            "compiler/layers/*.c",
            "compiler/losses/*.c",
            "compiler/optimizers/*.c",
        ],
        [
            "test_fixed",
            "test_attributes",
            "test_marks",
            "test_model",
            "test_training",
            "test_recompute",
            "cli/inspect.sh",
            "test_lang",
            "test_bad_numbers",
            "test_gradcheck",
            "test_plan",
            "test_frozen",
            "test_odd_shapes",
        ],
    ),
    "planner": (
        ["compiler/passes/*.c", "compiler/ir/kernel.c", "compiler/algorithms/*.c"],
        [
            "test_work",
            "test_recompute",
            "test_place",
            "test_fixed",
            "test_marks",
            "test_prepacked",
            "test_model",
            "test_training",
            "cli/inspect.sh",
            "test_plan",
            "test_cost",
            "test_frozen",
            "test_memory",
            "test_gradcheck",
            "test_odd_shapes",
            "test_pooled",
        ],
    ),
    "matching": (
        ["weights/*.c", "runtime/load_save.c"],
        [
            "test_match",
            "test_foreign",
            "test_weights",
            "test_archives",
            "cli/foreign_weights.sh",
            "cli/foreign.sh",
            "cli/weights.sh",
        ],
    ),
}
# Files that another part has, or that only check what the compiler made.
NOT_OF_PART = {
    "planner": [
        "compiler/passes/autodiff.c",
        "compiler/passes/update.c",
        "compiler/passes/verify_ir.c",
    ]
}
SWAP = {
    "+": "-",
    "-": "+",
    "*": "+",
    "/": "*",
    "<": "<=",
    "<=": "<",
    ">": ">=",
    ">=": ">",
    "==": "!=",
    "!=": "==",
    "&&": "||",
    "||": "&&",
    "+=": "-=",
    "-=": "+=",
}
TOKEN = re.compile(
    r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|[A-Za-z_]\w*|0x[0-9a-fA-F]+'
    r'|\d+\.?\d*(?:e[-+]?\d+)?[fFuUlL]*|->|\+\+|--|<<=|>>=|<<|>>|[-+*/<>=!&|^%]=|&&|\|\|'
    r'|[^\s]'
)
TIME_LIMIT = 60  # seconds of processor time for the tests of one mutant
SAN = [
    "B=build-san",
    "OPT=-Og -g1 -fno-var-tracking",
    "KERNEL_OPT=-O1 -g1 -fno-var-tracking",
    "SAN=-fsanitize=address,undefined -fno-sanitize-recover=undefined",
]
SAME = "build: the same code"
PLAIN = ["test_gradcheck"]  # built without the sanitizers: four times as quick


def code_lines(text):
    """The lines of a C file with comments blanked; lines of the preprocessor left out."""
    blank = re.sub(r'/\*.*?\*/', lambda m: re.sub(r'[^\n]', ' ', m.group()), text, flags=re.S)
    lines, go_on = [], False
    for line in blank.split("\n"):
        line = re.sub(r'//.*', '', line)
        pre = go_on or line.lstrip().startswith("#")
        go_on = pre and line.endswith("\\")
        lines.append(None if pre else line)
    return lines


def tokens(line):
    return [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(line)]


def operand(t):
    return re.match(r'[\w)\]]', t[-1:]) is not None


def changes_of(line):
    """Every (kind, begin, end, text): what could be written instead in one line."""
    out, tok = [], tokens(line)
    if re.search(r'\bassert\b|\bsnprintf\b|\bprintf\b|err_set|mistake\(|\bsizeof\b.*;', line):
        return out
    # An array that grows does no harm; one that shrinks does.
    array = re.match(r'\s*(static |const )*[A-Za-z_]\w* \**\w+\[[^=]*;', line)
    depth = 0
    for k, (t, b, e) in enumerate(tok):
        depth += (t == "[") - (t == "]")
        before = tok[k - 1][0] if k else ""
        after = tok[k + 1][0] if k + 1 < len(tok) else ""
        binary = before != "" and operand(before) and before not in ("return", "case", "else")
        pointer = t == "*" and (
            re.fullmatch(r'(float|double|int|char|void|const|uint8_t|[A-Z]\w*|\w+_t)', before)
            or after in (")", "const", "NETC_RESTRICT")
        )
        if t in SWAP and binary and not pointer:
            out.append(("operator", b, e, SWAP[t]))
        if t in ("+", "-") and binary and re.fullmatch(r'\w+', after) and not pointer:
            out.append(("term", b, tok[k + 1][2], ""))
        if re.fullmatch(r'\d+', t) and before not in ("case",):
            out.append(
                ("index" if depth else "number", b, e, str(int(t) + (-1 if array and depth else 1)))
            )
        if t == "]" and before != "[" and not re.match(r'\s*(static |const )*\w+ \**\w+\[', line):
            out.append(("index", b, e, " + 1]"))
        if t == "if" and after == "(":
            out.append(("condition", e, tok[k + 1][2], " (!("))
    if re.match(r'\s+[^={}]*[\w\])] ?[-+*|&]?= .*;\s*$', line) and not re.match(
        r'\s+(static |const )*[A-Za-z_]\w*\b( \*?|\*)\w+.* = ', line
    ):
        out.append(("statement", 0, len(line), ";"))
    elif re.match(r'\s+[a-z]\w*\(.*\);\s*$', line):
        out.append(("statement", 0, len(line), ";"))
    return out


def close_condition(line, at):
    """The line with the parenthesis that opens at `at` closed once more; None: not on this line."""
    depth = 0
    for i in range(at, len(line)):
        depth += (line[i] == "(") - (line[i] == ")")
        if depth == 1 and line[i] == ")" and i > at:
            return line[:i] + "))" + line[i + 1 :]
    return None


def files_of(root, part):
    files = {f for g in PARTS[part][0] for f in glob.glob(os.path.join(root, g))}
    return sorted(files - {os.path.join(root, f) for f in NOT_OF_PART.get(part, [])})


def draw(rng, root, part):
    files = files_of(root, part)
    sizes = [sum(1 for x in code_lines(open(f).read()) if x and x.strip()) for f in files]
    while True:
        path = rng.choices(files, sizes)[0]
        text = open(path).read()
        lines = code_lines(text)
        n = rng.randrange(len(lines))
        options = changes_of(lines[n]) if lines[n] and lines[n].strip() else []
        if not options or not inside_function(lines, n):
            continue
        kinds = sorted({o[0] for o in options})
        kind = rng.choice(kinds)
        kind, b, e, new = rng.choice([o for o in options if o[0] == kind])
        whole = text.split("\n")
        old = whole[n]
        line = old[:b] + new + old[e:]
        if kind == "condition":
            line = close_condition(old[:b] + " (!(" + old[e:], b + 1)
        if line is None or line == old:
            continue
        whole[n] = line
        return {
            "file": os.path.relpath(path, root),
            "line": n + 1,
            "kind": kind,
            "old": old.strip(),
            "new": line.strip(),
        }, "\n".join(whole)


def inside_function(lines, n):
    depth = 0
    for line in lines[:n]:
        if line:
            depth += line.count("{") - line.count("}")
    return depth > 0


def quiet(command, cwd, limit=600, env=None):
    try:
        r = subprocess.run(
            command,
            cwd=cwd,
            env=env,
            timeout=10 * limit,
            stdin=subprocess.DEVNULL,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit)),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        return r.returncode, r.stdout.decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        return 124, "out of time"


def tests_of(root, part):
    """The tests of a part, as targets of make or as scripts."""
    found = []
    for t in PARTS[part][1]:
        if t.endswith(".sh"):
            found.append("tests/" + t)
        elif any(
            os.path.exists(os.path.join(root, "tests", d, t + ".c")) for d in ("unit", "gradcheck")
        ):
            found.append(("build/test/" if t in PLAIN else "build-san/test/") + t)
    return found


def build(root, target, jobs):
    """Makes one target; of a script: the program that it runs."""
    if target.endswith(".sh"):
        target = "build-san/netc"
    options = SAN if target.startswith("build-san") else []
    cc = "CC=" + os.environ.get("CC", "cc")
    if shutil.which("ld.gold"):  # links in half the time
        options = options + ["LDFLAGS=-fuse-ld=gold -Wl,-S"]
    return quiet(["make", "-s", "-j%d" % jobs, cc, *options, target], root)


# How the files of the library and the kernels are compiled, without the symbols for debugging.
LIBRARY = ["-std=c11", "-D_GNU_SOURCE", "-O2", "-pthread"]
KERNEL = ["-std=gnu11", "-O3", "-fno-math-errno", "-fno-trapping-math", "-ffp-contract=fast"]
ISAS = [
    [],
    ["-mavx2", "-mfma", "-mf16c"],
    [
        "-mavx2",
        "-mfma",
        "-mf16c",
        "-mavx512f",
        "-mavx512vl",
        "-mavx512dq",
        "-mavx512bw",
        "-mprefer-vector-width=256",
    ],
    ["-DNETC_PLAIN_C"],
]


def objects(root, path, text):
    """The object code of a file with this text, one build after the other; None: not C."""
    pkg = subprocess.run(
        ["pkg-config", "--cflags", "hdf5", "libzip"], stdout=subprocess.PIPE
    ).stdout
    where = os.path.dirname(os.path.join(root, path))
    include = ["-I.", "-Ibuild-san/gen", "-Ikernels/micro", "-I" + where, *pkg.decode().split()]
    machine = os.uname().machine == "x86_64"
    for flags in (ISAS if machine else [[]]) if path.startswith("kernels") else [None]:
        base = LIBRARY if flags is None else KERNEL + flags
        out = os.path.join(root, "mutant.o")
        r = subprocess.run(
            [
                os.environ.get("CC", "cc").split()[-1],
                *base,
                "-w",
                *include,
                "-x",
                "c",
                "-c",
                "-",
                "-o",
                out,
            ],
            cwd=root,
            input=text.encode(),
            stderr=subprocess.DEVNULL,
        )
        yield open(out, "rb").read() if r.returncode == 0 else None


def differs(root, path, old, new):
    """Whether the changed file is other machine code in at least one build."""
    return any(a != b for a, b in zip(objects(root, path, old), objects(root, path, new)))


def used():
    u = resource.getrusage(resource.RUSAGE_CHILDREN)
    return u.ru_utime + u.ru_stime


def run_tests(root, part, jobs, tell=False, worth=None):
    """The name of the first test that fails, None if all pass; and the processor time they took.
    After the first seconds, worth() says whether to go on."""
    env = dict(
        os.environ,
        NETC_MACHINE="default",
        NETC="build-san/netc",
        NETC_ROOT=root,
        CMOCKA_MESSAGE_OUTPUT="TAP",
        ASAN_OPTIONS="detect_leaks=1:allocator_may_return_null=1",
        LSAN_OPTIONS="suppressions=%s/tests/lsan.supp:print_suppressions=0" % root,
    )
    spent = 0
    for t in tests_of(root, part):
        code, text = build(root, t, jobs)
        if code != 0:
            return "build: " + text[-500:], spent
        if worth and spent > 1 and not worth():
            return SAME, spent
        if spent > 1:
            worth = None
        if spent > TIME_LIMIT:
            break
        start = used()
        code, _ = quiet(["sh", t] if t.endswith(".sh") else [t], root, TIME_LIMIT, env)
        spent += used() - start
        if tell:
            print("%8.1f s %s" % (used() - start, t), flush=True)
        if code != 0:
            return os.path.basename(t) + (" (time)" if code in (124, -9, -24) else ""), spent
    return SAME if worth and not worth() else None, spent


def write(path, text):
    with open(path, "w") as f:
        f.write(text)


def copy_tree(src, commit, to):
    """The files of the commit, at `to`; those that are the same keep their time."""

    def git(*what):
        return subprocess.run(["git", *what], cwd=src, capture_output=True, check=True).stdout

    tar = tarfile.open(fileobj=io.BytesIO(git("archive", commit)))
    files = {m.name: m for m in tar if m.isfile()}
    for name, m in files.items():
        path, text = os.path.join(to, name), tar.extractfile(m).read()
        if not os.path.exists(path) or open(path, "rb").read() != text:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as f:
                f.write(text)
            os.chmod(path, m.mode)
    for path in glob.glob(os.path.join(to, "**"), recursive=True):
        name = os.path.relpath(path, to)
        if (
            os.path.isfile(path)
            and name not in files
            and not name.startswith(("build", "mutant.o"))
        ):
            os.remove(path)


def table(rows):
    killed = sum(1 for r in rows if r["killed_by"])
    for part in PARTS:
        of = [r for r in rows if r["part"] == part]
        if of:
            print("%-10s %3d of %3d killed" % (part, sum(1 for r in of if r["killed_by"]), len(of)))
    for r in rows:
        if not r["killed_by"]:
            print(
                "survives  %s:%d (%s)\n    - %s\n    + %s"
                % (r["file"], r["line"], r["kind"], r["old"], r["new"])
            )
    print("%d of %d mutants killed" % (killed, len(rows)))


def run_mutant(root, m, text, jobs):
    """Puts the mutant in its place, runs the tests of its part and takes it away again. False: it
    is none, because nothing can be built with it, or it is the same code."""
    path = os.path.join(root, m["file"])
    kept = open(path).read()
    write(path, text)
    try:
        m["killed_by"], spent = run_tests(
            root, m["part"], jobs, worth=lambda: differs(root, m["file"], kept, text)
        )
        m["seconds"] = round(spent, 1)
    finally:
        write(path, kept)
    return not (m["killed_by"] or "").startswith("build")


def next_mutant(root, seed, i, part, jobs):
    """The first draw of number i that compiles to something else, with what the tests say of it."""
    attempt = 0
    while True:
        m, text = draw(random.Random("%d-%d-%d" % (seed, i, attempt)), root, part)
        m.update(part=part, attempt=attempt)
        if run_mutant(root, m, text, jobs):
            return m
        attempt += 1


def run_again(root, rows, a, parts):
    """The survivors once more; the rows change in place."""
    for i, row in enumerate(rows):
        if row["killed_by"]:
            continue
        m, text = draw(random.Random("%d-%d-%d" % (a.seed, i, row["attempt"])), root, row["part"])
        assert (m["file"], m["line"], m["new"]) == (
            row["file"],
            row["line"],
            row["new"],
        ), "another commit?"
        run_mutant(root, row, text, a.jobs)
        say(i, row)
        write(a.log, "".join(json.dumps(r) + "\n" for r in rows))


def say(i, m):
    print(
        "%3d %-8s %s:%d %s %.1f s"
        % (i + 1, m["part"], m["file"], m["line"], m["killed_by"] or "SURVIVES", m["seconds"]),
        flush=True,
    )


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--n", type=int, default=100)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--part", default=",".join(PARTS))
    p.add_argument("--log", default="build/mutants/log.jsonl")
    p.add_argument("--commit", default="HEAD")
    p.add_argument("--tree", default="build/mutants/tree", help="where the copy lies")
    p.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    p.add_argument(
        "--sound", action="store_true", help="do not run the tests without a mutant first"
    )
    p.add_argument("--again", action="store_true", help="run the survivors of the log once more")
    p.add_argument("--list", action="store_true", help="only say what would be drawn")
    a = p.parse_args()
    src = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
    root, parts = os.path.abspath(a.tree), a.part.split(",")
    os.makedirs(os.path.dirname(os.path.abspath(a.log)), exist_ok=True)
    copy_tree(src, a.commit, root)
    rows = [json.loads(x) for x in open(a.log)] if os.path.exists(a.log) else []
    if a.list:
        for i in range(a.n):
            m, _ = draw(random.Random("%d-%d-0" % (a.seed, i)), root, parts[i % len(parts)])
            print(
                "%s:%d (%s)\n    - %s\n    + %s"
                % (m["file"], m["line"], m["kind"], m["old"], m["new"])
            )
        return 0
    for part in [] if a.sound else parts:
        bad, spent = run_tests(root, part, a.jobs, True)
        print("without a mutant: %s, %.1f s" % (part, spent), flush=True)
        if bad:
            print("without a mutant, %s fails" % bad)
            return 1
    if a.again:
        run_again(root, rows, a, parts)
    for i in range(len(rows), a.n):
        m = next_mutant(root, a.seed, i, parts[i % len(parts)], a.jobs)
        rows.append(m)
        with open(a.log, "a") as f:
            f.write(json.dumps(m) + "\n")
        say(i, m)
    table(rows[: a.n])
    return 0 if 10 * sum(1 for r in rows if r["killed_by"]) >= 9 * len(rows) else 1


if __name__ == "__main__":
    sys.exit(main())

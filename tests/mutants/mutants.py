#!/usr/bin/env python3
"""Mutation testing: do the tests notice a wrong line?

Works on a copy of the tree. A mutant is one small change of one line, drawn by seed: an operator
is flipped, a term is dropped, an index or a number is shifted, a condition is negated, a statement
is left out. The quick tests of the part that the file belongs to run against it. A mutant is
killed when a test fails, crashes or runs out of time. One that does not compile, or whose object
code is the same as before, is no mutant: another is drawn in its place.

usage: mutants.py [--n 100] [--seed 1] [--part kernels,autodiff,planner,matching] [--log FILE]
                  [--tree DIR] [--jobs 2]
The log has one line of JSON a mutant; a run that was cut goes on behind the last of them.
Needs what `make test` needs, and Python 3's standard library."""
import argparse
import glob
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import time

# Files of a part and the tests that must notice a mistake in it, the quickest first.
PARTS = {
    "kernels": (["kernels/*.c", "kernels/micro/*.c"],
                ["test_kernels", "test_micro", "test_conv", "test_prepacked", "test_pooled",
                 "test_kinds", "test_model", "test_training", "test_fixed",
                 "test_odd_shapes", "test_attributes", "test_gradcheck"]),
    "autodiff": (["compiler/passes/autodiff.c", "compiler/passes/update.c", "compiler/layers/*.c",
                  "compiler/losses/*.c", "compiler/optimizers/*.c"],
                 ["test_kinds", "test_model", "test_training", "test_plan", "test_pooled",
                  "test_fixed", "test_odd_shapes", "test_attributes", "test_frozen", "test_gradcheck"]),
    "planner": (["compiler/passes/plan.c", "compiler/passes/fuse.c", "compiler/passes/recompute.c",
                 "compiler/passes/prefix.c", "compiler/passes/lower.c", "compiler/ir/kernel.c",
                 "compiler/algorithms/*.c"],
                ["test_plan", "test_memory", "test_model", "test_training", "test_pooled",
                 "test_prepacked", "test_conv", "test_fixed", "test_odd_shapes", "test_attributes", "test_frozen",
                 "test_gradcheck"]),
    "matching": (["weights/pretrained.c", "weights/weight_*.c", "weights/keras_config.c",
                  "weights/weights_save.c"],
                 ["test_weights", "test_match*", "test_foreign*", "cli/weights*.sh",
                  "cli/foreign*.sh", "cli/match*.sh"]),
}
SWAP = {"+": "-", "-": "+", "*": "+", "/": "*", "<": "<=", "<=": "<", ">": ">=", ">=": ">",
        "==": "!=", "!=": "==", "&&": "||", "||": "&&", "+=": "-=", "-=": "+="}
TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|[A-Za-z_]\w*|0x[0-9a-fA-F]+'
                   r'|\d+\.?\d*(?:e[-+]?\d+)?[fFuUlL]*|->|\+\+|--|<<=|>>=|<<|>>|[-+*/<>=!&|^%]=|&&|\|\|'
                   r'|[^\s]')
TIME_LIMIT = 60                 # seconds of processor time for the tests of one mutant


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
    depth = 0
    for k, (t, b, e) in enumerate(tok):
        depth += (t == "[") - (t == "]")
        before = tok[k - 1][0] if k else ""
        after = tok[k + 1][0] if k + 1 < len(tok) else ""
        binary = before != "" and operand(before) and before not in ("return", "case", "else")
        pointer = t == "*" and (re.fullmatch(r'(float|double|int|char|void|const|uint8_t|[A-Z]\w*|\w+_t)',
                                             before) or after in (")", "const", "NETC_RESTRICT"))
        if t in SWAP and binary and not pointer:
            out.append(("operator", b, e, SWAP[t]))
        if t in ("+", "-") and binary and re.fullmatch(r'\w+', after) and not pointer:
            out.append(("term", b, tok[k + 1][2], ""))
        if re.fullmatch(r'\d+', t) and before not in ("case",):
            out.append(("index" if depth else "number", b, e, str(int(t) + 1)))
        if t == "]" and before != "[" and not re.match(r'\s*(static |const )*\w+ \**\w+\[', line):
            out.append(("index", b, e, " + 1]"))
        if t == "if" and after == "(":
            out.append(("condition", e, tok[k + 1][2], " (!("))
    if re.match(r'\s+[^={}]*[\w\])] ?[-+*|&]?= .*;\s*$', line) and not re.match(
            r'\s+(static |const )*[A-Za-z_]\w*\b( \*?|\*)\w+.* = ', line):
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
            return line[:i] + "))" + line[i + 1:]
    return None


def draw(rng, root, part):
    files = sorted(f for g in PARTS[part][0] for f in glob.glob(os.path.join(root, g)))
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
        return {"file": os.path.relpath(path, root), "line": n + 1, "kind": kind,
                "old": old.strip(), "new": line.strip()}, "\n".join(whole)


def inside_function(lines, n):
    depth = 0
    for line in lines[:n]:
        if line:
            depth += line.count("{") - line.count("}")
    return depth > 0


def quiet(command, cwd, limit=600, env=None):
    try:
        r = subprocess.run(command, cwd=cwd, env=env, timeout=10 * limit, stdin=subprocess.DEVNULL,
                           preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit)),
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
        return r.returncode, r.stdout.decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        return 124, "out of time"


def tests_of(root, part):
    found = []
    for t in PARTS[part][1]:
        if t.endswith(".sh"):
            found += sorted(os.path.relpath(p, root) for p in glob.glob(os.path.join(root, "tests", t)))
            continue
        for folder in ("unit", "gradcheck", "paths"):
            for p in sorted(glob.glob(os.path.join(root, "tests", folder, t + ".c"))):
                found.append("build/test/" + os.path.basename(p)[:-2])
    return found


def build(root, part, jobs):
    targets = ["build/netc"] + [t for t in tests_of(root, part) if not t.endswith(".sh")]
    cc = "CC=" + os.environ.get("CC", "cc")
    return quiet(["make", "-s", "-j%d" % jobs, cc, *targets], root)


def object_hash(root, path):
    """The machine code of what a file was compiled to, in every build of it."""
    name = path[:-2] + ".o"
    code = []
    for b in ("build", "build/plain", "build/baseline", "build/avx2", "build/avx512"):
        o = os.path.join(root, b, name)
        if os.path.exists(o):
            r = subprocess.run(["objdump", "-d", "-r", "--no-show-raw-insn", "-j", ".text", o],
                               capture_output=True)
            r2 = subprocess.run(["objdump", "-s", "-j", ".rodata", "-j", ".data", o],
                                capture_output=True)
            code.append(r.stdout.split(b"\n", 3)[-1] + r2.stdout.split(b"\n", 3)[-1])
    return hash(tuple(code))


def used():
    u = resource.getrusage(resource.RUSAGE_CHILDREN)
    return u.ru_utime + u.ru_stime


def run_tests(root, part):
    """The name of the first test that fails; None: all pass."""
    env = dict(os.environ, NETC_MACHINE="default", NETC="build/netc", NETC_ROOT=root,
               CMOCKA_MESSAGE_OUTPUT="TAP")
    start = used()
    for t in tests_of(root, part):
        if used() - start > TIME_LIMIT:
            return None
        command = ["sh", t] if t.endswith(".sh") else [t]
        code, _ = quiet(command, root, TIME_LIMIT, env)
        if code != 0:
            return os.path.basename(t) + (" (time)" if code in (124, -9, -24) else "")
    return None


def write(path, text):
    with open(path, "w") as f:
        f.write(text)


def copy_tree(src, to):
    os.makedirs(to, exist_ok=True)
    files = subprocess.run(["git", "ls-files", "-z"], cwd=src, capture_output=True,
                           check=True).stdout.decode().split("\0")
    for f in files:
        if f and os.path.isfile(os.path.join(src, f)):
            os.makedirs(os.path.dirname(os.path.join(to, f)) or to, exist_ok=True)
            dst = os.path.join(to, f)
            if not os.path.exists(dst) or open(dst, "rb").read() != open(os.path.join(src, f), "rb").read():
                shutil.copyfile(os.path.join(src, f), dst)
                shutil.copymode(os.path.join(src, f), dst)


def table(rows):
    killed = sum(1 for r in rows if r["killed_by"])
    for part in PARTS:
        of = [r for r in rows if r["part"] == part]
        if of:
            print("%-10s %3d of %3d killed" % (part, sum(1 for r in of if r["killed_by"]), len(of)))
    for r in rows:
        if not r["killed_by"]:
            print("survives  %s:%d (%s)\n    - %s\n    + %s" % (r["file"], r["line"], r["kind"],
                                                               r["old"], r["new"]))
    print("%d of %d mutants killed" % (killed, len(rows)))


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--n", type=int, default=100)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--part", default=",".join(PARTS))
    p.add_argument("--log", default="build/mutants/log.jsonl")
    p.add_argument("--tree", default="build/mutants/tree", help="where the copy lies")
    p.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    p.add_argument("--list", action="store_true", help="only say what would be drawn")
    a = p.parse_args()
    src = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
    root, parts = os.path.abspath(a.tree), a.part.split(",")
    os.makedirs(os.path.dirname(os.path.abspath(a.log)), exist_ok=True)
    copy_tree(src, root)
    rows = [json.loads(x) for x in open(a.log)] if os.path.exists(a.log) else []
    if a.list:
        for i in range(a.n):
            m, _ = draw(random.Random("%d-%d-0" % (a.seed, i)), root, parts[i % len(parts)])
            print("%s:%d (%s)\n    - %s\n    + %s" % (m["file"], m["line"], m["kind"], m["old"], m["new"]))
        return 0
    sound = set()
    for i in range(len(rows), a.n):
        part, attempt = parts[i % len(parts)], 0
        if part not in sound:
            code, text = build(root, part, a.jobs)
            bad = run_tests(root, part) if code == 0 else "the build"
            if bad:
                print("without a mutant, %s fails\n%s" % (bad, text[-2000:]))
                return 1
            sound.add(part)
        while True:
            m, text = draw(random.Random("%d-%d-%d" % (a.seed, i, attempt)), root, part)
            attempt += 1
            path = os.path.join(root, m["file"])
            kept = open(path).read()
            before = object_hash(root, m["file"])
            write(path, text)
            try:
                code, _ = build(root, part, a.jobs)
                if code != 0 or object_hash(root, m["file"]) == before:
                    continue
                start = time.time()
                m.update(part=part, killed_by=run_tests(root, part), seconds=round(time.time() - start, 1))
            finally:
                write(path, kept)
                build(root, part, a.jobs)
            break
        rows.append(m)
        with open(a.log, "a") as f:
            f.write(json.dumps(m) + "\n")
        print("%3d %-8s %s:%d %s" % (i + 1, part, m["file"], m["line"], m["killed_by"] or "SURVIVES"), flush=True)
    table(rows[:a.n])
    return 0 if 10 * sum(1 for r in rows if r["killed_by"]) >= 9 * len(rows) else 1


if __name__ == "__main__":
    sys.exit(main())

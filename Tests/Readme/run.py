#!/usr/bin/env python3
# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Runs the README: its tour as one shell session, its clients against the daemon of that tour.

Every `$ command` of a console block is one check: its output must be what the README shows (times,
process ids and random ids apart). `--write` puts the real output into the README instead.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"^```(console|sh|python)\n(.*?)^```$", re.M | re.S)
MARK = "«end of command»"


def steps_of(block):
    """(command lines, shown output) for every command of a console block."""
    steps = []
    for line in block.splitlines():
        if line.startswith("$ "):
            steps.append(([line[2:]], []))
        elif line.startswith("> "):
            steps[-1][0].append(line[2:])
        else:
            steps[-1][1].append(line)
    return steps


VARYING = [
    (r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "«uuid»"),
    (r"\b[0-9A-HJKMNP-TV-Z]{26}\b", "«ulid»"),
    (r"\b[0-9a-f]{8,64}\b", "«hex»"),
    (r"\d{1,2} \w{3} \d{4} \d\d[.:]\d\d( WIB)?", "«time»"),
    (r"\d{4}-\d\d-\d\dT[\d:.]+(\+07:00|Z)", "«time»"),
    (r"\b\d+([.,]\d+)? ?(ms|µs|s|MiB|GiB|MB|GB|%|‰)\b", "«amount»"),
    (r"/\S*?/kantor", "«kantor»"),
    (r"\[\d+\] \d+", "«job»"),
    (r"pid \d+", "pid «pid»"),
    (r"[ ]+", " "),
]


def normal(text):
    for pattern, replacement in VARYING:
        text = re.sub(pattern, replacement, text)
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def run_shell(script, environment, directory):
    # Into a file, not a pipe: a daemon that outlives the shell would keep a pipe open.
    with tempfile.TemporaryFile() as output:
        subprocess.run(["bash", "-c", script], cwd=directory, env=environment, timeout=120,
                       stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                       check=False)
        output.seek(0)
        return output.read().decode("utf-8", "replace")


READY = "for i in $(seq 300); do peksosctl version >/dev/null 2>&1 && break; sleep 0.1; done"


def session(steps, clients):
    """The tour as one shell, with a mark after every command; the clients run at the end of it."""
    script = ["set +e"]
    for command, _ in steps:
        # People wait a second; a busy machine may need more.
        lines = "\n".join(command).replace("sleep 1; ", READY + "; ", 1)
        script += [lines, f"echo; echo '{MARK}'"]
    return "\n".join(script + clients)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", required=True, help="where peksosd and peksosctl are")
    parser.add_argument("--readme", required=True)
    parser.add_argument("--write", action="store_true", help="put the real output into the README")
    arguments = parser.parse_args()
    with open(arguments.readme, encoding="utf-8") as file:
        text = file.read()
    blocks = [(kind, body) for kind, body in BLOCK.findall(text)]
    # The first console block builds; the programs are already there.
    consoles = [body for kind, body in blocks if kind == "console"][1:]
    tour = [step for body in consoles for step in steps_of(body)]
    stop = next(n for n, step in enumerate(tour) if "kill -9" in step[0][0])
    clients = client_steps(blocks)
    steps = tour[:stop] + clients + tour[stop:]

    with tempfile.TemporaryDirectory(prefix="peksos-readme.") as directory:
        environment = {**os.environ, "PATH": f"{arguments.programs}:{os.environ['PATH']}",
                       "XDG_CACHE_HOME": f"{directory}/cache", "HOME": directory,
                       "PEKSOS_LANG": "id", "LC_ALL": "C.UTF-8"}
        output = run_shell(session(steps, ["kill $(jobs -p) 2>/dev/null; wait"]), environment,
                           directory)
    outputs = output.split(f"\n{MARK}\n")
    if arguments.write:
        with open(arguments.readme, "w", encoding="utf-8") as file:
            file.write(rewritten(text, consoles, steps, outputs))
        return 0
    return judge(steps, outputs)


def client_steps(blocks):
    """The socat and the Python client as steps whose output must not be an error."""
    steps = []
    for kind, body in blocks:
        if kind == "sh":
            steps.append(([body.rstrip()], None))
        elif kind == "python":
            steps.append((["python3 - <<'PYTHON'", body.rstrip(), "PYTHON"], None))
    return steps


def judge(steps, outputs):
    passed = failed = 0
    for number, (command, shown) in enumerate(steps):
        found = outputs[number] if number < len(outputs) else "(the session ended before)"
        if shown is None:
            good = bool(found.strip()) and "error" not in found.lower() and "Traceback" not in found
            wanted = "any output without an error"
        else:
            good = normal("\n".join(shown)) == normal(found)
            wanted = "\n".join(shown)
        passed += good
        failed += not good
        if not good:
            print(f"FAILED  $ {command[0]}\n--- README\n{wanted}\n--- now\n{found}", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def rewritten(text, consoles, steps, outputs):
    found = iter([outputs[n] if n < len(outputs) else "" for n, (_, shown) in enumerate(steps)
                  if shown is not None])
    for body in consoles:
        lines = []
        for command, _ in steps_of(body):
            lines.append("$ " + "\n> ".join(command))
            lines += [re.sub(r"/tmp/peksos-readme\.\w+", "/home/arum", line).rstrip()
                      for line in next(found).splitlines() if line.strip()]
        text = text.replace(f"```console\n{body}```", "```console\n" + "\n".join(lines) + "\n```")
    return text


if __name__ == "__main__":
    sys.exit(main())

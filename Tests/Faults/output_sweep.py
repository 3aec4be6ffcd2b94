#!/usr/bin/env python3
# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Every method of the catalogue through the client, in every format and both languages.

Commands are tried with --dry-run. Whatever the answer is: data and nothing else on standard output,
JSON and CSV that parse, one object per failure, no escape byte, the same bytes in every locale.
"""

import argparse
import collections
import concurrent.futures
import csv
import io
import json
import os
import subprocess
import sys

MACHINE = ("json", "jsonl", "csv", "tsv")
HUMAN = ("table", "wide")
LOCALES = {"id": "id_ID.UTF-8", "en": "en_GB.UTF-8", "none": "C"}
EXITS = {0, 1, 2, 3, 10, 11, 64, 65, 69, 70, 74, 75, 76, 77, 78}
# Jobs and reloads really run: two formats show all there is to see.
MAINTENANCE = ("table", "json")


class Sweep:
    """Runs command lines on one daemon and collects what is wrong with their outcomes."""

    def __init__(self, client, socket, operators, home):
        self.client, self.socket, self.home = client, socket, home
        self.wrong, self.runs, self.exits = [], 0, collections.Counter()
        self.refusals = collections.Counter()
        self.remedies = set()
        self.rights, self.found = {}, {}
        self.schemas = self.catalogue()["components"]["schemas"]
        for operator in operators or self.operators():
            may = json.loads(self.run(["call", "whoami"], "none", operator).stdout)["may"]
            self.rights[operator] = {f"{noun}.{verb}" for noun in may for verb in may[noun]}

    def run(self, words, locale, operator=None):
        acting = ["--act-as", operator] if operator else []
        environment = {"PATH": os.environ["PATH"], "HOME": self.home, "LANG": LOCALES[locale],
                       "TERM": "xterm", "XDG_CACHE_HOME": f"{self.home}/cache"}
        return subprocess.run(
            [self.client, "--socket", self.socket, *acting, *words], env=environment,
            stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False)

    def operators(self):
        rows = json.loads(self.run(["operator", "list", "-o", "json"], "none").stdout)["rows"]
        return [row["operator"] for row in rows if row.get("state", "active") == "active"]

    def catalogue(self):
        return json.loads(self.run(["api", "openrpc"], "none").stdout)

    def everything(self):
        """Every method; answers how many runs there were."""
        methods = self.catalogue()["methods"]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            list(pool.map(self.method, methods))
        return self.runs

    def holder(self, name):
        """An operator who may call a method, if there is one."""
        holders = [who for who, may in self.rights.items() if name in may]
        return (holders or list(self.rights) or [None])[0]

    def first(self, method, column):
        """The first id that a query lists, for a param that it completes."""
        if (method, column) not in self.found:
            words = ["call", method, "limit:=1"]
            done = self.run(words, "none", self.holder(method))
            rows = json.loads(done.stdout).get("rows") if done.returncode == 0 else None
            self.found[method, column] = rows[0].get(column) if rows else None
        return self.found[method, column]

    def params(self, method):
        """The params of the method's example; what a query asks for besides, as it is listed."""
        params = {}
        for example in method.get("examples", [])[:1]:
            params = {param["name"]: param["value"] for param in example["params"]}
        for param in method["params"]:
            if "x-complete" in param and param["required"]:
                found = self.first(*[param["x-complete"][key] for key in ("method", "column")])
                if found and (param["name"] not in params or not method.get("x-mutating")):
                    is_list = param["schema"].get("type") == "array"
                    params[param["name"]] = [found] if is_list else found
            if param["required"]:
                params.setdefault(param["name"], self.sample(param["schema"]))
        return params

    def sample(self, schema):
        """Some value of a schema; the daemon may still find fault with it."""
        if "$ref" in schema:
            return self.sample(self.schemas[schema["$ref"].rsplit("/", 1)[1]])
        if "oneOf" in schema:
            return schema["oneOf"][0]["const"]
        kind = schema.get("type")
        if kind == "object":
            members = schema.get("properties", {})
            return {name: self.sample(members[name]) for name in schema.get("required", [])}
        if kind == "array":
            return [self.sample(schema["items"])]
        samples = {"integer": max(schema.get("minimum", 1), 1), "boolean": True}
        return samples.get(kind, "2026-01-05" if schema.get("format") == "date" else "Contoh")

    def method(self, method):
        line = method.get("x-cli")
        if not line:
            return
        name = method["name"]
        operator = self.holder(name)
        params = self.params(method)
        words = [*line["words"]]
        if params:
            words += ["--params", json.dumps(params, ensure_ascii=False)]
        if method.get("x-mutating"):
            words.append("--dry-run")
        if line["confirm"] != "none":
            given = str(params.get((line["positional"] or [""])[0], "x"))
            words += ["--yes", "--confirm", given]
        if name == "events.subscribe":
            words.append("--no-follow")
        is_maintenance = method.get("x-maintenance")
        for output in MAINTENANCE if is_maintenance else HUMAN + MACHINE:
            self.check(method, [*words, "-o", output], output, operator)

    def check(self, method, words, output, operator):
        if output in HUMAN or method.get("x-maintenance"):
            for locale in ("id", "en"):
                self.judge(method, words, output, locale, operator)
            return
        plain = self.judge(method, words, output, "none", operator)
        local = self.judge(method, words, output, "id", operator)
        # What depends on the moment of asking is no difference of the locale, and a report is a text
        # for people whose language is one of its params.
        if plain != local and method["name"] not in MOMENTARY and not method.get("x-report"):
            self.tell(words, "other bytes in another locale")

    def tell(self, words, problem):
        self.wrong.append(f"{' '.join(words)}: {problem}"[:400])

    def judge(self, method, words, output, locale, operator):
        done = self.run(words, locale, operator)
        self.runs += 1
        self.exits[done.returncode] += 1
        out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        if "\x1b" in out + err:
            self.tell(words, "an escape byte")
        if done.returncode not in EXITS:
            self.tell(words, f"exit {done.returncode}: {err[-200:]}")
        is_finding = done.returncode in (1, 2, 3)
        try:
            if done.returncode == 0 or is_finding:
                self.data(method, words, output, out)
            else:
                self.failure(words, output, out, err, done.returncode)
            return stable(out, output)
        except (ValueError, KeyError, csv.Error) as error:
            self.tell(words, f"{type(error).__name__} {error}: {(out or err)[:160]!r}")
            return out

    def data(self, method, words, output, out):
        printed = method["x-cli"].get("print")
        if method["name"] == "events.subscribe":
            # A stream: an object each, none when nothing new comes.
            for line in [] if output in HUMAN else out.splitlines():
                json.loads(line)
        elif output == "json":
            if out.count("\n") != 1:
                self.tell(words, "not one line")
            json.loads(out)
        elif output == "jsonl":
            for line in [] if printed else out.splitlines():
                json.loads(line)
        elif output in ("csv", "tsv") and not printed:
            style = {"delimiter": "\t" if output == "tsv" else ",", "strict": True}
            rows = list(csv.reader(io.StringIO(out, newline=""), **style))
            if not rows or any(len(row) != len(rows[0]) for row in rows):
                self.tell(words, "rows of different lengths")
        elif not out.endswith("\n"):
            self.tell(words, "nothing to read")

    def failure(self, words, output, out, err, status):
        if out:
            self.tell(words, f"data beside a failure: {out[:100]!r}")
        if output in HUMAN:
            if not err.strip() or err.lstrip().startswith("{"):
                self.tell(words, f"no sentence: {err[:100]!r}")
            return
        if err.count("\n") != 1:
            self.tell(words, f"not one line of failure: {err[:200]!r}")
        error = json.loads(err)["error"]
        if error["exit"] != status:
            self.tell(words, f"exit {status}, but {error['exit']} told")
        data = error["data"]
        self.refusals[data.get("refusal", data["kind"])] += 1
        if "cli" in data.get("remedy", {}):
            self.remedies.add(data["remedy"]["cli"])


# Answers that hold the moment they were made, or what other runs of the sweep change meanwhile.
MOMENTARY = {
    "system.status", "system.metrics", "log.anchor", "job.list", "access.list", "log.head",
    "events.read", "events.subscribe", "events.types", "backup.list",
}


def stable(out, output):
    """An answer without the moment and the position at which it was asked for."""
    if output != "json" or not out:
        return out
    value = json.loads(out)
    return {key: member for key, member in value.items()
            if key not in ("asOf", "commandId")} if isinstance(value, dict) else value


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--client", required=True, help="the peksosctl to test")
    parser.add_argument("--socket", required=True, help="of a daemon on a training store")
    parser.add_argument("--act-as", default="", help="operators, parted by commas")
    parser.add_argument("--home", default="/tmp", help="where the client keeps its cache")
    arguments = parser.parse_args()
    operators = [name for name in arguments.act_as.split(",") if name]
    sweep = Sweep(arguments.client, arguments.socket, operators, arguments.home)
    sweep.everything()
    print("\n".join(sweep.wrong))
    print(f"{sweep.runs} runs, exits {dict(sorted(sweep.exits.items()))}")
    print(f"failures told: {dict(sweep.refusals.most_common())}")
    print(f"{len(sweep.wrong)} wrong")
    return 1 if sweep.wrong else 0


if __name__ == "__main__":
    sys.exit(main())

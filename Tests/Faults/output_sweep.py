# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Methods through the client, in every format and both languages.

Commands are tried with --dry-run. Whatever the answer is: data and nothing else on standard output,
bytes as their format promises, one object per failure, no escape byte, the same in every locale.
"""

import collections
import concurrent.futures
import csv
import itertools
import json
import os
import shutil
import subprocess
import threading

import output_formats as formats
from output_formats import Wrong, hold

HUMAN = ("table", "wide")
MACHINE = ("json", "jsonl", "csv", "tsv")
DRAWN = ("html", "text", "pdf")
LOCALES = {"id": "id_ID.UTF-8", "en": "en_GB.UTF-8", "none": "C"}
# Every locale once; the other formats are made of the same answer.
LOCALES_OF = {"json": tuple(LOCALES), "jsonl": ("none", "id"), "csv": ("none", "en"),
              "tsv": ("id", "en")}
EXITS = {0, 1, 2, 3, 10, 11, 64, 65, 69, 70, 74, 75, 76, 77, 78, 130}
# Of jobs and checks: they ran, and this is what they found; of a job that was cancelled, 130.
FINDINGS = {1, 2, 3, 130}
# Answers that hold the moment they were made, what was asked meanwhile, or the look itself.
MOMENTARY = {"system.status", "system.metrics", "log.anchor", "job.list",
             "client.export", "client.reveal", "safeHouse.reveal"}
# What people of an office have; the checks themselves let nobody read their files.
OFFICE_UMASK = 0o022
# Members of an answer that say when it was made.
MOMENTS = {"asOf", "commandId", "generatedAt"}
# A weasyprint that keeps what it complains of, by the identifier of the file; it says one thing of
# every file that is to be tagged.
WEASYPRINT = """#!/bin/sh
exec '{program}' "$@" 2>>'{folder}'/"$4"
"""
KNOWN_WARNING = "PDF/UA support is experimental"


class Sweep:
    """Runs command lines on one daemon and collects what is wrong with their outcomes."""

    def __init__(self, client, socket, home):
        self.client, self.socket, self.home = client, socket, home
        self.wrong, self.answered = [], set()
        self.runs, self.with_data = collections.Counter(), collections.Counter()
        self.exits, self.refusals = collections.Counter(), collections.Counter()
        self.lock, self.files = threading.Lock(), itertools.count()
        self.pool = concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2)
        self.path = os.environ["PATH"]
        # Who may ask for books; printing a journal for them is an export.
        self.exporter = None
        self.has_weasyprint = self.listen_to_weasyprint()
        self.document = json.loads(self.run(["api", "openrpc"], "none").stdout)
        self.methods = {method["name"]: method for method in self.document["methods"]
                        if method.get("x-cli")}

    def listen_to_weasyprint(self):
        program = shutil.which("weasyprint")
        if program:
            self.complaints = f"{self.home}/complaints"
            os.makedirs(f"{self.home}/bin", exist_ok=True)
            os.makedirs(self.complaints, exist_ok=True)
            with open(f"{self.home}/bin/weasyprint", "w", encoding="utf-8") as file:
                file.write(WEASYPRINT.format(program=program, folder=self.complaints))
            os.chmod(f"{self.home}/bin/weasyprint", 0o700)
            self.path = f"{self.home}/bin:{self.path}"
        return program is not None

    def run(self, words, locale, operator=None, **more):
        acting = ["--act-as", operator] if operator else []
        environment = {"PATH": self.path, "HOME": self.home, "LANG": LOCALES[locale],
                       "TERM": "xterm", "XDG_CACHE_HOME": f"{self.home}/cache"}
        return subprocess.run(
            [self.client, "--socket", self.socket, *acting, *words], env=environment,
            stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False, **more)

    def together(self, function, items):
        """On every core at once; what a check of its own raises is raised here."""
        return list(self.pool.map(function, items))

    def tell(self, words, problem):
        self.wrong.append(f"{' '.join(words)}: {problem}"[:400])

    # ------------------------------------------------------------ one run

    def judge(self, words, output, locale, operator, check, **more):
        """One run; what it printed, or None unless it gave data."""
        done = self.run(words, locale, operator, **more)
        with self.lock:
            self.runs[output] += 1
            self.exits[done.returncode] += 1
        try:
            err = done.stderr.decode("utf-8")
            has_escape = "\x1b" in err or (output != "pdf" and b"\x1b" in done.stdout)
            hold(not has_escape, "an escape byte")
            hold(done.returncode in EXITS, f"exit {done.returncode}: {err[-200:]}")
            if done.returncode == 0 or done.returncode in FINDINGS:
                check(done.stdout)
                with self.lock:
                    self.with_data[output] += 1
                return done.stdout
            hold(not done.stdout, f"data beside a failure: {done.stdout[:100]!r}")
            if output in MACHINE:
                data = formats.failure(err, done.returncode)["data"]
                self.refusals[data.get("refusal", data["kind"])] += 1
            else:
                formats.sentence(err)
                self.refusals["to people"] += 1
        except (Wrong, ValueError, KeyError, csv.Error) as error:
            shown = done.stdout[:120] if done.returncode == 0 else done.stderr[:160]
            self.tell(words, f"{locale}: {type(error).__name__} {error}: {shown!r}")
        return None

    def usage(self, words, operator, output="table"):
        """A run that must be refused before anything is asked."""
        done = self.run(words, "id", operator)
        with self.lock:
            self.runs["none of its own"] += 1
        try:
            hold(done.returncode == 64 and not done.stdout, f"exit {done.returncode}, not refused")
            err = done.stderr.decode("utf-8")
            if output in MACHINE:
                hold(formats.failure(err, 64)["data"]["kind"] == "usage", "no usage error")
            else:
                formats.sentence(err)
        except (Wrong, ValueError, KeyError) as error:
            self.tell(words, f"{error}: {done.stderr[:160]!r}")

    def machine(self, method, words, output, operator, locales=tuple(LOCALES)):
        """One format for programs in every locale; its bytes."""
        check = checker(method, output)
        outs = [self.judge([*words, "-o", output], output, locale, operator, check)
                for locale in locales]
        bare = [stable(out, output) for out in outs]
        if method["name"] not in MOMENTARY and any(one != bare[0] for one in bare):
            self.tell([*words, "-o", output], "other bytes in another locale")
        return outs[0]

    def human(self, method, words, output, operator):
        """One format for people in both languages, which differ."""
        seen = []
        for locale in ("id", "en"):
            check = checker(method, output, locale)
            out = self.judge([*words, "-o", output], output, locale, operator, check)
            seen.append(out)
        if seen[0] is not None and seen[0] == seen[1] and not is_printed(method):
            self.tell([*words, "-o", output], "the same in both languages")

    def into_file(self, method, words, output, operator, expected):
        """The same bytes into a file of its own, and nothing on standard output."""
        path = f"{self.home}/out-{next(self.files)}.{output}"
        self.judge([*words, "-O", path], output, "en", operator, lambda out: hold(not out, "data"),
                   umask=OFFICE_UMASK)
        self.compare_file(method, words, path, 0o640, output, expected)

    def compare_file(self, method, words, path, mode, output, expected):
        if not os.path.exists(path):
            return self.tell([*words, "-O", path], "no file")
        with open(path, "rb") as file:
            written = file.read()
        if os.stat(path).st_mode & 0o777 != mode:
            self.tell([*words, "-O", path], f"mode {os.stat(path).st_mode:o}")
        is_same = stable(written, output) == stable(expected, output)
        if expected is not None and not is_same and method["name"] not in MOMENTARY:
            self.tell([*words, "-O", path], "other bytes than on standard output")
        os.unlink(path)
        return None

    # ------------------------------------------------------------ one method

    def words(self, method, params):
        """The command line of a method with its params."""
        line = method["x-cli"]
        words = [*line["words"]]
        if params:
            words += ["--params", json.dumps(params, ensure_ascii=False)]
        if method.get("x-mutating"):
            words.append("--dry-run")
        if line["confirm"] != "none":
            given = str(params.get((line["positional"] or [""])[0], "x"))
            words += ["--yes", "--confirm", given]
        if method["name"] == "events.subscribe":
            words.append("--no-follow")
        return words

    def brief(self, method, operator, params):
        """A method that has nothing for these params: how it says so."""
        words = self.words(method, params)
        language = ("id", "en")[next(self.files) % 2]
        self.judge([*words, "-o", "table"], "table", language, operator,
                   checker(method, "table", language))
        self.machine(method, words, "json", operator, ("none", "en"))

    def method(self, method, operator, params, each=map):
        """A method in all formats that it has, and some that it has not."""
        words = self.words(method, params)
        own = MACHINE[:2] if method["name"] == "events.subscribe" else MACHINE
        list(each(lambda output: self.human(method, words, output, operator), HUMAN))
        printed = dict(zip(own, each(
            lambda output: self.machine(method, words, output, operator, LOCALES_OF[output]), own)))
        if printed["json"] is not None:
            self.answered.add(method["name"])
            if not method.get("x-mutating"):
                output = own[next(self.files) % len(own)]
                self.into_file(method, words, output, operator, printed[output])
            if None not in printed.values() and len(own) == 4 and not is_printed(method):
                self.same_rows(method, words, operator, printed)
        self.foreign(method, words, operator, params)

    def foreign(self, method, words, operator, params):
        """Formats that it has not: one of them, in turn."""
        turn = next(self.files)
        if not is_printed(method):
            self.usage([*words, "-o", DRAWN[turn % 3]], operator)
            if turn % 2:
                self.usage([*words, "-o", "json", "-O", f"{self.home}/folder/"], operator, "json")
        if method.get("x-journal"):
            # One entry's or one account's side is no journal.
            fund = {name: value for name, value in params.items() if name == "fund"}
            words = self.words(method, fund)
            self.machine(method, words, "beancount", self.exporter or operator, ("none", "id"))
        elif turn % 3 == 0 and method["name"] != "ledger.export":
            self.usage([*words, "-o", "beancount"], operator)

    def same_rows(self, method, words, operator, printed):
        """As many rows in each format, and in the one that spreadsheets read."""
        counts = {"jsonl": len(formats.json_lines(printed["jsonl"].decode()))}
        for output, delimiter in (("csv", ","), ("tsv", "\t")):
            counts[output] = len(formats.delimited(printed[output].decode(), delimiter))
        excel = self.judge(
            [*words, "-o", "csv", "--csv-style", "excel-id"], "csv for spreadsheets", "id",
            operator, lambda out: formats.for_excel(out.decode()))
        if excel is not None:
            counts["excel"] = len(formats.for_excel(excel.decode()))
        if len(set(counts.values())) > 1 and method["name"] not in MOMENTARY:
            self.tell(words, f"other numbers of rows: {counts}")

    def maintenance(self, method, operator, params):
        """Jobs and reloads really run: two formats show all there is to see."""
        words = self.words(method, params)
        self.human(method, words, "table", operator)
        check = checker(method, "json")
        if self.judge([*words, "-o", "json"], "json", "id", operator, check) is not None:
            self.answered.add(method["name"])


def is_printed(method):
    """Whether people get a text as the office made it."""
    return "print" in method["x-cli"] or method["name"] == "events.subscribe"


def checker(method, output, language="id"):
    """What must hold of the bytes of one run."""
    def check(out):
        text = out.decode("utf-8")
        is_text = "print" in method["x-cli"] and output != "json"
        if method["name"] == "events.subscribe":
            if output in MACHINE:
                formats.json_lines(text)
        elif is_text or output == "beancount":
            formats.for_people(text)
        elif output == "json":
            formats.json_line(text)
        elif output == "jsonl":
            formats.json_lines(text)
        elif output in MACHINE:
            formats.delimited(text, "\t" if output == "tsv" else ",")
        else:
            formats.for_people(text)
            mark = formats.TRAINING[language]
            hold(text.startswith(mark), f"{mark} is not the first word")
    return check


def stable(out, output):
    """An answer without the moment at which it was asked for."""
    if output != "json" or not out:
        return out
    return without_moments(json.loads(out))


def without_moments(value):
    if isinstance(value, list):
        return [without_moments(item) for item in value]
    if isinstance(value, dict):
        return {key: without_moments(item) for key, item in value.items() if key not in MOMENTS}
    return value

# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Reports through the client: pages, paper, text, tables, files and folders, in both languages."""

import json
import os

import output_formats as formats
from output_formats import Wrong, hold
from output_sweep import KNOWN_WARNING, OFFICE_UMASK

LANGUAGES = ("id", "en")
# A training store's files say so by their names.
MARK = "LATIHAN-"


class Reports:
    """What a sweep does with methods whose answers are reports."""

    def __init__(self, sweep):
        self.sweep = sweep

    def report(self, method, operator, params):
        """One report in every format that it has; `beancount` it has not."""
        sweep = self.sweep
        words = sweep.words(method, params)
        sweep.usage([*words, "-o", "beancount"], operator)
        if method.get("x-recorded"):
            for output in ("html", "text", "json"):
                sweep.usage([*words, "-o", output], operator, output)
            self.files(method, words, operator, None)
            return
        for language in LANGUAGES:
            self.language(method, [*words, "--lang", language], operator, language)
        if method["name"] in sweep.answered:
            self.files(method, [*words, "--lang", "id"], operator, "id")

    def language(self, method, words, operator, language):
        sweep = self.sweep
        printed = sweep.machine(method, words, "json", operator)
        for output in ("table", "wide", "text"):
            sweep.judge([*words, "-o", output], output, language, operator,
                        lambda out: formats.plain_text(out.decode()))
        html = sweep.judge([*words, "-o", "html"], "html", language, operator,
                           lambda out: formats.page(out.decode(), language))
        if printed is None or html is None:
            return
        sweep.answered.add(method["name"])
        value = json.loads(printed)
        value = value.get("item", value)
        if sweep.has_weasyprint:
            sweep.judge([*words, "-o", "pdf"], "pdf", language, operator,
                        lambda out: formats.pdf(out, self.complaints(value["digest"])))
        keys = tables(value)
        if len(keys) != 1:
            for output in ("jsonl", "csv", "tsv"):
                sweep.usage([*words, "-o", output], operator, output)
        for place, key in enumerate(keys):
            output = ("csv", "tsv", "jsonl")[place % 3]
            sweep.machine(method, [*words, "--table", key], output, operator, ("none", language))

    def complaints(self, digest):
        """What weasyprint found strange about a page."""
        path = f"{self.sweep.complaints}/{digest}"
        if not os.path.exists(path):
            return []
        with open(path, encoding="utf-8") as file:
            return [line for line in file.read().splitlines() if line and KNOWN_WARNING not in line]

    def files(self, method, words, operator, language):
        """Into files named by their format, and into a folder; compared with the books at once."""
        sweep = self.sweep
        folder = f"{sweep.home}/report-{next(sweep.files)}"
        os.mkdir(folder)
        endings = ["html", "json", "txt"] + (["pdf"] if sweep.has_weasyprint else [])
        for ending in endings:
            output = "text" if ending == "txt" else ending
            written = self.write(words, output, operator, f"{folder}/{ending}-file.{ending}")
            for path in written:
                self.look(path, method, language)
        page = f"{folder}/{MARK}html-file.html"
        if os.path.exists(page):
            sweep.answered.add(method["name"])
            words_of_check = ["report", "verify", page, "-o", "json"]
            sweep.judge(words_of_check, "json", "en", operator, same_books)
        written = self.write(words, "tables", operator, f"{folder}/tables/")
        for path in written:
            self.look(path, method, language)
            if language:
                key = os.path.basename(path).removeprefix(MARK).removesuffix(".csv")
                out = sweep.run([*words, "--table", key, "-o", "csv"], "none", operator).stdout
                with open(path, "rb") as file:
                    if file.read() != out:
                        sweep.tell([*words, "-O", path], "another table than on standard output")

    def write(self, words, output, operator, target):
        """Runs with -O; the paths that are there then."""
        folder = os.path.dirname(target)
        os.makedirs(folder, exist_ok=True)
        before = set(os.listdir(folder))
        self.sweep.judge([*words, "-O", target], output, "en", operator,
                         lambda out: hold(not out, f"data beside a file: {out[:80]!r}"),
                         umask=OFFICE_UMASK)
        names = sorted(set(os.listdir(folder)) - before)
        expected = {os.path.basename(target)} if target[-1] != "/" else None
        if output == "pdf":
            expected.add(os.path.basename(target).replace(".pdf", ".html"))
        if expected and {MARK + name for name in expected} != set(names):
            self.sweep.tell([*words, "-O", target], f"files {names}")
        return [f"{folder}/{name}" for name in names]

    def look(self, path, method, language):
        """The mode of a file and the bytes that its name promises."""
        mode = os.stat(path).st_mode & 0o777
        wanted = 0o600 if method.get("x-recorded") else 0o640
        try:
            hold(mode == wanted, f"mode {mode:o}")
            with open(path, "rb") as file:
                data = file.read()
            if path.endswith(".pdf"):
                formats.pdf(data, [])
            elif path.endswith(".html"):
                text = data.decode()
                formats.page(text, language or text.split('lang="', 1)[1][:2])
            elif path.endswith(".json"):
                formats.json_line(data.decode())
            elif path.endswith(".csv"):
                formats.delimited(data.decode())
            else:
                formats.plain_text(data.decode())
        except (Wrong, ValueError) as error:
            self.sweep.tell([method["name"], "-O", path], f"{type(error).__name__} {error}")


def tables(value):
    """The keys of a report's tables, each once."""
    keys = [block["key"] for block in value["blocks"] if block["kind"] == "table"]
    return list(dict.fromkeys(keys))


def same_books(out):
    found = formats.json_line(out.decode())
    different = {key: value for key, value in found.items() if value == "different"}
    hold(not different, f"another value than the books: {found}")

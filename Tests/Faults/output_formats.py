# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""What must hold of the bytes of each format; a function raises `Wrong` or gives what it read."""

import csv
import io
import json
import re
import xml.etree.ElementTree

# Controls but for the end of a line, marks that turn the direction, and what has no width.
HOSTILE = re.compile(
    "[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200b-\\u200f"
    "\\u202a-\\u202e\\u2060-\\u2069\\ufeff]")
# What a spreadsheet would run, but for a number below zero.
FORMULA = re.compile("[=+@\\t\\r]|-(?![0-9]+$)")
TRAINING = {"id": "LATIHAN", "en": "TRAINING"}
TEXT_COLUMNS = 80


class Wrong(Exception):
    """Bytes that are not what their format promises."""


def hold(condition, problem):
    if not condition:
        raise Wrong(problem)


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def json_line(text):
    """One canonical line; the value."""
    hold(text.endswith("\n") and text.count("\n") == 1, "not one line")
    value = json.loads(text)
    hold(canonical(value) == text[:-1], "not canonical")
    return value


def json_lines(text):
    """An object each; the objects."""
    hold(not text or text.endswith("\n"), "the last line has no end")
    rows = [json.loads(line) for line in text.splitlines()]
    hold(all(isinstance(row, dict) for row in rows), "a line that is no object")
    return rows


def delimited(text, delimiter=","):
    """RFC 4180 with a header and, on a training store, a last column that says so; the rows."""
    hold("\r" not in text, "CR at the end of a line")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    hold(rows, "no header")
    hold(all(len(row) == len(rows[0]) for row in rows), "rows of different lengths")
    hold(all(row[-1] == "true" for row in rows[1:]) and rows[0][-1] == "training", "no mark")
    for row in rows:
        for cell in row:
            hold(not FORMULA.match(cell), f"a cell that a spreadsheet runs: {cell!r}")
    return rows[1:]


def for_excel(text):
    """As Indonesian spreadsheets read it: a mark of UTF-8, semicolons, CR LF."""
    hold(text.startswith("\ufeff"), "no mark of UTF-8")
    hold(text.endswith("\r\n"), "no CR LF")
    return delimited(text[1:].replace("\r\n", "\n"), ";")


def for_people(text):
    """Nothing that could write over what is on the screen."""
    found = HOSTILE.search(text)
    hold(not found, f"{found and found.group()!r} in what people read")
    hold(text.endswith("\n"), "nothing to read")


def plain_text(text):
    """For mail and terminals."""
    for_people(text)
    for line in text.splitlines():
        # A signature is one word, however long.
        is_word = max(map(len, line.split()), default=0) > TEXT_COLUMNS // 2
        hold(len(line) <= TEXT_COLUMNS or is_word, f"wider than {TEXT_COLUMNS} columns: {line!r}")


def page(text, language):
    """One HTML file that runs nothing and fetches nothing."""
    for_people(text)
    hold(text.startswith("<!DOCTYPE html>"), "no HTML")
    try:
        root = xml.etree.ElementTree.fromstring(text.split(">", 1)[1])
    except xml.etree.ElementTree.ParseError as error:
        raise Wrong(f"not well formed: {error}") from error
    hold(root.get("lang") == language, f"lang {root.get('lang')}")
    tags = [element.tag.rsplit("}", 1)[-1].lower() for element in root.iter()]
    for tag in ("script", "link", "iframe", "object", "embed", "form", "img", "base"):
        hold(tag not in tags, f"<{tag}>")
    hold(tags.count("h1") == 1, f"{tags.count('h1')} headings of the first level")
    for element in root.iter():
        for name, value in element.attrib.items():
            bare = name.rsplit("}", 1)[-1].lower()
            hold(not bare.startswith("on"), f"an attribute {name}")
            hold(bare not in ("href", "src") or value.startswith("#"), f"{name}={value!r}")
            hold("url(" not in value.lower(), f"url() in {name}")
    styles = [element.text or "" for element in root.iter() if element.tag.endswith("style")]
    hold(not any("url(" in text or "@import" in text for text in styles), "a style fetches")


def pdf(data, complaints):
    """A whole PDF of whose page nothing was found strange."""
    hold(data.startswith(b"%PDF-"), "no PDF")
    hold(data.rstrip().endswith(b"%%EOF"), "a PDF without its end")
    hold(not complaints, f"weasyprint says {complaints}")


def failure(text, status):
    """One object for programs; its error."""
    error = json_line(text)["error"]
    hold(error["exit"] == status, f"exit {status}, but {error['exit']} told")
    hold("kind" in error["data"] and "message" in error, "no kind or message")
    return error


def sentence(text):
    """What people are told instead."""
    for_people(text)
    hold(text.strip() and not text.lstrip().startswith("{"), "no sentence")

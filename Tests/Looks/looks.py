#!/usr/bin/env python3
# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Draws Report values on paper and on screens, and checks what can be checked without eyes.

Called by scripts/report-look, which says what it does.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "Tests/Golden/report-pages.tsv"
POINTS_PER_MM = 72 / 25.4
# Left and right margins of the sheets, from the renderer's style sheet.
MARGIN_MM = {"a4": 16, "a3": 22}
INK_MIN, INK_MAX = 0.005, 0.60
DESK, PHONE = 1280, 390
# weasyprint says this of every file that is asked to be tagged.
KNOWN_WARNING = "PDF/UA support is experimental"


class Findings:
    """What is wrong, and what could not be looked at."""

    def __init__(self):
        self.problems = []
        self.skipped = {}
        self.checks = 0

    def check(self, holds, text):
        self.checks += 1
        if not holds:
            self.problems.append(text)

    def skip(self, text):
        self.skipped[text] = self.skipped.get(text, 0) + 1


def run(words, **more):
    return subprocess.run(words, capture_output=True, timeout=120, **more)


def values(paths):
    """Name and value of every report among the files."""
    for path in paths:
        try:
            value = json.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            continue
        value = value.get("item", value) if isinstance(value, dict) else value
        if isinstance(value, dict) and "blocks" in value and "report" in value:
            # A sample may be called as an office's report is.
            prefix = "sample-" if path.parent.name == "reports-samples" else ""
            yield prefix + path.stem.replace(".", "-"), value


def grouped(number, language):
    text = f"{abs(number):,}"
    return ("−" if number < 0 else "") + (text.replace(",", ".") if language == "id" else text)


def numbers(value):
    """Every number of the tables, as the page writes it."""
    for block in value["blocks"]:
        if block["kind"] != "table":
            continue
        types = [column["type"] for column in block["columns"]]
        for row in block["rows"] + ([block["total"]] if block.get("total") else []):
            for kind, cell in zip(types, row):
                if isinstance(cell, int) and kind in ("integer", "rupiah", "denomination", "days"):
                    yield grouped(cell, value["lang"])


def ink(pgm):
    """The dark part of a picture that pdftoppm wrote in grey."""
    header = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", pgm)
    pixels = pgm[header.end():]
    return sum(1 for pixel in pixels if pixel < 235) / len(pixels)


def on_paper(name, html, value, paper, out, found):
    """Through weasyprint; gives the number of pages."""
    pdf = out / f"{name}-{paper}.pdf"
    drawn = run(
        ["weasyprint", "--pdf-variant", "pdf/ua-1", "--pdf-identifier", value["digest"], "-", str(pdf)],
        input=html, env={"SOURCE_DATE_EPOCH": "0", "PATH": os.environ["PATH"]},
    )
    said = [line for line in drawn.stderr.decode().splitlines() if line and KNOWN_WARNING not in line]
    found.check(drawn.returncode == 0 and not said, f"{name} {paper}: weasyprint says {said}")
    if not shutil.which("pdftoppm"):
        found.skip("pdftoppm: pages on paper not looked at")
        return None
    words_on(name, pdf, paper, found)
    text = re.sub(r"\s", "", run(["pdftotext", "-layout", str(pdf), "-"]).stdout.decode())
    for number in sorted(set(numbers(value))):
        found.check(number in text, f"{name} {paper}: {number} is not on paper")
    for old in out.glob(f"{name}-{paper}-*.png"):
        old.unlink()
    run(["pdftoppm", "-r", "80", "-png", str(pdf), str(out / f"{name}-{paper}")])
    with tempfile.TemporaryDirectory() as folder:
        run(["pdftoppm", "-r", "30", "-gray", str(pdf), f"{folder}/p"])
        pages = sorted(Path(folder).glob("*.pgm"))
        for place, page in enumerate(pages, 1):
            share = ink(page.read_bytes())
            found.check(
                INK_MIN <= share <= INK_MAX, f"{name} {paper} page {place}: {share:.1%} of it is ink"
            )
    return len(pages)


def words_on(name, pdf, paper, found):
    """Every word between the margins, none of them cut by the sheet."""
    boxes = run(["pdftotext", "-bbox", str(pdf), "-"]).stdout.decode()
    width = height = 0.0
    for tag in re.findall(r"<(page|word) ([^>]*)>([^<]*)", boxes):
        kind, attributes, word = tag
        box = {key: float(number) for key, number in re.findall(r'(\w+)="([\d.-]+)"', attributes)}
        if kind == "page":
            width, height = box["width"], box["height"]
            continue
        if "LATIHAN" in word and box["xMax"] - box["xMin"] > width / 4:
            continue
        margin = MARGIN_MM[paper] * POINTS_PER_MM - 1
        inside = (
            box["xMin"] >= margin and box["xMax"] <= width - margin
            and box["yMin"] >= 0 and box["yMax"] <= height
        )
        found.check(inside, f"{name} {paper}: {unescape(word)!r} runs into the margin")


def chromium(*words):
    with tempfile.TemporaryDirectory() as profile:
        return run([
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--allow-file-access-from-files", "--virtual-time-budget=2000",
            f"--user-data-dir={profile}", *words,
        ])


def size_at(page, width):
    """Width and height of a page's content in a window of this width."""
    with tempfile.TemporaryDirectory() as folder:
        frame = Path(folder) / "frame.html"
        # The page itself runs nothing: another one looks at it from outside.
        frame.write_text(
            f'<iframe id="f" src="file://{page}" style="width:{width}px;height:600px;border:0" '
            'onload="const r=f.contentDocument.documentElement;'
            "document.body.innerHTML='size='+r.scrollWidth+'x'+r.scrollHeight\"></iframe>"
        )
        dom = chromium("--window-size=1600,900", "--dump-dom", f"file://{frame}").stdout.decode()
    size = re.search(r"size=(\d+)x(\d+)", dom)
    return (int(size.group(1)), int(size.group(2))) if size else (0, 0)


def on_screen(name, page, out, found):
    for kind, width in (("desk", DESK), ("phone", PHONE)):
        content, height = size_at(page, width)
        found.check(0 < content <= width, f"{name} {kind}: content is {content} of {width} pixels wide")
        picture = out / f"{name}-{kind}.png"
        chromium(
            f"--window-size={width},{min(max(height, 600), 12000)}", f"--screenshot={picture}",
            f"file://{page}",
        )
        found.check(picture.exists(), f"{name} {kind}: no picture")
    pdf = out / f"{name}-browser.pdf"
    chromium("--no-pdf-header-footer", f"--print-to-pdf={pdf}", f"file://{page}")
    found.check(pdf.exists(), f"{name}: the browser prints nothing")
    if pdf.exists() and shutil.which("pdftoppm"):
        for old in out.glob(f"{name}-browser-*.png"):
            old.unlink()
        run(["pdftoppm", "-r", "60", "-png", str(pdf), str(out / f"{name}-browser")])


def compare_pages(pages, record, found):
    """With the recorded ones: a report that suddenly takes more pages is worth a look."""
    version = run(["weasyprint", "--version"]).stdout.decode().strip()
    lines = [f"{name}\t{count}" for name, count in sorted(pages.items())]
    if record:
        PAGES.write_text("\n".join([f"# {version}"] + lines) + "\n", encoding="utf-8")
        return
    known = PAGES.read_text(encoding="utf-8").splitlines() if PAGES.exists() else ["# none"]
    if known[0] != f"# {version}":
        found.skip(f"pages were counted with {known[0][2:]}, here is {version}")
        return
    stored = dict(line.split("\t") for line in known[1:])
    for name, count in pages.items():
        found.check(
            stored.get(name) == str(count),
            f"{name}: {count} pages, recorded {stored.get(name)}; look, then --record",
        )


def draw(name, value, given, pages, found):
    """One report, on everything that it can be on."""
    papers = ["a4", "a3"] if value["report"] == "report.khasAccountability" else ["a4"]
    for paper in papers:
        made = run([given.renderer, "--paper", paper], input=json.dumps(value).encode())
        found.check(made.returncode == 0, f"{name}: {made.stderr.decode().strip()}")
        if made.returncode != 0:
            continue
        page = (given.out / f"{name}-{paper}.html").resolve()
        page.write_bytes(made.stdout)
        if shutil.which("weasyprint"):
            count = on_paper(name, made.stdout, value, paper, given.out, found)
            if count:
                pages[f"{name}-{paper}"] = count
        else:
            found.skip("weasyprint: nothing on paper")
        if paper == "a4" and shutil.which("chromium"):
            on_screen(name, page, given.out, found)
        elif paper == "a4":
            found.skip("chromium: nothing on a screen")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--renderer", required=True)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("values", nargs="*", type=Path)
    given = parser.parse_args()
    paths = given.values or sorted(
        path for folder in ("reports", "reports-samples")
        for path in (ROOT / "Tests/Golden" / folder).glob("*.json")
    )
    given.out.mkdir(parents=True, exist_ok=True)
    found = Findings()
    pages = {}
    reports = list(values(paths))
    # Each waits for other programs most of the time.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for drawing in [
            pool.submit(draw, name, value, given, pages, found) for name, value in reports
        ]:
            drawing.result()
    if pages and not given.values:
        compare_pages(pages, given.record, found)
    for text, count in found.skipped.items():
        print(f"report-look: left out {count}: {text}")
    for text in found.problems:
        print(f"report-look: {text}", file=sys.stderr)
    print(f"report-look: {len(reports)} reports, {found.checks} checks; pictures in {given.out}")
    failed = len({re.split("[ :]", problem)[0] for problem in found.problems})
    # What scripts/test adds up: reports, not single checks.
    print(f"{len(reports) - failed} passed, {failed} failed, {len(found.skipped)} skipped")
    return 1 if failed or not reports else 0


sys.exit(main())

#!/usr/bin/env python3
# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Prints docs/ACCESS.md from the golden files, which tests hold equal to the code.

`--newer` prints nothing and ends with status 1 when the page of the repository differs.
"""

import argparse
import glob
import json
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAGE = f"{ROOT}/docs/ACCESS.md"
CLOSED = "–"

HEAD = """\
# Who may do what

This page is for reading: `scripts/access --print >docs/ACCESS.md` prints it anew. What counts is
the code; `Tests/Golden/aggregates/` pins it, one line a method, and `scripts/access` calls every
cell over the socket.

## Methods

`all`: every row. `own`, `team`, `new`, `receiver`: the cases (and the clients of the cases) a
person works on, supervises, that nobody has yet, or that are offered. `glass`: only while the
person has broken the glass of the case or client. `–`: the method is not for the role. A restricted
case is seen by those on its list alone, whatever the table says. Methods without a role are open to
every operator, or to anyone who may connect.
"""

SEALED = """\
## Sealed fields

What a query shows of sealed data, in the rows reached. A field of class `case` or `secret` that is
shown in clear is on record before the answer leaves. Roles that are not named do not get the value;
for auditors and readers no seal is ever opened.
"""

EVENTS = """\
## Events

Who reads the events of a category with their data; sealed values stay sealed. Events of other
categories show nobody their data.
"""


class Rights:
    """What the golden files say."""

    def __init__(self, root=ROOT):
        self.roles, methods, self.readers = [], {}, {}
        for path in glob.glob(f"{root}/Tests/Golden/aggregates/*.jsonl"):
            with open(path, encoding="utf-8") as file:
                for line in map(json.loads, file):
                    if "method" in line:
                        methods[line["method"]] = line
                    elif "category" in line:
                        self.readers[line["category"]] = line["readers"]
                    elif "roles" in line:
                        self.roles = line["roles"]
        self.sealed = {name: line.get("sealed", []) for name, line in sorted(methods.items())}
        # By method and role: the rows reached, or that the method is closed.
        self.cells = {name: self.row(line["rights"]) for name, line in sorted(methods.items())}

    def row(self, rights):
        if isinstance(rights, str):
            return {role: rights for role in self.roles}
        return {role: rights.get(role, CLOSED) for role in self.roles}

    def shown(self):
        """By query and column: the roles that see something without breaking the glass."""
        shown = {}
        for method, columns in self.sealed.items():
            for column in columns:
                roles = shown.setdefault(method, {}).setdefault(column["column"], set())
                roles.update(column["clear"] + column["masked"])
        return shown

    def page(self):
        methods = [[f"`{name}`", *cells.values()] for name, cells in self.cells.items()]
        fields = [[f"`{name}`", f"`{column['column']}`", column["class"],
                   *(listed(column[form]) for form in ("clear", "masked", "glass"))]
                  for name, columns in self.sealed.items() for column in columns]
        streams = [[f"`{name}`", listed(roles)]
                   for name, roles in sorted(self.readers.items()) if roles]
        parts = [HEAD, table(["Method", *self.roles], methods), SEALED,
                 table(["Query", "field", "class", "clear", "masked", "broken glass"], fields),
                 EVENTS, table(["Category", "roles"], streams)]
        return "\n".join(parts)


def listed(roles):
    return ", ".join(roles) or CLOSED


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "".join("|" + "|".join(cell if cell == "---" else f" {cell} " for cell in line) + "|\n"
                   for line in lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--newer", action="store_true", help="compare with the page instead")
    arguments = parser.parse_args()
    page = Rights().page()
    if not arguments.newer:
        sys.stdout.write(page)
        return 0
    with open(PAGE, encoding="utf-8") as file:
        return 0 if file.read() == page else 1


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Calls every cell of the golden rights on a production store, with real user ids over the socket.

A cell is a role, a method and an object: a case of one's own, of another worker, without a worker,
restricted, offered by a transfer, or none that exists (likewise for clients); methods about
something else have one cell a role. Params come from the daemon's catalogue, and what its schemas
do not say from the daemon's own refusals and examples: a new method needs no word here. `--loosen
METHOD:ROLE` gives the operator of one role one right more in the daemon, by an event, and leaves
the expected table as it is: the run must then fail, which shows that it would notice.
"""

import argparse
import json
import os
import statistics
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from access_office import Office  # noqa: E402
from access_params import DAY, Params  # noqa: E402
from connection import expect, kind_of  # noqa: E402
from harness import Suite  # noqa: E402
from rights import Rights  # noqa: E402

# Pairs of calls whose times are compared.
TIMED_CALLS = 500
# Seconds between the medians at most; a busy machine moves both of them together.
TIMES_APART = 0.0004
# How often params are put right before the refusal counts.
MENDS = 8
STANDING = {
    "worker": {"own": {"own", "team"}, "offered": {"receiver"}, "new": {"new"}},
    "supervisor": {"own": {"team"}, "offered": {"receiver"}, "new": {"new"}},
}
# Its notifications would go on among the replies to all later cells.
NOT_DONE = ("events.subscribe",)


def expected(cell, role, kind, about):
    """`forbidden`, `hidden` or `reached`."""
    if cell in ("–", "glass"):
        return "forbidden"
    if kind is None:
        return "reached"
    if kind == "absent" or (kind == "restricted" and about == "case"):
        return "hidden"
    if cell in ("all", "operators", "anyone"):
        return "reached"
    standing = STANDING.get(role, {"new": {"new"}}).get(kind, set())
    if kind == "caseless":
        return "reached" if role == "intake" else "hidden"
    return "reached" if standing & set(cell.split()) else "hidden"


def found(reply, named):
    kind = kind_of(reply)
    if kind == "forbidden":
        return "forbidden"
    if kind == "invalidParams":
        return f"invalidParams {reply['error']['data']}"
    if kind == "notFound":
        missing = str(reply["error"]["data"].get("id", ""))
        if named and (missing == named or missing.startswith(named + "/")):
            return "hidden"
    return "reached"


class Matrix:
    """Calls the cells and compares them."""

    def __init__(self, suite, loosened, only):
        rights = Rights()
        self.roles, self.table, self.sealed = rights.roles, rights.cells, rights.shown()
        self.only = only
        self.office = Office(suite, self.roles)
        if loosened:
            self.loosen(*loosened.split(":"))
        self.params = Params(self.office, self.office.admin.call("rpc.discover"))
        self.cells, self.wrong = 0, []

    def loosen(self, method, role):
        """Grants the operator of a role another role, which has the method."""
        cells = self.table[method]
        expect(cells[role] == "–", f"{method} is no closed cell of {role}")
        holder = next(name for name in self.roles if cells[name] != "–")
        self.office.own("operator.grant", {
            "operator": self.office.people[role].slug, "role": holder})

    def check(self, what, wanted, got):
        self.cells += 1
        if wanted != got:
            self.wrong.append(f"{what}: expected {wanted}, got {got}")

    def run(self):
        for method, cells in self.table.items():
            if method in self.params.methods and self.only in ("", method):
                for role in self.roles:
                    self.method(method, role, cells[role])
        for method, columns in self.sealed.items():
            if self.only in ("", method):
                for role in self.roles:
                    self.fields(method, role, columns)
        self.lists()
        self.timing()
        return self

    def ask(self, person, method, made):
        """The reply, once the params are such that the daemon judges the call."""
        reply = person.ask(method, made)
        for _ in range(MENDS):
            if kind_of(reply) != "invalidParams":
                break
            made = self.params.mended(method, made, reply["error"]["data"])
            if made is None:
                break
            reply = person.ask(method, made)
        return reply

    def method(self, method, role, cell):
        if cell != "–" and method in NOT_DONE:
            return
        person, made = self.office.people[role], self.params.of(method)
        if self.params.methods[method]["x-mutating"]:
            made |= {"dryRun": True, "occurredOn": DAY}
        about = self.params.object_of(method)
        if method == "session.actAs":
            # On a production store nobody is anybody else.
            return self.check(f"{role} {method}", "forbidden",
                              found(person.ask(method, made), None))
        if about is None:
            return self.check(f"{role} {method}", expected(cell, role, None, None),
                              found(self.ask(person, method, made), None))
        param, thing, item = about
        refusals = set()
        for kind, name in self.office.objects[thing].items():
            # Nobody works on a new case, so there is no item to name.
            if item and kind == "new":
                continue
            if method == "case.correct":
                # Whoever wrote an entry corrects it: intake the first one, the worker the fourth.
                made["entry"] = 1 if role == "intake" else 4
            reply = self.ask(person, method, {**made, param: name + item})
            outcome = found(reply, name)
            self.check(f"{role} {method} {kind} {thing}", expected(cell, role, kind, thing),
                       outcome)
            if outcome == "hidden":
                refusals.add(json.dumps(reply["error"]).replace(name, "ID"))
        # Whether a thing is there at all is nobody's who may not see it.
        self.check(f"{role} {method}: refusals that differ", 0, max(0, len(refusals) - 1))

    def fields(self, method, role, columns):
        """A sealed column is there for the roles named, and its key is absent for all others."""
        if self.table[method][role] in ("–", "glass"):
            return
        made = self.params.of(method)
        if about := self.params.object_of(method):
            made[about[0]] = self.office.objects[about[1]]["new" if role == "intake" else "own"]
        reply = self.ask(self.office.people[role], method, made)
        result = reply.get("result", {})
        rows = [result["item"]] if result.get("item") else result.get("rows", [])
        if rows and "blocks" in rows[0]:
            rows = self.report_rows(rows[0])
        if not rows:
            return
        for column, shown in columns.items():
            head, _, part = column.partition(".")
            cells = [item for row in rows for item in row.get(head) or []] if part else rows
            if cells:
                self.check(f"{role} {method} shows {column}", role in shown,
                           any(self.shows(cell, part or head) for cell in cells))

    @staticmethod
    def report_rows(report):
        """The rows of a report's tables, by the keys of their columns."""
        return [dict(zip([column["key"] for column in table["columns"]], row))
                for table in report["blocks"] if table["kind"] == "table"
                for row in table["rows"]]

    @staticmethod
    def shows(cell, column):
        """The details of an entry are codes for everybody; what was told is among them for some."""
        if column == "details":
            return any(name in cell[column] for name in ("summary", "note", "narrative"))
        return column in cell

    def timing(self):
        """What is hidden costs the reading of its row and no more: neither a commit nor a scan."""
        if self.only:
            return
        person, times = self.office.people["worker"], {"other": [], "absent": []}
        for _ in range(TIMED_CALLS):
            # In turns, so that whatever else the machine does slows down both.
            for kind, taken in times.items():
                case = self.office.objects["case"][kind]
                begin = time.perf_counter()
                person.ask("case.show", {"case": case})
                taken.append(time.perf_counter() - begin)
        hidden, absent = (statistics.median(taken) for taken in times.values())
        print(f"case.show: hidden {hidden * 1e6:.0f} µs, absent {absent * 1e6:.0f} µs (medians)")
        self.check("times of hidden and absent", True, abs(hidden - absent) < TIMES_APART)

    def lists(self):
        """Lists hold the cases reached and no others."""
        for role in self.roles:
            cell = self.table["case.list"][role]
            if cell == "–" or role in ("board", "reader") \
                    or (self.only and self.only != "case.list"):
                continue
            reply = self.office.people[role].ask("case.list", {"limit": 1000})
            listed = {row["case"] for row in reply.get("result", {}).get("rows", [])}
            for kind, case in self.office.objects["case"].items():
                self.check(f"{role} case.list {kind}",
                           expected(cell, role, kind, "case") == "reached", case in listed)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--daemon", required=True, help="the peksosd to test")
    parser.add_argument("--loosen", help="METHOD:ROLE that the daemon wrongly gives")
    parser.add_argument("--only", default="", help="only this method")
    arguments = parser.parse_args()
    os.umask(0o077)
    suite = Suite(arguments.daemon, "access", 0)
    try:
        matrix = Matrix(suite, arguments.loosen, arguments.only).run()
        matrix.office.close()
    finally:
        for store in suite.stores:
            store.forget()
    for line in matrix.wrong:
        print(f"FAILED   {line}")
    print(f"access matrix: {matrix.cells} cells")
    print(f"{matrix.cells - len(matrix.wrong)} passed, {len(matrix.wrong)} failed")
    return 1 if matrix.wrong else 0


if __name__ == "__main__":
    sys.exit(main())

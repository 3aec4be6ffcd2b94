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
import grp
import json
import os
import re
import statistics
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from harness import Failed, Suite, equal, expect, kind_of  # noqa: E402
from rights import Rights  # noqa: E402

FIRST_UID = 61000
DAY = "2026-01-12"
ALL = {"own", "team", "new", "receiver"}
# Pairs of calls whose times are compared.
TIMED_CALLS = 500
# Seconds between the medians at most; a busy machine moves both of them together.
TIMES_APART = 0.0004
# How often params are put right before the refusal counts.
MENDS = 8

# The client of one uid: lines in, lines out. It is passed as text, since the uid reads no file here.
RELAY = """
import socket, sys
s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); pending = b""
for line in sys.stdin.buffer:
    s.sendall(line)
    while True:
        while b"\\n" not in pending:
            chunk = s.recv(65536)
            if not chunk: sys.exit(1)
            pending += chunk
        reply, pending = pending.split(b"\\n", 1)
        if reply and not reply.startswith(b'{"jsonrpc":"2.0","method"'): break
    sys.stdout.buffer.write(reply + b"\\n"); sys.stdout.buffer.flush()
"""


class Person:
    """A process with a uid of its own, connected to the daemon."""

    def __init__(self, path, uid):
        self.process = subprocess.Popen(
            ["setpriv", f"--reuid={uid}", f"--regid={os.getgid()}", "--clear-groups",
             sys.executable, "-c", RELAY, path],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.last_id = 0

    def ask(self, method, params=None):
        self.last_id += 1
        request = {"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params or {}}
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()
        reply = json.loads(self.process.stdout.readline() or b"{}")
        equal(reply.get("id"), self.last_id, f"id of the reply to {method}")
        return reply

    def call(self, method, params=None):
        reply = self.ask(method, {"occurredOn": DAY, **(params or {})}
                         if method.split(".")[0] not in ("rpc", "session") else params)
        if "error" in reply:
            raise Failed(f"{method} {params}: {json.dumps(reply['error'])[:600]}")
        return reply["result"]

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)


# ---------------------------------------------------------------- the office

class Office:
    """A production store with one operator for each role, and cases in every standing."""

    def __init__(self, suite, roles):
        self.store = suite.store(f"socket.group: {grp.getgrgid(os.getgid()).gr_name}\n")
        with open(self.store.key, "wb") as file:
            file.write(os.urandom(32))
        os.chmod(self.store.key, 0o400)
        # The socket alone is for other uids; the store is not.
        os.chmod(self.store.path, 0o711)
        status, output = self.store.run("init", "--config", self.store.config)
        equal(status, 0, f"init of a production store ({output})")
        self.store.start()
        self.admin = self.store.connect()
        self.people, self.uid = {}, FIRST_UID
        for role in roles:
            self.person(role, [role])
        for name, held in [("rekan", ["worker"]), ("atasan-lain", ["supervisor"]),
                           ("pendamping", ["supervisor"])]:
            self.person(name, held)
        self.workers()
        self.objects = {"case": {}, "client": {}, "item": {}}
        self.cases()

    def person(self, name, roles):
        direct = [role for role in roles if role not in ("administrator", "dataProtection")]
        self.uid += 1
        slug = re.sub("([A-Z])", r"-\1", name).lower()
        self.own("operator.register", {"operator": slug, "uid": self.uid, "roles": direct})
        for role in set(roles) - set(direct):
            granted = self.own("operator.grant", {"operator": slug, "role": role})
            if granted.get("pending"):
                self.people["administrator"].call("approval.approve", {
                    "approval": granted["approval"], "digest": granted["digest"]})
        self.people[name] = Person(self.store.socket, self.uid)
        self.people[name].slug = slug

    def own(self, method, params):
        return self.admin.call(method, {"occurredOn": DAY, **params})

    def workers(self):
        registrar = self.people["registrar"]
        self.home = registrar.call("organisation.register", {
            "name": "Kantor Rekaan", "kinds": ["lks", "certificationBody"]})["organisation"]
        self.ids = {}
        for number, name in enumerate(["worker", "rekan", "supervisor", "atasan-lain"]):
            made = registrar.call("worker.register", {
                "name": f"Orang Rekaan {'ABCD'[number]}", "degree": "socialWork"})["worker"]
            registrar.call("worker.post", {"worker": made, "kind": "office",
                                           "organisation": self.home})
            registrar.call("worker.certify", {
                "worker": made, "certificateNo": f"R-{number}", "level": "generalist",
                "issuedBy": self.home, "issuedOn": DAY, "examHeldOn": DAY,
                "examBody": self.home, "examEvidence": "daftar"})
            self.own("operator.link", {"operator": self.people[name].slug, "worker": made})
            self.ids[name] = made
        for worker, chief in [("worker", "supervisor"), ("rekan", "atasan-lain")]:
            registrar.call("worker.assignSupervisor", {
                "worker": self.ids[worker], "supervisor": self.ids[chief]})

    def cases(self):
        """own: worker's; other, restricted, offered: the colleague's; new: nobody's."""
        for kind in ["own", "other", "new", "restricted", "offered"]:
            intake = self.people["intake"]
            client = intake.call("client.register", {
                "name": f"Rekaan {kind.capitalize()}", "sex": "female", "birthYear": 1990,
                "area": "32.77.01"})["client"]
            intake.call("consent.give", {
                "client": client, "scopes": ["services", "sharing"], "giverKind": "self",
                "giverName": "Orang Rekaan", "evidenceKind": "written", "evidenceRef": "arsip"})
            case = intake.call("case.open", {
                "client": client, "ppksCode": 24, "setting": "family", "source": "outreach",
                "summary": "Rekaan."})["case"]
            self.objects["client"][kind] = client
            self.objects["case"][kind] = case
            if kind == "new":
                continue
            intake.call("case.screen", {"case": case, "decision": "in", "note": "Rekaan."})
            worker, chief = (("worker", "supervisor") if kind == "own"
                             else ("rekan", "atasan-lain"))
            self.people[chief].call("case.assign", {"case": case, "worker": self.ids[worker]})
            self.items(case, self.people[worker], chief)
            if kind == "restricted":
                self.people[chief].call("case.restrict", {
                    "case": case, "allow": [self.people["pendamping"].slug], "reason": "saksi"})
            if kind == "offered":
                self.people[worker].call("transfer.request", {
                    "case": case, "to": self.ids["worker"], "note": "Rekaan."})
        self.objects["client"]["caseless"] = self.people["intake"].call("client.register", {
            "name": "Belum Berkasus", "sex": "male", "birthYear": 1991,
            "area": "32.77.01"})["client"]
        self.objects["case"]["absent"] = "KSS-2026-9999"
        self.objects["client"]["absent"] = "KLN-2026-9999"

    def items(self, case, worker, chief):
        """One open thing of each kind that methods name."""
        worker.call("case.assess", {
            "case": case, "instrument": "pie", "risk": "low", "reviewBy": "2026-12-31",
            "narrative": "Rekaan.", "roleProblems": [
                {"role": "child", "type": "loss", "severity": 5, "duration": 1, "coping": 3}],
            "environmentProblems": []})
        worker.call("plan.draft", {"case": case, "goals": [
            {"text": "Rekaan.", "problems": [f"{case}/A1.P1"], "services": ["counselling"],
             "dueOn": "2026-12-31"}]})
        worker.call("followUp.schedule", {"case": case, "kind": "visit", "dueOn": "2026-12-31"})
        worker.call("referral.make", {
            "case": case, "to": self.home, "service": "health", "summary": "Rekaan.",
            "emergency": True})

    def close(self):
        for person in self.people.values():
            person.close()
        self.store.stop()


# ---------------------------------------------------------------- params

TEXTS = {"Date": DAY, "AreaCode": "32.77", "UserId": 62000, "Digest": "00" * 32}
ITEMS = {"goal": "G1", "referral": "R1", "followUp": "F1", "fee": "B1", "consent": "C1"}


class Params:
    """Valid params for every method, from the daemon's own catalogue."""

    def __init__(self, office, catalogue):
        self.office = office
        self.schemas = catalogue["components"]["schemas"]
        self.methods = {method["name"]: method for method in catalogue["methods"]}
        # By method: params that no schema asks for, as the daemon's refusals told them.
        self.learned = {}

    def value(self, schema, name):
        if "$ref" in schema:
            kind = schema["$ref"].rsplit("/", 1)[1]
            if kind in TEXTS:
                return TEXTS[kind]
            found = self.known(kind)
            return found if found is not None else self.value(self.schemas[kind], kind)
        if "oneOf" in schema:
            return schema["oneOf"][0]["const"]
        kind = schema.get("type")
        if kind == "object" and "properties" in schema:
            return {key: self.value(part, key) for key, part in schema["properties"].items()
                    if key in schema["required"]}
        if kind == "object":
            return {"500": 1}
        if kind == "array":
            return [self.value(schema["items"], name)]
        if kind == "integer":
            return max(schema.get("minimum", 1), 1)
        if kind == "boolean":
            return True
        return self.text(schema, name)

    def known(self, kind):
        office = self.office
        return {
            "WorkerId": office.ids["worker"], "OrganisationId": office.home,
            "OperatorId": office.people["reader"].slug, "CaseId": office.objects["case"]["own"],
            "ClientId": office.objects["client"]["own"], "PersonId": office.ids["worker"],
        }.get(kind)

    @staticmethod
    def text(schema, name):
        pattern = schema.get("pattern")
        tries = ["Teks rekaan", "x-1", "X-1", "0" * 16, "0" * 10, "0" * 8, "12345678", DAY, "a" * 64,
                 "ab", "X", "PKS-2026-0001", "0a" * 16, "a.b", "07-01", "KLN-2026-0001"]
        for text in tries:
            if pattern is None or re.search(pattern, text):
                if schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", 9999):
                    return text
        raise Failed(f"no text for {name}: {schema}")

    def mended(self, method, made, problem):
        """`made` with what the daemon said was wrong put right; None when nobody here knows how."""
        one_of = problem["expected"].removeprefix("one of ").split(", ")
        name = problem["path"].strip("/") or one_of[0]
        held = made.get(name)
        if problem["problem"] == "missing" and held is None:
            mend = self.param(method, name)
        elif problem["problem"] == "length" and isinstance(held, list):
            added = self.param(method, name)[0] if not held else self.another(held[0])
            mend = [*held, added]
        else:
            return self.exemplary(method, made, name)
        self.learned.setdefault(method, {})[name] = mend
        return {**made, name: mend}

    def exemplary(self, method, made, name):
        """`made` with the params of the method's example, which is about another case."""
        examples = self.methods[method].get("examples") or [{"params": []}]
        params = {param["name"]: param["value"] for param in examples[0]["params"]}
        about = self.object_of(method)
        if name.split("/")[0] not in params:
            return None
        params = {key: value for key, value in params.items()
                  if key != "occurredOn" and (about is None or key != about[0])}
        self.learned[method] = params
        return {**made, **params}

    def param(self, method, name):
        for param in self.methods[method]["params"]:
            if param["name"] == name:
                return self.value(param["schema"], name)
        # One of the params that every method takes.
        return "Teks rekaan"

    def another(self, element):
        """The same about somebody else."""
        ids = self.office.ids
        return json.loads(json.dumps(element).replace(ids["worker"], ids["rekan"]))

    # Nothing that is asked for, but what shows more.
    MORE = {
        "client.find": {"name": "Rekaan Own"}, "referral.list": {"details": True},
    }

    def of(self, method):
        made = {}
        for param in self.methods[method]["params"]:
            if param["required"]:
                made[param["name"]] = self.value(param["schema"], param["name"])
        return made | self.learned.get(method, {}) | self.MORE.get(method, {})

    def object_of(self, method):
        """What the method is about: (param, kind of object, suffix of the item's id)."""
        positional = (self.methods[method].get("x-cli") or {}).get("positional", [])
        names = [param["name"] for param in self.methods[method]["params"]]
        first = positional[0] if positional else (
            "case" if method == "case.spells" else None)
        if first not in names:
            return None
        if first in ("case", "client"):
            return first, first, ""
        if first in ("goal", "referral", "followUp"):
            return first, "case", "/" + ITEMS[first]
        return None


# ---------------------------------------------------------------- expected and found

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
            return self.check(f"{role} {method}", "forbidden", found(person.ask(method, made), None))
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
            self.check(f"{role} {method} {kind} {thing}", expected(cell, role, kind, thing), outcome)
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
        if not rows:
            return
        for column, shown in columns.items():
            head, _, part = column.partition(".")
            cells = [item for row in rows for item in row.get(head) or []] if part else rows
            if cells:
                self.check(f"{role} {method} shows {column}", role in shown,
                           any(self.shows(cell, part or head) for cell in cells))

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
            if cell == "–" or role in ("board", "reader") or (self.only and self.only != "case.list"):
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

# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""A production store with an operator for each role, each a process with a uid of its own."""

import grp
import json
import os
import re
import subprocess
import sys

from access_params import DAY
from connection import Failed, equal

FIRST_UID = 61000

# The client of one uid: lines in, lines out. It is passed as text, for the uid reads no file here.
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


def slug(role):
    """The operator that is called after a role."""
    return re.sub("([A-Z])", r"-\1", role).lower()


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
        operator = slug(name)
        self.own("operator.register", {"operator": operator, "uid": self.uid, "roles": direct})
        for role in set(roles) - set(direct):
            granted = self.own("operator.grant", {"operator": operator, "role": role})
            if granted.get("pending"):
                self.people["administrator"].call("approval.approve", {
                    "approval": granted["approval"], "digest": granted["digest"]})
        self.people[name] = Person(self.store.socket, self.uid)
        self.people[name].slug = operator

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

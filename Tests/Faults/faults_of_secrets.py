# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Canaries in what people told the office: nowhere in clear, in no file, line, error or answer."""

import os
import re
import shutil
import subprocess
import threading
import time

from access_office import slug
from access_params import DAY, Params
from connection import Failed, equal, expect, need
from damage import occurrences
from disguises import scan, wanted, wrapped_key
from harness import journal_of, made, restore, wait_job

# Words of clients, of the client who is erased, and of everybody else; numbers; a birth date.
CLIENT, ERASED, OTHERS, DIGITS, DATE = "Zqxjvkwy", "Xvwqkzjy", "Wjqzkvxy", "731947230", "1911-07-23"
# In a field that is not personal: the same search must find it.
CONTROL = "Vyxjkqwz"
WORDS = (CLIENT, ERASED, OTHERS, DIGITS, DATE)
ROLES = ("intake", "worker", "supervisor", "coordinator", "treasurer", "storekeeper", "registrar",
         "board", "auditor", "reader", "dataProtection")


class Office:
    """A store in which everybody's data are canaries, and all that it answered to the wrong."""

    def __init__(self, suite):
        self.store = store = suite.store()
        store.init().start()
        self.admin = store.connect()
        for role in ROLES:
            self.admin.call("operator.register", {
                "operator": slug(role), "roles": [] if role == "dataProtection" else [role]})
        self.admin.call("operator.grant", {
            "operator": slug("dataProtection"), "role": "dataProtection"})
        self.connect()
        self.errors = []
        self.ids, self.objects = {}, {"case": {}, "client": {}}
        self.number = 0
        self.workers()
        self.clients()
        self.others()

    def connect(self):
        self.admin, self.people = self.store.connect(), {}
        for role in ROLES:
            self.people[role] = self.store.connect(slug(role))
            self.people[role].slug = slug(role)

    def do(self, role, method, **params):
        """A command that is done, after one that is not: what is wrong is not told in clear."""
        spoilt = {key: value + "\x01" if isinstance(value, str) else value
                  for key, value in params.items()}
        self.errors.append(str(self.people[role].ask(method, spoilt)))
        return self.people[role].call(method, {"occurredOn": DAY, **params})

    def identity(self):
        """A NIK that nobody has, and the phone and the birth date that go with it."""
        self.number += 1
        return {"nik": f"{DIGITS}711{self.number:04}", "phone": f"{DIGITS}{self.number:06}",
                "birthDate": DATE}

    def workers(self):
        self.home = self.do("registrar", "organisation.register", name="Kantor Rekaan",
                            kinds=["lks", "certificationBody"], area="32.77")["organisation"]
        for role in ("worker", "supervisor"):
            made_ = self.do("registrar", "worker.register", name=f"{OTHERS} {role}",
                            degree="socialWork", **self.identity())["worker"]
            self.do("registrar", "worker.post", worker=made_, kind="office", organisation=self.home)
            self.do("registrar", "worker.certify", worker=made_, certificateNo=f"R-{role}",
                    level="generalist", issuedBy=self.home, issuedOn=DAY, examHeldOn=DAY,
                    examBody=self.home, examEvidence="daftar")
            self.admin.call("operator.link", {"operator": role, "worker": made_})
            self.ids[role] = made_
        self.ids["rekan"] = self.ids["supervisor"]
        self.do("registrar", "worker.assignSupervisor", worker=self.ids["worker"],
                supervisor=self.ids["supervisor"])

    def client(self, word):
        person = self.identity()
        return self.do(
            "intake", "client.register", name=f"{word} Rekaan", otherNames=[f"{word} Alias"],
            sex="male", kk=f"{DIGITS}711{self.number:04}", nisn=f"{DIGITS}{self.number % 10}",
            address=f"Jalan {word} 1", area="32.77.01", **person)["client"]

    def clients(self):
        client = self.objects["client"]["own"] = self.client(CLIENT)
        note = f"Catatan {CLIENT} rekaan."
        self.do("intake", "consent.give", client=client, scopes=["services", "sharing"],
                giverKind="self", giverName=f"{CLIENT} Rekaan", evidenceKind="written",
                evidenceRef="arsip")
        case = self.objects["case"]["own"] = self.do(
            "intake", "case.open", client=client, ppksCode=24, setting="family",
            source="outreach", summary=note)["case"]
        self.do("intake", "case.screen", case=case, decision="in", note=note)
        self.do("supervisor", "case.assign", case=case, worker=self.ids["worker"])
        self.do("worker", "case.assess", case=case, instrument="pie", risk="low", narrative=note,
                strengths=note, mental=note, physical=note, reviewBy="2026-12-31", roleProblems=[
                    {"role": "child", "type": "loss", "severity": 5, "duration": 1, "coping": 3}],
                environmentProblems=[])
        self.do("worker", "plan.draft", case=case, summary=note, goals=[
            {"text": note, "problems": [f"{case}/A1.P1"], "services": ["counselling"],
             "dueOn": "2026-12-31"}])
        self.do("worker", "case.logContact", case=case, kind="homeVisit", successful=True,
                minutes=60, note=note, **{"with": "family"})
        self.do("worker", "referral.make", case=case, to=self.home, service="health",
                summary=note, emergency=True)
        self.do("worker", "followUp.schedule", case=case, kind="visit", dueOn="2026-12-31",
                note=note)
        self.erased = self.client(ERASED)

    def others(self):
        self.contacts = [
            self.do("coordinator", "contact.register", name=f"{OTHERS} Kontak {part}",
                    function="guru", phone=f"{DIGITS}999", birthDate=DATE)["contact"]
            for part in ("Satu", "Dua", "Tiga")]
        self.do("coordinator", "beneficiary.register", name=f"{OTHERS} Murid", birthYear=2016,
                pupilNumber=f"{DIGITS}7")
        self.do("intake", "complaint.file", kind="office", channel="letter",
                text=f"Keluhan {OTHERS}.", complainantName=f"{OTHERS} Pelapor")

    def looks(self):
        """Those who may look do: neither their searches nor what they saw is written in clear."""
        client, case = self.objects["client"]["own"], self.objects["case"]["own"]
        seen = [
            self.people["worker"].call("client.reveal", {
                "client": client, "what": ["name", "nik", "phone"], "purpose": "service"}),
            self.people["worker"].call("case.timeline", {"case": case}),
            self.people["intake"].call("client.find", {"name": f"{CLIENT} Rekaan"}),
        ]
        expect(CLIENT in str(seen[0]) and CLIENT in str(seen[1]), f"a look shows nothing: {seen}")

    def answers(self, role):
        """All that the methods that change nothing answer a role, in one text."""
        params = Params(self, self.admin.call("rpc.discover"))
        person = self.admin if role == "administrator" else self.people[role]
        told = []
        for method, contract in params.methods.items():
            # Another backup would take the place of the one that is to be restored.
            if contract["x-mutating"] or method == "backup.create" \
                    or method.split(".")[0] in ("session", "job", "testing"):
                continue
            given = params.of(method)
            if about := params.object_of(method):
                given[about[0]] = self.objects[about[1]]["own"] + about[2]
            told.append(f"{method}: {person.ask(method, given)}")
        return told


def everywhere(suite):
    """Data files with their free pages, backups, a restored store, journal, metrics, errors, and
    whatever those are answered who may not see it."""
    office = Office(suite)
    store = office.store
    office.looks()
    for role in ("auditor", "reader"):
        leaks = [line for line in office.answers(role) if any(word in line for word in WORDS)]
        equal([line[:300] for line in leaks], [], f"what the {role} is answered")
    for role in ("administrator", "treasurer", "storekeeper"):
        told = office.answers(role)
        leaks = [line for line in told if any(w in line for w in (CLIENT, ERASED, DIGITS, DATE))]
        equal([line[:300] for line in leaks], [], f"what the {role} is answered")
    backup = made(office.admin)["backup"]
    office.admin.call("log.anchor")
    wait_job(office.admin, office.admin.call("projection.rebuild", {"all": True}))
    spoken = "\n".join([*office.errors, journal_of(store),
                        office.admin.call("system.metrics")["text"],
                        str(office.admin.call("system.status"))])
    equal([word for word in WORDS if word in spoken], [], "words in journal, metrics and errors")
    store.stop()
    place = f"{store.path}/restored"
    status, output = restore(store, backup, more=("--into", place))
    equal(status, 0, f"restore ({output.strip()[-300:]})")
    equal([word for word in WORDS if word in output], [], "words in what the restore says")
    files = sum(len(names) for _, _, names in os.walk(store.path))
    equal(scan(store.path, wanted(WORDS)) + scan(store.state, wanted(WORDS)), [], "canaries")
    # The negative control: the same word in a field that is not sealed is found in log and views.
    store.start()
    desk = store.connect("storekeeper")
    desk.call("item.define", {"item": "K-1", "name": CONTROL, "category": "stationery",
                              "unit": "buah"})
    store.stop()
    hits = scan(store.path, wanted((CONTROL,)))
    for part in ("log", "views"):
        expect(any(f"store/{part}/data.mdb" in hit for hit in hits), f"the scan is blind in {part}")
    return f"{len(wanted(WORDS))} forms in {files} files"


def erased(suite):
    """A client is erased; a backup of before is restored: in no answer to anybody, in no file."""
    office = Office(suite)
    store = office.store
    backup = made(office.admin)["backup"]
    key = {"wrapped key": wrapped_key(f"{store.directory}/keyring/data.mdb", office.erased)}
    expect(scan(store.directory, key), "the scan does not find the key itself")
    asked = office.people["dataProtection"].call("client.erase", {
        "client": office.erased, "basis": "subjectRequest", "reason": "permohonan"})
    office.people["supervisor"].call("approval.approve", {
        "approval": asked["approval"], "digest": asked["digest"]})
    deadline = time.monotonic() + 20
    while not office.admin.call("events.read", {"types": ["client.erasureCompleted"]})["rows"]:
        expect(time.monotonic() < deadline, "the erasure never completed")
        time.sleep(0.02)
    check_gone(office, key)
    store.stop()
    lost = f"{store.path}/lost"
    os.rename(store.directory, lost)
    status, output = restore(store, backup, ledger=f"{lost}/erasures")
    equal(status, 0, f"restore ({output.strip()[-300:]})")
    shutil.rmtree(lost)
    store.start()
    office.connect()
    check_gone(office, key)
    return f"answers to {len(ROLES) + 1} roles, twice"


def check_gone(office, key):
    """Nobody is answered a word of the erased client, and no file of the store holds the key."""
    whole = office.objects["client"]["own"]
    office.objects["client"]["own"] = office.erased
    for role in (*ROLES, "administrator"):
        leaks = [line for line in office.answers(role) if ERASED in line]
        equal([line[:300] for line in leaks], [], f"what the {role} is answered")
    for what in ("name", "nik", "phone", "address"):
        reply = office.people["dataProtection"].ask("client.reveal", {
            "client": office.erased, "what": [what], "purpose": "subjectRequest",
            "reason": "permohonan"})
        expect(ERASED not in str(reply) and DIGITS not in str(reply), f"{what}: {reply}")
    reply = office.people["intake"].call("client.find", {"name": f"{ERASED} Rekaan"})
    equal(reply.get("rows"), [], "clients found by the erased name")
    office.objects["client"]["own"] = whole
    equal(scan(office.store.directory, {**wanted((ERASED,)), **key}), [], "canaries and key")


# ---------------------------------------------------------------- memory, checks, flips

def no_core(suite):
    """No core file and no reader of its memory: by the limits of the process, and by a SIGABRT."""
    need(os.geteuid() == 0, "another user's daemon takes root")
    uid = 61000
    store = suite.store()
    os.chmod(store.path, 0o700)
    for parent, names, files in os.walk(store.path):
        for path in (parent, *(f"{parent}/{name}" for name in names + files)):
            os.chown(path, uid, uid)
    os.chown(store.state, uid, uid)
    as_user = ["setpriv", f"--reuid={uid}", f"--regid={uid}", "--clear-groups"]
    status, output = store.run("init", "--training", "--generate-key", "--config", store.config,
                               wrapper=as_user)
    equal(status, 0, f"init ({output.strip()[-300:]})")
    store.start(as_user)
    pid = store.process.pid
    with open(f"/proc/{pid}/limits", encoding="ascii") as file:
        limits = [line.split() for line in file if line.startswith("Max core file size")]
    equal(limits[0][4:6], ["0", "0"], "limits of a core file")
    # The kernel gives the files of a process whose memory is hidden to root.
    equal(os.stat(f"/proc/{pid}/maps").st_uid, 0, "owner of the daemon's memory")
    reader = subprocess.run([*as_user, "head", "-c", "1", f"/proc/{pid}/maps"], check=False,
                            capture_output=True)
    expect(reader.returncode != 0, "another process of the same user reads the daemon's memory")
    admin = store.connect()
    before = set(os.listdir(store.path))
    made(admin)
    admin.close()
    os.kill(pid, 6)
    _, status = os.waitpid(pid, 0)
    store.process.returncode = -6
    expect(not os.WCOREDUMP(status), "a core file was written")
    equal(set(os.listdir(store.path)) - before, {"backup"}, "new files")


def checked_while_erasing(suite):
    """A check that meets the rewriting of the keyring reads the new one, and says sound."""
    people = 8
    store = suite.store()
    store.init().prepared()
    admin = store.connect()
    admin.call("operator.register", {"operator": "galih"})
    admin.call("operator.grant", {"operator": "galih", "role": "dataProtection"})
    desk, guard = store.connect("petugas"), store.connect("galih")
    asked = []
    for number in range(people):
        contact = desk.call("contact.register", {"name": f"Orang {number}"})["contact"]
        asked.append(guard.call("contact.erase", {
            "contact": contact, "basis": "subjectRequest", "reason": "permohonan"}))
    verdicts, stopping = [], threading.Event()

    def check():
        connection = store.connect()
        while not stopping.is_set():
            job = wait_job(connection, connection.call("log.verify", {"scope": "quick"}))
            verdicts.append(job["result"]["verdict"])
        connection.close()

    work = threading.Thread(target=check)
    work.start()
    try:
        for request in asked:
            desk.call("approval.approve", {
                "approval": request["approval"], "digest": request["digest"]})
            time.sleep(0.05)
        time.sleep(0.2)
    finally:
        stopping.set()
        work.join(30)
    equal(set(verdicts), {"sound"}, f"verdicts of {len(verdicts)} checks")
    return f"{len(verdicts)} checks during {people} erasures"


def rows_of_keys(path):
    """Where the wrapped keys of people and of the office, and their names, lie in a keyring."""
    with open(path, "rb") as file:
        content = file.read()
    places = []
    for found in re.finditer(rb"(?:KTK|KLN|PKS|PMN)-\d{4}-\d{4,}\x00\x00\x01", content):
        places.append((found.start(), found.end() + 61))
    return places


def flipped_keyring(suite):
    """F15, F34: a flipped bit in a key is refused at the start or named by the check; what it
    sealed is shown to nobody, and never wrongly."""
    numbers = suite.random("flips/keyring")
    office = Office(suite)
    store = office.store
    names = names_of(office)
    store.stop()
    data, whole = f"{store.directory}/keyring/data.mdb", f"{store.path}/whole"
    shutil.copy(data, whole)
    places = rows_of_keys(whole)
    expect(len(places) >= 4, f"only {len(places)} keys were found in the file")
    refused = named = 0
    rounds = max(6, suite.cycles // 10)
    for round_ in range(rounds):
        with open(data, "r+b") as file:
            start, end = numbers.choice(places)
            # Every copy of the row: pages that were copied on write hold it too.
            with open(whole, "rb") as good:
                content = good.read()
            row, place = content[start:end], numbers.randrange(start, end) - start
            bit = 1 << numbers.randrange(8)
            for found in occurrences(content, row):
                file.seek(found + place)
                file.write(bytes([row[place] ^ bit]))
        try:
            store.start()
        except Failed:
            equal(store.wait(), 78, f"exit status with byte {place} of {row[:13]!r} flipped")
            refused += 1
        else:
            reader = store.connect()
            job = wait_job(reader, reader.call("log.verify", {"scope": "full"}))
            verdict = job["result"]["verdict"]
            state = reader.call("system.status")
            expect(verdict != "sound", f"byte {place} of {row[:13]!r}: {job['result']}, {state}")
            named += 1
            reader.close()
            for shown, name in zip(names_of(office), names):
                expect(shown in (None, name), f"{shown} is shown instead of {name}")
            store.kill()
        shutil.copy(whole, data)
    store.start()
    equal(names_of(office), names, "names after all flips were undone")
    return f"{refused} refused at the start, {named} named by the check"


def names_of(office):
    """The names of the contacts; None for one that does not open."""
    desk = office.store.connect("coordinator")
    replies = [desk.ask("contact.show", {"contact": contact}) for contact in office.contacts]
    desk.close()
    return [reply.get("result", {}).get("item", {}).get("name") for reply in replies]


def checks(suite):
    yield "secrets: canaries everywhere", everywhere
    yield "secrets: erased and restored", erased
    yield "secrets: no core file", no_core
    yield "secrets: a check meets an erasure", checked_while_erasing
    yield "keyring: F15 F34 bits flipped", flipped_keyring

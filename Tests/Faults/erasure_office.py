# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""An office in which somebody is to be erased, and the keys that open it."""

import os
import shutil
import time

from connection import Failed, equal, expect
from disguises import scan, wanted, wrapped_key
from harness import OPERATOR, made, restore

NAME = "Zulkarnain Qwexyz"
OTHER = "Wahyuningtyas Vbnmkl"
PHONE = "081298765432"
SUBJECT, OTHER_SUBJECT = "KTK-2016-0001", "KTK-2016-0002"


class Office:
    """A store with two contacts and an erasure that waits for its approval, to be set back."""

    def __init__(self, suite, extra="", parent=None, key=None):
        self.store = store = suite.store(extra, parent)
        if key is not None:
            key_file(store, store.key, key)
        store.init().prepared()
        admin = store.connect()
        admin.call("operator.register", {"operator": "galih"})
        admin.call("operator.grant", {"operator": "galih", "role": "dataProtection"})
        admin.close()
        desk = store.connect(OPERATOR)
        for name, phone in ((NAME, PHONE), (OTHER, "081211112222")):
            desk.call("contact.register", {"name": name, "phone": phone,
                                           "occurredOn": "2016-07-01"})
        desk.close()
        guard = store.connect("galih")
        self.request = guard.call("contact.erase", {
            "contact": SUBJECT, "basis": "subjectRequest", "reason": "permohonan"})
        guard.close()
        admin = store.connect()
        self.backup = made(admin)["backup"]
        admin.close()
        store.stop()
        self.template = f"{store.path}/template"
        shutil.copytree(store.directory, self.template)
        self.wrapped = wrapped_key(f"{self.template}/keyring/data.mdb", SUBJECT)

    def set_back(self):
        """The files as they were before the approval."""
        shutil.rmtree(self.store.directory)
        shutil.copytree(self.template, self.store.directory)
        shutil.rmtree(self.store.state)
        os.mkdir(self.store.state, 0o700)

    def approve(self, wait=True):
        """Approves the erasure; with `wait` returns when it is completed."""
        connection = self.store.connect(OPERATOR)
        try:
            connection.call("approval.approve", {
                "approval": self.request["approval"], "digest": self.request["digest"]})
            deadline = time.monotonic() + 20
            while wait and not events(connection, "contact.erasureCompleted"):
                expect(time.monotonic() < deadline, "the erasure never completed")
                time.sleep(0.01)
        finally:
            connection.close()

    def restore_older(self):
        """The backup of before the erasure, with the ledger of now, in place of the store."""
        lost = f"{self.store.path}/lost"
        shutil.rmtree(lost, ignore_errors=True)
        os.rename(self.store.directory, lost)
        status, output = restore(self.store, self.backup, ledger=f"{lost}/erasures")
        equal(status, 0, f"restore with the ledger of now ({output.strip()[-300:]})")

    def check_restored(self):
        """Erased in the store as it is, and erased again when the older backup takes its place."""
        self.check_erased()
        self.store.stop()
        self.restore_older()
        self.store.start()
        self.check_erased()
        equal(scan(self.store.directory, canaries()), [], "canaries after the restore")

    def shown(self, contact=SUBJECT):
        connection = self.store.connect(OPERATOR)
        name = connection.call("contact.show", {"contact": contact})["item"]["name"]
        connection.close()
        return name

    def check_erased(self):
        """Everything that must hold once the decision is in the log."""
        store = self.store
        connection = store.connect(OPERATOR)
        equal(len(events(connection, "contact.personalDataErased")), 1, "deciding events")
        equal(len(events(connection, "contact.erasureCompleted")), 1, "completing events")
        status = connection.call("system.status")
        equal(status["erasure"]["unfinished"], 0, "unfinished erasures")
        connection.close()
        equal(self.shown(), None, "the erased name")
        equal(self.shown(OTHER_SUBJECT), OTHER, "the name of another contact")
        with open(f"{store.directory}/erasures", encoding="ascii") as ledger:
            lines = ledger.read().splitlines()
        equal([line.split(" ")[0] for line in lines], [SUBJECT], "subjects in the ledger")
        expect(not os.path.exists(f"{store.directory}/keyring.new"), "keyring.new is still there")
        hits = scan(store.directory, {"wrapped key": self.wrapped})
        equal(hits, [], "places of the destroyed key")


def events(connection, kind):
    return connection.call("events.read", {"types": [kind], "limit": 100})["rows"]


def canaries():
    return wanted((*NAME.split(), *OTHER.split(), PHONE))


# ---------------------------------------------------------------- the master key

def rotated(store):
    return store.run("key", "rotate", "--config", store.config)


def key_file(store, path, byte):
    """A key file of 32 equal bytes, in place of what is there."""
    if os.path.exists(path):
        os.remove(path)
    if byte is not None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
        os.write(descriptor, bytes([byte]) * 32)
        os.close(descriptor)


def opens_with(store):
    """Which of the two keys alone opens the store."""
    found = []
    for byte in (1, 2):
        key_file(store, store.key, byte)
        key_file(store, f"{store.key}-next", None)
        try:
            store.start()
            found.append(byte)
            store.kill()
        except Failed:
            equal(store.wait(), 78, "exit status with the wrong key")
    return found

# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Negative controls: a checker that cannot fail proves nothing, so each of these must fail it."""

import os

from connection import Failed, expect, need_command
from disks import Mounted
from harness import check_sound
from journal import Load


def must_fail(load, tamper, word):
    """Tampers with the journal, or with what is read, and wants the checker to notice."""
    kind, _ = load.send_until_broken(20)
    expect(kind is None, f"the load itself failed: {kind}")
    load.store.kill()
    load.store.start()
    tamper(load)
    try:
        load.checker.check()
    except Failed as failure:
        expect(word in str(failure), f"the checker failed for another reason: {failure}")
        return str(failure)[:120]
    raise Failed("the checker noticed nothing")


def never_sent(load):
    """An acknowledgement of a command that never reached the daemon: as if it were lost."""
    command_id, method, params = load.makers[0].next()
    load.journal.send(command_id, method, params)
    load.journal.acknowledge(command_id, {
        "events": [{"type": "x", "stream": "x", "streamVersion": 1, "position": 1}] * 2})


def wrong_position(load):
    for result in load.journal.acknowledged.values():
        result["events"][0]["position"] += 1


def changed_reply(load):
    """A reply that differs from the one given before, though the events are right."""
    for result in load.journal.acknowledged.values():
        result["position"] = -1


def foreign_event(load):
    load.journal.sent.pop(next(iter(load.journal.acknowledged)))


def doubled(load):
    """Every event read twice, as if the log held it twice."""
    take = load.checker.take
    load.checker.take = lambda row: (take(row), take(row))


def gap(load):
    """One event left out of what is read."""
    import journal
    read = journal.read_events
    journal.read_events = lambda connection, after: read(connection, after)[:-3] + \
        read(connection, after)[-2:]
    load.restore = lambda: setattr(journal, "read_events", read)


def control(suite, tamper, word):
    load = Load(suite, f"control/{tamper.__name__}")
    load.restore = lambda: None
    try:
        return must_fail(load, tamper, word)
    finally:
        load.restore()


def unequal_views(suite):
    """`check_sound` itself: a verdict that is not sound and a model that differs must fail it."""
    class Answers:
        def __init__(self, verdict, equal_):
            self.verdict, self.equal = verdict, equal_

        def call(self, method, params=None):
            if method == "log.verify":
                return {"job": "1", "state": "done", "result": {"verdict": self.verdict}}
            return {"job": "2", "state": "done", "result": [{"name": "x", "equal": self.equal}]}

        def close(self):
            pass

    class Fake:
        def __init__(self, answers):
            self.connect = lambda: answers

    check_sound(Fake(Answers("sound", True)))
    for verdict, equal_ in [("tampered", True), ("sound", False)]:
        try:
            check_sound(Fake(Answers(verdict, equal_)))
        except Failed:
            continue
        raise Failed(f"verdict {verdict}, equal {equal_}: nothing was noticed")


def lying_disk(suite):
    """N1: with flushes switched off a power cut loses acknowledged commands: that must be seen."""
    need_command("eatmydata")
    with Mounted(suite, "ext4") as disk:
        load = Load(suite, "lying", parent=disk.path)
        load.keep_journal_outside()
        load.store.stop()
        os.sync()
        load.store.start(["eatmydata"])
        load.run(0.5, disk.cut_power)
        load.store.kill()
        expect(load.journal.acknowledged, "nothing was acknowledged")
        disk.boot(load.store)
        try:
            load.store.start()
            load.checker.check()
        except Failed as failure:
            return str(failure)[:120]
        raise Failed("a disk that loses what was flushed went unnoticed")


def checks(suite):
    for tamper, word in [(never_sent, "acknowledged"), (wrong_position, "position"),
                         (changed_reply, "sent again"), (foreign_event, "nobody sent"),
                         (doubled, "together"), (gap, "dense")]:
        yield f"controls: {tamper.__name__}", lambda s, t=tamper, w=word: control(s, t, w)
    yield "controls: unsound stores", unequal_views
    yield "controls: N1 power cut", lying_disk

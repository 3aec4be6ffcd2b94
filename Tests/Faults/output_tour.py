# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""A sweep through offices: commands where a scenario is about to give them, the rest at its end."""

import collections
import os

from output_params import OF_ONE_RUN, Params, meet
from output_reports import Reports
from output_sweep import Sweep
from scenario_stores import played


class Tour:
    """What was swept on any of the stores so far, and what was found."""

    def __init__(self, suite, client):
        self.suite, self.client = suite, client
        self.methods = {}
        # Commands whose trial gave data, queries with something in their answer.
        self.commands, self.queries = set(), set()
        self.wrong, self.sweeps = [], []

    def office(self, names):
        """Plays scenarios on a new store and sweeps it."""
        visit = Visit(self, self.suite.store().init())
        played(self.suite, visit.store, names, visit.before, visit.after)
        visit.finish()

    def total(self, name):
        """A sum over the sweeps, by format."""
        return sum((getattr(sweep, name) for sweep in self.sweeps), collections.Counter())

    def has_weasyprint(self):
        return all(sweep.has_weasyprint for sweep in self.sweeps)

    def answered(self):
        return {name for sweep in self.sweeps for name in sweep.answered}

    def silent(self):
        """Queries and jobs that gave no data on any store; of commands some may stay refused."""
        return sorted(name for name, method in self.methods.items()
                      if not method.get("x-mutating") and name not in self.answered())

    def summary(self):
        """The line that says what was run."""
        runs, data = self.total("runs"), self.total("with_data")
        by_format = ", ".join(f"{name} {data[name]}/{runs[name]}" for name in sorted(runs)
                              if data[name])
        answered = self.answered()
        queries = {name for name, one in self.methods.items() if not one.get("x-mutating")}
        return (f"{len(self.sweeps)} stores, {len(self.methods)} methods "
                f"({len(answered & queries)} of {len(queries)} queries and "
                f"{len(answered - queries)} commands with data), {len(data)} formats, "
                f"{sum(runs.values())} runs, {sum(data.values())} with data "
                f"({by_format}), {len(self.total('refusals'))} kinds of failure")


class Visit:
    """One store of a tour."""

    def __init__(self, tour, store):
        self.tour, self.store = tour, store
        self.calls = collections.defaultdict(list)
        self.met = collections.defaultdict(list)
        self.opened = None

    @property
    def sweep(self):
        if self.opened is None:
            home = f"{self.store.path}/client"
            os.mkdir(home)
            self.opened = Sweep(self.tour.client, self.store.socket, home)
            self.tour.sweeps.append(self.opened)
            self.tour.methods = self.opened.methods
        return self.opened

    def before(self, operator, name, params):
        """A command that is about to be given is tried in every format first."""
        if name.startswith(("system.", "session.")) or name in self.tour.commands:
            return
        method = self.sweep.methods.get(name)
        if method is None or not method.get("x-mutating"):
            return
        own = {key: value for key, value in params.items() if key not in OF_ONE_RUN}
        connection = self.store.connect(operator)
        reply = connection.ask(name, {**own, "dryRun": True})
        connection.close()
        if "result" in reply:
            self.tour.commands.add(name)
            self.sweep.method(method, operator, own, each=self.sweep.together)

    def after(self, operator, name, params, reply):
        if "result" in reply:
            own = {key: value for key, value in params.items() if key not in OF_ONE_RUN}
            self.calls[name].append((operator, own))
            if name != "rpc.discover":
                meet(self.met, [own, reply["result"]])

    def finish(self):
        """Jobs; then everything that only looks; then commands that no scenario gave."""
        params = Params(self.store, self.sweep.document)
        params.calls, params.met = self.calls, self.met
        self.sweep.exporter = params.holders("ledger.export")[0]
        methods = sorted(self.sweep.methods.values(), key=lambda method: "list" in method["name"])
        for method in methods:
            if phase_of(method) == "jobs":
                self.sweep.maintenance(method, *params.of_job(method))
                params.wait_for_jobs()
        phases = collections.defaultdict(list)
        for method in methods:
            phase = phase_of(method)
            if phase == "jobs" or method["name"] in self.tour.commands:
                continue
            operator, found, worth = params.found(method)
            if worth and phase == "commands":
                self.tour.commands.add(method["name"])
            if worth == 2:
                self.tour.queries.add(method["name"])
            phases[phase if worth else "silent"].append((method, operator, found))
        params.close()
        report = Reports(self.sweep).report
        # What is put on record moves the log: after whatever must not move.
        for phase, function in (("reports", report), ("queries", self.sweep.method),
                                ("commands", self.sweep.method), ("silent", self.sweep.brief),
                                ("recorded", self.sweep.method), ("recorded reports", report)):
            self.sweep.together(lambda one, f=function: f(*one), phases[phase])
        self.tour.wrong += self.sweep.wrong


def phase_of(method):
    if method.get("x-maintenance"):
        return "jobs"
    if method.get("x-mutating"):
        return "commands"
    kind = "reports" if method.get("x-report") else "queries"
    if method.get("x-recorded"):
        return "recorded reports" if kind == "reports" else "recorded"
    return kind

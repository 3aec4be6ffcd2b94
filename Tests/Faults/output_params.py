# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Params with which a method has something to say on a store, found by asking the daemon itself."""

import collections
import itertools

from harness import wait_job

# Ids of one param that are tried, and tries of one method: enough to meet one that fits.
IDS, TRIES = 24, 60
# What belongs to one run of a command, not to what it records.
OF_ONE_RUN = {"commandId", "dryRun", "deadlineMs", "lang"}


class Params:
    """Tries params on one store: what scenarios called with, examples, ids that lists give."""

    def __init__(self, store, document):
        self.store = store
        self.schemas = document["components"]["schemas"]
        self.connections, self.rights, self.listed = {}, {}, {}
        # Calls of scenarios by method, and what was met of ids by the name of their member.
        self.calls, self.met = {}, collections.defaultdict(list)
        self.fill_roles(document)
        self.read_rights()

    def connection(self, operator):
        if operator not in self.connections:
            self.connections[operator] = self.store.connect(operator)
        return self.connections[operator]

    def fill_roles(self, document):
        """An operator for each role that a method asks for and nobody has."""
        admin = self.connection(None)
        rows = admin.call("operator.list", {"limit": 1000})["rows"]
        held = {role for row in rows for role in row["roles"]}
        asked = {role for method in document["methods"] for role in method.get("x-role", [])}
        own = admin.call("whoami")["operator"]
        others = [row["operator"] for row in rows
                  if "administrator" in row["roles"] and row["operator"] != own]
        wanted = ([] if others else ["administrator"]) + sorted(asked - held - {"anyone"})
        for role in wanted:
            name = f"uji-{role.lower()}"
            admin.call("operator.register", {"operator": name, "roles": []})
            reply = admin.ask("operator.grant", {"operator": name, "role": role})
            granted = reply.get("result", {})
            # Some roles are given by two.
            for other in others if granted.get("pending") else []:
                self.connection(other).ask("approval.approve", {
                    "approval": granted["approval"], "digest": granted["digest"]})
            others += [name] if role == "administrator" else []

    def read_rights(self):
        """Who may call what; None is the administrator that this process is."""
        rows = self.connection(None).call("operator.list", {"limit": 1000})["rows"]
        for operator in [None, *(row["operator"] for row in rows if not row.get("suspended"))]:
            may = self.connection(operator).call("whoami")["may"]
            self.rights[operator] = {f"{noun}.{verb}" for noun in may for verb in may[noun]}

    def close(self):
        for connection in self.connections.values():
            connection.close()
        self.connections = {}

    def holders(self, name):
        """Operators who may call a method; somebody at least."""
        return [who for who, may in self.rights.items() if name in may] or [None]

    def reply(self, method, operator, params):
        trial = {"dryRun": True} if method.get("x-mutating") else {}
        return self.connection(operator).ask(method["name"], {**params, **trial})

    def found(self, method):
        """(operator, params, how much they give): the first that give rows, else an answer."""
        best = None
        for operator, params in itertools.islice(self.candidates(method), TRIES):
            score = worth(self.reply(method, operator, params))
            if best is None or score > best[2]:
                best = (operator, params, score)
            if score == 2 or (score == 1 and method.get("x-mutating")):
                break
        return best

    def of_job(self, method):
        """(operator, params) of what is not tried first: the example, with ids of this store."""
        params = list(itertools.islice(self.with_ids(method, self.example(method)), 2))[-1]
        if not params and any(param["name"] == "all" for param in method["params"]):
            params = {"all": True}
        return self.holders(method["name"])[0], params

    def wait_for_jobs(self):
        """What jobs leave behind is there for those that follow, however long they take."""
        admin = self.connection(None)
        for job in admin.call("job.list", {"limit": 200})["rows"]:
            wait_job(admin, job)

    def candidates(self, method):
        name = method["name"]
        called = self.calls.get(name, [])
        if not method.get("x-mutating"):
            yield from reversed(called[-8:])
        holders = self.holders(name)
        bases = [self.example(method)]
        if not method.get("x-mutating") and bases[0]:
            needed = {param["name"] for param in method["params"] if param["required"]}
            bases.append({name: value for name, value in bases[0].items() if name in needed})
        bases += [params for _, params in called[-2:]]
        if method.get("x-recorded"):
            bases.append({**bases[0], "reason": "pemeriksaan keluaran"})
        # Where one of several params is wanted, none is required.
        bases += [{param["name"]: self.met[param["name"]][0]} for param in method["params"]
                  if self.met.get(param["name"]) and not param["required"]]
        for base in bases:
            for params in self.with_ids(method, base):
                for operator in holders[:4]:
                    yield operator, params

    def example(self, method):
        """The params of the example; what is required besides, as its schema has it."""
        params = {}
        for example in method.get("examples", [])[:1]:
            params = {param["name"]: param["value"] for param in example["params"]
                      if param["name"] not in OF_ONE_RUN}
        for param in method["params"]:
            if param["required"]:
                params.setdefault(param["name"], self.sample(param["schema"]))
        return params

    def with_ids(self, method, base):
        """The params as they are, then with ids of this store where ids are wanted."""
        yield base
        wanted, choices = [], []
        for param in method["params"]:
            ids = self.ids_of(param) if param["name"] in base else []
            if ids:
                is_list = param["schema"].get("type") == "array"
                wanted.append(param)
                choices.append([[one] if is_list else one for one in ids])
        for chosen in itertools.product(*choices) if choices else []:
            yield {**base, **dict(zip((param["name"] for param in wanted), chosen))}

    def ids_of(self, param):
        """Ids of this store for a param: what was met under its name, what its list gives."""
        met = self.met.get(param["name"], [])[::-1][:IDS]
        place = param.get("x-complete")
        listed = self.ids(place["method"], place["column"]) if place else []
        return list(dict.fromkeys(listed[:IDS // 2] + met))

    def ids(self, method, column):
        """Ids that a query lists on this store, the newest first."""
        if (method, column) not in self.listed:
            reply = self.connection(self.holders(method)[0]).ask(method, {"limit": 200})
            rows = reply.get("result", {}).get("rows", [])
            ids = list(dict.fromkeys(row[column] for row in rows if row.get(column)))
            self.listed[method, column] = ids[::-1][:IDS]
        return self.listed[method, column]

    def sample(self, schema):
        """Some value of a schema; the daemon may still find fault with it."""
        if "$ref" in schema:
            return self.sample(self.schemas[schema["$ref"].rsplit("/", 1)[1]])
        if "oneOf" in schema:
            return schema["oneOf"][0]["const"]
        kind = schema.get("type")
        if kind == "object":
            members = schema.get("properties", {})
            return {name: self.sample(members[name]) for name in schema.get("required", [])}
        if kind == "array":
            return [self.sample(schema["items"])]
        samples = {"integer": max(schema.get("minimum", 1), 1), "boolean": True}
        return samples.get(kind, "2026-01-05" if schema.get("format") == "date" else "Contoh")


def meet(met, value):
    """Notes every text of an answer under the name of its member."""
    if isinstance(value, list):
        for item in value:
            meet(met, item)
    elif isinstance(value, dict):
        for name, member in value.items():
            if isinstance(member, str) and member not in met[name]:
                met[name].append(member)
            meet(met, member)


def worth(reply):
    """0 a failure, 1 an answer, 2 one with something in it."""
    if "result" not in reply:
        return 0
    result = reply["result"]
    return 1 if result.get("rows") == [] or result.get("item", 0) is None else 2

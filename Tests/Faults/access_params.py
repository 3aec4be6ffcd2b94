# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Valid params for every method, from the daemon's own catalogue, refusals and examples."""

import json
import re

from connection import Failed

# The day on which everything happens.
DAY = "2026-01-12"
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
        tries = ["Teks rekaan", "x-1", "X-1", "0" * 16, "0" * 10, "0" * 8, "12345678", DAY,
                 "a" * 64, "ab", "X", "PKS-2026-0001", "0a" * 16, "a.b", "07-01", "KLN-2026-0001"]
        for text in tries:
            if pattern is None or re.search(pattern, text):
                if schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", 9999):
                    return text
        raise Failed(f"no text for {name}: {schema}")

    def mended(self, method, made, problem):
        """`made` with what the daemon said was wrong put right; None when nobody here knows how."""
        # A refusal about several params together names them in its sentence.
        words = re.findall(r"\w+", problem.get("expected", ""))
        params = [param["name"] for param in self.methods[method]["params"]]
        named = [word for word in words if word in params]
        name = problem["path"].strip("/") or (named or words)[0]
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

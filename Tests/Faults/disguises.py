# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""How a text may lie in a file, and the search for it."""

import base64
import os

from connection import expect


def disguises(text):
    """How a text may lie in a file."""
    plain = text.encode()
    found = {"UTF-8": plain, "lower case": text.lower().encode(),
             "upper case": text.upper().encode(), "UTF-16LE": text.encode("utf-16-le"),
             "UTF-16BE": text.encode("utf-16-be"), "hex": plain.hex().encode(),
             "HEX": plain.hex().upper().encode()}
    for shift in range(3):
        # The text may begin at any of three places of a group; a group that is shared with what is
        # beside says nothing. Less than eight letters would be met by chance in other base64.
        whole = base64.b64encode(b"\0" * shift + plain)
        form = whole[4 if shift else 0:-4 if (shift + len(plain)) % 3 else None]
        if len(form) >= 8:
            found[f"base64+{shift}"] = form
    return found


def wanted(words):
    """Every form of the words, by its name."""
    return {f"{word} as {name}": form for word in words for name, form in disguises(word).items()}


def scan(directory, wanted):
    """Which of the wanted bytes lie in which file below a directory, free pages and all."""
    hits = []
    for parent, _, names in os.walk(directory):
        for name in names:
            path = f"{parent}/{name}"
            if os.path.islink(path) or not os.path.isfile(path):
                continue
            with open(path, "rb") as file:
                content = file.read()
            hits += [f"{what} in {path}" for what, form in wanted.items() if form in content]
    return hits


def wrapped_key(path, subject):
    """The stored bytes of a subject's first key: they follow the row's key in its page."""
    with open(path, "rb") as file:
        content = file.read()
    row = subject.encode() + b"\0\0\1"
    place = content.find(row)
    expect(place >= 0, f"{subject} has no key in {path}")
    return content[place + len(row):][:61]

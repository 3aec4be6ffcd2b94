# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""What damages files, and finds what is to be damaged in them."""

import os
import shutil


def views_of(store):
    return f"{store.directory}/views"


def remove(path):
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    elif os.path.lexists(path):
        os.remove(path)


def occurrences(content, word):
    """Every place of a word: pages that were copied on write hold it too."""
    place = content.find(word)
    while place >= 0:
        yield place
        place = content.find(word, place + 1)


def flip(path, place, bit):
    """Turns one bit of a file over; done twice, the file is as before."""
    with open(path, "r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 1 << bit]))

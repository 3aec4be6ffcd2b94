# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Runs the README's walk-through for administrators, line by line, in clean roots with the package.

Usage: walk.py --base ARCHIVE --work DIRECTORY --deb FILE --readme FILE

Blocks in the language `admin` are the walk: `#` lines run as root, `NAME$` lines as NAME. Nothing
of systemd runs in these roots, so `systemctl` is done by this program, by the installed units, and
`systemd-run` by a script with the same meaning. The last block is on a machine of its own, which
has of the first one only what lay on the stick. The last line is `N passed, N failed`.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Faults"))

from clean_root import UNITS, Root, Unit
from connection import Closed, Failed, equal, expect
from served import CREDENTIALS, Served

BLOCK = re.compile(r"^```admin\n(.*?)^```$", re.M | re.S)
STEP = re.compile(r"^(#|[a-z]+\$) (.*)$")
CREDENTIAL = "/etc/credstore.encrypted/peksosd.master-key"
STICK = "/media/usb"
# systemd-run as far as the walk needs it: user and credential; the command goes on as it is.
SYSTEMD_RUN = """#!/bin/sh
set -e
user=root
while :; do
    case $1 in
        --quiet | --pipe | --wait) shift ;;
        -p)
            case $2 in
                User=*) user=${2#User=} ;;
                LoadCredentialEncrypted=*)
                    given=${2#LoadCredentialEncrypted=}
                    CREDENTIALS_DIRECTORY=/run/stub/credentials
                    export CREDENTIALS_DIRECTORY
                    rm -rf "$CREDENTIALS_DIRECTORY"
                    install -d -m 0500 -o "$user" "$CREDENTIALS_DIRECTORY"
                    systemd-creds decrypt --name="${given%%:*}" "${given#*:}" \\
                        "$CREDENTIALS_DIRECTORY/${given%%:*}" 2>/dev/null
                    chown "$user" "$CREDENTIALS_DIRECTORY/${given%%:*}"
                    chmod 0400 "$CREDENTIALS_DIRECTORY/${given%%:*}"
                    ;;
            esac
            shift 2
            ;;
        *) break ;;
    esac
done
exec setpriv --reuid="$user" --regid="$user" --init-groups "$@"
"""


class Machine:
    """One clean root, the daemon in it while systemd would run it, and where a shell stands."""

    def __init__(self, path, base, deb):
        os.makedirs(path)
        subprocess.run(["tar", "-C", path, "-xf", base], check=True)
        self.root = Root(path)
        self.served = None
        self.deb = deb
        self.write("/run/stub/systemd-run", SYSTEMD_RUN, 0o755)
        shutil.copy(deb, self.root.outside("/root"))
        os.makedirs(self.root.outside(STICK))

    def write(self, path, text, mode):
        place = self.root.outside(path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(place, mode)

    def run(self, who, command):
        """One step; what it said. Throws when it failed."""
        words = command.split()
        if words[0] == "systemctl":
            return self.systemctl(words[1], [word for word in words[2:] if word[0] != "-"])
        if words[:2] == ["apt", "install"]:
            return self.root.install(self.deb)
        script = "cd; set -o pipefail; " + command
        return self.root.must("bash", "-c", script, user=None if who == "#" else who[:-1],
                              environment={"HOME": "/root" if who == "#" else "/home/" + who[:-1],
                                           "PEKSOS_LANG": "id"})

    def systemctl(self, verb, units):
        """What systemd would do of it with the units as installed."""
        said = []
        for unit in units:
            expect(self.root.exists(f"{UNITS}/{unit}"), f"there is no unit {unit}")
            if unit == "peksosd.service" and verb in ("start", "enable"):
                self.start()
            elif unit.endswith(".service") and verb == "start":
                said.append(self.once(Unit(self.root, unit)))
        return "".join(said)

    def once(self, unit):
        said = self.root.must(*unit.command(), user=unit["User"])
        target = unit.get("StandardOutput", "")
        if target.startswith("append:"):
            with open(self.root.outside(target.removeprefix("append:")), "a",
                      encoding="utf-8") as file:
                file.write(said)
        return said

    def start(self):
        """The credential as the unit asks for it, then the daemon by its first connection."""
        unit = Unit(self.root, "peksosd.service")
        equal(unit["LoadCredentialEncrypted"], f"master-key:{CREDENTIAL}", "the unit's credential")
        self.root.must("install", "-d", "-m", "0500", "-o", "peksosd", CREDENTIALS)
        self.root.must("systemd-creds", "decrypt", "--name=master-key", CREDENTIAL,
                       f"{CREDENTIALS}/master-key")
        self.root.must("chown", "peksosd:", f"{CREDENTIALS}/master-key")
        self.root.must("chmod", "0400", f"{CREDENTIALS}/master-key")
        self.served = Served(self.root)
        self.served.ready()

    def stop(self):
        if self.served:
            served, self.served = self.served, None
            served.stop()


def steps_of(block):
    """(who, command) of each line; lines that begin with `> ` go on with the one before."""
    steps = []
    for line in block.splitlines():
        found = STEP.match(line)
        if found:
            steps.append([found[1], found[2]])
        elif line.startswith("> "):
            steps[-1][1] += "\n" + line[2:]
        else:
            raise Failed(f"a line that is no step: {line}")
    return [(who, command) for who, command in steps]


def rows(machine):
    """The drives, as the coordinator sees them."""
    said = machine.root.must("peksosctl", "-o", "json", "drive", "list", user="arum")
    return json.loads(said)["rows"]


def walk(given):
    with open(given.readme, encoding="utf-8") as file:
        blocks = BLOCK.findall(file.read())
    expect(len(blocks) == 4, f"{len(blocks)} blocks of the walk")
    old = Machine(f"{given.work}/old", given.base, given.deb)
    try:
        for block in blocks[:3]:
            for who, command in steps_of(block):
                if command.startswith("shred "):
                    # What would lie in two safes: two of the three papers.
                    paper = old.root.read("/root/kertas").splitlines()
                    papers = f"{paper[1]}\n{paper[5]}\n"
                yield old, who, command
        drives = rows(old)
    finally:
        old.stop()
    new = Machine(f"{given.work}/new", given.base, given.deb)
    subprocess.run(["cp", "-a", old.root.outside(STICK), new.root.outside("/media")], check=True)
    new.write(f"{STICK}/dua-lembar", papers, 0o400)
    try:
        for who, command in steps_of(blocks[3]):
            yield new, who, command
        expect(drives, "there is no drive to be found again")
        equal(rows(new), drives, "the drives on the new machine")
    finally:
        new.stop()


def main():
    parser = argparse.ArgumentParser()
    for name in ("base", "work", "deb", "readme"):
        parser.add_argument(f"--{name}", required=True)
    given = parser.parse_args()
    passed, failed = 0, 0
    command = "the walk"
    try:
        for machine, who, command in walk(given):
            said = machine.run(who, command)
            passed += 1
            print(f"ok       {who} {command.splitlines()[0]}", flush=True)
            print("".join(f"           {line}\n" for line in said.splitlines()[-6:]), end="")
    except (Failed, Closed, OSError, KeyError, ValueError, subprocess.SubprocessError) as error:
        failed = 1
        print(f"FAILED   {command.splitlines()[0]}: {type(error).__name__}: {error}", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""A clean Debian in a directory, the package in it, and the units as systemd would read them."""

import os
import shlex
import subprocess

from connection import Failed, equal

UNITS = "/lib/systemd/system"


class Root:
    """A root directory into which commands are sent; needs a mount namespace of its own."""

    def __init__(self, path):
        self.path = path
        for kind, place, options in [("proc", "/proc", ""), ("tmpfs", "/run", "mode=0755"),
                                     ("tmpfs", "/tmp", "mode=1777"),
                                     ("tmpfs", "/dev/shm", "mode=1777")]:
            os.makedirs(path + place, exist_ok=True)
            subprocess.run(["mount", "-t", kind, *(["-o", options] if options else []),
                            kind, path + place], check=True)

    def outside(self, path):
        """A path of the root as this process sees it."""
        return self.path + path

    def words(self, command, user=None, environment=None):
        """The words that run a command inside, as a user with that user's groups."""
        identity = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups"]
        variables = {"PATH": "/run/stub:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/", "LC_ALL": "C.UTF-8",
                     "DEBIAN_FRONTEND": "noninteractive", **(environment or {})}
        return ["chroot", self.path, "env", "-i", *(f"{k}={v}" for k, v in variables.items()),
                *(identity if user else []), *command]

    def run(self, *command, user=None, environment=None, timeout=600, data=None):
        """A command to its end: (status, everything it said)."""
        done = subprocess.run(
            self.words(command, user, environment), timeout=timeout, check=False, input=data,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            **({} if data is not None else {"stdin": subprocess.DEVNULL}))
        return done.returncode, done.stdout.decode("utf-8", "replace")

    def must(self, *command, **more):
        """What a command said that has to succeed."""
        status, said = self.run(*command, **more)
        equal(status, 0, f"{' '.join(command)} ({said.strip()[-1500:]})")
        return said

    def pretend_systemd(self):
        """From now on systemd seems to run; what it is asked for is kept for `asked`."""
        os.makedirs(self.outside("/run/systemd/system"), exist_ok=True)
        os.makedirs(self.outside("/run/stub"), exist_ok=True)
        stub = self.outside("/run/stub/systemctl")
        with open(stub, "w", encoding="utf-8") as file:
            file.write('#!/bin/sh\necho "$*" >>/run/stub/asked\n')
        os.chmod(stub, 0o755)
        # Maintainer scripts get this path from apt.
        with open(self.outside("/etc/apt/apt.conf.d/99stub"), "w", encoding="utf-8") as file:
            file.write('DPkg::Path "/run/stub:/usr/sbin:/usr/bin:/sbin:/bin";\n')

    def asked(self):
        """What systemd was asked for since the last time, one request a line."""
        path = self.outside("/run/stub/asked")
        if not os.path.exists(path):
            return []
        with open(path, encoding="utf-8") as file:
            lines = file.read().splitlines()
        os.unlink(path)
        return lines

    def install(self, package):
        """Installs or upgrades with apt, which fetches what the package depends on."""
        name = "/tmp/" + os.path.basename(package)
        with open(package, "rb") as source, open(self.outside(name), "wb") as copy:
            copy.write(source.read())
        return self.must("apt-get", "install", "-y", "--no-install-recommends",
                         "--allow-downgrades", "-o", "APT::Sandbox::User=root", name)

    def exists(self, path):
        return os.path.lexists(self.outside(path))

    def read(self, path):
        with open(self.outside(path), encoding="utf-8") as file:
            return file.read()

    def write(self, path, text):
        """Replaces the text of a file and keeps its mode and owner."""
        with open(self.outside(path), "w", encoding="utf-8") as file:
            file.write(text)

    def mode(self, path):
        """`0700 user:group` with the names of the root."""
        return self.must("stat", "-c", "%04a %U:%G", path).strip()

    def user_id(self, user):
        return int(self.must("id", "-u", user))


class Unit:
    """An installed unit with its drop-ins: the last of each key, and all of each key."""

    def __init__(self, root, name):
        self.name = name
        prefix = name.split("-")[0]
        kind = name.rsplit(".", 1)[1]
        folder = f"{UNITS}/{prefix}-.{kind}.d"
        texts = [root.read(f"{UNITS}/{name}")]
        if "-" in name and root.exists(folder):
            texts += [root.read(f"{folder}/{part}")
                      for part in sorted(os.listdir(root.outside(folder)))]
        self.values = {}
        for line in "\n".join(texts).splitlines():
            key, found, value = line.partition("=")
            if found and not key.startswith("#"):
                self.values.setdefault(key, []).append(value)

    def __getitem__(self, key):
        if key not in self.values:
            raise Failed(f"{self.name} has no {key}")
        return self.values[key][-1]

    def get(self, key, default=None):
        return self.values.get(key, [default])[-1]

    def command(self, key="ExecStart"):
        return shlex.split(self[key])

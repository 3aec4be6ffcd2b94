# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""File systems of a check's own, and the power that goes."""

import fcntl
import os
import shutil
import struct
import subprocess
import tempfile
import threading
import time

from connection import Closed, Failed, Skip, expect, need, need_command

# Power cuts at random moments, for each piece of work.
CUTS = 10


class Mounted:
    """A file system of one's own, mounted for the time of a `with`; the stores on it go first."""

    def __init__(self, suite, kind):
        self.suite = suite
        self.kind = kind
        self.device = self.image = None

    def __enter__(self):
        need(os.geteuid() == 0, "mounting needs root")
        self.path = tempfile.mkdtemp(prefix="peksos-mount.")
        try:
            if self.kind == "tmpfs":
                self.call("mount", "-t", "tmpfs", "-o", "size=160m,mode=0700", "tmpfs", self.path)
            else:
                self.make_device()
        except Skip:
            self.__exit__()
            raise
        return self

    def make_device(self):
        need_command("mkfs.ext4")
        self.image = tempfile.mktemp(prefix="peksos-disk.")
        self.call("truncate", "-s", "192M", self.image)
        self.call("mkfs.ext4", "-q", "-F", self.image)
        self.device = self.call("losetup", "--find", "--show", self.image).strip()
        self.call("mount", self.device, self.path)
        os.chmod(self.path, 0o700)

    def call(self, *command):
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        need(done.returncode == 0,
             f"this machine does not allow {command[0]}: {done.stderr.strip()}")
        return done.stdout

    def cut_power(self):
        """The disk stops at once, without writing out its journal (FS_IOC_SHUTDOWN)."""
        directory = os.open(self.path, os.O_RDONLY)
        try:
            fcntl.ioctl(directory, 0x8004587D, struct.pack("I", 2))
        finally:
            os.close(directory)

    def boot(self, store):
        """The disk as it is after the cut; what was on tmpfs is gone."""
        deadline = time.monotonic() + 20
        while True:
            # A process that the daemon had started may still be on its way out.
            while subprocess.run(["umount", self.path], check=False,
                                 capture_output=True).returncode:
                expect(time.monotonic() < deadline, "the file system stays busy")
                time.sleep(0.05)
            self.call("mount", self.device, self.path)
            if self.is_writable():
                break
            # Another mount namespace made meanwhile has it too: it is the disk without power still.
            expect(time.monotonic() < deadline, "the file system was not mounted anew")
            time.sleep(0.2)
        shutil.rmtree(store.state)
        os.mkdir(store.state, 0o700)

    def is_writable(self):
        """False while it is the file system that was shut down."""
        probe = f"{self.path}/probe"
        try:
            with open(probe, "wb") as file:
                os.fsync(file.fileno())
            os.unlink(probe)
            return True
        except OSError:
            return False

    def cut_during(self, store, work, delay):
        """The power goes so many seconds into some work; whether that had come to its end."""
        outcome = []
        thread = threading.Thread(target=lambda: outcome.append(tried(work)))
        thread.start()
        time.sleep(delay)
        self.cut_power()
        store.kill()
        thread.join(30)
        expect(outcome, "the work goes on without power")
        self.boot(store)
        return outcome[0]

    def __exit__(self, *_):
        for store in self.suite.stores:
            store.forget()
        self.suite.stores = []
        subprocess.run(["umount", self.path], check=False, capture_output=True)
        if self.device:
            subprocess.run(["losetup", "-d", self.device], check=False)
        if self.image and os.path.exists(self.image):
            os.remove(self.image)
        os.rmdir(self.path)


def tried(work):
    """True when the work came to its end."""
    try:
        work()
        return True
    except (Closed, Failed, OSError, subprocess.SubprocessError):
        return False

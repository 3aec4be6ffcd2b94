# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""System calls that fail, or kill the daemon, by the hand of strace."""

import os
import signal
import subprocess
import time

from connection import Failed, need, need_command

# What a process ends with that was killed, below strace or by itself.
KILLED = (-signal.SIGKILL, 128 + signal.SIGKILL)


def can_trace():
    need_command("strace")
    done = subprocess.run(["strace", "-qq", "-o", "/dev/null", "-e", "trace=none", "true"],
                          check=False, capture_output=True)
    need(done.returncode == 0, "this machine does not allow strace to trace")


def strace(store, environment, injection):
    """The words before a command that make one system call of one environment fail."""
    return ["strace", "-f", "-qq", "-o", f"{store.path}/trace", "-P",
            f"{store.directory}/{environment}/data.mdb", "-e", f"inject={injection}"]


def tracing(store, call, moment):
    """The wrapper that kills a program inside its Nth call of a kind."""
    return ["strace", "-f", "-qq", "-o", f"{store.path}/trace", "-e", f"trace={call}",
            "-e", f"inject={call}:signal=SIGKILL:when={moment}"]


def attach(store, call, moment):
    """Kills the running daemon inside its Nth call from now on; answers the tracer."""
    tracer = subprocess.Popen(
        ["strace", "-f", "-qq", "-o", f"{store.path}/trace", "-e", f"trace={call}",
         "-e", f"inject={call}:signal=SIGKILL:when={moment}", "-p", str(store.daemon_pid())],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    tasks = f"/proc/{store.daemon_pid()}/task"

    def is_traced(task):
        try:
            with open(f"{tasks}/{task}/status", encoding="ascii") as file:
                return f"TracerPid:\t{tracer.pid}\n" in file.read()
        except FileNotFoundError:
            return True

    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        # The threads are attached one after the other.
        if all(is_traced(task) for task in os.listdir(tasks)):
            return tracer
        time.sleep(0.01)
    tracer.kill()
    raise Failed("strace did not attach")


def detach(tracer):
    """Ends the tracer, which sometimes waits for a thread that is dead already."""
    tracer.send_signal(signal.SIGINT)
    try:
        tracer.wait(2)
    except subprocess.TimeoutExpired:
        tracer.kill()
        tracer.wait(20)

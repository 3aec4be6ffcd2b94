# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Installs the package in a clean root, runs an office on it, upgrades, removes and purges it.

Usage: run.py --root DIRECTORY --deb FILE [--previous FILE]

Runs as root in a mount namespace of its own; scripts/package-test makes both. The steps build on
each other: after one that failed the rest is not tried. The last line is `N passed, N failed[, N skipped]`.
"""

import argparse
import glob
import os
import re
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Faults"))

from callers import Callers
from clean_root import UNITS, Root, Unit
from connection import Closed, Failed, Skip, equal, expect, need
from served import CREDENTIALS, Served

KEPT = ["/var/lib/peksosd", "/var/backups/peksosd", "/var/lib/peksos-cron"]
READY_SECONDS_MAX = 0.1
# Metrics that a collector's alarms stand on.
ALARMED = ["peksos_backup_last_success_timestamp_seconds", "peksos_verify_ok",
           "peksos_map_used_ratio", "peksos_anchor_last_timestamp_seconds",
           "peksos_clock_skew_seconds", "peksos_oldest_reader_seconds"]


class Office:
    """What the steps share."""

    def __init__(self, root, deb, previous):
        self.root, self.deb, self.previous = root, deb, previous
        self.served = None
        self.head = None

    def start(self, **more):
        self.served = Served(self.root, **more)
        return self.served.ready()

    def stop(self):
        served, self.served = self.served, None
        served.stop()


# ---------------------------------------------------------------- the steps, in their order

def files(office):
    """What is in the package, and what it asks for."""
    fields = dict(line.split(": ", 1) for line in subprocess.run(
        ["dpkg-deb", "--field", office.deb], check=True, capture_output=True, text=True)
        .stdout.splitlines() if ": " in line and not line.startswith(" "))
    needed = {name.strip().split()[0] for name in fields["Depends"].replace("|", ",").split(",")}
    expect({"liblmdb0", "libc6", "libstdc++6", "libgcc-s1"} <= needed, f"Depends: {needed}")
    expect(not {name for name in needed if "swift" in name}, f"Depends: {needed}")
    return f"{fields['Installed-Size']} KiB, Depends: {fields['Depends']}"


def check_modes(root):
    """Directories and files have the modes and owners of the manual."""
    for path, wanted in [("/var/lib/peksosd", "0700 peksosd:peksosd"),
                         ("/var/backups/peksosd", "0700 peksosd:peksosd"),
                         ("/run/peksosd", "0755 root:root"),
                         ("/run/peksosd/state", "0700 peksosd:peksosd"),
                         ("/var/lib/peksos-cron", "0755 peksos-cron:peksos-cron"),
                         ("/etc/peksosd", "0755 root:root"),
                         ("/etc/peksosd/peksosd.yaml", "0640 root:peksosd"),
                         ("/etc/peksosd/client.yaml", "0644 root:root")]:
        equal(root.mode(path), wanted, path)


def left_over(root):
    """What the package or its use left behind, without the caches of apt and of this test."""
    found = root.must("find", "/", "-xdev", "-name", "*peksos*", "-not", "-path", "/proc/*").split()
    ours = ("/tmp/", "/var/log/peksosd.test", "/var/cache/apt/")
    return sorted(path for path in found if not path.startswith(ours))


def install(office):
    """Users, directories and modes are there; no store, no key, nothing running."""
    root = office.root
    said = root.install(office.previous)
    expect("peksosd init" in said and "systemd-creds" in said, "no word on how to begin")
    check_modes(root)
    for user in ("peksosd", "peksos-cron"):
        expect("peksos" in root.must("id", "-nG", user).split(), f"{user} is not in group peksos")
    equal(os.listdir(root.outside("/var/lib/peksosd")), [], "the store's directory")
    expect(not root.exists("/etc/credstore.encrypted/peksosd.master-key"), "a key was made")
    conffiles = root.must("dpkg-query", "-W", "-f", "${Conffiles}", "peksosd")
    for name in ("peksosd.yaml", "client.yaml"):
        expect(f"/etc/peksosd/{name} " in conffiles, f"{name} is no conffile")


def units(office):
    """systemd finds nothing wrong with the units as installed; timers wait for the administrator."""
    root = office.root
    names = sorted(os.path.basename(path) for path in glob.glob(root.outside(f"{UNITS}/peksos*"))
                   if not path.endswith(".d"))
    said = root.must("systemd-analyze", "verify", "--man=no", *(f"{UNITS}/{n}" for n in names))
    equal(said, "", "systemd-analyze verify")
    enabled = root.must("find", "/etc/systemd/system", "-name", "peksos*").split()
    equal({os.path.basename(path) for path in enabled}, {"peksosd.service", "peksosd.socket"},
          "enabled units")
    return f"{len(names)} units"


def manuals(office):
    """Every manual page is set without a warning, in both languages."""
    pages = sorted(glob.glob(office.root.outside("/usr/share/man/**/*.gz"), recursive=True))
    pages = [page for page in pages if "peksos" in os.path.basename(page)]
    sections = {page.rsplit(".", 2)[1] for page in pages}
    expect({"1", "5", "7", "8"} <= sections, f"sections {sections}")
    expect(any("/man/id/" in page for page in pages), "no page in Indonesian")
    for page in pages:
        done = subprocess.run(["man", "--warnings", "-l", page], check=False, capture_output=True,
                              env={**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8"})
        equal((done.returncode, done.stderr.decode()), (0, ""), page)
    return f"{len(pages)} pages"


def completion(office):
    """The completion of three shells is correct in form."""
    share = office.root.outside("/usr/share")
    for shell, path in [("bash", "bash-completion/completions/peksosctl"),
                        ("zsh", "zsh/vendor-completions/_peksosctl"),
                        ("fish", "fish/vendor_completions.d/peksosctl.fish")]:
        expect(os.path.getsize(f"{share}/{path}") > 0, f"{path} is empty")
        done = subprocess.run([shell, "-n", f"{share}/{path}"], check=False, capture_output=True)
        equal((done.returncode, done.stdout, done.stderr), (0, b"", b""), path)


def initialise(office):
    """A production store with a credential as its key, made as the manual says."""
    root = office.root
    for number, name in enumerate(["kepala", "wakil"], 1501):
        root.must("useradd", "--uid", str(number), "--groups", "peksos", name)
    folder = root.outside(CREDENTIALS)
    os.makedirs(folder)
    key = f"{folder}/master-key"
    with open(key, "wb") as file:
        file.write(os.urandom(32))
    root.must("chown", "-R", "peksosd:peksosd", CREDENTIALS)
    os.chmod(key, 0o400)
    os.chmod(folder, 0o500)
    root.write("/etc/peksosd/peksosd.yaml",
               "office:\n  name: Kantor Rekaan\naccess:\n"
               "  bootstrapAdministrators: {kepala: 1501, wakil: 1502}\n")
    said = root.must("peksosd", "init", user="peksosd",
                     environment={"CREDENTIALS_DIRECTORY": CREDENTIALS})
    expect("mode production" in said, f"init said {said!r}")


def readiness(office):
    """An empty store is ready within a tenth of a second; a busy machine gets a few tries."""
    times = []
    while not times or (min(times) > READY_SECONDS_MAX and len(times) < 20):
        times.append(office.start(first=True))
        office.stop()
    expect(min(times) <= READY_SECONDS_MAX, f"ready after {min(times):.3f} s at best")
    return f"{min(times) * 1000:.0f} ms, the best of {len(times)}"


def notices(office):
    """READY, STATUS, WATCHDOG, RELOADING and STOPPING reach the service manager."""
    office.start(watchdog_seconds=1)
    watcher = office.served.notices
    watcher.wait("STATUS=Siap · posisi ")
    for _ in range(3):
        watcher.wait("WATCHDOG=1")
    reload = Unit(office.root, "peksosd.service").command("ExecReload")
    office.root.write("/etc/peksosd/peksosd.yaml", office.root.read("/etc/peksosd/peksosd.yaml")
                      .replace("Kantor Rekaan", "Kantor Uji"))
    said = office.root.must(*reload, user="peksosd")
    expect("office.name" in said, f"the reload said {said!r}")
    for wanted in ("RELOADING=1", "READY=1"):
        watcher.wait(wanted)
    office.root.write("/etc/peksosd/peksosd.yaml", "offise: {}\n")
    status, said = office.root.run(*reload, user="peksosd")
    expect(status != 0 and "offise" in said, f"a reload of a bad file: {status} {said!r}")
    office.root.write("/etc/peksosd/peksosd.yaml",
                      "office:\n  name: Kantor Rekaan\naccess:\n"
                      "  bootstrapAdministrators: {kepala: 1501, wakil: 1502}\n")
    office.stop()


def register(office):
    """The user of the timers becomes a service operator."""
    office.start()
    office.served.call("kepala", "operator", "register", "cron", "--service", "--uid",
                       str(office.root.user_id("peksos-cron")), "--label", "pekerjaan terjadwal")
    equal(office.served.call("peksos-cron", "whoami").get("operator"), "cron", "whoami")


def jobs(office):
    """Each timer's command line does its work as the timers' user."""
    root, done = office.root, []
    timers = glob.glob(root.outside(f"{UNITS}/peksos-*.timer"))
    # The figures last: they tell of the others.
    for path in sorted(timers, key=lambda path: ("metrics" in path, path)):
        name = os.path.basename(path).replace(".timer", ".service")
        unit = Unit(root, name)
        words = unit.command()
        status, said = root.run(*words, user=unit["User"])
        target = unit.get("StandardOutput", "")
        if target.startswith("append:"):
            with open(root.outside(target.removeprefix("append:")), "a", encoding="utf-8") as file:
                file.write(said)
        equal(status, 0, f"{' '.join(words)} ({said.strip()[-600:]})")
        done.append(name)
    backups = office.served.call("peksos-cron", "backup", "list")["rows"]
    equal([row["verified"] for row in backups], [True], "verified of the backups")
    for part in ("log", "keyring"):
        equal(len(os.listdir(root.outside(f"/var/backups/peksosd/{part}"))), 1, f"backups of {part}")
    figures = root.read("/var/lib/peksos-cron/peksosd.prom")
    for name in ALARMED:
        expect(re.search(rf"^{name}[ {{]", figures, re.M), f"the figures have no {name}")
    equal(root.mode("/var/lib/peksos-cron/peksosd.prom").split()[0], "0644", "mode of the figures")
    expect(root.read("/var/lib/peksos-cron/anchors.log").strip(), "anchors.log is empty")
    return f"{len(done)} jobs"


def cron(office):
    """The recipes of the cron example are those of the timers."""
    recipes = office.root.read("/usr/share/doc/peksosd/examples/cron").splitlines()
    recipes = [line.split(None, 6) for line in recipes if line and line[0] != "#"
               and "=" not in line.split()[0]]
    wanted = set()
    for path in glob.glob(office.root.outside(f"{UNITS}/peksos-*.timer")):
        words = Unit(office.root, os.path.basename(path).replace(".timer", ".service")).command()
        wanted.add(" ".join(words[1:]))
    found = {re.sub(r"^peksosctl | -q$| >>.*$", "", line[6]) for line in recipes}
    equal(found, {re.sub(r" -q$", "", words) for words in wanted}, "the commands of the recipes")
    equal({line[5] for line in recipes}, {"peksos-cron"}, "the user of the recipes")


def upgrade(office):
    """The next version goes on with the data; who connects meanwhile loses nothing."""
    root = office.root
    office.head = office.served.call("peksos-cron", "log", "head")
    settings = root.read("/etc/peksosd/peksosd.yaml")
    office.stop()
    office.start(again=True)
    callers = Callers(root.outside(office.served.socket), pause=0.002)
    root.pretend_systemd()
    said = root.install(office.deb)
    expect("peksosd init" not in said, "the upgrade says there is no store")
    asked = root.asked()
    expect(any("restart" in line and "peksosd.service" in line for line in asked),
           f"the service was not restarted: {asked}")
    expect(not any(verb in line.split() and "peksosd.socket" in line
                   for line in asked for verb in ("stop", "restart", "try-restart")),
           f"the socket did not stay: {asked}")
    # What systemd would have done.
    before = office.served.daemon_pid()
    os.kill(before, 15)
    office.served.notices.wait("STOPPING=1")
    office.served.notices.wait("READY=1")
    time.sleep(0.2)
    answered = callers.finish()
    expect(office.served.daemon_pid() != before, "the daemon is the same")
    running = os.readlink(f"/proc/{office.served.daemon_pid()}/exe")
    expect(not running.endswith("(deleted)"), "the old program still runs")
    equal(office.served.call("peksos-cron", "log", "head"), office.head, "the head of the log")
    equal(root.read("/etc/peksosd/peksosd.yaml"), settings, "the configuration")
    equal(root.mode("/etc/peksosd/peksosd.yaml"), "0640 root:peksosd", "peksosd.yaml")
    version = root.must("dpkg-query", "-W", "-f", "${Version}", "peksosd")
    office.stop()
    return f"to {version}, {answered}"


def remove(office):
    """Removing keeps configuration and data."""
    office.root.asked()
    office.root.must("apt-get", "remove", "-y", "peksosd")
    stopped = " ".join(line for line in office.root.asked() if "stop" in line.split())
    for unit in ("peksosd.service", "peksosd.socket", "peksos-backup.timer"):
        expect(unit in stopped, f"{unit} was not stopped")
    for path in [*KEPT, "/etc/peksosd/peksosd.yaml"]:
        expect(office.root.exists(path), f"{path} is gone")
    expect(not office.root.exists("/usr/sbin/peksosd"), "the program is still there")


def again(office):
    """Installed once more, the package serves the same store."""
    said = office.root.install(office.deb)
    expect("peksosd init" not in said, "it says there is no store")
    office.start()
    equal(office.served.call("peksos-cron", "log", "head"), office.head, "the head of the log")
    office.stop()


def purge(office):
    """Purging keeps the data, says so, and leaves nothing else but accounts."""
    said = office.root.must("apt-get", "purge", "-y", "peksosd")
    for path in KEPT:
        expect(office.root.exists(path) and path in said, f"{path} is gone or not spoken of")
    expect(office.root.exists("/var/lib/peksosd/FORMAT"), "the store is gone")
    left = [path for path in left_over(office.root)
            if not any(path == kept or path.startswith(f"{kept}/") for kept in KEPT)]
    equal(left, [], "files left over")
    expect(not office.root.exists("/run/peksosd"), "/run/peksosd is left over")


def bare(office):
    """Without systemd the directories are there as well; never used, nothing of them stays."""
    root = office.root
    for path in [*KEPT, "/run/systemd", "/run/stub"]:
        shutil.rmtree(root.outside(path))
    status, said = root.run("apt-get", "install", "-y", "systemd-standalone-sysusers")
    need(status == 0, f"no systemd-standalone-sysusers: {said.strip()[-200:]}")
    expect(not root.exists("/usr/bin/systemd-tmpfiles"), "systemd-tmpfiles is still there")
    root.install(office.deb)
    check_modes(root)
    root.must("apt-get", "purge", "-y", "peksosd")
    equal(left_over(root), [], "files left over")


STEPS = [files, install, units, manuals, completion, initialise, readiness, notices, register, jobs,
         cron, upgrade, remove, again, purge, bare]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", required=True)
    parser.add_argument("--deb", required=True)
    parser.add_argument("--previous")
    given = parser.parse_args()
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    office = Office(Root(given.root), given.deb, given.previous or given.deb)
    for step in STEPS:
        name = f"package: {step.__name__}"
        try:
            note = step(office)
            counts["passed"] += 1
            print(f"ok       {name}{': ' + note if note else ''}", flush=True)
        except Skip as reason:
            counts["skipped"] += 1
            print(f"skipped: {name}: {reason}", flush=True)
        except (Failed, Closed, OSError, KeyError, ValueError, subprocess.SubprocessError) as error:
            counts["failed"] += 1
            print(f"FAILED   {name}: {type(error).__name__}: {error}", flush=True)
            break
    if office.served:
        office.served.close()
    print(f"{counts['passed']} passed, {counts['failed']} failed"
          + (f", {counts['skipped']} skipped" if counts["skipped"] else ""))
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())

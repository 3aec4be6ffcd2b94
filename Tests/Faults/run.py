#!/usr/bin/env python3
# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Runs the fault checks against a release daemon; see scripts/faults --help."""

import argparse
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import faults_of_backup  # noqa: E402
import faults_of_crashes  # noqa: E402
import faults_of_doors  # noqa: E402
import faults_of_erasure  # noqa: E402
import faults_of_erasure_kills  # noqa: E402
import faults_of_failures  # noqa: E402
import faults_of_files  # noqa: E402
import faults_of_input  # noqa: E402
import faults_of_log  # noqa: E402
import faults_of_output  # noqa: E402
import faults_of_remedies  # noqa: E402
import faults_of_restore  # noqa: E402
import faults_of_secrets  # noqa: E402
import faults_of_service  # noqa: E402
import faults_of_storage  # noqa: E402
import faults_of_terminal  # noqa: E402
import faults_of_values  # noqa: E402
import faults_of_views  # noqa: E402
import negative_controls  # noqa: E402
from harness import Suite  # noqa: E402

GROUPS = (negative_controls, faults_of_input, faults_of_values, faults_of_doors, faults_of_views,
          faults_of_files, faults_of_service, faults_of_crashes, faults_of_storage,
          faults_of_erasure, faults_of_erasure_kills, faults_of_backup, faults_of_restore,
          faults_of_remedies, faults_of_log, faults_of_secrets, faults_of_terminal,
          faults_of_output, faults_of_failures)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--daemon", required=True, help="the peksosd to test")
    parser.add_argument("checks", nargs="*", help="only checks whose name contains one of these")
    arguments = parser.parse_args()
    seed = os.environ.get("SEED", "20160901")
    suite = Suite(arguments.daemon, seed, int(os.environ.get("PEKSOS_FAULT_CYCLES", "200")))
    # Files of the stores are made by this process too: nobody else may read or write them.
    os.umask(0o077)
    every = [check for group in GROUPS for check in group.checks(suite)]
    if arguments.checks == ["list"]:
        print("\n".join(name for name, _ in every))
        return 0
    print(f"SEED={seed}, {suite.cycles} kill cycles", flush=True)
    for name, function in every:
        if not arguments.checks or any(word in name for word in arguments.checks):
            suite.check(name, function)
    return suite.finish()


if __name__ == "__main__":
    sys.exit(main())

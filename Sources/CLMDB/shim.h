// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

#include <lmdb.h>
// statfs is in no header that Swift's Glibc module covers.
#include <sys/statfs.h>
// Declared by the C library for programs that ask for GNU's extensions, which Swift does not.
extern int renameat2(int, const char *, int, const char *, unsigned int);

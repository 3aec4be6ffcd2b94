// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0


// Calls of Linux that are variadic in the C library, so that Swift cannot make them.

#ifndef PEKSOS_PROCESS_H
#define PEKSOS_PROCESS_H

#include <spawn.h>

// No core file and no debugger for this process. Answers 0, or an error number.
int peksos_hide_memory(void);

// A process to be spawned keeps none of our descriptors but 0, 1 and 2. Answers 0, or an error number.
int peksos_spawn_keeps_three(posix_spawn_file_actions_t *actions);

// The process dies with the thread that started it. Answers 0, or an error number.
int peksos_die_with_parent(void);

// From here on this thread and those it makes gain no rights, reach no files but those given, and
// neither connect, nor start programs, nor look into others. A path is a directory or a file; ends
// with NULL. Files that may be written can be read too.
//
// Answers the fences that stand (1: files, 2: calls), or the negative of an error number when not
// even the first step was possible.
int peksos_fence(const char *const *readable, const char *const *writable);

#endif

// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0


#define _GNU_SOURCE
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

int peksos_hide_memory(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : errno; }

int peksos_spawn_keeps_three(posix_spawn_file_actions_t *actions) {
    return posix_spawn_file_actions_addclosefrom_np(actions, 3);
}

int peksos_die_with_parent(void) {
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return errno;
    // It may have died before the call.
    return getppid() == 1 ? ESRCH : 0;
}

// The numbers of Landlock, written out because the headers of Debian 12 know only its beginnings.
enum { CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446, RULE_PATH = 1 };
enum { VERSION_FLAG = 1 };
enum { WRITE_FILE = 1 << 1, READ_FILE = 1 << 2, READ_DIRECTORY = 1 << 3 };

struct ruleset {
    uint64_t files;
    uint64_t network;
};

struct path_rule {
    uint64_t allowed;
    int32_t directory;
} __attribute__((packed));

static int allow(int ruleset, const char *path, uint64_t rights) {
    struct path_rule rule = {.allowed = rights};
    rule.directory = open(path, O_PATH | O_CLOEXEC | O_NOFOLLOW);
    if (rule.directory < 0) return errno;
    struct stat status;
    if (fstat(rule.directory, &status) != 0 || !S_ISDIR(status.st_mode)) {
        rule.allowed &= ~(uint64_t)READ_DIRECTORY;
    }
    int code = syscall(ADD_RULE, ruleset, RULE_PATH, &rule, 0) == 0 ? 0 : errno;
    close(rule.directory);
    return code;
}

static int fence_files(const char *const *readable, const char *const *writable) {
    long version = syscall(CREATE_RULESET, NULL, 0, VERSION_FLAG);
    if (version < 1) return 0;
    // Thirteen rights at first; then renaming, truncating and device calls; sockets apart.
    struct ruleset all = {.files = (1 << 13) - 1};
    if (version >= 2) all.files |= 1 << 13;
    if (version >= 3) all.files |= 1 << 14;
    if (version >= 5) all.files |= 1 << 15;
    if (version >= 4) all.network = 3;
    size_t bytes = version >= 4 ? sizeof all : sizeof all.files;
    long ruleset = syscall(CREATE_RULESET, &all, bytes, 0);
    if (ruleset < 0) return 0;
    int code = 0;
    for (; code == 0 && *readable != NULL; readable++) {
        code = allow((int)ruleset, *readable, READ_FILE | READ_DIRECTORY);
    }
    for (; code == 0 && *writable != NULL; writable++) {
        code = allow((int)ruleset, *writable, READ_FILE | WRITE_FILE);
    }
    if (code == 0 && syscall(RESTRICT_SELF, ruleset, 0) != 0) code = errno;
    close((int)ruleset);
    return code == 0;
}

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef ARCHITECTURE
#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define ANSWER(value) BPF_STMT(BPF_RET | BPF_K, value)
#define REFUSE(number)                                                                             \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1),                                             \
        ANSWER(SECCOMP_RET_ERRNO | EPERM)

static int fence_calls(void) {
    struct sock_filter filter[] = {
        LOAD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
        ANSWER(SECCOMP_RET_KILL_PROCESS),
        LOAD(nr),
#if defined(__x86_64__)
        // The second set of numbers of this processor.
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
        ANSWER(SECCOMP_RET_KILL_PROCESS),
        REFUSE(__NR_fork),
        REFUSE(__NR_vfork),
#endif
        REFUSE(__NR_socket),
        REFUSE(__NR_socketpair),
        REFUSE(__NR_connect),
        REFUSE(__NR_execve),
        REFUSE(__NR_execveat),
        REFUSE(__NR_ptrace),
        REFUSE(__NR_process_vm_readv),
        REFUSE(__NR_process_vm_writev),
        REFUSE(__NR_pidfd_open),
        REFUSE(__NR_pidfd_getfd),
        REFUSE(__NR_kill),
        REFUSE(__NR_tkill),
        REFUSE(__NR_open_by_handle_at),
        REFUSE(__NR_keyctl),
        REFUSE(__NR_add_key),
        REFUSE(__NR_request_key),
        REFUSE(__NR_bpf),
        REFUSE(__NR_perf_event_open),
        REFUSE(__NR_userfaultfd),
        REFUSE(__NR_io_uring_setup),
        REFUSE(__NR_mount),
        REFUSE(__NR_unshare),
        REFUSE(__NR_setns),
        // Threads are made by the older call, whose flags can be seen.
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone3, 0, 1),
        ANSWER(SECCOMP_RET_ERRNO | ENOSYS),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone, 0, 3),
        LOAD(args[0]),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0),
        ANSWER(SECCOMP_RET_ERRNO | EPERM),
        ANSWER(SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {.len = sizeof filter / sizeof filter[0], .filter = filter};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}
#else
static int fence_calls(void) { return 0; }
#endif

int peksos_fence(const char *const *readable, const char *const *writable) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -errno;
    int fences = fence_files(readable, writable) ? 1 : 0;
    if (fence_calls()) fences |= 2;
    return fences;
}

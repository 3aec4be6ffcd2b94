# shellcheck shell=bash
# Shared by the scripts beside this folder; not to be run by itself.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# Another way to call the compiler, for instance one that waits for its turn.
swift_command=${PEKSOS_SWIFT:-swift}
scratch_directories=()
daemon_pid=

say() { printf '%s\n' "$*" >&2; }
fail() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# The comment block at the head of a script is its help.
show_help() {
    sed -n '2,/^[^#]/{s/^# \{0,1\}//p}' "$0"
    exit 0
}

# Everything a script started or made goes with it, also after an error or Ctrl-C.
clean_up() {
    local status=$?
    trap - EXIT INT TERM
    stop_daemon || true
    local directory
    for directory in "${scratch_directories[@]}"; do
        rm -rf -- "$directory"
    done
    exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# make_scratch NAME: a new directory, its path in $NAME.
make_scratch() {
    local made
    made=$(mktemp -d "${TMPDIR:-/tmp}/peksos.XXXXXX")
    scratch_directories+=("$made")
    printf -v "$1" '%s' "$made"
}

build_release() { build_products "$@" -c release; }

release_program() { printf '%s/.build/release/%s' "$root" "$1"; }

# As the package has them: the runtime of Swift inside, which is faster than the shared library.
build_packaged() {
    build_products "$@" -c release --static-swift-stdlib --scratch-path .build-package
}

packaged_program() { printf '%s/.build-package/release/%s' "$root" "$1"; }

# build_products PRODUCT… -OPTION…: one call a product, the build system takes one at a time.
build_products() {
    local products=()
    while [ "${1#-}" = "$1" ]; do products+=("$1"); shift; done
    local product
    for product in "${products[@]}"; do
        (cd "$root" && "$swift_command" build "$@" --product "$product" >&2) \
            || fail "the release build of $product failed"
    done
}

# training_configuration DIRECTORY: writes peksosd.yaml for a training store in DIRECTORY whose
# administrator is whoever runs this.
training_configuration() {
    local directory=$1 state=$1/state
    # The marks of a running daemon belong on tmpfs.
    if [ -d /dev/shm ] && [ -w /dev/shm ]; then
        state=$(mktemp -d /dev/shm/peksos.XXXXXX)
        scratch_directories+=("$state")
    fi
    (
        umask 077
        cat >"$directory/peksosd.yaml" <<YAML
store:
  directory: $directory/store
  stateDirectory: $state
keys:
  file: $directory/master-key
access:
  bootstrapAdministrators:
    kepala: $(id -u)
socket:
  path: $directory/control.sock
backup:
  directory: $directory/backup
YAML
    )
}

# start_daemon DIRECTORY: runs the release daemon on the store of DIRECTORY until it answers.
start_daemon() {
    local directory=$1 waited=0
    "$(release_program peksosd)" run --config "$directory/peksosd.yaml" \
        >>"$directory/daemon.log" 2>&1 &
    daemon_pid=$!
    until "$(release_program peksosctl)" --socket "$directory/control.sock" call system.status \
        2>/dev/null | grep -q '"state":"ready"'; do
        if ! kill -0 "$daemon_pid" 2>/dev/null || [ "$waited" -ge 300 ]; then
            tail -n 20 "$directory/daemon.log" >&2
            fail "the daemon did not become ready"
        fi
        waited=$((waited + 1))
        sleep 0.1
    done
}

# Asks the daemon to stop and waits for it; nothing happens when none was started.
stop_daemon() {
    local pid=$daemon_pid
    [ -n "$pid" ] || return 0
    daemon_pid=
    kill -TERM "$pid" 2>/dev/null || return 0
    wait "$pid"
}

#!/usr/bin/env bash
# Real PostgreSQL 17 with pgvector for the database tests, without installing it on this machine: a small Debian
# root in a cache folder, run through chroot. Needs root, debootstrap and a Debian mirror (the one apt already uses).
# Durable settings stay on (fsync, synchronous_commit): the tests measure what an acknowledgement is worth.
#
#   scripts/pg17.sh start [port]   builds the root once, starts a cluster, prints its URL on the last line
#   scripts/pg17.sh stop  [port]   stops it, and keeps its data
#   scripts/pg17.sh url   [port]   prints the URL when the cluster answers
#
# Environment: OUTRIDER_PG_ROOT (default ~/.cache/outrider/pg17), OUTRIDER_PG_PORT (default 15433).
# Exit status: 0 done; 3 not possible here, with the reason on stderr; 1 anything that broke.
set -euo pipefail

action="${1:-start}"
port="${2:-${OUTRIDER_PG_PORT:-15433}}"
root="${OUTRIDER_PG_ROOT:-$HOME/.cache/outrider/pg17}"
bin=/usr/lib/postgresql/17/bin
data="/var/lib/postgresql/outrider-$port"
url="postgres://postgres@127.0.0.1:$port/postgres"

impossible() { echo "PostgreSQL: not available here ($1)" >&2; exit 3; }
as_postgres() { chroot "$root" /usr/sbin/runuser -u postgres -- "$@"; }
built() { [ -x "$root$bin/postgres" ] && [ -f "$root/.outrider-complete" ]; }
running() { built && as_postgres "$bin/pg_ctl" -D "$data" status >/dev/null 2>&1; }

# The Debian mirror apt is configured with, in either notation of its sources; nothing when there is none.
apt_mirror() {
  awk '
    /^URIs:/ && $2 !~ /security/ && $2 ~ /\/debian\/?$/ { print $2; exit }
    /^deb / { for (i = 2; i <= NF; i++) if ($i ~ /^https?:/ && $i ~ /\/debian\/?$/) { print $i; exit } }
  ' /etc/apt/sources.list.d/*.sources /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | head -n 1 || true
}

build() {
  [ "$(id -u)" = 0 ] || impossible 'building its root needs the root user'
  command -v debootstrap >/dev/null || impossible 'debootstrap is not installed'
  local mirror partial="$root.partial"
  mirror="$(apt_mirror)"
  [ -n "$mirror" ] || impossible 'apt names no Debian mirror'
  echo "PostgreSQL 17: building $root (about two minutes, once)" >&2
  rm -rf "$partial" "$root"
  mkdir -p "$(dirname "$root")"
  # tzdata is left out because it asks questions while it is configured; the server then runs in GMT, as ours does.
  if ! debootstrap --variant=minbase --include=postgresql-17-pgvector --exclude=tzdata \
    trixie "$partial" "$mirror" >"$root.log" 2>&1; then
    tail -n 5 "$root.log" >&2
    impossible "debootstrap failed, see $root.log"
  fi
  rm -rf "$partial/var/cache/apt/archives" "$partial/var/lib/apt/lists"
  touch "$partial/.outrider-complete"
  mv "$partial" "$root"
}

start() {
  mkdir -p "$(dirname "$root")"
  exec 9>"$root.lock"
  flock 9
  built || build
  [ "$(id -u)" = 0 ] || impossible 'chroot needs the root user'
  if ! running; then
    mkdir -p "$root/dev/shm" "$root/tmp" && chmod 1777 "$root/dev/shm" "$root/tmp"
    [ -e "$root/dev/null" ] || mknod -m 666 "$root/dev/null" c 1 3
    if [ ! -f "$root$data/PG_VERSION" ]; then
      rm -rf "${root:?}$data"
      as_postgres "$bin/initdb" -D "$data" -A trust -E UTF8 --locale=C.UTF-8 >"$root.log" 2>&1 \
        || { tail -n 5 "$root.log" >&2; exit 1; }
    fi
    # Descriptor 9 is closed for the server, or it would hold the lock for as long as it lives.
    as_postgres "$bin/pg_ctl" -D "$data" -w -t 60 -l "/tmp/outrider-$port.log" \
      -o "-p $port -k /tmp -c listen_addresses=127.0.0.1 -c max_connections=200 -c fsync=on -c synchronous_commit=on" \
      start >"$root.log" 2>&1 9>&- \
      || { tail -n 20 "$root.log" "$root/tmp/outrider-$port.log" >&2; exit 1; }
  fi
  echo "$url"
}

case "$action" in
  start) start ;;
  stop) if running; then as_postgres "$bin/pg_ctl" -D "$data" -w -m fast stop >/dev/null; fi ;;
  url) if running; then echo "$url"; else impossible "no cluster on port $port; run scripts/pg17.sh start"; fi ;;
  *) echo "usage: $0 start|stop|url [port]" >&2; exit 2 ;;
esac

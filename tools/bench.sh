#!/usr/bin/env bash
# The site with a large archive, measured against Hugo with Pagefind; one table at the end.
#
#   tools/bench.sh [build] [incremental] [pages] [index] [search] [--articles N] [--keep]
#
# BENCH_APP names a folder with the built app, or a finished site; without it the release build comes first.
set -euo pipefail
. "$(dirname "$0")/env.sh"
cd "$ROOT"
app="${BENCH_APP:-target/bench/app}"
if [ -z "${BENCH_APP-}" ]; then tools/dist.sh content "$app" / ""; fi
cargo bench --quiet --bench archive -- --app "$app" "$@"

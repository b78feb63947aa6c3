#!/usr/bin/env bash
# Fuzzes what reads files from outside, one target after another, each for so many seconds. The corpora begin with the
# files of the site that was built last, and stay in fuzz/corpus.
#
#   tools/fuzz.sh SECONDS [TARGET…]
set -euo pipefail
. "$(dirname "$0")/env.sh"
cd "$ROOT"
seconds="${1:?how many seconds for each target}"
shift
if [ $# = 0 ]; then set -- bundles index queries tables; fi
site="${SITE_DIST:-target/test-dist}"

# Small files find more in the same time.
mkdir -p fuzz/corpus/{bundles,index,queries,tables}
find "$site/bundles" -name '*.json' -size -12k 2>/dev/null | awk 'NR % 7 == 1' | while read -r file; do
  cp "$file" "fuzz/corpus/bundles/$(printf '%s' "$file" | cksum | cut -d' ' -f1)"
done
find "$site/data" -name '*.csv' -size -12k 2>/dev/null | while read -r file; do
  cp "$file" "fuzz/corpus/tables/$(basename "$file")"
done
for words in 'common' '"common words1"' 'rückkehr -straße' 'comon titel3'; do
  printf '%s' "$words" >"fuzz/corpus/queries/$(printf '%s' "$words" | cksum | cut -d' ' -f1)"
done

# What cargo-fuzz passes to the compiler for code that needs no sanitizer, so that neither it nor a nightly compiler has
# to be there; who has it can run the same targets with `cargo fuzz run --sanitizer none`.
flags=(--cfg fuzzing -Cpasses=sancov-module -Ccodegen-units=1)
for argument in level=4 inline-8bit-counters pc-table trace-compares; do
  flags+=("-Cllvm-args=-sanitizer-coverage-$argument")
done
host="$(rustc -vV | awk '/^host:/ { print $2 }')"
RUSTFLAGS="${flags[*]}" cargo build --quiet --release --manifest-path fuzz/Cargo.toml --target "$host" --bins

for target in "$@"; do
  mkdir -p "fuzz/artifacts/$target"
  "fuzz/target/$host/release/$target" "fuzz/corpus/$target" -artifact_prefix="fuzz/artifacts/$target/" \
    -max_total_time="$seconds" -max_len=16384 -timeout=10 -print_final_stats=1
done

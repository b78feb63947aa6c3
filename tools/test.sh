#!/usr/bin/env bash
# Everything CI checks, in the order in which a mistake is cheapest to find. Each step says how long it took.
#
# The steps share what they build: the native dev profile (dependencies optimised once) serves clippy's neighbours,
# tests, documentation, `publish` and the end-to-end suite; the release wasm is built once, into target/app.
set -euo pipefail
. "$(dirname "$0")/env.sh"
cd "$ROOT"

# What each step builds is built once; the state for building again would take a gigabyte.
export CARGO_INCREMENTAL="${CARGO_INCREMENTAL:-0}"
export CARGO_TERM_COLOR="${CARGO_TERM_COLOR:-auto}"
export SITE_DIST="$ROOT/target/test-dist"
export AXE="$TOOLS/axe-core-$AXE_VERSION/node_modules/axe-core/axe.min.js"
export WEB_SERVERS
export CSP_EVALUATOR="$TOOLS/csp_evaluator-$CSP_EVALUATOR_VERSION/node_modules/csp_evaluator"
export OEMBED_CLIENTS HTML5LIB_TESTS HOSTILE
export CHROMEDRIVER="${CHROMEDRIVER:-$(command -v chromedriver)}"

step() {
  local name="$1" start=$SECONDS
  shift
  printf '\n=== %s ===\n' "$name"
  "$@"
  times_taken+=("$(printf '%5d s  %s' "$((SECONDS - start))" "$name")")
}

wasm_clippy() { for_wasm cargo clippy --quiet --target wasm32-unknown-unknown --lib --bin site --bin widgets --test web -- --deny warnings; }
wasm_tests() {
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
    for_wasm cargo test --target wasm32-unknown-unknown --test web
}
documentation() { RUSTDOCFLAGS="--deny warnings --allow rustdoc::private_intra_doc_links" cargo doc --quiet --no-deps --document-private-items --lib; }
# Every prerendered page. It stops at nothing but errors: its warnings are about `role=list`, which Safari needs, and
# about the policy, which it cannot judge in files.
html() { java -jar "$TOOLS/vnu-jar-$VNU_VERSION/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only --skip-non-html "$SITE_DIST"; }
# Data packages and HXL, each with the program of those who keep the format; without network.
datasets() { "$DATA_PYTHON" tools/check_data.py "$SITE_DIST"; }
# The policy of every page, and those for hosts, as csp_evaluator judges them.
policy() { node tools/check_policy.cjs "$SITE_DIST"; }
release() { PUBLISH_PROFILE=dev tools/dist.sh content "$SITE_DIST" / ""; }

# Tests that mostly wait for something to go wrong run many at a time, all others one for each processor.
end_to_end() {
  cargo test --test e2e -- --test-threads=6 faults::
  cargo test --test e2e -- --test-threads=2 --skip faults::
}
# In the other engines, what tells them apart most for its time; by hand everything runs in each.
in_engine() {
  ENGINE="$1" cargo test --test e2e -- --test-threads=2 routes:: navigation:: takeover:: search:: panels:: widgets:: \
    hostile::large panics::a_frame
}

# Pages and words that others have written to break programs like the import.
cases_of_others() { cargo test --quiet --lib import::tests::the_cases_of -- --ignored; }

times_taken=()
step "format" cargo fmt --check
step "clippy, native" cargo clippy --quiet --all-targets -- --deny warnings
step "tests, native" cargo test --quiet --lib --tests
step "cases of others" cases_of_others
step "tests in the documentation" cargo test --quiet --doc
step "documentation" documentation
step "dependencies" cargo-deny --log-level error check bans licenses sources
step "clippy, wasm32" wasm_clippy
step "tests in a browser" wasm_tests
step "release build" release
step "HTML" html
step "datasets" datasets
step "policy" policy
step "hosts" cargo test --quiet --test hosts
step "end to end, Chromium" end_to_end
step "end to end, Firefox" in_engine firefox
step "end to end, WebKit" in_engine webkit

printf '\n=== done in %d s ===\n' "$SECONDS"
printf '%s\n' "${times_taken[@]}"

# Where the tools lie and which versions they have; sourced by the other scripts.
# shellcheck shell=bash

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
# Outlives target/ and the clone.
TOOLS="${XDG_CACHE_HOME:-$HOME/.cache}/iom-germany/tools"

# 0.22.1 wants a newer rustc than stable 1.95; 0.21 builds with every rustc this project supports.
TRUNK_VERSION=0.21.14
# Must be exactly the version of the crate.
WASM_BINDGEN_VERSION="$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/"/, ""); print $3 }' "$ROOT/Cargo.lock")"
# wasm-opt, from npm; Debian's (108) is too old for today's rustc.
BINARYEN_VERSION=132.0.0
# Makes the glue that wasm-bindgen writes smaller, from npm.
ESBUILD_VERSION=0.28.2
CARGO_DENY_VERSION=0.20.2
# The accessibility rules of the end-to-end tests, from npm.
AXE_VERSION=4.14.1
# What the benchmarks compare searching with, from npm.
PAGEFIND_VERSION=1.6.0
# The driver of Firefox, a crate.
GECKODRIVER_VERSION=0.37.1
# Clients that find what to embed at an address (oEmbed), from npm.
OEMBED_EXTRACTOR_VERSION=6.0.0
UNFURL_VERSION=6.4.0
OEMBED_CLIENTS="$TOOLS/oembed-$OEMBED_EXTRACTOR_VERSION-$UNFURL_VERSION"
# The Nu Html Checker, from npm; needs Java 11.
VNU_VERSION=26.9.27
# What judges the Content-Security-Policy, from npm.
CSP_EVALUATOR_VERSION=1.1.8
# nginx and Caddy, unpacked from Debian's packages.
WEB_SERVERS="$TOOLS/web-servers"
# What others read datasets with, from PyPI: data packages and HXL. libhxl needs six, but does not say so.
FRICTIONLESS_VERSION=5.21.0
LIBHXL_VERSION=5.2.2
SIX_VERSION=1.17.0
# Pages that are hard to read, from the source package of html5lib on PyPI; it is unpacked, not installed. pip runs its
# script, which needs a setuptools of that time.
HTML5LIB_VERSION=1.1
SETUPTOOLS_VERSION=75.8.0
HTML5LIB_TESTS="$TOOLS/html5lib-$HTML5LIB_VERSION"
# Hostile words, from npm: the Big List of Naughty Strings, and DOMPurify in the last version published with its cases
# as JSON.
BLNS_VERSION=2.0.4
DOMPURIFY_VERSION=0.4.5
HOSTILE="$TOOLS/hostile-$BLNS_VERSION-$DOMPURIFY_VERSION"
# The Python that has what datasets are read with.
DATA_PYTHON="$TOOLS/datasets-$FRICTIONLESS_VERSION-$LIBHXL_VERSION/bin/python"

export PATH="$TOOLS/trunk-$TRUNK_VERSION/bin:$TOOLS/wasm-bindgen-$WASM_BINDGEN_VERSION/bin:$TOOLS/binaryen-$BINARYEN_VERSION/node_modules/.bin:$TOOLS/esbuild-$ESBUILD_VERSION/node_modules/.bin:$TOOLS/pagefind-$PAGEFIND_VERSION/node_modules/.bin:$TOOLS/cargo-deny-$CARGO_DENY_VERSION/bin:$TOOLS/geckodriver-$GECKODRIVER_VERSION/bin:$PATH"

# --- building for wasm32 ---
#
# Where rustup cannot fetch what is needed, Debian's compiler does it: its source package holds the standard library
# for every target. The settings hold for one command; native builds keep the default toolchain.

has_rustup_target() { [ -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib" ]; }
has_rustup_source() { [ -d "$(rustc --print sysroot)/lib/rustlib/src/rust/library" ]; }

# Runs a command that builds for development and tests.
for_wasm() {
  if has_rustup_target; then "$@"; else RUSTUP_TOOLCHAIN=debian with_own_std "$@"; fi
}

# Runs a command that builds for readers: the standard library is built along, for size and without the words of
# panics nobody would see, and views are erased to one type. Together 21 kB less on the wire (see CONTRIBUTING.md).
for_wasm_release() {
  local toolchain
  if has_rustup_source; then toolchain="${RUSTUP_TOOLCHAIN-}"; else toolchain=debian; fi
  RUSTUP_TOOLCHAIN="$toolchain" CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size \
    RUSTFLAGS="-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none --cfg erase_components" \
    with_own_std "$@"
}

with_own_std() {
  if [ -z "${RUSTUP_TOOLCHAIN-}" ]; then unset RUSTUP_TOOLCHAIN; fi
  RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort "$@"
}

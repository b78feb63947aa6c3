#!/usr/bin/env bash
# Builds the app in frames on other people's pages, for readers. Trunk builds one program to a page, so cargo and
# wasm-bindgen are called directly.
#
#   tools/widgets.sh APP      APP is the folder of what Trunk built; the app goes to APP/embed
set -euo pipefail
. "$(dirname "$0")/env.sh"
cd "$ROOT"
out="$1/embed"
target=wasm32-unknown-unknown
features=(--enable-bulk-memory --enable-nontrapping-float-to-int --enable-reference-types --enable-multivalue --enable-sign-ext --enable-mutable-globals)

for_wasm_release cargo build --quiet --profile wasm-release --target "$target" --bin widgets
mkdir -p "$out"
rm -f "$out"/widgets*
wasm-bindgen --target web --no-typescript --out-dir "$out" --out-name widgets \
  "${CARGO_TARGET_DIR:-target}/$target/wasm-release/widgets.wasm"
wasm-opt -Oz "${features[@]}" "$out/widgets_bg.wasm" -o "$out/widgets-app_bg.wasm"
esbuild "$out/widgets.js" --minify --format=esm --target=es2021 --outfile="$out/widgets-app.js" --log-level=error
rm "$out/widgets.js" "$out/widgets_bg.wasm"

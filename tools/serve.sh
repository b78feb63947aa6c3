#!/usr/bin/env bash
# The site while one works on it: Trunk builds, serves and reloads.
set -euo pipefail
. "$(dirname "$0")/env.sh"
cd "$ROOT"
mkdir -p target/style && touch target/style/main.css target/style/embed.css
# Trunk builds without network, so whatever is missing comes first.
for_wasm cargo fetch --quiet --target wasm32-unknown-unknown
for_wasm trunk serve --dist target/serve

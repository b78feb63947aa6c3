#!/usr/bin/env bash
# The release build: the app by Trunk into target/app, then the site by `publish`, swapped into its place.
#
#   tools/dist.sh CONTENT DIST PUBLIC_URL SITE_URL
#
# PUBLISH_PROFILE=dev takes the compiler as the tests have built it; CI shares build products that way.
set -euo pipefail
. "$(dirname "$0")/env.sh"
cd "$ROOT"
content="$1" dist="$2" public_url="$3" site_url="$4"
export PUBLISH_PROFILE="${PUBLISH_PROFILE:-release}"
mkdir -p target/style && touch target/style/main.css target/style/embed.css
# Trunk builds without network, so whatever is missing comes first.
for_wasm_release cargo fetch --quiet --target wasm32-unknown-unknown
PUBLISH_BY_HOOK=no for_wasm_release trunk build --release --dist target/app --public-url "$public_url"
for glue in target/app/site-*.js; do
  esbuild "$glue" --minify --format=esm --target=es2021 --allow-overwrite --outfile="$glue" --log-level=error
done
tools/widgets.sh target/app
cargo run --quiet --profile "$PUBLISH_PROFILE" --bin publish -- build --content "$content" --app target/app --out "$dist" \
  --public-url "$public_url" ${site_url:+--site-url "$site_url"}
cargo run --quiet --profile "$PUBLISH_PROFILE" --bin publish -- compress --site "$dist"
cargo run --quiet --profile "$PUBLISH_PROFILE" --bin publish -- links --site "$dist" --public-url "$public_url"

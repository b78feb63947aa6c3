#!/usr/bin/env bash
# What Trunk calls: `styles` before it builds, `pages` after. `publish` is a native program, so the settings of the
# wasm build (another compiler where rustup has no network, see tools/setup.sh) are taken back first.
set -euo pipefail
cd "$(dirname "$0")/.."

unset RUSTUP_TOOLCHAIN RUSTC_BOOTSTRAP CARGO_UNSTABLE_BUILD_STD CARGO_UNSTABLE_BUILD_STD_FEATURES RUSTFLAGS
publish() { cargo run --quiet --profile "${PUBLISH_PROFILE:-dev}" --bin publish -- "$@"; }

case "$1" in
styles)
  publish styles
  publish styles --entry style/embed.css --out target/style/embed.css
  ;;
pages)
  # In `make serve` pages carry Trunk's reloading script. `make dist` publishes by itself, with a swap.
  if [ "${PUBLISH_BY_HOOK:-yes}" = yes ]; then
    publish build --app "$TRUNK_STAGING_DIR" --out "$TRUNK_STAGING_DIR" --public-url "$TRUNK_PUBLIC_URL" \
      --without-previews --live-reload "$TRUNK_STAGING_DIR/index.html"
  fi
  ;;
esac

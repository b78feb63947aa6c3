# Two commands for everybody: `make serve` and `make test`. The others are for hosts and for the curious.

CONTENT ?= content
DIST ?= dist
PUBLIC_URL ?= /
SITE_URL ?=

BENCH ?=

.PHONY: serve test dist check bench

# The site on http://127.0.0.1:8080, rebuilt and reloaded when a source, a style or a content file changes.
serve:
	@tools/setup.sh serve
	@tools/serve.sh

# Everything CI checks.
test:
	@tools/setup.sh test
	@tools/test.sh

# The release build.
dist:
	@tools/setup.sh dist
	@tools/dist.sh "$(CONTENT)" "$(DIST)" "$(PUBLIC_URL)" "$(SITE_URL)"

# The site with a large archive against Hugo with Pagefind: `make bench BENCH="build --articles 1000"`.
bench:
	@tools/setup.sh bench
	@tools/bench.sh $(BENCH)

# The content alone, in a second.
check:
	@cargo run --quiet --bin publish -- check --content "$(CONTENT)"

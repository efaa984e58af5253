# Two commands do all the set-up on Debian 12 with the Swift toolchain: `make run` and `make test`.

SHELL := /bin/sh
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
SIMULATE := .build/release/simulate
VENV := .venv
BUILD_PACKAGES := libgsl-dev pkg-config libxlsxwriter-dev
TEST_PACKAGES := python3 python3-venv librsvg2-bin chromium libreoffice-calc r-base-core r-cran-ggplot2 r-cran-rmarkdown pandoc fonts-dejavu-core \
	zsh fish man-db mandoc
BENCH_PACKAGES := gcc gfortran python3 python3-venv
BENCH_VENV := .venv-bench
BENCH_C := gcc -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Werror -O3 -march=native -flto
GSL = $(shell pkg-config --cflags --libs gsl)
# The widest vectors that this machine has. Results are the same bytes with any, as no product and sum are ever fused.
VECTORS := $(if $(shell grep -w avx512vl /proc/cpuinfo 2>/dev/null),-Xcc -march=x86-64-v4 -Xcc -mprefer-vector-width=512,$(if \
	$(shell grep -w avx2 /proc/cpuinfo 2>/dev/null),-Xcc -march=x86-64-v3))
# Scenarios whose results the repository carries as executed notebooks.
NOTEBOOKS := block one-or-two-markets
SLURM_PACKAGES := slurm-wlm munge
DEB_PACKAGES := dpkg-dev debootstrap lintian
# `make install` puts the program under PREFIX; DESTDIR stands before that where a package is made.
PREFIX ?= /usr/local
DESTDIR ?=
# Nothing of the toolchain is needed where a program with Swift's runtime inside runs.
STATIC := .build/static/release/simulate
# For `simulate --version`; a tree that is no clone has no commit.
export WEIR_COMMIT := $(if $(wildcard .git),$(shell git describe --always --dirty --abbrev=12 --exclude='*' 2>/dev/null))

.PHONY: run build docs test test-swift test-python test-slurm bench lint golden schema validation notebooks clean build-packages test-packages \
	static install deb test-deb faults fuzz sanitize coverage mutation

run: build ## Install what is missing, build, and run the lead scenario
	$(SIMULATE) scenarios/block.json

build: build-packages
	swift build -c release --product simulate $(VECTORS)

test: lint test-swift test-python ## Install what the tests need and run them all

test-swift: build-packages test-packages
	swift test --parallel

test-python: build $(VENV)/installed
	SIMULATE=$(CURDIR)/$(SIMULATE) $(if $(filter test,$(MAKECMDGOALS)),SIMULATE_DEBUG=$(CURDIR)/.build/debug/simulate) \
		$(VENV)/bin/python -m pytest -q -p no:cacheprovider Tests/python

test-slurm: build ## Run an ensemble through a real Slurm on this machine, as root
	$(call install,$(SLURM_PACKAGES))
	SIMULATE=$(CURDIR)/$(SIMULATE) Tests/slurm/end-to-end

docs: build-packages ## Build the documentation of the library targets; .build/docs/Weir.doccarchive is a site
	mkdir -p .build/docs/symbols
	swift build --scratch-path .build/docs/build --target Results $(addprefix -Xswiftc ,-emit-symbol-graph -emit-symbol-graph-dir \
		.build/docs/symbols -symbol-graph-minimum-access-level public -symbol-graph-skip-synthesized-members)
	packaging/build-docs .build/docs

static: build-packages
	swift build -c release --static-swift-stdlib --disable-local-rpath --scratch-path .build/static --product simulate

install: static ## Install the program, its man page, completions, scenarios and documents under PREFIX
	packaging/install $(STATIC) $(DESTDIR)$(PREFIX)

deb: static ## Make a Debian package in .build/deb
	$(call install,$(DEB_PACKAGES))
	packaging/build-deb $(STATIC) .build/deb

test-deb: deb ## Install the package in a root of its own and run it, as root
	packaging/test-deb .build/deb

bench: build $(BENCH_VENV)/installed ## Time ensembles, a plain run and Sobol indices beside what else one could use; ten minutes
	swift build -c release --package-path bench $(VECTORS)
	$(BENCH_C) -o bench/.build/three-stocks-gsl bench/gsl/three_stocks.c $(GSL)
	$(BENCH_C) -o bench/.build/block-gsl bench/gsl/block.c bench/gsl/equations.c bench/gsl/tables.c $(GSL)
	$(BENCH_VENV)/bin/python bench/bench.py

$(BENCH_VENV)/installed: bench/requirements.txt
	$(call install,$(BENCH_PACKAGES))
	/usr/bin/python3 -m venv --clear $(BENCH_VENV)
	$(BENCH_VENV)/bin/pip install --quiet --disable-pip-version-check -r bench/requirements.txt
	touch $@

faults: build $(VENV)/installed ## Let every call to the file system fail, or meet a signal, once; half an hour
	FAULT_STEP=1 SIMULATE=$(CURDIR)/$(SIMULATE) $(VENV)/bin/python -m pytest -q -p no:cacheprovider Tests/python/test_faults.py

# The readers of files from outside, each fed with inputs that libFuzzer makes up; what breaks one is left in .build/fuzz/finds.
# Leaks are held by the limit of memory: what Swift's enums and Foundation point at by tagged pointers looks like leaked to a sanitizer.
FUZZED := json scenario observations golden state
SECONDS := 60
FUZZ := .build/fuzz

fuzz: build-packages ## Feed every reader with made-up inputs, each SECONDS=60
	swift build -c release --package-path Tests/fuzzing --scratch-path $(FUZZ)/build --product Fuzz \
		-Xswiftc -sanitize=fuzzer,address -Xswiftc -parse-as-library
	mkdir -p $(FUZZ)/finds
	: >$(FUZZ)/empty.swift
	swiftc -parse-as-library -sanitize=fuzzer,address $(FUZZ)/empty.swift $(FUZZ)/build/release/libFuzz.a \
		-lgsl -lgslcblas -lm -lxlsxwriter -o $(FUZZ)/fuzz
	set -e; for reader in $(FUZZED); do \
		mkdir -p $(FUZZ)/corpus/$$reader $(FUZZ)/seeds/$$reader; \
		ASAN_OPTIONS=detect_leaks=0 WEIR_READER=$$reader WEIR_SEEDS=$(FUZZ)/seeds/$$reader $(FUZZ)/fuzz -max_total_time=$(SECONDS) -timeout=20 -rss_limit_mb=3000 -detect_leaks=0 \
			-max_len=100000 -artifact_prefix=$(FUZZ)/finds/$$reader- $(FUZZ)/corpus/$$reader $(FUZZ)/seeds/$$reader \
			>$(FUZZ)/$$reader.log 2>&1 || { tail -40 $(FUZZ)/$$reader.log; exit 1; }; \
		echo "$$reader: $$(tail -1 $(FUZZ)/$$reader.log)"; \
	done

sanitize: build-packages ## Run the Swift tests under address and thread sanitizer, and the program on the oldest vectors under Valgrind
	$(call install,valgrind clang)
	ASAN_OPTIONS=detect_leaks=0 swift test --parallel --sanitize=address --scratch-path .build/address
	TSAN_OPTIONS=suppressions=$(CURDIR)/Tests/thread-sanitizer.txt swift test --parallel --sanitize=thread --scratch-path .build/thread
	swift build -c release --product simulate --scratch-path .build/baseline
	clang -shared -fPIC -O1 -Wall -Wextra -Werror -o .build/baseline/sigsuspend.so Tests/valgrind/sigsuspend.c
	$(VALGRIND) .build/baseline/release/simulate scenarios/block.json -q -o .build/baseline/run
	$(VALGRIND) .build/baseline/release/simulate ensemble scenarios/block.json --members 16 --seed 1 --jobs 2 --set output_every=P1M -q \
		-o .build/baseline/ensemble

VALGRIND = LD_PRELOAD=$(CURDIR)/.build/baseline/sigsuspend.so valgrind --quiet --leak-check=full --show-leak-kinds=definite \
	--errors-for-leak-kinds=definite --error-exitcode=1

coverage: build-packages test-packages $(VENV)/installed ## Show which part of the sources' lines the tests run; at least 95 %
	Tests/coverage.sh .build/coverage 95

mutation: build-packages $(VENV)/installed ## Change the model in one small way after another, and see tests fail; SAMPLE=50 draws so many, AGAIN=1 goes on
	$(VENV)/bin/python Tests/mutation/try_mutants.py $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(AGAIN),--again)

lint:
	swift format lint --strict --recursive Package.swift Sources Tests Examples bench/Package.swift bench/Sources

golden: build ## Refresh the golden results that the tests compare with
	$(SIMULATE) check scenarios/block.json --set output_every=P1M --golden Tests/golden/block --update

schema: build ## Refresh the schema, which the reader's tables make, and the page on the format, which the schema makes
	$(SIMULATE) schema > schemas/scenario-1.json
	/usr/bin/python3 docs/scenario_format.py

validation: build ## Run the fits and hindcasts of docs/validation.md, print their tables and write them there
	SIMULATE=$(CURDIR)/$(SIMULATE) /usr/bin/python3 docs/validation.py

notebooks: build $(VENV)/installed ## Run NOTEBOOKS, export their results and execute the notebooks
	set -e; for name in $(NOTEBOOKS); do \
		$(SIMULATE) scenarios/$$name.json --set output_every=P1M --quiet -o .build/notebooks/$$name; \
		rm -rf notebooks-export/$$name; \
		$(SIMULATE) export .build/notebooks/$$name --notebook; \
		(cd notebooks-export/$$name && $(CURDIR)/$(VENV)/bin/jupyter-nbconvert --to notebook --execute --inplace \
			--ExecutePreprocessor.record_timing=False charts.ipynb && \
			Rscript --vanilla -e 'rmarkdown::render("charts.Rmd", quiet = TRUE)'); \
	done

# $(call install,PACKAGES,COMMAND): installs what is missing, then runs COMMAND if anything was.
# `dpkg-query` costs a moment where everything is there, so that no list of packages is fetched for nothing.
define install
	@missing=; for package in $(1); do \
		dpkg-query --show --showformat='$${db:Status-Abbrev}' $$package 2>/dev/null | grep -q '^ii' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
		echo "installing$$missing"; \
		$(SUDO) apt-get update -q && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing$(if $(2), && $(2)); \
	fi
endef

build-packages:
	@command -v swift >/dev/null || { echo "The Swift toolchain (6.2 or later) is missing: https://www.swift.org/install"; exit 1; }
	$(call install,$(BUILD_PACKAGES),swift package clean) # as nothing tells an incremental build that a C library has arrived

test-packages:
	$(call install,$(TEST_PACKAGES))

$(VENV)/installed: Tests/python/requirements.txt | test-packages
	/usr/bin/python3 -m venv --clear $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r Tests/python/requirements.txt
	touch $@

clean:
	rm -rf .build $(VENV) $(BENCH_VENV) bench/.build results

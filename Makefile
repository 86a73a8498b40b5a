# Everything here works on a fresh machine with make and Python 3.11 or newer: the first call makes
# a virtual environment in .venv and fills it from requirements/, which pins every file by its hash.
#
#     make test PYTHON=/opt/python3.13/bin/python3 VENV=.venv-3.13     tests on another Python
#     nox                                                             tests on all of them

VENV ?= .venv
# One more than there are cores: many tests wait for a database or another process.
JOBS ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')
UV ?= uv
# The first of these that runs and is new enough; asked for only when a venv must be made.
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3; do \
	"$$python" -c '$(IS_NEW_ENOUGH)' 2>/dev/null && { echo "$$python"; break; }; done)

IS_NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# The files name all that is installed, so nothing is resolved anew: where a package is asked for with an
# extra, pip would look at releases that came after the pins, and refuse them.
PINNED := --no-deps --require-hashes
# Pyright's node comes with its wheel; neither another node nor news of a newer pyright is wanted.
# Told to verify types, it looks for packages where the first Python of the PATH does.
PYRIGHT := PATH="$(abspath $(BIN)):$$PATH" \
	PYRIGHT_PYTHON_GLOBAL_NODE=off PYRIGHT_PYTHON_IGNORE_WARNINGS=1 \
	$(BIN)/pyright --pythonpath $(BIN)/python
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make requirements' $(UPGRADE)

.DELETE_ON_ERROR:
.PHONY: help demo test coverage browser lint docs-reference sabotage mutants simulate faults bench docs docs-links dist requirements clean

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/core.stamp ## show an order from checkout to refund
	@$(BIN)/tilaus demo

test: lint browser ## check everything: style, types, imports, tests, simulation, lifecycles
	$(BIN)/pytest -m alone
	$(BIN)/pytest -m 'not alone' -n $(JOBS) --dist loadgroup
	$(BIN)/python -m tests.simulation --histories 20000
	$(BIN)/python -m tests.verify.agree
	$(BIN)/tilaus check

# Apart from `test`: to watch each line and branch costs as much time again as the tests.
coverage: $(VENV)/test.stamp ## say which lines and branches the tests go through (20 minutes)
	$(BIN)/pytest -m 'not alone' -n $(JOBS) --dist loadgroup --cov --cov-report=term
	@printf 'covered, tilaus:          %s %%\n' \
		"$$($(BIN)/coverage report --include='kernel/*' --format=total)"
	@printf 'covered, tilaus_adapters: %s %%\n' \
		"$$($(BIN)/coverage report --include='adapters/*' --format=total)"

# The tests of pages need a real browser; where there is none and none can be had, they are skipped.
browser: ## install Debian's Chromium where it is missing, with the right to do so
	@if ! command -v chromium >/dev/null && command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		{ apt-get -qq update && DEBIAN_FRONTEND=noninteractive \
			apt-get -qq install --yes --no-install-recommends chromium; } >/dev/null \
		|| echo 'no Chromium could be installed: the tests of pages in a browser are skipped' >&2; \
	fi

lint: $(VENV)/test.stamp ## check style, types and imports only
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(PYRIGHT)
	$(PYRIGHT) --verifytypes tilaus --ignoreexternal
	$(PYRIGHT) --verifytypes tilaus_adapters --ignoreexternal
	$(BIN)/lint-imports

docs-reference: $(VENV)/test.stamp ## write the pages of docs/reference that follow from the code
	$(BIN)/python -m docs.generate

# Nitpicky, and a warning is an error: each of our own names that a page mentions must be found.
SPHINX = $(BIN)/python -m sphinx -n -W --keep-going -q -c docs . build/docs

docs: $(VENV)/docs.stamp ## build the site into build/docs
	$(SPHINX)
	$(BIN)/python -m docs.offline build/docs

docs-links: $(VENV)/docs.stamp ## ask every address outside of the project whether it is there
	$(SPHINX) -b linkcheck

sabotage: $(VENV)/test.stamp ## break the code on purpose, in 130 places; a test must fail each time
	$(BIN)/python -m tests.sabotage

mutants: $(VENV)/test.stamp ## the same in every small way, for the code that moves money (20 minutes)
	$(BIN)/python -m tests.mutants

simulate: $(VENV)/test.stamp ## play a million histories with workers, clients and faults (2 hours)
	$(BIN)/python -m tests.simulation --histories 1000000
	$(BIN)/python -m tests.simulation.sabotage --histories 2500

faults: $(VENV)/test.stamp ## kill, pause and cut real processes, on SQLite and PostgreSQL (30 minutes)
	$(BIN)/python -m tests.faults.crash_points --store sqlite --pairs
	$(BIN)/python -m tests.faults.crash_points --store 18
	$(BIN)/python -m tests.faults.kills --db "$$(mktemp -d)/shop.db"
	$(BIN)/python -m tests.faults.kills --postgres 18
	$(BIN)/python -m tests.faults.contention --postgres 18
	$(BIN)/python -m tests.faults.engine

bench: $(VENV)/bench.stamp ## measure everything against its peers; write its page (10 minutes)
	$(BIN)/python -m benchmarks $(if $(ONLY),--only $(ONLY))

dist: $(VENV)/test.stamp ## build what is released, twice, compare, and try it in an empty place
	$(BIN)/python -m tests.release

requirements: ## pin what pyproject.toml and *.in ask for (UPGRADE=--upgrade: the newest)
	@command -v $(UV) >/dev/null || { \
		echo 'cannot pin the requirements: uv is not here; install it with: pip install uv' >&2; exit 1; }
	$(COMPILE) pyproject.toml requirements/build.in --output-file requirements/core.txt
	$(COMPILE) pyproject.toml --all-extras requirements/build.in requirements/test.in \
		--constraints requirements/core.txt --output-file requirements/test.txt
	$(COMPILE) requirements/bench.in \
		--constraints requirements/test.txt --output-file requirements/bench.txt
	$(COMPILE) requirements/docs.in \
		--constraints requirements/test.txt --output-file requirements/docs.txt

clean: ## remove all that the others made
	rm -rf .venv* build dist .coverage .coverage.* htmlcov
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/test.stamp: requirements/test.txt $(VENV)/core.stamp
	$(INSTALL) $(PINNED) -r requirements/test.txt
	@touch $@

$(VENV)/bench.stamp: requirements/bench.txt $(VENV)/test.stamp
	$(INSTALL) $(PINNED) -r requirements/bench.txt
	@touch $@

$(VENV)/docs.stamp: requirements/docs.txt $(VENV)/test.stamp
	$(INSTALL) $(PINNED) -r requirements/docs.txt
	@touch $@

$(VENV)/core.stamp: requirements/core.txt pyproject.toml $(VENV)/made.stamp
	$(INSTALL) $(PINNED) -r requirements/core.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

# Debian splits `venv` off from its Python. With the right to mend that, mend it; without, say how.
$(VENV)/made.stamp:
	@set -e; python='$(PYTHON)'; \
	if ! "$$python" -c '$(IS_NEW_ENOUGH)' 2>/dev/null; then \
		echo "cannot make $(VENV): '$$python' is no Python 3.11 or newer;" \
			'install one, or name it: make PYTHON=/path/to/python3' >&2; exit 1; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
		package="$$("$$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"; \
		if [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then \
			echo "cannot make $(VENV): $$python has no ensurepip; on Debian and Ubuntu install it with:" \
				"apt-get install $$package" >&2; exit 1; \
		fi; \
		apt-get -qq update; \
		DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends "$$package"; \
	fi; \
	echo "making $(VENV) with $$("$$python" --version)"; \
	"$$python" -m venv --clear $(VENV); \
	touch $@

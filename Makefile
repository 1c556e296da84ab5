# Needs Python 3.11 or newer, make and a package index; everything else is set up in .venv.
# Another Python: make test PYTHON=python3.13
# Without the packages that read scans (290 MB): make ingest OCR=no
# Without those that draw, export and serve (290 MB): make ingest RESEARCH=no
# The tests in one process, one after the other: make test PYTEST_JOBS=0

PYTHON ?= python3
OCR ?= yes
RESEARCH ?= yes
PYTEST_JOBS ?= auto
VENV := .venv
BIN := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
endif
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
READY_BENCH := $(VENV)/.ready-bench

.DEFAULT_GOAL := help
.PHONY: ingest test fuzz lint types docs bench scale kill-test lock clean help

ingest: $(READY) ## set up, then read every PDF in data/raw into data/processed/plans.db
	$(BIN)/cjaplans ingest data/raw

test: $(READY_DEV) ## set up, then run all tests with a coverage report
	$(BIN)/python -m pytest --cov --cov-report=term --numprocesses $(PYTEST_JOBS) --dist loadfile

fuzz: $(READY_DEV) ## spoil PDFs and read them, for FUZZ_SECONDS (60); what goes wrong is kept
	$(BIN)/python -m tests.fuzz.run

lint: $(READY_DEV) ## check style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY_DEV) ## check types (mypy, strict) on a regular install of the package
	rm -rf .typing build
	$(PIP) install --no-deps --no-build-isolation --target .typing/site .
	rm -rf build
	cd .typing && MYPYPATH=site ../$(BIN)/python -m mypy --config-file ../pyproject.toml -p cjaplans
	ln -sfn .. .typing/cjaplans

docs: $(READY_DEV) ## write docs/data-dictionary.md from the models, and run the notebook anew
	$(BIN)/python -m cjaplans.load.dictionary > docs/data-dictionary.md
	$(BIN)/python -m tests.publish.research.notebook

bench: $(READY_BENCH) ## measure speed against other readers of tables (25 minutes), into benchmarks/results.md
	$(BIN)/python -m benchmarks.speed

scale: $(READY_BENCH) $(READY_DEV) ## measure growth to 10,000 documents (20 minutes), into benchmarks/results-scale.md
	$(BIN)/python -m benchmarks.scale

kill-test: $(READY_DEV) ## kill 50 ingests and have the next run finish them, into benchmarks/results-kill.md
	$(BIN)/python -m benchmarks.kill

lock: $(READY_DEV) ## pin the newest versions that pyproject.toml allows
	$(BIN)/python -m piptools compile $(LOCK) --constraint requirements.constraints --output-file requirements.lock pyproject.toml
	$(BIN)/python -m piptools compile $(LOCK) --extra ocr --constraint requirements.lock --output-file requirements-ocr.lock pyproject.toml
	$(BIN)/python -m piptools compile $(LOCK) --extra research --constraint requirements-ocr.lock --output-file requirements-research.lock pyproject.toml
	$(BIN)/python -m piptools compile $(LOCK) --extra dev --constraint requirements-research.lock --output-file requirements-dev.lock pyproject.toml
	$(BIN)/python -m piptools compile $(LOCK) --extra bench --constraint requirements-dev.lock --output-file requirements-bench.lock pyproject.toml

LOCK := --quiet --upgrade --allow-unsafe --strip-extras --no-header --annotation-style line \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$(PYTHON) is missing or older than Python 3.11; install one and name it: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "$(PYTHON) cannot make environments; install its venv module (Debian, Ubuntu: python3-venv)" >&2; exit 1; }
	@touch $@

$(READY): $(VENV)/.made requirements.lock requirements-ocr.lock requirements-research.lock pyproject.toml
	@echo "setting up $(VENV) (once; a minute or two)"
	@$(PIP) install -r requirements.lock
ifneq ($(OCR),no)
	@$(PIP) install -r requirements-ocr.lock || \
	  echo "the packages that read scans cannot be installed here; all else works" >&2
endif
ifneq ($(RESEARCH),no)
	@$(PIP) install -r requirements-research.lock || \
	  echo "the packages that draw, export and serve cannot be installed here; all else works" >&2
endif
	@$(PIP) install --no-deps -e .
	@touch $@

$(READY_DEV): $(READY) requirements-dev.lock
	@$(PIP) install -r requirements-dev.lock
	@touch $@

$(READY_BENCH): $(READY) requirements-bench.lock
	@$(PIP) install -r requirements-bench.lock
	@touch $@

clean: ## remove the environment, builds and caches; data/ is left alone
	rm -rf $(VENV) .typing build dist *.egg-info .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

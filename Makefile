# Two commands: `make run` and `make test`. Everything they need is made here, from the locks.
.DEFAULT_GOAL := help
.PHONY: help env run test test-faults test-browser search-laws check credentials reset evaluate audit
.PHONY: train evaluate-train bench-extract bench-ledger bench-ingest simulate-year simulate-kills lock

STATE_DIR ?= .local
PORT ?= 8000
ARTICLES ?=
WORKERS ?= auto
SECONDS ?= 120
# Labelled articles that no rule saw, and those that rules were written beside.
LABELLED ?= ../shared/eval/train
TAUGHT = --set $(LABELLED) --unseen tests/golden/strangers --beside tests/golden/own $(addprefix --beside tests/golden/dev=,$(wildcard ../shared/eval/manifest.jsonl))
export STATE_DIR PORT

VENV := .venv/bin
PARALLEL_TESTS = $(VENV)/python -m pytest -n $(WORKERS) --maxprocesses 4 --dist worksteal --durations=25 --durations-min=5
# pyenv's python3 fails in a folder whose .python-version it lacks: take the first one that starts.
BASE_PYTHON := $(firstword $(foreach p,$(PYTHON) python3 python3.12 /usr/bin/python3,\
  $(if $(shell $(p) -c 'print(1)' 2>/dev/null),$(p))))

help:
	@echo 'make run            serve on http://localhost:8000 (PORT=, STATE_DIR=, ARTICLES=MANIFEST)'
	@echo 'make test           every quick test (TESTS=PATH, WORKERS= processes: one a core, at most 4)'
	@echo 'make test-faults    the tests that kill processes and start whole copies: minutes'
	@echo 'make test-browser   the tests in a browser (chromium)'
	@echo 'make search-laws    look for what breaks a law by chance (SECONDS=120)'
	@echo 'make check          linters, types, import contracts, migrations'
	@echo 'make credentials    show the generated passwords again'
	@echo 'make reset          delete the data of STATE_DIR and start over'
	@echo 'make evaluate       score the extraction on the sample articles'
	@echo 'make train, evaluate-train   teach the judge of readings from labelled articles (LABELLED=FOLDER), or cross-validate it'
	@echo 'make audit          the largest lines that articles make, with their sentences (MANIFEST="FILE ...")'
	@echo 'make bench-extract, bench-ledger, bench-ingest (FILES="1000 5000")   the benchmarks'
	@echo 'make simulate-year  fifty made-up sources on a driven clock (SIMULATION="--days 60 --articles 800")'
	@echo 'make simulate-kills two hundred kills of workers, beat, Valkey and PostgreSQL lose nothing'

env:
	@$(if $(BASE_PYTHON),,echo 'make: no Python was found' >&2; exit 1;) $(BASE_PYTHON) -I tracker/bootstrap.py

run: env
	@$(VENV)/python -m tracker.supervisor $(ARTICLES)

test: env
	@$(PARALLEL_TESTS) -m 'not browser and not faults' $(TESTS)

test-faults: env
	@$(PARALLEL_TESTS) -m faults $(or $(TESTS),tests/faults)

test-browser: env
	@$(VENV)/python -m pytest -m browser $(TESTS)

search-laws: env
	@$(VENV)/python -m tests.search_laws $(SECONDS)

check: env
	@$(VENV)/python -m tracker.checks

credentials:
	@$(BASE_PYTHON) -I tracker/credentials.py

reset: env
	@$(VENV)/python -m tracker.reset

train: env
	@$(VENV)/python manage.py train $(TAUGHT) --out $(or $(OUT),extraction/judging/weights.json)

evaluate-train: env
	@$(VENV)/python manage.py evaluate_train $(TAUGHT)

evaluate: env
	@$(VENV)/python manage.py evaluate --report seeds/articles/report.json

audit: env
	@$(VENV)/python manage.py audit $(foreach m,$(or $(MANIFEST),seeds/articles/manifest.jsonl),--manifest $(m))

bench-extract: env
	@$(VENV)/python -m tests.benchmarks.bench_extract $(firstword $(ARTICLES) $(wildcard ../shared/eval/manifest.jsonl) seeds/articles/manifest.jsonl)

bench-ledger: env
	@$(VENV)/python -m tests.benchmarks.bench_ledger

bench-ingest: env
	@$(VENV)/python -m tests.benchmarks.bench_ingest $(FILES)

simulate-year: env
	@$(VENV)/python -m tests.simulation.year $(SIMULATION)

simulate-kills: env
	@$(VENV)/python -m tests.simulation.kills $(SIMULATION)

# Only for who changes pyproject.toml: needs the network.
lock: env
	@.uv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.12 \
	  --group dev pyproject.toml -o requirements.lock

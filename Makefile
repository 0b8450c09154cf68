# The door to Aurora. A machine needs Python 3.11 or newer with venv and pip, and make; nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PACKAGES := $(BIN)/uv pip install --quiet --python $(BIN)/python
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --generate-hashes --no-emit-index-url \
	--universal --python-version 3.11 --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)
MANUAL := site/index.html
BENCHMARKS := retrieval start search index crawl hosts login extraction rendering

export NO_MKDOCS_2_WARNING := 1
# Without kept bytecode every process of every start would compile for seconds.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run rendering test check docs map lock bench soak clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z%-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.run $(MANUAL) ## Start Aurora with its stores; URL=https://… perceives that site instead of the manual
	@exec $(BIN)/aurora serve $(if $(URL),--perceive '$(URL)')

rendering: $(VENV)/.run ## Install what drives a chromium of the system, so that pages can be rendered
	@$(PACKAGES) --constraint requirements-dev.txt --editable '.[rendering]'

test: $(VENV)/.dev $(MANUAL) ## Run every test on real stores; ARGS=… goes to pytest
	@$(BIN)/pytest --numprocesses 2 --dist loadfile --cov=aurora --cov-branch --cov-report=term:skip-covered $(ARGS)

check: $(VENV)/.dev ## Check style, types, import contracts and security
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/bandit --quiet --recursive src -ll

docs: $(MANUAL) ## Build the manual in English and Portuguese into site/

map: $(VENV)/.run ## Write docs/map.md: context, command, events, projections, queries
	@$(BIN)/aurora map > docs/map.md.new
	@mv docs/map.md.new docs/map.md

lock: $(BIN)/uv ## Pin every package with its hashes; UPGRADE=1 takes newer versions
	@$(COMPILE) --extra dev --output-file requirements-dev.txt
	@$(COMPILE) --extra docs --constraint requirements-dev.txt --output-file requirements.txt

bench: $(BENCHMARKS:%=bench-%) ## Run every benchmark

bench-%: $(VENV)/.dev ## Run one: bench-retrieval, bench-start, bench-search, bench-index, bench-crawl, bench-hosts, bench-login, bench-extraction, bench-rendering
	@$(BIN)/python -m benchmarks.$* $(ARGS)

soak: $(VENV)/.dev ## Kill things for a long time and count what was lost
	@$(BIN)/python -m benchmarks.soak $(ARGS)

clean: ## Remove the built manual and the caches; environment and data stay
	@rm -rf site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
	@find src tests benchmarks migrations -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Aurora needs Python 3.11 or newer: make PYTHON=python3.12 …' >&2; exit 1; }
	@echo 'Making the environment in $(VENV) …'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/.run: requirements.txt pyproject.toml | $(BIN)/uv
	@echo 'Installing what Aurora runs on …'
	@$(PACKAGES) --require-hashes --requirements requirements.txt
	@$(PACKAGES) --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@echo 'Installing what tests and checks need …'
	@$(PACKAGES) --require-hashes --requirements requirements-dev.txt
	@touch $@

$(MANUAL): mkdocs.yml $(shell find docs -type f -not -name '*.new') | $(VENV)/.run
	@echo 'Building the manual …'
	@$(BIN)/mkdocs build --quiet --strict
	@touch $@

# Everything a newcomer needs: `make demo` and `make test`. The rest is for the people who work on it.
SHELL := /bin/bash
.ONESHELL:
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
STAMPS := .local/stamps
FRONT := $(shell find frontend -path frontend/node_modules -prune -o -type f -print 2>/dev/null)
TEXTS := $(shell find safe_employment -name '*.po' 2>/dev/null)
export UV_PROJECT_ENVIRONMENT := $(CURDIR)/.venv
export UV_NO_PROGRESS := 1

.PHONY: help setup demo test check bench format translations screenshots docs clean

help: ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: $(STAMPS)/python $(STAMPS)/front $(STAMPS)/texts ## install everything (the other commands do it themselves)

demo: setup $(STAMPS)/static ## run the whole programme on invented data, with the embedded database
	@SAFE_EMPLOYMENT_MODE=demo exec $(BIN)/safe-employment demo

test: setup ## run all tests, the journeys in a real browser included
	@$(BIN)/uv sync --quiet --frozen --group spark
	@tools/java
	@tools/chromium
	SAFE_EMPLOYMENT_MODE=test $(BIN)/pytest -n auto --dist loadfile $(PYTEST)

check: setup ## lint and types
	@export SAFE_EMPLOYMENT_MODE=test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djlint --check --quiet safe_employment
	$(BIN)/djlint --lint --quiet safe_employment
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python tools/translations.py check
	$(BIN)/python tools/generated_docs.py check
	$(BIN)/safe-employment django makemigrations --check --dry-run
	npm --prefix frontend run --silent check

bench: setup ## every speed and size claim, each beside its peer
	@for claim in matching_speed matching_quality members_import members_pages \
	  labour_law_five_rules labour_law_all_rules labour_law_one_employer \
	  draw_probabilities draw_schedules draw_programme openrosa_intake visits_pages draw_pages visit_app; do \
	  echo "== $$claim"; SAFE_EMPLOYMENT_MODE=test $(BIN)/python -m benchmarks.$$claim; done

format: setup ## put code and templates into their form
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix . && $(BIN)/djlint --reformat --quiet safe_employment || true
	npm --prefix frontend run --silent format

translations: setup ## bring the catalogues up to date
	@$(BIN)/python tools/translations.py update && $(BIN)/python tools/translations.py check

docs: setup ## write the generated pages of the documentation
	@SAFE_EMPLOYMENT_MODE=test $(BIN)/python tools/generated_docs.py

screenshots: setup ## take the pictures of the documentation from a running demonstration
	@SAFE_EMPLOYMENT_MODE=demo $(BIN)/python tools/screenshots.py

clean: ## remove what was set up and the demonstration's data
	@rm -rf .venv .local frontend/node_modules safe_employment/kit/static/built

$(STAMPS)/python: pyproject.toml uv.lock
	@mkdir -p $(STAMPS)
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv sync --quiet --frozen
	@touch $@

$(STAMPS)/front: frontend/package-lock.json $(FRONT)
	@mkdir -p $(STAMPS)
	@npm ci --prefix frontend --silent --no-audit --no-fund
	@npm --prefix frontend run --silent build
	@touch $@

$(STAMPS)/static: $(STAMPS)/front $(STAMPS)/python $(shell find safe_employment -path '*/static/*' -not -path '*/built/*' -type f 2>/dev/null)
	@SAFE_EMPLOYMENT_MODE=demo $(BIN)/safe-employment django collectstatic --no-input --clear --verbosity 0
	@touch $@

$(STAMPS)/texts: $(TEXTS) $(STAMPS)/python
	@mkdir -p $(STAMPS)
	@$(BIN)/python tools/translations.py compile
	@touch $@

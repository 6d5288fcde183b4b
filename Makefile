# Alinéa. `make run` installs, builds the index once and opens the chat; `make help` lists the rest.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
SOURCES := corpus embeddings assistant eval

.DEFAULT_GOAL := help
.PHONY: help install run test check eval ablation bench train learn docs clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

install: $(STAMP) ## install into .venv (again only when the requirements change)

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" && "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Alinéa needs Python 3.11 or later (found: $$("$(PYTHON)" --version 2>&1 || echo none)); try: make PYTHON=/path/to/python3.11 install" >&2; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "Python's venv is missing; on Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

run: install ## open the chat at http://127.0.0.1:7860 (the first time, prepares the model and the index: about three minutes)
	$(BIN)/alinea serve

test: install ## run the tests
	$(BIN)/python -m pytest

check: install ## lint, formatting, types, direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_import_direction.py

eval: install ## measure everything; report under artefacts/, results in eval/results and README.md
	$(BIN)/alinea eval all --output artefacts
	$(BIN)/python -m eval.readme_table --write

ablation: install ## measure what each part of the retrieval is worth; tables in docs/retrieval.md
	$(BIN)/alinea eval ablation

bench: install ## measure times and memory
	$(BIN)/python -m eval.bench

train: install ## train the query adapter from the bank of questions (two cores: under forty minutes)
	$(BIN)/python -m embeddings.training

learn: install ## learn ranking, quoting and confidence, with the adapter as it is
	$(BIN)/python -m eval.learning

docs: install ## write docs/cli.md, and the answer that README.md shows
	$(BIN)/python -m assistant.cli.docs

clean: ## remove the environment and what tools leave behind (the user's cache stays)
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis artefacts
	find $(SOURCES) tests -name __pycache__ -type d -prune -exec rm -rf {} +

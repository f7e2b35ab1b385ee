# Everything runs in .venv; nothing outside this folder is changed. The same without make: see CONTRIBUTING.md.
#
#   make report                         the Korea report, in report/
#   make test PYTHON=python3.12         with a Python of your choice (3.11 or newer)

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
WORKERS ?= 2
PYTHON ?=

.DEFAULT_GOAL := help
.PHONY: help report test lint types notebooks wheel schemas docs bugs bench clean

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

report: $(VENV)/.for-report ## write the report on Korea's choices, English and Korean, to report/
	$(BIN)/mcda report --lang en
	$(BIN)/mcda report --lang ko
	@printf '\nThe reports are in %s/report:\n' "$(CURDIR)"
	@ls -1 report

test: $(VENV)/.for-test lint types ## run every check; ends with the list of what was left out
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

lint: $(VENV)/.for-test ## check style and layout
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.for-test ## check types
	$(BIN)/mypy

notebooks: $(VENV)/.for-test ## run every notebook; the files stay as they are
	$(BIN)/jupyter execute notebooks/*.ipynb

wheel: $(VENV)/.for-test ## build the wheel into dist/
	$(BIN)/python -m build --wheel --no-isolation

schemas: $(VENV)/.for-test ## write the schemas of study files again, after a change of mcda/study/models.py
	$(BIN)/python -c "from pathlib import Path; from mcda.study.schemas import write_schemas; write_schemas(Path('schemas'))"

bugs: $(VENV)/.for-test ## put formula bugs into a copy, one at a time, and see that the tests catch them
	$(BIN)/python tests/seeded_bugs.py

docs: $(VENV)/.for-test ## write docs/methods.md again, after a change of a method
	$(BIN)/python docs/make_methods.py

bench: $(VENV)/.for-test ## run the benchmarks
	@for file in benchmarks/*.py; do echo "$(BIN)/python $$file"; $(BIN)/python "$$file" || exit 1; done

clean: ## remove everything that make has made, .venv too
	rm -rf $(VENV) report dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find mcda tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.for-test: $(VENV)/.made pyproject.toml constraints.txt
	@echo "Installing what the checks need; the first time takes a minute or two."
	$(PIP) install --quiet -e ".[all]" --group dev -c constraints.txt
	@touch $(VENV)/.for-report $@

$(VENV)/.for-report: $(VENV)/.made pyproject.toml constraints.txt
	@echo "Installing what the report needs; the first time takes a minute."
	$(PIP) install --quiet -e ".[report]" -c constraints.txt
	@touch $@

# A Python asked for that is not the one in .venv makes it anew.
ifneq ($(PYTHON),)
ifneq ($(shell "$(PYTHON)" -VV 2>&1),$(shell $(BIN)/python -VV 2>&1))
.PHONY: $(VENV)/.made
endif
endif

# pip 25.1 is the first that reads dependency groups.
$(VENV)/.made:
	@python="$(PYTHON)"; recent='import sys; sys.exit(sys.version_info < (3, 11))'; \
	if [ -z "$$python" ]; then \
	  for name in $(BIN)/python python3 python3.13 python3.12 python3.11 /usr/bin/python3 python; do \
	    if $$name -c "$$recent" >/dev/null 2>&1; then python=$$name; break; fi; \
	  done; \
	fi; \
	if [ -z "$$python" ]; then \
	  echo "error: found no Python 3.11 or newer; install one, or say where it is: make PYTHON=/path/to/python" >&2; exit 1; \
	fi; \
	if ! "$$python" -c "$$recent" >/dev/null 2>&1; then \
	  echo "error: PYTHON=$$python is $$("$$python" --version 2>&1 || true); expected Python 3.11 or newer" >&2; exit 1; \
	fi; \
	if [ "$$python" != "$(BIN)/python" ]; then \
	  echo "$$("$$python" --version) makes $(VENV)"; \
	  if ! "$$python" -m venv --clear $(VENV); then \
	    echo "error: $$python cannot make a virtual environment; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; \
	  fi; \
	fi
	$(PIP) install --quiet --upgrade "pip>=25.1"
	@touch $@

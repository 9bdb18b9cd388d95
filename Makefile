# The two commands of the README: `make build` and `make test`. Needs Python 3.11 or newer with venv and pip.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: build test check clean

build: $(VENV)/installed
	$(BIN)/qgen build

check: $(VENV)/installed
	$(BIN)/qgen check

test: $(VENV)/installed-test
	$(BIN)/python -m pytest

clean:
	rm -rf $(VENV) out build dist *.egg-info

$(VENV)/installed: setup.cfg pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@

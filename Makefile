# The two commands of the README: `make build` and `make test`. Needs Python 3.11 or newer with venv and pip.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

# The oldest Anki that many still have. One environment can't hold two versions of it.
OLDEST = $(VENV)-oldest-anki

.PHONY: build test test-oldest-anki check clean

build: $(VENV)/installed
	$(BIN)/qgen build

check: $(VENV)/installed
	$(BIN)/qgen check

test: $(VENV)/installed-test
	$(BIN)/python -m pytest

test-oldest-anki: $(OLDEST)/installed
	$(OLDEST)/bin/python -m pytest tests/whole/test_updates.py tests/whole/test_release.py tests/whole/test_figures.py tests/whole/test_hostile.py

clean:
	rm -rf $(VENV) $(OLDEST) out build dist *.egg-info

$(VENV)/installed: setup.cfg pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@

$(OLDEST)/installed: setup.cfg pyproject.toml
	$(PYTHON) -m venv $(OLDEST)
	$(OLDEST)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[test]' anki==23.10
	touch $@

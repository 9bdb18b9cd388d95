# The two commands of the README: `make build` and `make test`. Needs Python 3.11 or newer with venv and pip.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

# A file of exact versions to install by. CI names requirements/ci.txt; users get the newest that setup.cfg allows.
CONSTRAINTS ?=
INSTALL = -m pip install --quiet --disable-pip-version-check $(if $(CONSTRAINTS),--constraint $(CONSTRAINTS))

# The oldest Anki that many still have. One environment can't hold two versions of it.
OLDEST = $(VENV)-oldest-anki

# The lowest versions that setup.cfg allows. Their wheels are for Python 3.11; newer ones would build many from source.
LOWEST = $(VENV)-lowest
LOCKING = $(VENV)-lock
COMPILE = $(LOCKING)/bin/uv pip compile --quiet --universal --python-version 3.11 --all-extras \
  --no-annotate --custom-compile-command "make lock"

.PHONY: build check lint quick mutate test test-oldest-anki test-lowest lock clean

build: $(VENV)/installed
	$(BIN)/qgen build

check: $(VENV)/installed
	$(BIN)/qgen check

lint: $(VENV)/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# The tests that need no process, no Anki, no browser and no printing: under a minute, while one edits.
quick: $(VENV)/installed-test
	$(BIN)/python -m pytest -m "not real"

# Whether the quick tests notice mistakes: 60 in each of the modules where they would hurt most, other ones for another SEED.
SEED ?= 1
mutate: $(VENV)/installed-test
	$(BIN)/python tools/mutate.py --sample 60 --seed $(SEED) --at-least 85

test: $(VENV)/installed-test
	$(BIN)/python -m pytest

test-oldest-anki: $(OLDEST)/installed
	$(OLDEST)/bin/python -m pytest tests/whole/test_updates.py tests/whole/test_release.py tests/whole/test_figures.py tests/whole/test_hostile.py

test-lowest: $(LOWEST)/installed
	$(LOWEST)/bin/qgen check
	$(LOWEST)/bin/python -m pytest

# Both files anew, after a change of setup.cfg or to move on. The old files are removed first, or uv would keep their versions.
lock: $(LOCKING)/installed
	rm -f requirements/*.txt
	$(COMPILE) --output-file requirements/ci.txt setup.cfg
	$(COMPILE) --resolution lowest-direct --output-file requirements/lowest.txt setup.cfg

clean:
	rm -rf $(VENV) $(OLDEST) $(LOWEST) $(LOCKING) out build dist *.egg-info

$(VENV)/installed: setup.cfg pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python $(INSTALL) --editable .
	touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(BIN)/python $(INSTALL) --editable '.[test]'
	touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python $(INSTALL) --editable '.[dev]'
	touch $@

# Anki in a second step: what the tests need is newer, and only some of them are about the oldest.
$(OLDEST)/installed: setup.cfg pyproject.toml
	$(PYTHON) -m venv $(OLDEST)
	$(OLDEST)/bin/python $(INSTALL) --editable '.[test]'
	$(OLDEST)/bin/python -m pip install --quiet --disable-pip-version-check anki==23.10
	touch $@

$(LOWEST)/installed: setup.cfg pyproject.toml requirements/lowest.txt
	$(PYTHON) -m venv $(LOWEST)
	$(LOWEST)/bin/python -m pip install --quiet --disable-pip-version-check --constraint requirements/lowest.txt --editable '.[test]'
	touch $@

$(LOCKING)/installed:
	$(PYTHON) -m venv $(LOCKING)
	$(LOCKING)/bin/python -m pip install --quiet --disable-pip-version-check uv
	touch $@

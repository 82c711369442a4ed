# make demo   repair the samples into build/clean and say what was found
# make test   style, types, then all tests and examples
# make clean  forget everything that was built
#
# Both need Python 3.10 or later and nothing else; what they install and keep stays in this folder.

PYTHON ?= python3

VENV := .venv
BIN := $(VENV)/bin

export PIP_CACHE_DIR := $(CURDIR)/build/pip-cache
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test clean

demo: $(VENV)/installed
	rm -rf build/clean
	@echo '$$ mojibake-fix fix samples --output build/clean'
	@$(BIN)/mojibake-fix fix samples --output build/clean; status=$$?; \
	if [ $$status -eq 1 ]; then \
	  echo 'Exit status 1, "something changed", is what a folder of broken files should give.'; \
	  echo 'Compare samples/ with build/clean/, or ask why: $(BIN)/mojibake-fix explain samples/work.injected.txt'; \
	else \
	  echo "Exit status $$status, not 1, \"something changed\": the demo failed." >&2; exit 1; \
	fi

# All of it runs whatever fails; pytest comes last, so that its summary is the last thing to be read.
test: $(VENV)/ready-to-test
	@failed=0; \
	run() { echo "$$*"; $(BIN)/"$$@" || failed=1; }; \
	run ruff check .; \
	run ruff format --check .; \
	run mypy mojibake_fix tools; \
	run python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal; \
	exit $$failed

clean:
	rm -rf $(VENV) build dist mojibake_fix/native/core.so .pytest_cache .mypy_cache .ruff_cache .hypothesis

# The stamps keep the second run from installing anything again. Installed as "editable": the command runs this source.
$(VENV)/installed: pyproject.toml hatch_build.py $(wildcard mojibake_fix/native/*.[ch])
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

# Dependency groups need pip 25.1; tests/test_package.py builds with the backend that pyproject.toml names.
$(VENV)/ready-to-test: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --group test --group build 'hatchling>=1.26'
	@touch $@

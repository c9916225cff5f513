# Every target makes the environment it needs; nothing is installed outside this folder.
PYTHON ?= python3
ENV := .venv
SERVER := .venv-server

.PHONY: run test lint bench clean

run: $(ENV)/.ready $(SERVER)/.ready ## crawled pages to a dataset version, with Label Studio
	$(ENV)/bin/annot run seeds --exports work/exports/policy-ner

test: $(ENV)/.ready $(SERVER)/.ready ## all tests, with the real Label Studio and a real browser
	$(ENV)/bin/pytest

lint: $(ENV)/.ready ## style and types
	$(ENV)/bin/ruff check .
	$(ENV)/bin/ruff format --check .
	$(ENV)/bin/mypy

bench: $(ENV)/.ready ## ratios beside other tools, measured in one run
	$(ENV)/bin/python -m benchmarks

clean: ## remove environments and working files; releases stay
	rm -rf $(ENV) $(SERVER) .venv-* work .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(ENV)/.ready: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(ENV)
	$(ENV)/bin/pip install --quiet --requirement requirements.txt
	$(ENV)/bin/pip install --quiet --no-deps --editable .
	touch $@

# Label Studio pins an older pyarrow than datasets wants, so it lives in an environment of its own.
$(SERVER)/.ready: annot/labelstudio/requirements-server.txt
	$(PYTHON) -m venv $(SERVER)
	$(SERVER)/bin/pip install --quiet --requirement annot/labelstudio/requirements-server.txt
	touch $@

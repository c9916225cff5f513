# Every target makes the environment it needs; nothing is installed outside this folder.
PYTHON ?= python3
ENV := .venv
SERVER := .venv-server
PEERS := .venv-peers
COMPILED := work/compiled

.PHONY: run test lint bench benchmarks compiled clean

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

compiled: $(COMPILED)/.ready ## the hot modules compiled, and their speed
	PYTHONPATH=$(COMPILED) $(ENV)/bin/python -P benchmarks/annotate.py
	PYTHONPATH=$(COMPILED) $(ENV)/bin/python -P benchmarks/metrics.py

benchmarks: $(PEERS)/.ready $(COMPILED)/.ready ## the same with every peer, pure and compiled
	$(PEERS)/bin/python -m benchmarks annotate metrics
	PYTHONPATH=$(COMPILED) $(PEERS)/bin/python -P benchmarks/annotate.py
	PYTHONPATH=$(COMPILED) $(PEERS)/bin/python -P benchmarks/metrics.py

clean: ## remove environments and working files; releases stay
	rm -rf $(ENV) $(SERVER) .venv-* work .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(ENV)/.ready: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(ENV)
	$(ENV)/bin/pip install --quiet --requirement requirements.txt
	$(ENV)/bin/pip install --quiet --no-deps --editable .
	touch $@

# A wheel with the hot modules compiled, laid out in a folder that PYTHONPATH can name.
$(COMPILED)/.ready: $(ENV)/.ready hatch_build.py $(wildcard annot/*.py annot/annotate/* annot/metrics/*)
	rm -rf $(COMPILED)
	ANNOT_COMPILE=1 $(ENV)/bin/pip install --quiet --no-deps --target $(COMPILED) .
	touch $@

# Some peers pin old packages, and one has a GPL part: they stay out of the project's own environment. The last LAC
# builds with an old setuptools only, which therefore comes first.
$(PEERS)/.ready: requirements.txt benchmarks/requirements-peers.txt
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet "setuptools<81" wheel
	$(PEERS)/bin/pip install --quiet --no-build-isolation -r benchmarks/requirements-peers.txt -r requirements.txt
	$(PEERS)/bin/pip install --quiet --no-deps --editable .
	touch $@

# Label Studio pins an older pyarrow than datasets wants, so it lives in an environment of its own.
$(SERVER)/.ready: annot/labelstudio/requirements-server.txt
	$(PYTHON) -m venv $(SERVER)
	$(SERVER)/bin/pip install --quiet --requirement annot/labelstudio/requirements-server.txt
	touch $@

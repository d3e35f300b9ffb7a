# Everything that a fresh machine needs is Python 3.11, make and a package index.
#
# `uv` installs the locked dependencies. Where there is none on PATH, it is installed once into
# .uv/, by pip in an environment of its own, or by pip alone where Python came without venv.

UV := $(or $(shell command -v uv 2>/dev/null),.uv/bin/uv)
PYTHON ?= python3
RUN := $(UV) run --locked

# The linters' dbt takes the write lock of a warehouse: give it one that no build uses.
LINT_ENV := QUSHU_WAREHOUSE=target/lint/warehouse.duckdb

# Texts and a gold standard of one's own, where they lie beside the project.
SHARED := ../shared

.DEFAULT_GOAL := help
.PHONY: help build test test-targets endurance lint format score bench bench-scale ablation readme clean

help: ## list what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: $(UV) ## build and publish a release of the embedded corpus
	@echo "Installing what uv.lock lists"
	@$(UV) sync --locked --quiet
	@$(RUN) qushu build

test: $(UV) ## run every test
	@$(UV) sync --locked --quiet
	@$(RUN) pytest --numprocesses auto --dist loadfile

endurance: $(UV) ## try what takes hours: kills, readers, 10,000 texts, full disks, fuzz
	@$(RUN) pytest -m endurance

test-targets: $(UV) ## build on PostgreSQL and Spark too, and compare (needs both, and Java 17)
	@$(RUN) --group postgres --group spark pytest -m targets

lint: $(UV) ## check style, types, SQL, YAML and the conventions of dbt
	@mkdir -p target/lint
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(RUN) yamllint --strict .
	$(LINT_ENV) $(RUN) dbt parse --quiet --no-partial-parse
	$(LINT_ENV) $(RUN) sqlfluff lint --disable-progress-bar models tests/singular
	$(RUN) dbt-bouncer

format: $(UV) ## rewrite Python and SQL in the house style
	$(RUN) ruff check --fix .
	$(RUN) ruff format .
	$(LINT_ENV) $(RUN) sqlfluff fix models

score: $(UV) ## score the reader against the gold standards
	@$(RUN) qushu build --releases target/score/embedded >/dev/null
	@echo "corpus/gold"
	@$(RUN) qushu score --releases target/score/embedded
	@if [ -d $(SHARED)/gold ]; then \
		$(RUN) qushu build --corpus $(SHARED)/corpus --releases target/score/shared >/dev/null && \
		echo "$(SHARED)/gold" && \
		$(RUN) qushu score --releases target/score/shared --gold $(SHARED)/gold; \
	fi

bench: $(UV) ## measure how fast the reader is, and what it needs (about ten minutes)
	@$(RUN) --group bench python scripts/bench.py

bench-scale: $(UV) ## measure what size costs, up to a million facts (about an hour)
	@$(RUN) python scripts/bench_scale.py

ablation: $(UV) ## say what each mechanism of the reader brings
	@$(RUN) python scripts/ablation.py

readme: $(UV) ## rewrite the outputs shown in README.md and docs/
	@$(RUN) python scripts/readme.py

clean: ## remove what builds leave, releases apart
	rm -rf dist target logs .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -not -path './.uv/*' -prune -exec rm -rf {} +

.uv/bin/uv:
	@echo "Installing uv into .uv/ (there is none on PATH)"
	@rm -rf .uv
	@if $(PYTHON) -m venv .uv >/dev/null 2>&1; then \
		.uv/bin/python -m pip install --quiet --disable-pip-version-check uv; \
	elif $(PYTHON) -m pip --version >/dev/null 2>&1; then \
		rm -rf .uv && \
		$(PYTHON) -m pip install --quiet --disable-pip-version-check --target .uv uv; \
	else \
		echo "$(PYTHON) has neither venv nor pip: install one of them" \
			"(Debian: apt-get install python3-venv) or uv itself" >&2; \
		rm -rf .uv; exit 1; \
	fi

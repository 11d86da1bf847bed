# Two targets do all the set-up: `make up` runs the sandbox, `make test` runs every check.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
TRAIN := .venv-train
ARGS ?=
NPM := $(shell command -v npm)
WEB := $(shell find web -name node_modules -prune -o -name schema.d.ts -o -type f -print 2>/dev/null)

.PHONY: help no-web openapi posters shots up test bench tagger lock lint clean
help:
	@echo "make up     set up and start the sandbox (ARGS=\"--now 2026-02-10T10:00\" to start its clocks there)"
	@echo "make test   every check: lint, types, floors, unit, contracts, simulation, end to end"
	@echo "make bench  measure; slow, needs a quiet machine"
	@echo "make tagger train the net that tags sentences (about ten minutes; ARGS=\"--epochs 3\" to try)"
	@echo "make posters  draw anew the pictures that invitations are written onto"
	@echo "make openapi  write down the api anew, from which the web app's types are made"
	@echo "make shots  take a picture of every page of the web app (in .bangwo/shots)"
	@echo "make lock   resolve requirements/*.in anew"
	@echo "make clean  forget the virtual environment and the sandbox's data"

up: .make/run $(if $(NPM),.make/web,no-web)
	@exec $(BIN)/bangwo up $(ARGS)

test: .make/test $(if $(NPM),.make/web,no-web)
	@$(BIN)/python -m tests.gate

bench: .make/run
	@$(BIN)/bangwo bench all

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "Bangwo needs Python 3.11: on Debian 12, apt-get install python3 python3-venv"; exit 1; }
	@echo "· making a virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV) || { echo "On Debian and Ubuntu: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }

.make/run: $(BIN)/python requirements/run.txt pyproject.toml
	@echo "· installing what Bangwo needs (once, about a minute)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src
	@mkdir -p .make && touch $@

.make/test: .make/run requirements/test.txt
	@echo "· installing what the tests need (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@mkdir -p .make && touch $@

tagger: .make/train
	@$(TRAIN)/bin/python -m training $(ARGS)

.make/train: requirements/train.in
	@echo "· installing what training needs (once, a few minutes)"
	@$(PYTHON) -m venv $(TRAIN)
	@$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements/train.in
	@$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@mkdir -p .make && touch $@

.make/web-parts: web/package-lock.json
	@echo "· fetching what the web app is built with (once)"
	@mkdir -p .make
	@(cd web && npm ci) >.make/web.log 2>&1 && touch $@ || tail -n 5 .make/web.log

.make/web: .make/web-parts $(WEB)
	@echo "· building the web app"
	@(cd web && npm run build) >.make/web.log 2>&1 && touch $@ || { tail -n 20 .make/web.log; \
		echo "· the web app could not be built (it wants Node 20.19 or newer); everything else works"; }

openapi: .make/test
	@PYTHONPATH=tests $(BIN)/python -m edge.document > web/openapi.json

posters: .make/test
	@PYTHONPATH=tests $(BIN)/python -m browser.posters

shots: .make/test .make/web
	@PYTHONPATH=tests $(BIN)/python -m browser.shots $(ARGS)

no-web:
	@echo "· there is no Node here, so the web app is not built; everything else works"

lock: $(BIN)/python
	@$(BIN)/python -m pip install --quiet uv
	@for each in run test; do $(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-header \
		--python-version 3.11 -o requirements/$$each.txt requirements/$$each.in; done

clean:
	@rm -rf $(VENV) $(TRAIN) .make .bangwo web/node_modules src/bangwo/site

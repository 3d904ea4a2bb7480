# Every target does its own set-up first; see installer/setup.sh and installer/prepare.py.
PYTHON := .venv/bin/python

.PHONY: run test check bench docs lock installer demo format

run:
	@sh installer/setup.sh run
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		$(PYTHON) -m crmr_desk --demo; \
	else \
		echo "Pas d’écran ici : la démonstration se déroule hors écran, dans le dossier demo/."; \
		$(PYTHON) -m crmr_desk demo demo; \
	fi

demo:
	@sh installer/setup.sh run
	@$(PYTHON) -m crmr_desk demo demo

# What Python and pytest compile is kept whatever the shell says: each worker would do it all again, for seven seconds.
# Files go out in their order, not the fullest first: the last ones are quick, so that both workers end together.
test:
	@sh installer/setup.sh dev
	@PYTHONDONTWRITEBYTECODE= QT_QPA_PLATFORM=offscreen \
		$(PYTHON) -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder -m "not slow"

check:
	@sh installer/setup.sh dev
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy

format:
	@sh installer/setup.sh dev
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .

bench:
	@sh installer/setup.sh dev
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m benchmarks

docs:
	@sh installer/setup.sh dev
	@$(PYTHON) -m crmr_desk.model.law.table docs/procedures.md

installer:
	@sh installer/setup.sh dev
	@$(PYTHON) -m installer.build

lock:
	@sh installer/setup.sh dev
	@sh installer/lock.sh

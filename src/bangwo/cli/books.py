"""Books: the audit of what is stored, the simulation of what could be, and the measure of how fast it is."""

import asyncio
import os
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

from bangwo.app.audit import Audit
from bangwo.cli import place, show
from bangwo.cli.exits import Exit, Stop
from bangwo.core.errors import Unavailable
from bangwo.domain.money import Money
from bangwo.settings import Settings, read


def audited(data: Path, as_json: bool) -> None:
    """Compare the books of the running Bangwo with those of its providers and its payment service."""
    from bangwo.compose import CannotCompose

    running = place.find(data)
    own = read(dict(running.environment) if running else os.environ)
    try:
        done = asyncio.run(_audit(replace(own, data=data)))
    except (CannotCompose, Unavailable) as error:
        raise Stop(f"the books cannot be read: {error}", Exit.UNREACHABLE) from None
    if as_json:
        show.as_json({**asdict(done), "clean": not done.findings})
    else:
        print(
            f"{done.orders} orders, {done.open_orders} on their way, {Money(done.charged_fen)} kept of what was charged"
        )
        print("\n".join(f"✗ {each}" for each in done.findings) or "✓ ledger, orders, provider orders and charges agree")
    if done.findings:
        raise Stop(f"{len(done.findings)} findings")


async def _audit(own: Settings) -> Audit:
    from bangwo.app.audit import audit
    from bangwo.compose import reached

    async with reached(own) as core:
        world = core.world
        return await audit(core.books, world.providers, world.payments, world.statement, core.clock.now())


def simulated(seed: int, steps: int, as_json: bool) -> None:
    """Play the simulation; a broken invariant is printed with its shortest replay."""
    from bangwo.simulation.run import run

    if sys.stderr.isatty():
        from rich.progress import Progress

        with Progress(transient=True) as bar:
            task = bar.add_task("simulating", total=steps)
            report = run(seed, steps, lambda step: bar.update(task, completed=step))
    else:
        report = run(seed, steps)
    broken = report.failure
    if as_json:
        orders, crashes = dict(report.orders), dict(report.crashes)
        found = None if broken is None else str(broken)
        show.as_json({"seed": seed, "steps": report.steps, "orders": orders, "crashes": crashes, "failure": found})
    else:
        counts = " · ".join(f"{state} {count}" for state, count in sorted(report.orders.items()))
        print(f"seed {seed}: {report.steps} steps, {sum(report.crashes.values())} crashes; orders: {counts}")
    if broken is not None:
        print(broken, file=sys.stderr)
        raise Stop("an invariant broke")


def measured(name: str, as_json: bool) -> None:
    """Run a benchmark of the `bench` folder beside the source."""
    root = Path(__file__).resolve().parents[3]
    if not (root / "bench").is_dir():
        raise Stop("the benchmarks are in the source tree: clone it, and run from there", Exit.USAGE)
    words = [sys.executable, "-m", "bench", name, *(["--json"] if as_json else [])]
    code = subprocess.run(words, cwd=root, check=False).returncode
    if code:
        raise Stop(
            f"the benchmark {name} failed (exit code {code})", Exit.USAGE if code == Exit.USAGE else Exit.REFUSED
        )

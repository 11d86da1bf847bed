"""Run: plays a seed step by step, audits after each, and shrinks what fails to the shortest replay it can find."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from bangwo.core.errors import Bug
from bangwo.simulation.moves import MOVES
from bangwo.simulation.world import STRAIGHT, Bend, World

CHAPTER = 400
"""Steps in one world, which then comes to its end and is audited as a whole."""
PIECES_MAX = 8
SHRINKING_RUNS_MAX = 250

OnStep = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what kind of thing happens, and the seed of all that is chance in it."""

    kind: str
    seed: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.seed}"


@dataclass(frozen=True, slots=True)
class Failure:
    """An invariant that broke: where, how, and the shortest way there that was found."""

    seed: int
    chapter: int
    world_seed: int
    findings: tuple[str, ...]
    replay: tuple[Step, ...]

    def __str__(self) -> str:
        lines = [f"seed {self.seed}, chapter {self.chapter} (world {self.world_seed}):"]
        lines += [f"  ! {finding}" for finding in self.findings[:10]]
        lines += [f"shortest replay, {len(self.replay)} steps:", "  " + " ".join(map(str, self.replay))]
        return "\n".join(lines)


@dataclass(slots=True)
class Report:
    """What a simulation saw."""

    seed: int
    steps: int = 0
    orders: Counter[str] = field(default_factory=Counter[str])
    crashes: Counter[str] = field(default_factory=Counter[str])
    failure: Failure | None = None


def run(seed: int, steps: int, on_step: OnStep | None = None, bend: Bend = STRAIGHT) -> Report:
    """Play so many steps of a seed, in worlds of `CHAPTER` steps each; it stops at the first broken invariant."""
    report = Report(seed)
    chance = Random(seed)
    chapter = 0
    while report.steps < steps:
        world_seed = chance.getrandbits(32)
        plan = _plan(world_seed, min(CHAPTER, steps - report.steps))
        world = World(world_seed, bend)
        findings = _play(world, plan, on_step, report.steps)
        report.steps += len(plan)
        report.orders.update(order.state.value for order in world.orders())
        report.crashes.update(world.loop.crashed_at)
        if findings:
            shortest = shrink(world_seed, plan, findings, bend)
            report.failure = Failure(seed, chapter, world_seed, tuple(findings), shortest)
            return report
        chapter += 1
    return report


def replay(world_seed: int, plan: Sequence[Step], bend: Bend = STRAIGHT) -> list[str]:
    """What is wrong after these steps of a world."""
    return _play(World(world_seed, bend), plan)


def shrink(world_seed: int, plan: Sequence[Step], findings: Sequence[str], bend: Bend) -> tuple[Step, ...]:
    """The shortest plan found that still breaks the same thing: ever smaller pieces are left out."""
    best, size, runs = tuple(plan), max(1, len(plan) // 2), 0
    wanted = _kind(findings)
    while size >= 1 and runs < SHRINKING_RUNS_MAX:
        at, shorter = 0, False
        while at < len(best) and runs < SHRINKING_RUNS_MAX:
            fewer = best[:at] + best[at + size :]
            runs += 1
            if _kind(replay(world_seed, fewer, bend)) == wanted:
                best, shorter = fewer, True
            else:
                at += size
        if not shorter or size > len(best):
            size //= 2
    return best


def _kind(findings: Sequence[str]) -> str:
    """The first finding without its ids and numbers: what it is about."""
    return re.sub(r"\b\w*_\w{6,}|\d+", "…", findings[0]) if findings else ""


def _plan(world_seed: int, many: int) -> tuple[Step, ...]:
    chance = Random(world_seed)
    weights = [weight for _, weight in MOVES.values()]
    return tuple(Step(kind, chance.getrandbits(32)) for kind in chance.choices(list(MOVES), weights, k=many))


def _play(world: World, plan: Sequence[Step], on_step: OnStep | None = None, first: int = 0) -> list[str]:
    try:
        for number, step in enumerate(plan):
            _make(world, step)
            if findings := world.audit():
                return findings
            if on_step is not None:
                on_step(first + number + 1)
        return world.settle()
    except Bug as bug:
        return [f"bug: {bug}"]
    finally:
        world.loop.end()


def _make(world: World, step: Step) -> None:
    chance = world.loop.random = Random(step.seed)
    move, _ = MOVES[step.kind]
    move(world, chance)
    world.loop.spin(chance.randint(0, PIECES_MAX))
    for wire in world.wires:
        wire.deliver()

"""Loop: coroutines stepped one at a time, in virtual time, in an order that a seed chooses."""

from collections.abc import Coroutine, Generator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from types import coroutine

from bangwo.core.clock import ManualClock
from bangwo.core.errors import Bug, Conflict, Refused, Unavailable


class Crash(BaseException):
    """The process dies here. Not an Exception: nothing in the app may catch it."""


@coroutine
def pause(until: datetime | None = None) -> Generator[datetime | None, None, None]:
    """Let others go first, or sleep until a moment of virtual time."""
    yield until


@dataclass(slots=True)
class Task:
    """Something under way in a process."""

    name: str
    process: str
    coro: Coroutine[datetime | None, None, object]
    wake_at: datetime | None = None


@dataclass(slots=True)
class Loop:
    """All tasks of all processes. `random` is given anew at every step: a dropped step leaves the others alike."""

    clock: ManualClock
    random: Random
    tasks: list[Task] = field(default_factory=list[Task])
    current: str = ""
    armed: dict[str, str] = field(default_factory=dict[str, str])
    crashed_at: list[str] = field(default_factory=list[str])

    def spawn(self, name: str, process: str, coro: Coroutine[datetime | None, None, object]) -> None:
        """Begin something."""
        self.tasks.append(Task(name, process, coro))

    def hook(self, point: str) -> None:
        """What every crash point calls in passing."""
        if self.armed.get(self.current) == point:
            del self.armed[self.current]
            self.crashed_at.append(point)
            raise Crash(point)

    def spin(self, many: int) -> None:
        """Let so many pieces of whatever can go on go on."""
        for _ in range(many):
            ready = [task for task in self.tasks if task.wake_at is None or task.wake_at <= self.clock.now()]
            if not ready:
                return
            self._go_on(ready[self.random.randrange(len(ready))])

    def advance(self, by: timedelta) -> None:
        """Let time pass."""
        self.clock.advance(by)

    def kill(self, process: str) -> None:
        """End a process where it stands: all that was only in its memory is gone."""
        dying = [task for task in self.tasks if task.process == process]
        self.tasks = [task for task in self.tasks if task.process != process]
        for task in dying:
            task.coro.close()

    def end(self) -> None:
        """Everything stops for good."""
        for task in self.tasks:
            task.coro.close()
        self.tasks.clear()

    def _go_on(self, task: Task) -> None:
        self.current = task.process
        try:
            task.wake_at = task.coro.send(None)
        except StopIteration:
            self.tasks.remove(task)
        except (Refused, Conflict, Unavailable):
            self.tasks.remove(task)  # what a person would be told
        except Crash:
            self.tasks.remove(task)
            self.kill(task.process)
        except Exception as error:  # the edge of a process: it is told with the seed
            self.tasks.remove(task)
            raise Bug(f"{task.name}: {error!r}") from error

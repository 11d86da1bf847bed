"""Reading: what sentences mean, one or a file of them, without anything running."""

import json
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import cast

from bangwo.cli import show
from bangwo.cli.exits import Exit, Stop
from bangwo.core.clock import LOCAL
from bangwo.core.json import Json

Read = Callable[[str, datetime], dict[str, Json]]


def understood(text: str, now: datetime | None, batch: Path | None, as_json: bool) -> None:
    """The acts of a sentence, or of each line of a file."""
    from bangwo.adapters import tagger
    from bangwo.domain.act import act_json
    from bangwo.language.lexicon import Lexicon
    from bangwo.language.understand import Ears, understand

    ears = Ears(Lexicon.basic(), tagger.shipped())

    def read(sentence: str, at: datetime) -> dict[str, Json]:
        return {"acts": [act_json(each) for each in understand(sentence, at, ears)]}

    _answer(read, text, now, batch, as_json)


def explained(text: str, now: datetime | None, as_json: bool) -> None:
    """What each layer of the understander made of a sentence."""
    from bangwo.adapters import tagger
    from bangwo.language.explain import explained as layers
    from bangwo.language.lexicon import Lexicon
    from bangwo.language.understand import Ears

    found = layers(_said(text), now or datetime.now(LOCAL), Ears(Lexicon.basic(), tagger.shipped()))
    if as_json:
        show.as_json({layer.name: list(layer.found) for layer in found})
        return
    for layer in found:
        print(layer.name)
        for line in layer.found:
            print(f"  {line}")


def counted(text: str, now: datetime | None, batch: Path | None, as_json: bool) -> None:
    """The quantities of a sentence, or of each line of a file."""
    from bangwo.language.quantities import find, found_json

    def read(sentence: str, at: datetime) -> dict[str, Json]:
        return {"found": [found_json(each) for each in find(sentence, at)]}

    _answer(read, text, now, batch, as_json)


def _answer(read: Read, text: str, now: datetime | None, batch: Path | None, as_json: bool) -> None:
    at = now or datetime.now(LOCAL)
    if batch is not None:
        for line in _lines(batch):
            sentence, named = line.get("text"), line.get("now")
            if not isinstance(sentence, str):
                raise Stop(f'a line lacks "text": {json.dumps(line, ensure_ascii=False)[:200]}', Exit.USAGE)
            moment = _local(named) if isinstance(named, str) else at
            print(json.dumps({"id": line.get("id"), **read(sentence, moment)}, ensure_ascii=False))
        return
    answer = read(_said(text), at)
    if as_json:
        show.as_json(answer)
    else:
        _print(answer)


def _said(text: str) -> str:
    if not text:
        raise Stop('say a sentence, e.g. bangwo understand "帮我点一杯奶茶"', Exit.USAGE)
    return text


def _print(answer: dict[str, Json]) -> None:
    for group in answer.values():
        for each in cast("list[dict[str, Json]]", group):
            print("  ".join(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in each.items()))


def _local(text: str) -> datetime:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise Stop(f"{text!r} is no moment: write it like 2026-02-10T10:00", Exit.USAGE) from None
    return read.replace(tzinfo=LOCAL) if read.tzinfo is None else read.astimezone(LOCAL)


def _lines(batch: Path) -> Iterator[dict[str, Json]]:
    with _opened(batch) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                parsed: object = json.loads(line)
            except ValueError:
                parsed = None
            if not isinstance(parsed, dict):
                raise Stop(f"line {number} of {batch} is no JSON object", Exit.USAGE)
            yield cast("dict[str, Json]", parsed)


@contextmanager
def _opened(batch: Path) -> Generator[Iterable[str]]:
    if str(batch) == "-":
        yield sys.stdin
        return
    try:
        file = batch.open(encoding="utf-8")
    except OSError as error:
        raise Stop(f"{batch} cannot be read: {error.strerror}", Exit.USAGE) from None
    with file:
        yield file

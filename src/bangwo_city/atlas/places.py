"""Places: what there is in the city, and which of it fits what somebody looks for."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from bangwo_city import geography
from bangwo_city.atlas import plane
from bangwo_city.atlas.lines import Line, lines
from bangwo_city.geography import CENTRE, CITY, STREETS, Point

_HOURS = re.compile(r"\d\d:\d\d-\d\d:\d\d")
_ROUND_THE_CLOCK = ("24小时", "通宵", "24h")
"""Said of places that never close."""
_NOISE = re.compile(r"^(?:附近|最近|周边|旁边|离我最近)的?|^云湖市(?=.)|[\s,，。]+|(?:在哪儿?|怎么走|有没有|有吗)$")


@dataclass(frozen=True, slots=True)
class Place:
    """A place with a name."""

    place_id: str
    name: str
    kind: str
    address: str
    point: Point
    rating: int  # tenths
    opens: str
    closes: str  # equal to `opens`: always open
    words: tuple[str, ...] = ()  # other names


@dataclass(frozen=True, slots=True)
class Kind:
    """Places of one sort, and how people call it."""

    name: str
    words: tuple[str, ...]
    hours: str = ""
    pattern: str = ""


_METRO = Kind("地铁站", ("地铁", "地铁口", "metro", "subway", "metro station"))
_BUS = Kind("公交站", ("公交", "公交车站", "bus stop"))


@dataclass(frozen=True, slots=True)
class Found:
    """A place, how well it fits (more is better) and how far it is."""

    place: Place
    fits: int
    metres: int


class Places:
    """All places, searched by text and nearness."""

    def __init__(self, places: Iterable[Place], kinds: Iterable[Kind]) -> None:
        self.all = tuple(places)
        self.kinds = {word: kind.name for kind in kinds for word in (kind.name.lower(), *kind.words)}
        self._by_name = {word: each for each in reversed(self.all) for word in (each.name.lower(), *each.words)}

    def named(self, text: str) -> Place | None:
        """The place of exactly this name."""
        return self._by_name.get(_plain(text))

    def mentioned(self, text: str) -> Place | None:
        """The place of the longest name that the text holds."""
        plain = _plain(text)
        held = [name for name in self._by_name if len(name) > 2 and name in plain]
        return self._by_name[max(held, key=len)] if held else None

    def search(self, text: str, near: Point | None, radius_m: int | None, limit: int) -> list[Found]:
        """What fits the text, best first: by name before by kind, then the nearer (or, near nothing, the better)."""
        plain = _plain(text)
        always = next((word for word in _ROUND_THE_CLOCK if word in plain), "")
        asked = plain.replace(always, "").removeprefix("的") if always else plain
        kind = self._kind(asked)
        found: list[Found] = []
        for place in self.all:
            metres = place.point.metres_to(near or CENTRE)
            if radius_m is not None and metres > radius_m:
                continue
            if always and place.opens != place.closes:
                continue
            fits = _fits(place, asked, kind)
            if fits:
                found.append(Found(place, fits, metres))
        found.sort(key=lambda each: (-each.fits, each.metres if near else -each.place.rating, each.metres))
        return found[:limit]

    def _kind(self, asked: str) -> str:
        """The kind that a text names, by itself or as its last word: 便宜的停车场."""
        if asked in self.kinds:
            return self.kinds[asked]
        ends = [word for word in self.kinds if len(word) > 1 and asked.endswith(f"的{word}")]
        return self.kinds[max(ends, key=len)] if ends else ""


def _fits(place: Place, asked: str, kind: str) -> int:
    """4: it is called so; 3: it is of that kind; 2: its name holds it; 1: it holds the name; 0: no."""
    name = place.name.lower()
    if not asked:
        return 1
    if asked == name or asked in place.words:
        return 4
    if kind:
        return 3 if place.kind == kind else 0
    if asked in name or any(asked in word for word in place.words):
        return 2
    return 1 if len(name) > 1 and (name in asked or any(len(word) > 2 and word in asked for word in place.words)) else 0


def _plain(text: str) -> str:
    return _NOISE.sub("", _NOISE.sub("", text.strip().lower()))


def read_places(text: str) -> tuple[list[Place], list[Kind]]:
    """The places of a file with their kinds."""
    kinds: list[Kind] = []
    places: list[Place] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("kind "):
            head, _, words = line.partition("|")
            _, name, hours, pattern = head.split()
            kinds.append(Kind(name, _words(words), hours, pattern))
        else:
            places += _branches(line, kinds[-1]) if re.search(r"^\S+ x\d+", line) else [_single(line, kinds[-1])]
    return places, kinds


def _single(line: str, kind: Kind) -> Place:
    name, address, hours, words = ([each.strip() for each in line.split("|")] + ["", ""])[:4]
    return _place(name, kind, address, hours or kind.hours, _words(words))


def _branches(line: str, kind: Kind) -> Iterator[Place]:
    """So many branches, each on a road of its own as long as there are roads."""
    head, _, words = line.partition("|")
    name, count, *hours = head.split()
    roads = [each for each in STREETS if each.last_number]
    roads.sort(key=lambda road: -road.last_number * (0.15 + _chance(kind.name, name, road.name)))
    for number in range(int(count[1:])):
        road = roads[number % len(roads)]
        house = 1 + int(_chance(name, road.name, number) * road.last_number)
        address = f"{road.name}{house}号"
        full = kind.pattern.format(name=name, at=road.name)
        yield _place(full, kind, address, hours[0] if hours else kind.hours, _words(words))


def _place(name: str, kind: Kind, address: str, hours: str, words: tuple[str, ...]) -> Place:
    if not _HOURS.fullmatch(hours):
        raise ValueError(f"{name} has no hours that can be read: {hours!r}")
    opens, closes = hours.split("-")
    where = geography.locate(address)
    return Place(
        _place_id(kind.name, name), name, kind.name, f"{CITY}{address}", where, _rating(name), opens, closes, words
    )


def _stations() -> Iterator[Place]:
    """The stops of metro and bus lines."""
    serving: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines():
        for stop in line.stops:
            serving[line.kind, stop.said].append(line)
    for (kind, said), every in serving.items():
        serve = [line for line in every if line.first < line.last] or every  # by day, where it is served by day
        of, vehicle = (_METRO, "地铁") if kind == "metro" else (_BUS, "公交")
        spot = next(stop.spot for stop in serve[0].stops if stop.said == said)
        yield Place(
            place_id=_place_id(of.name, said),
            name=f"{said}（{vehicle}）",
            kind=of.name,
            address="/".join(dict.fromkeys(line.name for line in every)),
            point=plane.point(spot),
            rating=_rating(f"{vehicle}{said}"),
            opens=min(line.first for line in serve).isoformat("minutes"),
            closes=max(line.last for line in serve).isoformat("minutes"),
            words=(f"{said.removesuffix('站')}{of.name}", f"{vehicle}{said}"),
        )


def _place_id(kind: str, name: str) -> str:
    return f"pl_{hashlib.blake2b(f'{kind}|{name}'.encode(), digest_size=6).hexdigest()}"


def _rating(name: str) -> int:
    return 38 + int(_chance("rating", name) * 12)


def _words(text: str) -> tuple[str, ...]:
    return tuple(each.lower().replace("_", " ") for each in text.split())


def _chance(*about: str | int) -> float:
    digest = hashlib.blake2b("|".join(map(str, about)).encode(), digest_size=6).digest()
    return int.from_bytes(digest, "big") / 2**48


@lru_cache(maxsize=1)
def places() -> Places:
    """The places of 云湖市, the same whatever the seed."""
    listed, kinds = read_places((files("bangwo_city.atlas") / "places.txt").read_text("utf-8"))
    return Places([*listed, *_stations()], [*kinds, _METRO, _BUS])


@lru_cache(maxsize=20_000)
def locate(text: str) -> Point:
    """Where any text lies: at the place of this name, where the map says, or at a place that it names in passing."""
    known = places()
    place = known.named(text)
    if place is None and not geography.named(re.sub(r"\s+", "", text)):
        place = known.mentioned(text)
    return geography.locate(text) if place is None else place.point

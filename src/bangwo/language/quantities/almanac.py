"""Almanac: lunar days and solar terms as dates, with types around a library that has none."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
from datetime import date


def solar_of(year: int, month: int, day: int) -> date:
    """The solar date of a day of the lunar calendar."""
    from lunar_python import Lunar  # noqa: PLC0415  # pyright: ignore[reportMissingTypeStubs] (its tables load slowly)

    solar = Lunar.fromYmd(year, month, day).getSolar()
    return date(int(solar.getYear()), int(solar.getMonth()), int(solar.getDay()))


def term_of(year: int, name: str) -> date:
    """The day of a solar term of that year."""
    from lunar_python import Lunar  # noqa: PLC0415  # pyright: ignore[reportMissingTypeStubs]

    solar = Lunar.fromYmd(year, 6, 1).getJieQiTable()[name]
    return date(int(solar.getYear()), int(solar.getMonth()), int(solar.getDay()))


def animal_of(day: date) -> str:
    """The zodiac animal of the lunar year in which a day lies."""
    from lunar_python import Solar  # noqa: PLC0415  # pyright: ignore[reportMissingTypeStubs]

    return str(Solar.fromYmd(day.year, day.month, day.day).getLunar().getYearShengXiao())

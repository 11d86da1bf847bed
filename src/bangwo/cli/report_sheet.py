"""Report sheet: a report as tiles and charts, in English or in Chinese."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from bangwo.cli.charts.sheet import Chart, Sheet, Tile, Unit, told
from bangwo.core.json import Json
from bangwo.language.replies import trade_word

Answer = Mapping[str, Json]

METRICS: dict[str, tuple[str, str, Unit]] = {
    "orders": ("Orders", "订单", ""),
    "commands": ("Commands", "指令", ""),
    "buying": ("Buying commands", "购买指令", ""),
    "orders_full_price": ("Orders at the full price", "原价订单", ""),
    "orders_with_card": ("Orders with a card", "用卡订单", ""),
    "joined": ("New people", "新用户", ""),
    "subsidy_fen": ("Subsidy", "补贴", "fen"),
    "active": ("Active people", "活跃用户", ""),
    "buyers": ("Buyers", "下单用户", ""),
    "first_orders": ("First orders", "首单", ""),
    "first_orders_over_60": ("First orders, aged 60 and over", "60 岁及以上首单", ""),
}
"""What the large chart may show, and how it is called."""
_BY_DAY = ("active", "buyers", "first_orders", "first_orders_over_60")

_WORDS = {
    "title": ("War report", "战报"),
    "per_hour": ("by hour", "每小时"),
    "per_day": ("by day", "每天"),
    "per_second": ("the last minute, orders per second", "最近一分钟每秒订单"),
    "peak": ("peak {}/s", "峰值 {}/秒"),
    "without": ("{} without a card", "无卡订单 {}"),
    "bought": ("{} of them bought", "其中下单 {}"),
    "cost": ("{} an order", "单均 {}"),
    "waiting": ("Waiting now", "正在等待"),
    "waited": ("half of all {}, 99 % {}", "中位 {}，99% {}"),
    "new": ("New people", "新用户"),
    "kept": ("kept after 1 day {}, 7 days {}", "次日留存 {}，七日 {}"),
    "old": ("{} aged 60 and over", "60 岁及以上 {}"),
    "trades": ("Orders by trade", "各品类订单"),
    "tiers": ("Commands by tier", "各层回答"),
    "cards": ("Cards", "卡"),
    "refusals": ("Refusals by reason", "拒绝原因"),
    "failures": ("Failed orders by reason", "失败原因"),
    "granted": ("granted", "发放"),
    "held": ("held", "占用"),
    "cards_used": ("used", "使用"),
    "returned": ("given back", "退回"),
    "behind": ("facts are still being counted", "仍在计数"),
    "estimate": ("different people are estimates within {}", "人数为估计值，误差 {} 以内"),
    "cash": ("Subsidy", "补贴"),
}


def sheet_of(report: Answer, metric: str, *, chinese: bool) -> Sheet:
    """The report with one metric as its large chart."""
    of = _Words(1 if chinese else 0)
    error = _real(_part(report, "people"), "error")
    notes = [of("estimate", told(error, "%"))] if error else []
    if report["behind"]:
        notes.append(of("behind"))
    return Sheet(
        title=f"Bangwo 帮我 {of('title')}" if chinese else f"Bangwo {of('title')}",
        beside=f"{_minute(report['since'])} – {_minute(report['until'])}",
        tiles=_tiles(report, of),
        charts=[_main(report, metric, of), *_beside(report, of)],
        notes=notes,
    )


class _Words:
    """The words of one language."""

    def __init__(self, place: int) -> None:
        self.place = place

    def __call__(self, name: str, *values: object) -> str:
        return _WORDS[name][self.place].format(*values)

    def metric(self, name: str) -> str:
        return METRICS[name][self.place]

    def trade(self, name: str) -> str:
        return trade_word(name, "zh-Hans") if self.place else name


def _tiles(report: Answer, of: _Words) -> list[Tile]:
    totals, growth, peaks, waiting = (_part(report, name) for name in ("totals", "growth", "peaks", "waiting"))
    money, people = _part(report, "money"), _part(report, "people")
    kept = _kept(report)

    def counted(name: str, beside: str = "") -> Tile:
        peak = of("peak", told(_real(_part(peaks, name), "per_second"))) if name in peaks else ""
        told_beside = " · ".join(each for each in (peak, beside) if each)
        return Tile(of.metric(name) + _grown(growth.get(name)), told(_real(totals, name)), told_beside)

    per_order = money["subsidy_fen_per_order"]
    return [
        counted("commands"),
        counted("buying"),
        counted("orders", of("without", _or(totals["without_card_share"], "%"))),
        Tile(of("cash"), told(_real(money, "subsidy_fen"), "fen"), of("cost", _or(per_order, "fen"))),
        Tile(
            of.metric("active") + _grown(growth.get("active")),
            told(_real(people, "active")),
            of("bought", told(_real(people, "buyers"))),
        ),
        Tile(of("new"), told(_real(totals, "joined")), of("kept", *(_or(each, "%") for each in kept))),
        Tile(
            of.metric("first_orders"),
            told(_real(totals, "first_orders")),
            of("old", told(_real(totals, "first_orders_over_60"))),
        ),
        Tile(
            of("waiting"),
            told(_real(waiting, "orders")),
            of("waited", _or(waiting["p50_ms"], "ms"), _or(waiting["p99_ms"], "ms")),
        ),
    ]


def _main(report: Answer, metric: str, of: _Words) -> Chart:
    unit = METRICS[metric][2]
    if metric not in _BY_DAY and report["hours"]:
        points = [(_short(each["at"]), _real(each, metric)) for each in _rows(report, "hours")]
        return Chart(f"{of.metric(metric)}, {of('per_hour')}", points, unit, course=True)
    points = [(str(each["day"])[5:], _real(each, metric)) for each in _rows(report, "days")]
    return Chart(f"{of.metric(metric)}, {of('per_day')}", points, unit, course=True)


def _beside(report: Answer, of: _Words) -> list[Chart]:
    trades, cards = _part(report, "trades"), _part(report, "cards")
    seconds = [(str(each["at"])[11:19], _real(each, "orders")) for each in _rows(report, "seconds")]
    steps = (("granted", "granted"), ("held", "held"), ("used", "cards_used"), ("returned", "returned"))
    return [
        *([Chart(of("per_second"), seconds, course=True)] if any(value for _, value in seconds) else []),
        Chart(of("trades"), [(of.trade(name), _real(_part(trades, name), "orders")) for name in trades]),
        Chart(of("cards"), [(of(word), _real(cards, step)) for step, word in steps]),
        *(
            Chart(of(name), [(key, _real(found, key)) for key in found])
            for name, found in ((name, _part(report, name)) for name in ("refusals", "failures", "tiers"))
        ),
    ]


def _kept(report: Answer) -> list[float | None]:
    """Of all whose day is over, the share that came back after 1 and after 7 days."""
    shares: list[float | None] = []
    for name in ("kept_1", "kept_7"):
        over = [each for each in _rows(report, "retention") if each[name] is not None]
        joined = sum(_real(each, "joined") for each in over)
        shares.append(sum(_real(each, name) for each in over) / joined if joined else None)
    return shares


def _grown(share: Json) -> str:
    return f"  {share * 100:+.0f}%" if isinstance(share, int | float) else ""


def _or(value: Json, unit: Unit) -> str:
    return told(value, unit) if isinstance(value, int | float) else "–"


def _part(of: Answer, name: str) -> Answer:
    return cast("Answer", of[name])


def _rows(of: Answer, name: str) -> list[Answer]:
    return cast("list[Answer]", of[name])


def _real(of: Answer, name: str) -> float:
    return cast("float", of.get(name) or 0)


def _minute(moment: Json) -> str:
    return datetime.fromisoformat(str(moment)).strftime("%Y-%m-%d %H:%M")


def _short(moment: Json) -> str:
    return datetime.fromisoformat(str(moment)).strftime("%d %H:00")

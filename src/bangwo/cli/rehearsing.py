"""Rehearsing: `bangwo rehearse`: a campaign played through, drawn with what it cost and where it broke."""

import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from bangwo.cli import show
from bangwo.cli.exits import Exit, Stop
from bangwo.core.clock import LOCAL
from bangwo.core.json import Json
from bangwo.domain.money import Money

if TYPE_CHECKING:
    from bangwo.cli.charts.sheet import Sheet
    from bangwo.domain.campaigns.terms import Campaign
    from bangwo.simulation.rehearsal.play import Outcome, Play
    from bangwo.simulation.rehearsal.scale import Scaled

BEGINS = datetime(2026, 2, 6, tzinfo=LOCAL)
"""Where the campaign says nothing else: a Friday, so that the third day is a Sunday."""

_WORDS = {
    "title": ("Rehearsal of {}", "{} 预演"),
    "beside": ("{:,} people, {} days from {}, seed {}", "{:,} 人，{} 天，自 {} 起，种子 {}"),
    "orders": ("Orders", "订单"),
    "busiest": ("{:,} in the busiest hour", "最忙一小时 {:,}"),
    "cost": ("Subsidy", "补贴"),
    "per_order": ("{} an order", "单均 {}"),
    "budget": ("Budget left", "预算剩余"),
    "ended": ("spent at {}", "{} 用完"),
    "lasted": ("of {}, lasted to the end", "共 {}，用到最后"),
    "cards": ("Cards granted", "发卡"),
    "used": ("{:,} used", "已用 {:,}"),
    "fraud": ("Fraud took", "薅走"),
    "caught": ("{} of {} rings frozen, {} others too", "{1} 个团伙冻结 {0} 个，误冻 {2} 人"),
    "first": ("First orders", "首单"),
    "old": ("{:,} aged 60 and over", "60 岁及以上 {:,}"),
    "scale": ("At 120 million orders", "按 1.2 亿单"),
    "scale_beside": ("orders/s at most; {:,} commands/s", "单/秒（峰值）；{:,} 指令/秒"),
    "scale_cost": ("Their subsidy", "相应补贴"),
    "nine": ("{:,} orders in the first nine hours", "前九小时 {:,} 单"),
    "by_hour": ("Orders by hour", "每小时订单"),
    "commands": ("Commands by hour", "每小时指令"),
    "trades": ("Orders by trade", "各品类订单"),
    "people": ("People by day", "每天活跃用户"),
    "funnel": ("Cards", "卡"),
    "granted": ("granted", "发放"),
    "held": ("held", "占用"),
    "spent": ("used", "使用"),
    "rule": (
        "Scaled by the curve's shape alone: each hour keeps its share; a second has its hour's mean + 3σ.",
        "按曲线形状放大：每小时占比不变；每秒取该小时均值加三倍标准差。",
    ),
    "gone": (
        "{:,} wishes were given up at the price; every invariant held.",
        "{:,} 次看到价格后放弃；账目全部相符。",
    ),
}

_FUNNEL = (("granted", "granted"), ("held", "held"), ("spent", "used"))


def rehearsed(
    name: str, people: int, days: int, seed: int, budget_yuan: int | None, png: Path | None, as_json: bool
) -> None:
    """Play a campaign through. Stop where it cannot be read, or where an invariant broke."""
    from bangwo.cli.charts import picture, terminal
    from bangwo.simulation.rehearsal.play import Plan, Play
    from bangwo.simulation.rehearsal.scale import scaled

    campaign = _campaign(name)
    begins = (campaign.from_ or BEGINS).replace(hour=0, minute=0, second=0, microsecond=0)
    budget = None if budget_yuan is None else Money(budget_yuan * 100)
    outcome = _played(Play(Plan(campaign, begins, people, days, seed, budget)))
    story = scaled(outcome.report, outcome.fraud.loss.fen)
    if png is not None:
        picture.write(_sheet(outcome, story, 1 if picture.chinese_font() else 0), png)
    if as_json:
        show.as_json(_json(outcome, story))
    elif png is None:
        terminal.draw(_sheet(outcome, story, 0))
    else:
        print(png)
    if outcome.findings:
        print("\n".join(f"✗ {each}" for each in outcome.findings[:20]), file=sys.stderr)
        raise Stop(f"{len(outcome.findings)} invariants broke")


def _campaign(name: str) -> "Campaign":
    """One that comes with Bangwo, or that of a file."""
    from bangwo.adapters.campaigns.reader import checked
    from bangwo.adapters.campaigns.shipped import FOLDER
    from bangwo.app.campaigns import BadCampaign

    path = Path(name) if name.endswith((".yaml", ".yml")) else FOLDER / f"{name}.yaml"
    try:
        return checked(path.read_text(encoding="utf-8"), BEGINS).terms
    except BadCampaign as bad:
        raise Stop(f"{path}: {bad}", Exit.REFUSED) from None
    except (OSError, UnicodeDecodeError):
        known = ", ".join(sorted(each.stem for each in FOLDER.glob("*.yaml")))
        raise Stop(f"there is no campaign {name!r}: name a file, or one of {known}", Exit.USAGE) from None


def _played(play: "Play") -> "Outcome":
    if not sys.stderr.isatty():
        return play.run()
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("rehearsing", total=None)
        return play.run(lambda number, whole: bar.update(task, completed=number, total=whole))


def _json(outcome: "Outcome", story: "Scaled") -> Json:
    plan, budget, fraud = outcome.plan, outcome.budget, outcome.fraud
    return {
        "campaign": plan.campaign.campaign_id,
        "begins": plan.begins.isoformat(),
        "people": plan.people,
        "days": plan.days,
        "seed": plan.seed,
        "budget": {
            "fen": budget.whole.fen,
            "left_fen": budget.left.fen,
            "ended_at": budget.ended_at and budget.ended_at.isoformat(),
        },
        "fraud": {
            "rings": fraud.rings,
            "accounts": fraud.accounts,
            "loss_fen": fraud.loss.fen,
            "rings_caught": fraud.caught,
            "kept_back_fen": fraud.kept_back.fen,
            "wrongly_frozen": fraud.wrongly,
        },
        "abandoned": outcome.abandoned,
        "findings": list(outcome.findings),
        "scaled": asdict(story),
        "report": {key: value for key, value in outcome.report.items() if key not in ("seconds", "behind")},
    }


def _sheet(outcome: "Outcome", story: "Scaled", place: int) -> "Sheet":
    from bangwo.cli.charts.sheet import Chart, Sheet, Tile, told

    def of(name: str, *values: object) -> str:
        return _WORDS[name][place].format(*values)

    plan, budget, fraud = outcome.plan, outcome.budget, outcome.fraud
    totals, cards, money = (cast("Mapping[str, int]", outcome.report[each]) for each in ("totals", "cards", "money"))
    hours, days = (cast("list[Mapping[str, Json]]", outcome.report[each]) for each in ("hours", "days"))
    trades = cast("Mapping[str, Mapping[str, int]]", outcome.report["trades"])

    def course(rows: list[Mapping[str, Json]], line: str) -> list[tuple[str, float]]:
        at = [str(each.get("day", ""))[5:] or f"{str(each['at'])[8:10]} {str(each['at'])[11:16]}" for each in rows]
        return [(name, cast("float", each.get(line, 0))) for name, each in zip(at, rows, strict=True)]

    busiest = int(max((value for _, value in course(hours, "orders")), default=0))
    lasted = of("lasted", told(budget.whole.fen, "fen"))
    ended = lasted if budget.ended_at is None else of("ended", f"{budget.ended_at:%m-%d %H:%M}")
    begins = f"{plan.begins:%Y-%m-%d}"
    return Sheet(
        title=of("title", plan.campaign.title),
        beside=of("beside", plan.people, plan.days, begins, plan.seed),
        tiles=[
            Tile(of("orders"), told(totals["orders"]), of("busiest", busiest)),
            Tile(of("cost"), told(money["subsidy_fen"], "fen"), of("per_order", told(_or_0(money), "fen"))),
            Tile(of("budget"), told(budget.left.fen, "fen"), ended),
            Tile(of("cards"), told(cards["granted"]), of("used", cards["used"])),
            Tile(of("fraud"), told(fraud.loss.fen, "fen"), of("caught", fraud.caught, fraud.rings, fraud.wrongly)),
            Tile(of("first"), told(totals["first_orders"]), of("old", totals["first_orders_over_60"])),
            Tile(of("scale"), told(story.orders_per_second), of("scale_beside", story.commands_per_second)),
            Tile(of("scale_cost"), told(story.subsidy_fen, "fen"), of("nine", story.first_hours_orders)),
        ],
        charts=[
            Chart(of("by_hour"), course(hours, "orders"), course=True),
            Chart(of("commands"), course(hours, "commands"), course=True),
            Chart(of("trades"), [(_trade(name, place), each["orders"]) for name, each in trades.items()]),
            Chart(of("funnel"), [(of(word), cards[step]) for word, step in _FUNNEL]),
            Chart(of("people"), course(days, "active")),
        ],
        notes=[of("rule"), of("gone", outcome.abandoned)] if not outcome.findings else [of("rule")],
    )


def _or_0(money: Mapping[str, int]) -> int:
    return money["subsidy_fen_per_order"] or 0


def _trade(name: str, place: int) -> str:
    from bangwo.language.replies import trade_word

    return trade_word(name, "zh-Hans") if place else name

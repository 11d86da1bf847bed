"""Campaign files: what they say, and every mistake with its line and a sentence."""

import json
from datetime import datetime, time
from pathlib import Path

import jsonschema
import pytest

from bangwo.adapters.campaigns import cel, shipped
from bangwo.adapters.campaigns.reader import checked, parsed, schema
from bangwo.adapters.campaigns.text import BadText, read
from bangwo.app.campaigns import BadCampaign
from bangwo.core.clock import LOCAL
from bangwo.domain.campaigns.terms import Fixed, MemberPrice, Off, Percent, Trigger, WhenSpent
from bangwo.domain.money import Money
from bangwo.domain.offer import Hours, Trade

NOW = datetime(2026, 2, 10, 10, tzinfo=LOCAL)
ROOT = Path(__file__).parent.parent.parent.parent

GOOD = """\
campaign: a
title: 试一试
currency: CNY
runs: {from: 2026-02-06, until: 2026-03-01T12:00}
who: age >= 60
cards:
  c:
    title: 卡
    effect: {off: {up_to_yuan: 25}}
    life_days: 7
    where:
      trades: [food, grocery]
      hours: ["14:00-17:30"]
      when: goods_fen > 1000
grants:
  - {on: first_login, card: c}
  - {on: orders, card: c, at: [3]}
caps: {person: {cards: 3, yuan: 75}, day: {cards: 2}, campaign: {cards: 40}}
budget: {yuan: 1000.50, pacing: {per_hour_yuan: 10, per_day_yuan: 100}, when_spent: end}
stacking: {per_order: 2, beside: any, group: g}
risk:
  - {when: score > 90, then: freeze, why: 风险}
"""


def line_of(words: str) -> int:
    return next(number for number, line in enumerate(GOOD.splitlines(), 1) if words in line)


def mistakes(text: str) -> list[tuple[int, str]]:
    with pytest.raises(BadCampaign) as bad:
        checked(text, NOW)
    return [(each.line, each.text) for each in bad.value.mistakes]


def test_a_file_says_what_it_says() -> None:
    terms = checked(GOOD, NOW).terms
    (card,) = terms.cards
    assert (terms.campaign_id, terms.budget.total, terms.budget.when_spent) == ("a", Money(100_050), WhenSpent.END)
    assert terms.from_ == datetime(2026, 2, 6, tzinfo=LOCAL)
    assert (card.effect, card.scope.trades) == (Off(Money(2500)), {Trade.FOOD, Trade.GROCERY})
    assert card.scope.hours == (Hours(time(14), time(17, 30)),)
    assert [each.on for each in terms.grants] == [Trigger.FIRST_LOGIN, Trigger.ORDERS]
    assert (terms.caps.person_cards, terms.caps.day_cards, terms.stacking.beside) == (3, 2, None)
    assert terms.who.holds({"age": 61})
    assert not terms.who.holds({"age": 59})
    assert not terms.who.holds({})
    assert terms == checked(GOOD, NOW).terms


@pytest.mark.parametrize(
    ("effect", "value"),
    [
        ("{percent: {off: 20, up_to_yuan: 9.9}}", Percent(20, Money(990))),
        ("{fixed: {price_yuan: 0.01, up_to_yuan: 30}}", Fixed(Money(1), Money(3000))),
    ],
)
def test_every_effect_can_be_said(effect: str, value: object) -> None:
    assert parsed(GOOD.replace("{off: {up_to_yuan: 25}}", effect)).terms.cards[0].effect == value


WRONG = [
    ("a cap of 0", "day: {cards: 2}", "day: {cards: 0}", "must be at least 1, not 0"),
    ("an unknown trade", "trades: [food, grocery]", "trades: [food, foood]", "foood is no trade that is known here"),
    ("a CEL that is no CEL", "age >= 60", "age >=", "it is no CEL"),
    ("a CEL of the wrong type", "age >= 60", "age >= 'x'", "do not go together"),
    ("a CEL of an unknown name", "age >= 60", "wealth > 1", "`wealth` is not known here"),
    ("a CEL that is no question", "age >= 60", "age + 1", "must be true or false"),
    ("a CEL that nobody can answer", "age >= 60", "1 / 0 == 1", "cannot be answered for anybody"),
    ("a past end", "until: 2026-03-01T12:00", "until: 2026-02-10T10:00", "it is over already"),
    ("an end before the beginning", "until: 2026-03-01T12:00", "until: 2026-02-05", "ends before it begins"),
    ("another currency", "currency: CNY", "currency: USD", "can pay for nothing"),
    ("a negative budget", "yuan: 1000.50", "yuan: -5", "-5 yuan must be more than nothing"),
    ("no budget", "yuan: 1000.50", "yuan: 0", "must be more than nothing"),
    ("a huge budget", "yuan: 1000.50", "yuan: 1000000000001", "is more than 1,000,000,000,000 yuan"),
    ("a budget of words", "yuan: 1000.50", "yuan: lots", "an amount in yuan is a number"),
    ("a budget finer than a fen", "yuan: 1000.50", "yuan: 1000.505", "finer than a fen"),
    ("a budget like 1e9", "yuan: 1000.50", "yuan: 1e9", "an amount in yuan is a number"),
    ("more than the price", "{off: {up_to_yuan: 25}}", "{percent: {off: 101, up_to_yuan: 9}}", "could pay more"),
    ("a price of nothing", "{off: {up_to_yuan: 25}}", "{fixed: {price_yuan: 0, up_to_yuan: 9}}", "more than nothing"),
    ("two effects", "{off: {up_to_yuan: 25}}", "{off: {up_to_yuan: 9}, percent: {off: 1, up_to_yuan: 2}}", "one of"),
    ("more than the budget", "up_to_yuan: 25", "up_to_yuan: 2500", "one order alone could take"),
    ("cards nobody pays", "campaign: {cards: 40}", "campaign: {cards: 41}", "41 cards could take"),
    ("a day above a person", "day: {cards: 2}", "day: {cards: 4}", "more than a person ever gets"),
    ("a person above the campaign", "campaign: {cards: 40}", "campaign: {cards: 2}", "more than the campaign ever"),
    ("a card too large for a person", "yuan: 75", "yuan: 24", "could not use one card"),
    ("overlapping grants", "{on: orders, card: c, at: [3]}", "{on: first_login, card: c}", "overlaps with grant 1"),
    ("an unknown card", "{on: first_login, card: c}", "{on: first_login, card: d}", "there is no card d"),
    ("a grant of no orders", "at: [3]", "count: 1", "for which orders?"),
    ("what says nothing", "{on: first_login, card: c}", "{on: first_login, card: c, at: [1]}", "`at` says nothing"),
    ("an unknown trigger", "on: first_login", "on: birthday", "birthday is no word"),
    ("an hour above a day", "per_hour_yuan: 10", "per_hour_yuan: 101", "is more than"),
    ("itself beside itself", "beside: any", "beside: [a]", "it names itself"),
    ("hours of nothing", "14:00-17:30", "14:00-14:00", "it ends when it begins"),
    ("hours that are none", "14:00-17:30", "14-17", "hours are written like"),
    ("a moment that is none", "from: 2026-02-06", "from: tomorrow", "a moment is written like"),
    ("a slip of the pen", "life_days: 7", "live_days: 7", "did you mean `life_days`"),
    ("a half card", "cards: 3", "cards: 2.5", "must be a whole number"),
    ("an unknown verdict", "then: freeze", "then: kill", "kill is no word"),
    ("a title of nothing", "title: 试一试", "title: ''", "title"),
    ("a name with spaces", "campaign: a", "campaign: new year", "cannot be a name here"),
    ("the same twice", "currency: CNY", "title: x", "said twice"),
    ("a tag", "title: 卡", "title: !!python/name:os.system x", "tags"),
    ("an anchor", "title: 卡", "title: &x 卡", "anchors"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "said"), WRONG, ids=[row[0] for row in WRONG])
def test_a_mistake_is_told_with_its_line(name: str, old: str, new: str, said: str) -> None:
    assert GOOD.count(old) == 1, name
    found = mistakes(GOOD.replace(old, new))
    assert any(said in text for _, text in found), found
    near = {line_of(old) + n for n in (0, 1, -1, -2)}
    assert any(said in text and line in near for line, text in found), found


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "empty"),
        ("- a\n- b", 1, "mapping"),
        ("campaign: [", 1, "it is no YAML"),
        ("a: 1\n\tb: 2", 2, "it is no YAML"),
        ("a: 1\n---\nb: 2", 2, "single document"),
        ("a: \x00", 1, "it is no YAML"),
        ("title: x", 1, "`campaign` is missing"),
        ("x: " + "[" * 60 + "]" * 60, 1, "nested too deeply"),
        ("x: '" + "y" * 300_000 + "'", 1, "at most 256 KiB"),
    ],
)
def test_what_is_no_campaign_file_is_told(text: str, line: int, said: str) -> None:
    assert any(at == line and said in words for at, words in mistakes(text))


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    text = GOOD.replace("age >= 60", "wealth").replace("cards: 2}", "cards: 0}").replace("life_days: 7", "life_days: 0")
    assert [line for line, _ in mistakes(text)] == [line_of("who:"), line_of("life_days"), line_of("caps:")]


def test_the_line_of_a_condition_of_several_lines_is_its_own() -> None:
    text = GOOD.replace("who: age >= 60", "who: >-\n  age >= 60")
    assert checked(text, NOW).terms.who.holds({"age": 60})


@pytest.mark.parametrize("name", ["yes", "no", "on", "12:30", "0x1F", "1e3", "2026-02-10"])
def test_words_stay_words(name: str) -> None:
    assert read(f"a: {name}").values == {"a": name}


def test_what_is_read_is_bounded() -> None:
    with pytest.raises(BadText, match="tags"):
        read("a: !!python/object/apply:os.system [x]")


@pytest.mark.parametrize(
    ("source", "values", "holds"),
    [
        ("posts == 0 || now - last_post >= duration('168h')", {"posts": 0}, True),
        ("10 / age > 1", {"age": 0}, False),
        ("language in ['en', 'zh-Hant']", {"language": "en"}, True),
        ("now.getHours('Asia/Shanghai') == 10", {"now": NOW}, True),
    ],
)
def test_a_condition_is_answered(source: str, values: dict[str, object], holds: bool) -> None:
    assert cel.person(source).holds(values) is holds


@pytest.mark.parametrize("file", sorted(shipped.FOLDER.glob("*.yaml")), ids=lambda file: file.stem)
def test_a_shipped_campaign_is_fine_and_fits_the_schema(file: Path) -> None:
    campaign = checked(file.read_text("utf-8"), NOW)
    jsonschema.validate(plain(campaign.document.values), json.loads(schema()))


def plain(value: object) -> object:
    """Numbers as JSON has them."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return float(value) if type(value).__name__ == "Decimal" else value


def test_the_schema_that_is_published_is_the_one_that_is_meant() -> None:
    assert (ROOT / "docs/campaign.schema.json").read_text("utf-8") == schema()


def test_the_story_is_told() -> None:
    day_one, day_two = shipped.terms_of("new-year"), shipped.terms_of("new-year-day-2")
    (card,) = day_one.cards
    assert (card.effect, day_one.budget.total) == (Off(Money(2500)), Money(300_000_000_000))
    assert (day_one.caps.person_cards, day_one.caps.person_off) == (21, Money(52500))
    assert {each.on for each in day_one.grants} == {Trigger.FIRST_LOGIN, Trigger.INVITATION}
    assert day_two.cards[0].scope.trades - card.scope.trades == {Trade.GROCERY}
    assert isinstance(shipped.terms_of("member-price").prices[0].effect, MemberPrice)
    assert shipped.terms_of("newcomer-creators").board is not None

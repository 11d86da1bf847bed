"""Properties: what is written reads back, in both scripts; nothing raises; spans are exact and apart."""
# ruff: noqa: E501

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC
from quantity_cases import NOW, chinese

from bangwo.language.normalise import normalise
from bangwo.language.quantities import find, find_numbers, found_json, spans
from bangwo.language.quantities.numbers import read

TRADITIONAL = OpenCC("s2t")
PIECES = st.sampled_from(
    ("明天", "后天", "下周三", "三月", "7号", "下午", "晚上", "三点", "半", "到", "至", "前", "以后", "左右", "两", "三百", "五十", "块", "元", "美元", "以内", "不超过", "人均", "每", "晚", "斤", "个", "杯", "分之", "百分之", "折", "成", "小时", "分钟", "天", "个月", "年", "第", "负", "-", ".", ",", "12", "3.5", "2026", "%", "大年", "除夕", "当天", "差一刻", "《", "》", "的", "和", "吃", "送到", "$", "next saturday", " at 5 pm ", "in two hours", "a dozen of ")
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map("".join)


@given(st.integers(0, 10**12))
def test_a_number_written_out_reads_back(number):
    assert read(chinese(number)) == number
    assert [each.value for each in find_numbers(chinese(number))] == [number]


@given(st.integers(0, 10**12))
def test_a_number_in_figures_reads_back(number):
    assert read(str(number)) == read(f"{number:,}") == number


@given(st.integers(1, 9999), st.integers(0, 99))
def test_a_price_written_out_reads_back(yuan, cents):
    said = (
        chinese(yuan)
        + "元"
        + (f"{chinese(cents // 10)}角" if cents > 9 else "")
        + (f"{chinese(cents % 10)}分" if cents % 10 else "")
    )
    (one,) = find(said, NOW)
    assert (one.text, one.fen) == (said, yuan * 100 + cents)


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_clock_time_written_out_reads_back(hour, minute):
    minutes = "整" if minute == 0 else f"{'零' if minute < 10 else ''}{chinese(minute)}分"
    said = f"明天{chinese(hour)}点{minutes}"
    (one,) = find(said, NOW)
    assert (one.at.hour % 12, one.at.minute) == (hour % 12, minute)
    if hour > 12 or hour == 0:
        assert one.at.hour == hour


@given(st.dates(NOW.date(), NOW.date() + timedelta(days=360)))
def test_a_date_written_out_reads_back(date):
    for said in (
        f"{chinese(date.month)}月{chinese(date.day)}日",
        f"{date.year}年{date.month}月{date.day}号",
        f"{date:%Y-%m-%d}",
    ):
        (one,) = find(said, NOW)
        assert (one.text, one.from_.date(), one.day) == (said, date, True)


@given(TEXTS)
def test_what_is_found_stands_where_it_says_and_apart(text):
    end = 0
    for each in find(text, NOW):
        assert end <= each.start < each.end
        assert each.text == text[each.start : each.end]
        assert not each.text.endswith(" ")
        end = each.end
        found_json(each)


@given(TEXTS)
def test_a_time_in_a_span_has_a_moment(text):
    assert all(each.at or each.from_ or each.to for each in spans(normalise(text), NOW) if each.kind == "time")


@given(TEXTS)
def test_a_window_begins_before_it_ends(text):
    for each in find(text, NOW):
        if each.from_ is not None and each.to is not None:
            assert each.from_ < each.to


@given(TEXTS)
def test_both_scripts_mean_the_same(text):
    old = TRADITIONAL.convert(text)
    assert [_meant(each) for each in find(old, NOW)] == [_meant(each) for each in find(text, NOW)]


def _meant(found):
    return found._replace(text="")


@given(st.text(max_size=60))
def test_no_text_raises(text):
    find(text, NOW)
    find_numbers(text)
    spans(text, NOW)


@given(
    st.text(
        alphabet="零一二两三四五六七八九十百千万亿半点几多0123456789.:-/月日号年周时分秒到前后内块元角毛折成% ",
        max_size=30,
    )
)
def test_no_run_of_numerals_and_units_raises(text):
    find(text, NOW)
    find_numbers(text)


def test_two_thousand_characters_are_read():
    for piece in ("1到", "三分之", "3点", "明天下午三点到五点三百块两斤", "一", "1.", "at 7 "):
        assert find((piece * 2000)[:2000], NOW) is not None

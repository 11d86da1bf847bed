"""Days: what is said of holidays, as part of the table of replies."""

from collections.abc import Mapping

from bangwo.language.replies.phrase import Say

DAYS: Mapping[Say, tuple[str, str]] = {
    Say.FEAST_ON: ("{feast}是 {date}。", "{feast} is on {date}."),
    Say.FEAST_OFF: (
        "{date}是{feast}，法定节假日；调休安排以当年通知为准。",
        "{date} is {feast}, a public holiday; days moved around it are announced each year.",
    ),
    Say.FEAST_AFTER: (
        "{date}在法定假期里；调休安排以当年通知为准。",
        "{date} is within a public holiday; days moved around it are announced each year.",
    ),
    Say.FEAST_DAY: ("{date}是{feast}，不是法定节假日。", "{date} is {feast}, which is no public holiday."),
    Say.FEAST_REST: ("{date}是周末，不是节日。", "{date} is at the weekend and no holiday."),
    Say.FEAST_NONE: ("{date}不是节假日。", "{date} is no holiday."),
}
"""Say → (zh-Hans, en)."""

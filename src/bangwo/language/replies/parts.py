"""Parts: where a reply begins a new line, so that it is read as a slip of paper and not as a paragraph."""

from bangwo.language.replies.phrase import Say

BEGINS = frozenset(
    {
        Say.Q_GOODS,
        Say.Q_SEATS,
        Say.Q_JOURNEY,
        Say.Q_STAY,
        Say.Q_ADMISSION,
        Say.Q_RIDE,
        Say.Q_TABLE,
        Say.Q_NUMBER,
        Say.Q_NUMBER_NOW,
        Say.Q_VOUCHER,
        Say.Q_FREE,
        Say.Q_NUMBERED,
        Say.Q_PLACES,
        Say.Q_MEMBER,
        Say.Q_RULE,
        Say.Q_FEE,
        Say.Q_NO_FEE,
        Say.Q_PAY,
        Say.Q_WHERE,
        Say.Q_WHERE_MINUTES,
        Say.Q_WHERE_DAYS,
        Say.Q_NOTE,
        Say.Q_GIFT,
        Say.Q_RECIPIENT,
        Say.WAY_STEPS,
        Say.ASK_YES,
        Say.ASK_YES_AGAIN,
        Say.OTHERS,
        Say.NEXT,
        Say.RESUMED,
        Say.ASIDE,
        Say.LATER,
        Say.ASK_CANCEL,
        Say.PLACING_SLOW,
        Say.PLACING_PROVIDER,
        Say.PLACING_PAYMENT,
        Say.PLACING_UNKNOWN,
        Say.PLACING_PAID,
        Say.PLACING_BACK,
        Say.CODES,
        Say.CODES_BOOKED,
        Say.CODES_TABLE,
        Say.CODES_NUMBER,
        Say.CODES_CALLED,
        Say.CODES_VOUCHER,
        Say.TRACK_ETA,
        Say.TOLD,
        Say.E_NEXT,
        Say.E_PRICE,
        Say.E_CARD,
        Say.GROUP_SHARE,
        Say.STANDING_AT,
        Say.STANDING_PRICE,
        Say.STANDING_STOCK,
        Say.STANDING_TERMS,
        Say.ASK_STANDING,
    }
)
"""What begins a line."""

QUOTED = frozenset({Say.Q_FEE, Say.Q_NO_FEE, Say.Q_CARD, Say.Q_SEATS, Say.Q_MEMBER})
"""After which a figure follows on the same line, behind a comma."""

ENDS = frozenset(
    {
        Say.TOLD,
        Say.Q_GOODS,
        Say.Q_PAY,
        Say.Q_FREE,
        Say.Q_WHERE,
        Say.Q_WHERE_MINUTES,
        Say.Q_WHERE_DAYS,
        Say.Q_NOTE,
        Say.Q_GIFT,
        Say.Q_RECIPIENT,
        Say.NEXT,
        Say.RESUMED,
        Say.GROUP_SHARE,
        Say.GROUP_SO_FAR,
        Say.GROUP_DONE,
        Say.CASE_REPLY,
        Say.CASE_REFUNDED,
        Say.CASE_UNFROZEN,
        Say.CASE_CLOSED,
        Say.STANDING_DONE,
        Say.STANDING_FAILED,
        Say.STANDING_EXPIRED,
    }
)
"""What ends its line."""

IN_QUOTE = frozenset(each for each in Say if each.value.startswith("q_"))
"""What the block of a quote shows as well."""

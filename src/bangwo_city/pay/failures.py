"""Failures: why the gateway does not do what was asked, in Alipay's codes."""

MISSING = "40001"
INVALID = "40002"
BUSINESS = "40004"

_MESSAGES = {MISSING: "Missing Required Arguments", INVALID: "Invalid Arguments", BUSINESS: "Business Failed"}


class Failed(Exception):
    """The answer to a request that was not done: `code` is the gateway's, `sub_code` the reason."""

    def __init__(self, code: str, sub_code: str, sub_msg: str) -> None:
        super().__init__(f"{code} {sub_code}: {sub_msg}")
        self.answer = {"code": code, "msg": _MESSAGES[code], "sub_code": sub_code, "sub_msg": sub_msg}


def invalid(sub_msg: str) -> Failed:
    """A business parameter is missing or malformed."""
    return Failed(BUSINESS, "ACQ.INVALID_PARAMETER", f"参数无效:{sub_msg}")


def absent() -> Failed:
    """There is no such trade."""
    return Failed(BUSINESS, "ACQ.TRADE_NOT_EXIST", "交易不存在")

"""Notices: what the payment service pushes, believed when it signed it."""

from collections.abc import Mapping

from bangwo.adapters.payments import Keys
from bangwo.core.errors import Code, Refused

_UNSIGNED = ("sign", "sign_type")


class AlipayNotices:
    """Reads asynchronous notices of the Alipay-shaped gateway."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    def read(self, form: Mapping[str, str]) -> str:
        """The order that a notice is about. Refused: unauthenticated, body_invalid (signed, but of no order)."""
        content = "&".join(f"{name}={form[name]}" for name in sorted(form) if form[name] and name not in _UNSIGNED)
        if not self._keys.fits(content.encode(), form.get("sign", "")):
            raise Refused(Code.UNAUTHENTICATED)
        order_id = form.get("out_trade_no", "")
        if not order_id:
            raise Refused(Code.BODY_INVALID)
        return order_id

"""Notices: what the payment service pushes, believed when it signed it."""

from collections.abc import Mapping

from bangwo.adapters.payments import Keys, signed_content
from bangwo.app.ports import PaymentNotice
from bangwo.core.errors import Code, Refused

_UNSIGNED = ("sign", "sign_type")


class AlipayNotices:
    """Reads asynchronous notices of the Alipay-shaped gateway."""

    def __init__(self, keys: Keys, app_id: str) -> None:
        self._keys = keys
        self._app_id = app_id

    def read(self, form: Mapping[str, str]) -> PaymentNotice:
        """What a notice is about. Refused: unauthenticated, body_invalid (signed, but of no order of ours)."""
        if not self._keys.fits(signed_content(form, _UNSIGNED), form.get("sign", "")):
            raise Refused(Code.UNAUTHENTICATED)
        notice = PaymentNotice(form.get("buyer_id", ""), form.get("out_trade_no", ""))
        if form.get("app_id") != self._app_id or not notice.user_id or not notice.order_id:
            raise Refused(Code.BODY_INVALID)
        return notice

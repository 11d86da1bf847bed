"""UcpProvider: one connected service by the verbs of the app, over UCP's REST binding."""

from collections.abc import Sequence
from datetime import datetime
from time import monotonic
from urllib.parse import quote as quoted

import orjson

from bangwo.adapters.outbound import ANSWER_MAX, Answer, Outbound
from bangwo.adapters.ucp import answers, requests
from bangwo.adapters.ucp.profile import Profile, discover
from bangwo.adapters.wire import parsed
from bangwo.app.ports import CancelTerms, Checkout, Piece, ProviderOrder
from bangwo.core.errors import Code, Refused, Unavailable, Unknown
from bangwo.domain.money import ZERO, Money
from bangwo.domain.offer import Hold, Offer, Seat, SeatMap
from bangwo.domain.person import Person
from bangwo.domain.quote import Quote

RENEW_S = 10.0
FRESH_S = 300.0
"""A merchant that learns something new is believed so soon."""


class Endpoint:
    """A provider's REST endpoint, discovered with the first call."""

    def __init__(self, outbound: Outbound, url: str, agent: str) -> None:
        self._outbound = outbound
        self._url = url
        self._agent = f'profile="{agent}"'
        self._profile: Profile | None = None
        self._read_at = -RENEW_S

    async def profile(self) -> Profile:
        """What the provider says of itself. Raises Unavailable when it cannot be asked, and asks again next time.

        What it said before holds until it can be asked again.
        """
        known = self._profile
        if known is not None and monotonic() - self._read_at < FRESH_S:
            return known
        self._read_at = monotonic()
        try:
            self._profile = await discover(self._outbound, self._url)
        except Unavailable as error:
            if known is not None:
                return known
            if isinstance(error, Unknown):  # reading a profile does nothing there
                raise Unavailable(error.what) from error
            raise
        return self._profile

    async def renewed(self) -> Profile:
        """The profile read anew, but not more often than every `RENEW_S`: keys change seldom, forgers come often."""
        if monotonic() - self._read_at > RENEW_S:
            self._profile = None
        return await self.profile()

    async def call(
        self, method: str, path: str, body: bytes | None = None, *, key: str = "", size_max: int = ANSWER_MAX
    ) -> Answer:
        """One call with the headers of the protocol. `key` marks a write that may be repeated."""
        headers = {"UCP-Agent": self._agent, "Request-Id": requests.request_id()}
        if body is not None:
            headers["Content-Type"] = "application/json"
        if key:
            headers["Idempotency-Key"] = key
        url = (await self.profile()).endpoint + path
        return await self._outbound.send(method, url, body=body, headers=headers, size_max=size_max)


class UcpProvider:
    """A provider over UCP. A refusal comes as `Checkout.refusal` or Refused, an outage as Unavailable or Unknown."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    async def create_checkout(self, quote: Quote, buyer: Person, order_id: str) -> Checkout:
        """Make the checkout of an order; `refused` when it cannot be sold so."""
        body = requests.checkout_body(quote, buyer, order_id)
        answer = await self._endpoint.call(
            "POST", "/checkout-sessions", body, key=requests.stable_key(order_id, "create")
        )
        return answers.checkout_of(answer) if _fine(answer) else _refused("", answers.refusal_of(answer))

    async def checkout(self, checkout_id: str) -> Checkout:
        """How a checkout stands. Raises Refused(not_found)."""
        answer = await self._endpoint.call("GET", _session(checkout_id))
        return answers.checkout_of(_accepted(answer))

    async def complete(self, checkout_id: str, order_id: str, charge_id: str) -> Checkout:
        """Have it accepted, or learn why not."""
        handler = (await self._endpoint.profile()).payment_handler
        answer = await self._endpoint.call(
            "POST",
            _session(checkout_id) + "/complete",
            requests.complete_body(charge_id, handler),
            key=requests.stable_key(order_id, "complete"),
        )
        return await self._settled(answer, checkout_id, gone="refused")

    async def cancel_checkout(self, checkout_id: str, order_id: str) -> Checkout:
        """Withdraw it, or learn that it was completed first. One that the provider does not know is withdrawn."""
        answer = await self._endpoint.call(
            "POST", _session(checkout_id) + "/cancel", b"{}", key=requests.stable_key(order_id, "withdraw")
        )
        return await self._settled(answer, checkout_id, gone="cancelled")

    async def order(self, provider_order_id: str) -> ProviderOrder:
        """How an order stands. Raises Refused(not_found)."""
        answer = await self._endpoint.call("GET", f"/orders/{quoted(provider_order_id, safe='')}")
        return _order(answer)

    async def cancel_terms(self, provider_order_id: str) -> CancelTerms:
        """What cancelling would cost now: nothing where the provider knows no fees."""
        answer = await self._endpoint.call(
            "GET", f"/org.bangwo/orders/{quoted(provider_order_id, safe='')}/cancellation"
        )
        if not _fine(answer) and answers.refusal_of(answer) is Code.NOT_FOUND:
            return CancelTerms(ZERO)
        body = parsed(_accepted(answer).body, "cancellation")
        return CancelTerms(Money(body.whole("fee")), body.text("rule", ""))

    async def cancel_order(self, provider_order_id: str, order_id: str, reason: str, fee: Money) -> ProviderOrder:
        """Cancel an accepted order. Raises Refused(order_not_cancellable) when it is too late."""
        answer = await self._endpoint.call(
            "POST",
            f"/org.bangwo/orders/{quoted(provider_order_id, safe='')}/cancel",
            orjson.dumps({"reason": reason, "fee": fee.fen}),
            key=requests.stable_key(order_id, "cancel"),
        )
        return _order(answer)

    async def seat_map(self, offer: Offer) -> SeatMap:
        """The hall of a showing. Raises Refused(no_showing) when it is not on any more."""
        answer = await self._endpoint.call("GET", f"/org.bangwo/showings/{quoted(offer.offer_id, safe='')}/seats")
        return answers.seat_map_of(parsed(_accepted(answer, missing=Code.NO_SHOWING).body, "seats"))

    async def hold_seats(self, offer: Offer, seats: Sequence[Seat], key: str, until: datetime) -> Hold:
        """Keep seats. Raises Refused(seats_unavailable) when one was taken first."""
        answer = await self._endpoint.call(
            "POST",
            "/org.bangwo/holds",
            requests.hold_body(offer.offer_id, seats, until),
            key=requests.stable_key(key, "hold"),
        )
        return answers.hold_of(parsed(_accepted(answer, missing=Code.NO_SHOWING).body, "hold"), offer)

    async def hold_pieces(self, pieces: Sequence[Piece], wishes: Sequence[str], key: str, until: datetime) -> Hold:
        """Keep rooms, berths or tickets. Raises Refused(sold_out) when there are not enough."""
        answer = await self._endpoint.call(
            "POST",
            "/org.bangwo/holds",
            requests.pieces_body(pieces, wishes, until),
            key=requests.stable_key(key, "hold"),
        )
        kept = _accepted(answer, missing=Code.SOLD_OUT)
        return answers.pieces_hold_of(parsed(kept.body, "hold"), pieces[0].offer)

    async def release_seats(self, hold: Hold) -> None:
        """Give seats back; what is gone already is no error."""
        await self._endpoint.call(
            "DELETE", f"/org.bangwo/holds/{quoted(hold.hold_id, safe='')}", key=requests.release_key(hold)
        )

    async def _settled(self, answer: Answer, checkout_id: str, *, gone: str) -> Checkout:
        """What became of a checkout: 409 without a reason of ours means that it had ended before, so ask how."""
        if _fine(answer):
            return answers.checkout_of(answer)
        code = answers.refusal_of(answer)
        if answer.status == 409 and code in (Code.PROVIDER_DOWN, Code.IDEMPOTENCY_MISMATCH):
            return await self.checkout(checkout_id)
        if code is Code.NOT_FOUND:
            return Checkout(checkout_id, gone, ZERO, refusal=None if gone == "cancelled" else Code.QUOTE_GONE)
        return _refused(checkout_id, code)


def _session(checkout_id: str) -> str:
    return f"/checkout-sessions/{quoted(checkout_id, safe='')}"


def _fine(answer: Answer) -> bool:
    return 200 <= answer.status < 300


def _refused(checkout_id: str, code: Code) -> Checkout:
    return Checkout(checkout_id, "refused", ZERO, refusal=code)


def _accepted(answer: Answer, missing: Code = Code.NOT_FOUND) -> Answer:
    if _fine(answer):
        return answer
    code = answers.refusal_of(answer)
    raise Refused(missing if code is Code.NOT_FOUND else code)


def _order(answer: Answer) -> ProviderOrder:
    body = parsed(_accepted(answer).body, "order")
    if "id" not in body:  # the protocol answers 200 with messages for an order that it does not have
        raise Refused(answers.error_code(body) or Code.NOT_FOUND)
    return answers.order_of(body)

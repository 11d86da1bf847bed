"""Server: the REST binding of a UCP business on aiohttp."""

from collections.abc import AsyncIterator, Awaitable, Callable

import orjson
from aiohttp import web

from bangwo_city.log import say
from bangwo_city.merchant import reading, wire
from bangwo_city.merchant.business import Business
from bangwo_city.merchant.news import Newsroom
from bangwo_city.merchant.once import Act, Once
from bangwo_city.merchant.provider import Doc, Finder, Provider
from bangwo_city.options import Options
from bangwo_city.signing import MessageKey

BODY_MAX = 256 * 1024
PAGE_MAX = 500
IDS_MAX = 200
PROFILE_FRESH_S = 60

_JSON = "application/json"


BUSINESS = web.AppKey("business", Business)
"""The books of an application's provider."""


def build_app(options: Options, provider: Provider) -> web.Application:
    """The application that sells for a provider; `flash.build` and its like call it."""
    app = web.Application(client_max_size=BODY_MAX, middlewares=[_boundary])
    options.faults.install(app)
    routes = _Routes(options, provider)
    routes.add_to(app)
    app[BUSINESS] = routes.business
    provider.add_routes(app)
    return app


def answer(doc: Doc | list[Doc], status: int = 200) -> web.Response:
    """A JSON answer."""
    return web.Response(body=orjson.dumps(doc), status=status, content_type=_JSON)


def refuse(code: str, content: str, status: int) -> web.Response:
    """A UCP error response."""
    return answer(wire.error(code, content), status)


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def _boundary(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every answer carries the request's id; what stays without an answer of ours is logged with it."""
    request_id = request.headers.get("Request-Id", "")[:64]
    answered = False
    try:
        response = await _answered(request, handler)
        answered = True
    finally:
        if not answered:
            say("unanswered", path=request.path, request_id=request_id)
    if request_id:
        response.headers["Request-Id"] = request_id
    return response


async def _answered(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The handler's answer; a refusal becomes a body that says why."""
    try:
        return await handler(request)
    except reading.Invalid as error:
        return refuse(error.code, error.content, error.status)
    except web.HTTPException as error:
        return refuse("not_found" if error.status == 404 else "invalid", error.reason, error.status)


class _Routes:
    """Handlers of one business."""

    def __init__(self, options: Options, provider: Provider) -> None:
        self._options = options
        self._provider = provider
        self.business = Business(provider, options.shelf, options.clock, options.faults)
        self._once = Once(options.shelf)
        self._key = MessageKey.kept(options.data / f"{provider.name}.pem")

    def add_to(self, app: web.Application) -> None:
        app.cleanup_ctx.append(self._telling)
        app.add_routes(
            [
                web.get("/healthz", self._health),
                web.get("/.well-known/ucp", self._profile),
                web.post("/catalog/search", self._search),
                web.post("/catalog/lookup", self._lookup),
                web.post("/catalog/product", self._product),
                web.get("/org.bangwo/merchants", self._merchants),
                web.post("/carts", self._create_cart),
                web.get("/carts/{id}", self._get_cart),
                web.put("/carts/{id}", self._update_cart),
                web.post("/carts/{id}/cancel", self._cancel_cart),
                web.post("/checkout-sessions", self._create),
                web.get("/checkout-sessions/{id}", self._get_checkout),
                web.put("/checkout-sessions/{id}", self._update),
                web.post("/checkout-sessions/{id}/complete", self._complete),
                web.post("/checkout-sessions/{id}/cancel", self._cancel),
                web.get("/orders/{id}", self._get_order),
                web.get("/org.bangwo/orders/{id}/cancellation", self._cancellation),
                web.post("/org.bangwo/orders/{id}/cancel", self._cancel_order),
                web.get("/terms", self._terms),
                web.get("/_books", self._books),
            ]
        )

    async def _telling(self, app: web.Application) -> AsyncIterator[None]:
        news = Newsroom(self.business, self._options, self._key)
        await news.start()
        yield
        await news.stop()

    async def _health(self, request: web.Request) -> web.Response:
        return answer({"status": "ok", "program": self._provider.name, "now": wire.moment(self._options.clock.now())})

    async def _profile(self, request: web.Request) -> web.Response:
        delivers = any(each.get("delivery") or each.get("parcel") for each in self._provider.merchants())
        vendor = self._provider.vendor_capabilities
        profile = answer(wire.profile(_base(request), vendor, delivers, [self._key.jwk]))
        profile.headers["Cache-Control"] = f"public, max-age={PROFILE_FRESH_S}"
        return profile

    async def _merchants(self, request: web.Request) -> web.Response:
        return answer({"merchants": list(self._provider.merchants())})

    async def _search(self, request: web.Request) -> web.Response:
        asked = reading.search(await _read(request))
        if asked.measures:
            found = self._made_to_measure(asked)
            await self._options.shelf.flushed()  # a provider may have to remember what it offered
            return found
        self._provider.freshen(self._options.clock.now())
        catalogue = self._provider.catalogue
        page = catalogue.search(asked.query, asked.since, asked.after, min(asked.limit, PAGE_MAX), asked.price)
        pagination: Doc = {"has_next_page": page.cursor is not None}
        if page.cursor is not None:
            pagination["cursor"] = page.cursor
        return answer(
            {
                "ucp": wire.ENVELOPE,
                "products": [orjson.Fragment(entry.body) for entry in page.entries],
                "pagination": pagination,
                "org.bangwo.sync": {"revision": catalogue.revision},
            }
        )

    def _made_to_measure(self, asked: reading.Search) -> web.Response:
        """Products of one filter, made now; a cursor is the number of those already shown."""
        ((measure, wanted), *more) = asked.measures.items()
        provider = self._provider
        if more or not isinstance(provider, Finder) or measure not in provider.measures:
            raise reading.Invalid("invalid", f"one filter of {measure} and its like at a time, of those in the profile")
        found = provider.find(measure, wanted, self._options.clock.now())
        low, high = asked.price
        if low or high is not None:  # otherwise only the products of the page are looked at
            high = 2**53 if high is None else high
            found = [product for product in found if low <= product["price_range"]["min"]["amount"] <= high]
        until = asked.after + min(asked.limit, PAGE_MAX)
        pagination: Doc = {"has_next_page": until < len(found), "total_count": len(found)}
        if until < len(found):
            pagination["cursor"] = str(until)
        return answer({"ucp": wire.ENVELOPE, "products": found[asked.after : until], "pagination": pagination})

    def _found(self, product_id: str) -> bytes | None:
        """A product as it stands, listed or made to measure."""
        entry = self._provider.catalogue.get(product_id)
        if entry is not None:
            return entry.body
        if not isinstance(self._provider, Finder):
            return None
        made = self._provider.product(product_id, self._options.clock.now())
        return None if made is None else orjson.dumps(made)

    async def _lookup(self, request: web.Request) -> web.Response:
        ids = reading.ids(await _read(request), IDS_MAX)
        self._provider.freshen(self._options.clock.now())
        products = [_correlated(each, body) for each in dict.fromkeys(ids) if (body := self._found(each)) is not None]
        revision = {"revision": self._provider.catalogue.revision}
        return answer({"ucp": wire.ENVELOPE, "products": products, "org.bangwo.sync": revision})

    async def _product(self, request: web.Request) -> web.Response:
        (product_id,) = reading.ids({"ids": [(await _read(request)).get("id")]}, 1)
        self._provider.freshen(self._options.clock.now())
        body = self._found(product_id)
        if body is None:
            return refuse("not_found", f"there is no product {product_id}", 200)  # an outcome, says the protocol
        return answer({"ucp": wire.ENVELOPE, "product": orjson.Fragment(body)})

    async def _create_cart(self, request: web.Request) -> web.Response:
        body = await _read(request)
        return await self._run(request, lambda batch: self.business.carts.create(body, batch))

    async def _get_cart(self, request: web.Request) -> web.Response:
        doc = self.business.carts.get(request.match_info["id"])
        await self._options.shelf.flushed()
        return answer(doc)

    async def _update_cart(self, request: web.Request) -> web.Response:
        body, cart_id = await _read(request), request.match_info["id"]
        return await self._run(request, lambda batch: self.business.carts.update(cart_id, body, batch))

    async def _cancel_cart(self, request: web.Request) -> web.Response:
        cart_id = request.match_info["id"]
        return await self._run(request, lambda batch: self.business.carts.cancel(cart_id, batch))

    async def _create(self, request: web.Request) -> web.Response:
        body = await _read(request)
        base = _base(request)
        return await self._run(request, lambda batch: self.business.create(body, base, batch))

    async def _get_checkout(self, request: web.Request) -> web.Response:
        doc = self.business.checkout(request.match_info["id"])
        await self._options.shelf.flushed()
        return answer(doc)

    async def _update(self, request: web.Request) -> web.Response:
        body = await _read(request)
        checkout_id, base = request.match_info["id"], _base(request)
        return await self._run(request, lambda batch: self.business.update(checkout_id, body, base, batch))

    async def _complete(self, request: web.Request) -> web.Response:
        body = await _read(request)
        checkout_id, base = request.match_info["id"], _base(request)
        agent = reading.agent(request.headers.get("UCP-Agent", ""), self._options.platform)
        return await self._run(
            request, lambda batch: self.business.complete(checkout_id, body, base=base, agent=agent, batch=batch)
        )

    async def _cancel(self, request: web.Request) -> web.Response:
        await _read(request)
        checkout_id = request.match_info["id"]
        return await self._run(request, lambda batch: self.business.cancel(checkout_id, batch))

    async def _get_order(self, request: web.Request) -> web.Response:
        doc = self.business.order(request.match_info["id"])
        await self._options.shelf.flushed()
        return answer(doc)

    async def _cancel_order(self, request: web.Request) -> web.Response:
        body = await _read(request)
        reason, parts, fee = reading.reason(body), reading.parts(body), reading.fee(body)
        order_id = request.match_info["id"]
        return await self._run(request, lambda batch: self.business.cancel_order(order_id, reason, batch, parts, fee))

    async def _cancellation(self, request: web.Request) -> web.Response:
        parts = reading.parts_in_short(request.query.get("lines", ""))
        status, doc = self.business.cancellation(request.match_info["id"], parts)
        await self._options.shelf.flushed()
        return answer(doc, status)

    async def _terms(self, request: web.Request) -> web.Response:
        return web.Response(text=f"{self._provider.title}：沙盒城市里的一切都是虚构的，不发生真实的交易。\n")

    async def _books(self, request: web.Request) -> web.Response:
        return answer({"orders": self.business.books()})

    async def _run(self, request: web.Request, act: Act) -> web.Response:
        key = request.headers.get("Idempotency-Key", "")
        if len(key) > reading.ID_MAX:
            raise reading.Invalid("invalid", f"Idempotency-Key has at most {reading.ID_MAX} characters")
        asked = b"%s %s\n%s" % (request.method.encode(), request.path.encode(), await request.read())
        status, body = await self._once.run(key, asked, act)
        return web.Response(body=body, status=status, content_type=_JSON)


async def _read(request: web.Request) -> Doc:
    return reading.body(await request.read())


def _base(request: web.Request) -> str:
    """Where the caller reaches us."""
    return f"{request.scheme}://{request.host}"


def _correlated(product_id: str, body: bytes) -> Doc:
    """A product whose variant says which id it answers."""
    product = orjson.loads(body)
    for variant in product["variants"]:
        variant["inputs"] = [{"id": product_id, "match": "exact"}]
    return product

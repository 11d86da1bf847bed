"""People over HTTP: login, profile, address book."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from starlette.requests import Request
from starlette.responses import Response

from bangwo.app.people import Wish
from bangwo.app.shapes import person_json
from bangwo.core.errors import Code, Refused
from bangwo.core.json import Json
from bangwo.domain.person import Person
from bangwo.domain.place import Address
from bangwo.edge.answers import json_answer
from bangwo.edge.bodies import AddressBody, Erasure, Login, Profile, plain
from bangwo.edge.documents import BrowserSession, Export, Me, Session
from bangwo.edge.identity import COOKIE, Caller, callers
from bangwo.edge.limits import Logins
from bangwo.edge.routing import own, shared
from bangwo.edge.services import Services
from bangwo.edge.tokens import TOKEN_LIFE

SANDBOX_CODE = "000000"
LABEL_MAX = 20

Label = Annotated[str, Path(max_length=60, examples=["家"])]


def session_routes(services: Services) -> APIRouter:
    """Login: with a token for programs, with a cookie for browsers."""
    router, logins = shared("people", "/v1"), Logins()

    @router.post("/session", responses={200: {"model": Session}})
    async def log_in(request: Request, body: Login) -> Response:
        """Log in; a phone number seen for the first time joins and gets its first free-order card."""
        person, new, token = await _joined(services, logins, request, body)
        return json_answer({"token": token, "user_id": person.user_id, "new": new})

    @router.post("/web/session", responses={200: {"model": BrowserSession}})
    async def log_in_browser(request: Request, body: Login) -> Response:
        """Log in a browser: the token goes into a cookie that no script can read."""
        person, new, token = await _joined(services, logins, request, body)
        answer = json_answer({**_seen(services, person, token), "new": new})
        secure = services.public_url.startswith("https:")
        life = int(TOKEN_LIFE.total_seconds())
        answer.set_cookie(COOKIE, token, max_age=life, secure=secure, httponly=True, samesite="strict")
        return answer

    @router.get("/web/session", responses={200: {"model": BrowserSession}})
    async def look(request: Request) -> Response:
        """Who this browser is logged in as, if anybody."""
        token = request.cookies.get(COOKIE, "")
        try:
            person = await services.store.person(services.tokens.read(token, services.clock.now()))
        except Refused:
            person = None
        return json_answer(_seen(services, person, token))

    @router.delete("/web/session", status_code=204)
    async def log_out() -> Response:
        """Take the cookie back."""
        return _gone()

    return router


def _gone() -> Response:
    answer = Response(status_code=204)
    answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return answer


async def _joined(services: Services, logins: Logins, request: Request, body: Login) -> tuple[Person, bool, str]:
    """The person, whether they are new, and their token; Refused: login_refused, rate_limited."""
    address, now = request.client.host if request.client else "", services.clock.now()
    logins.attempt(body.phone, address, now)
    if not services.sandbox or body.code != SANDBOX_CODE:
        logins.wrong(body.phone, address, now)
        raise Refused(Code.LOGIN_REFUSED)
    person, new = await services.people.join(body.phone, body.cards)
    return person, new, services.tokens.grant(person.user_id, services.clock.now())


def _seen(services: Services, person: Person | None, token: str) -> dict[str, Json]:
    """What a browser may know of its login: never the token itself."""
    return {
        "me": None if person is None else person_json(person),
        "csrf": "" if person is None else services.tokens.csrf(token),
        "sandbox": services.sandbox,
        "now": services.clock.now().isoformat(),
    }


def me_routes(services: Services) -> APIRouter:
    """Oneself."""
    router = own("people", "/v1/me")
    asks = Depends(callers(services))
    people = services.people

    @router.get("", responses={200: {"model": Me}})
    async def who(caller: Caller = asks) -> Response:
        """Who is asking."""
        return json_answer(person_json(await people.who(caller.user_id)))

    @router.patch("", responses={200: {"model": Me}})
    async def change(body: Profile, caller: Caller = asks) -> Response:
        """Change name, year of birth or language."""
        command = caller.command("me", body.model_dump(exclude_unset=True))
        wish = Wish(body.name, body.birth_year, body.language)
        return json_answer(person_json(await people.change(command, wish)))

    @router.get("/export", responses={200: {"model": Export}})
    async def export(caller: Caller = asks) -> Response:
        """All that is kept of oneself, as a file."""
        headers = {"Content-Disposition": 'attachment; filename="bangwo.json"'}
        return json_answer(await services.privacy.export(caller.user_id), headers=headers)

    @router.post("/erase", status_code=204)
    async def erase(body: Erasure, caller: Caller = asks) -> Response:
        """Be forgotten. The phone number is asked for, so that nobody is forgotten by a slip of the finger."""
        if body.phone != (await people.who(caller.user_id)).phone:
            raise Refused(Code.BODY_INVALID, where="phone")
        await services.privacy.erase(caller.user_id)
        return _gone()

    @router.put("/addresses/{label}", responses={200: {"model": Me}})
    async def put_address(label: Label, body: AddressBody, caller: Caller = asks) -> Response:
        """Add an address to the book, or replace the one of that label. The first is the default."""
        name = _label(label)
        command = caller.command("address", [name, body.model_dump()])
        point = await services.places.locate(body.text)
        address = Address(name, body.text, point, body.contact, body.phone)
        return json_answer(person_json(await people.put_address(command, address)))

    @router.delete("/addresses/{label}", responses={200: {"model": Me}})
    async def drop_address(label: Label, caller: Caller = asks) -> Response:
        """Forget an address."""
        command = caller.command("forget", label)
        return json_answer(person_json(await people.drop_address(command, _label(label))))

    return router


def _label(text: str) -> str:
    label = plain(text).strip()
    if not label or len(label) > LABEL_MAX:
        raise Refused(Code.BODY_INVALID, where="label")
    return label

"""People: who someone is, what they are called, and where things are brought to them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bangwo.app.changes import AddFacts, Changes, PutPerson, Write
from bangwo.app.once import Command, answered
from bangwo.app.ports import Places, Store
from bangwo.app.promote import welcome
from bangwo.core.clock import Clock
from bangwo.core.errors import Code, Conflict, Refused
from bangwo.core.ids import Ids
from bangwo.domain.campaigns.programme import NONE, Programme
from bangwo.domain.facts import Fact, FactKind
from bangwo.domain.person import Ceilings, Person
from bangwo.domain.place import Address

Mark = Callable[[str], str]
"""Makes of a phone number what tells nobody the number, but is the same whenever the number comes again."""

ADDRESSES_MAX = 20
_TRIES_MAX = 5


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants changed about themselves; None leaves it as it is."""

    name: str | None = None
    birth_year: int | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class People:
    """Joins people and keeps their names and addresses."""

    store: Store
    places: Places
    clock: Clock
    ids: Ids
    mark: Mark

    async def join(self, phone: str, cards: int | None = None) -> tuple[Person, bool]:
        """The person of a phone number, and whether they are new: then with what campaigns give, or so many cards."""
        programme = await self.store.programme()
        for _ in range(_TRIES_MAX):
            if known := await self.store.person_by_phone(phone):
                return known, False
            returned = await self.store.was_here(self.mark(phone))
            person, writes = self._newcomer(phone, cards, programme, returned)
            try:
                await self.store.commit(Changes("person.joined", person.user_id, writes))
            except Conflict as conflict:
                if conflict.what == "budget":  # a last card is given: people come all the same
                    rest = programme.without(await self.store.given_out())
                    programme = NONE if rest == programme else rest
                continue  # or the same phone joined at the same moment
            return person, True
        raise Conflict("person")

    def _newcomer(
        self, phone: str, cards: int | None, programme: Programme, returned: bool
    ) -> tuple[Person, tuple[Write, ...]]:
        now = self.clock.now()
        person = Person(self.ids("u", now), phone, now, version=1, returned=returned)
        joined = Fact(self.ids("f", now), person.user_id, FactKind.USER_JOINED, now, person.user_id)
        given = () if returned else welcome(person, cards, now, self.ids, programme)
        return person, (PutPerson(person, new=True), AddFacts((joined,)), *given)

    def _told(self, before: Person, after: Person) -> tuple[Write, ...]:
        """The fact of a birth year that was not known; reports count people by age."""
        if after.birth_year is None or after.birth_year == before.birth_year:
            return ()
        now, kind, year = self.clock.now(), FactKind.BIRTH_YEAR_TOLD, str(after.birth_year)
        return (AddFacts((Fact(self.ids("f", now), after.user_id, kind, now, after.user_id, label=year),)),)

    async def who(self, user_id: str) -> Person:
        """The person; Refused(unauthenticated) when there is none, as a token may outlive its person."""
        person = await self.store.person(user_id)
        if person is None:
            raise Refused(Code.UNAUTHENTICATED)
        return person

    async def change(self, command: Command, wish: Wish) -> Person:
        """Change what is said, leave the rest."""

        def changed(person: Person) -> Person:
            return replace(
                person,
                name=person.name if wish.name is None else wish.name,
                birth_year=person.birth_year if wish.birth_year is None else wish.birth_year,
                language=wish.language or person.language,
            )

        return await self._put(command, changed)

    async def put_ceilings(self, command: Command, ceilings: Ceilings) -> Person:
        """Set what an order and a day may cost at most, or lift it."""
        return await self._put(command, lambda person: replace(person, ceilings=ceilings))

    async def put_address(self, command: Command, address: Address) -> Person:
        """Add an address, or replace the one of that label in its place."""

        def changed(person: Person) -> Person:
            labels = [each.label for each in person.addresses]
            if address.label in labels:
                kept = tuple(address if each.label == address.label else each for each in person.addresses)
            elif len(labels) >= ADDRESSES_MAX:
                raise Refused(Code.TOO_MANY_LINES, most=ADDRESSES_MAX)
            else:
                kept = (*person.addresses, address)
            return replace(person, addresses=kept)

        return await self._put(command, changed)

    async def drop_address(self, command: Command, label: str) -> Person:
        """Forget an address; Refused(not_found) when there is none of that label."""

        def changed(person: Person) -> Person:
            kept = tuple(each for each in person.addresses if each.label != label)
            if len(kept) == len(person.addresses):
                raise Refused(Code.NOT_FOUND, what=label)
            return replace(person, addresses=kept)

        return await self._put(command, changed)

    async def _put(self, command: Command, change: Callable[[Person], Person]) -> Person:
        for _ in range(_TRIES_MAX):
            done = await answered(self.store, command)
            person = await self.who(command.user_id)
            if done is not None:
                return person
            wanted = replace(change(person), version=person.version + 1)
            writes = (PutPerson(wanted), command.remember({}), *self._told(person, wanted))
            try:
                await self.store.commit(Changes("person.changed", command.user_id, writes))
            except Conflict:
                continue  # someone else was first: look again
            return wanted
        raise Conflict("person")

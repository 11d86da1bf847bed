"""Once: the one door for commands; the same key and body give the same answer, whoever asks and how often."""

import hashlib
from dataclasses import dataclass

from bangwo.app.changes import Changes, FinishAnswer, Remember, StoredAnswer
from bangwo.app.ports import Store
from bangwo.core.errors import Code, Refused
from bangwo.core.json import Json, canonical


@dataclass(frozen=True, slots=True)
class Command:
    """A command of one person: the key it carries and the digest of its body."""

    user_id: str
    key: str
    digest: str

    def remember(self, answer: Json = None, order_id: str = "") -> Remember:
        """The write that makes the answer the only one; an answer of None is finished later from the order."""
        return Remember(StoredAnswer(self.user_id, self.key, self.digest, answer, order_id))

    def finish(self, answer: Json) -> FinishAnswer:
        """The write that says what became of a command remembered without an answer."""
        return FinishAnswer(self.user_id, self.key, answer)

    def check(self, stored: StoredAnswer | None) -> StoredAnswer | None:
        """The stored answer, once it is known to be to this very body."""
        if stored is not None and stored.digest != self.digest:
            raise Refused(Code.IDEMPOTENCY_MISMATCH)
        return stored


def body_digest(body: Json) -> str:
    """What tells two bodies apart."""
    return hashlib.sha256(canonical(body)).hexdigest()


async def answered(store: Store, command: Command) -> StoredAnswer | None:
    """The answer that this command already got. Refused(idempotency_mismatch) when its key had another body."""
    return command.check(await store.answer(command.user_id, command.key))


async def finished(store: Store, command: Command, answer: Json) -> Json:
    """The answer, once it is stored as the command's."""
    await store.commit(Changes("answer.finished", command.user_id, (command.finish(answer),)))
    return answer

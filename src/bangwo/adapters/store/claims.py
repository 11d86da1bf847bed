"""Claims: cards of many people, read and given in one round trip each."""

from collections.abc import Mapping, Sequence
from typing import cast

from bangwo.adapters.codec import Codec, dump
from bangwo.adapters.store import rows
from bangwo.adapters.store.campaigns import CampaignRows
from bangwo.adapters.store.database import Database
from bangwo.domain.campaigns.card import Card
from bangwo.domain.campaigns.programme import Programme
from bangwo.domain.campaigns.terms import cards_of
from bangwo.domain.facts import Fact

_hands = Codec(tuple[Card, ...])
_HANDS = """
SELECT user_id, json_agg(body ORDER BY granted_at, card_id) AS cards
FROM cards WHERE user_id = ANY ($1) GROUP BY user_id
"""


class ClaimRows:
    """Implements `ClaimStore`."""

    def __init__(self, database: Database, campaigns: CampaignRows) -> None:
        self._database = database
        self._campaigns = campaigns

    async def programme(self) -> Programme:
        """Every campaign as it now stands."""
        return await self._campaigns.programme()

    async def hands(self, user_ids: Sequence[str]) -> Mapping[str, tuple[Card, ...]]:
        """All cards that these people ever had."""
        found = await self._database.rows(_HANDS, list(user_ids))
        return {rows.text(row, "user_id"): _hands.load(rows.text(row, "cards")) for row in found}

    async def give(self, campaign_id: str, counted: bool, cards: Sequence[tuple[Card, Fact]]) -> Sequence[str]:
        """Write cards with their facts, with `counted` while any are left. For each: `done`, `card` or `budget`."""
        claims = [
            {
                "user": card.user_id,
                "id": card.card_id,
                "state": card.state.value,
                "at": card.granted_at.isoformat(),
                "fact": fact.fact_id,
                "fen": fact.fen,
                "label": fact.label,
            }
            for card, fact in cards
        ]
        pot, bodies = cards_of(campaign_id) if counted else None, [dump(card) for card, _ in cards]
        (row,) = await self._database.write("SELECT claim_cards($1, $2, $3) AS told", pot, dump(claims), bodies)
        return cast("Sequence[str]", row["told"])

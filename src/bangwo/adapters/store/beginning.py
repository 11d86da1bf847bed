"""Beginning: the campaigns that a new database starts with."""

from bangwo.adapters.campaigns.reader import checked
from bangwo.adapters.campaigns.shipped import FIRST, text_of
from bangwo.adapters.store.campaigns import CampaignRows
from bangwo.adapters.store.database import Database
from bangwo.app.campaigns import Campaigns
from bangwo.core.clock import SystemClock

WHO = "bangwo"


async def begin(database: Database) -> None:
    """Apply the shipped files. Raises BadCampaign where one of them cannot be."""
    office = Campaigns(CampaignRows(database), checked, SystemClock(), WHO)
    for name in FIRST:
        await office.apply(text_of(name), "comes with Bangwo")

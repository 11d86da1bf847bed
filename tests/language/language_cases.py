"""What the tables of this floor share: a fixed now, the shipped lexicon, acts as JSON."""

from datetime import datetime

from bangwo.adapters import tagger
from bangwo.core.clock import LOCAL
from bangwo.domain.act import act_json
from bangwo.language.lexicon import Lexicon
from bangwo.language.understand import Ears, understand

NOW = datetime(2026, 2, 6, 10, 0, tzinfo=LOCAL)  # a Friday

EARS = Ears(Lexicon.basic(), tagger.shipped())


def acts(text, now=NOW, setting=None, lexicon=None):
    """The acts of a sentence as JSON."""
    return [act_json(act) for act in understand(text, now, Ears(lexicon or Lexicon.basic(), tagger.shipped()), setting)]

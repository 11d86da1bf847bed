"""Aligns labelled sentences: python -m training.align MODEL writes sentences/aligned.txt.

A labelled sentence tells its slots and not where they stand. A tagger that has not seen the file guesses the marks;
where the acts that they make are those of the label, the marks are right, and the line is kept. Only the parts to
develop on are read.
"""

import sys
from datetime import datetime
from pathlib import Path

from tests.tools import score_understanding as scoring

from bangwo.adapters.tagger import opened
from bangwo.core.clock import LOCAL
from bangwo.domain.act import act_json
from bangwo.language.assembly import assemble
from bangwo.language.lexicon import Lexicon
from bangwo.language.normalise import normalise
from bangwo.language.tagging.decode import Tagged, decoded
from bangwo.language.understand import Ears, listen
from training.corpus import SENTENCES

COMMANDS = Path(scoring.DEV).parent
HEAD = "# Sentences of tests/data/commands, as heard, whose marks make the acts of their labels; made by training.align"


def marked(text: str, tagged: Tagged) -> str:
    """A sentence with its marks written in."""
    puts = [(each.start, 1, f"{{{each.code}}}") for each in tagged.stretches]
    for span in tagged.spans:
        puts += [(span.start, 2, "["), (span.end, 0, f"|{span.tag}]")]
    out, at = "", 0
    for place, _, put in sorted(puts):
        out, at = out + text[at:place] + put, place
    return out + text[at:]


def aligned(ears: Ears) -> list[str]:
    """A line for each labelled sentence whose guessed marks make its acts."""
    out: list[str] = []
    for name, parts in (("dev", scoring.split), ("writer-1", scoring.halves), ("writer-2", scoring.halves)):
        for gold in parts(scoring.scorer.read(COMMANDS / f"{name}.jsonl"))[0]:
            now = datetime.fromisoformat(gold["now"]).replace(tzinfo=LOCAL)
            text = ears.lexicon.hear(normalise(gold["text"]))
            heard = listen(text, now, ears)
            tagged = decoded(heard.scores, text, heard.terms)
            acts = [act_json(each) for each in assemble.acts(heard, tagged)]
            if scoring.scorer.judge(gold, {"acts": acts})[1] and not set("[]{}|") & set(text):
                out.append(marked(text, tagged))
    return out


if __name__ == "__main__":
    found = aligned(Ears(Lexicon.basic(), opened(Path(sys.argv[1]))))
    (SENTENCES / "aligned.txt").write_text("\n".join([HEAD, *found]) + "\n", encoding="utf-8")
    print(len(found), "sentences aligned")

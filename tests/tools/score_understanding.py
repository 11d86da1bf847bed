"""Scores the understander on labelled sentences: python -m tests.tools.score_understanding [FILE] [--misses N] [--held] [--trade T]."""
# ruff: noqa: E501

import argparse
import json
import random
import sys
import zlib
from datetime import datetime
from pathlib import Path

from bangwo.adapters import tagger
from bangwo.core.clock import LOCAL
from bangwo.domain.act import act_json
from bangwo.language.lexicon import Lexicon
from bangwo.language.understand import Ears, understand

sys.path.insert(0, str(Path(__file__).parent))
import understanding as scorer

DEV = Path(__file__).parent.parent / "data" / "commands" / "dev.jsonl"
SEED = 2026


def split(golds):
    """The lines to develop on, and a seeded fifth kept aside."""
    ids = sorted(str(each["id"]) for each in golds)
    aside = set(random.Random(SEED).sample(ids, len(ids) // 5))
    return [each for each in golds if each["id"] not in aside], [each for each in golds if each["id"] in aside]


def halves(golds):
    """Other writers' lines: those to develop on, and the half kept aside; a line stays where it is when lines are added."""
    aside = [zlib.crc32(f"{SEED} {each['id']}".encode()) % 2 == 1 for each in golds]
    return [one for one, kept in zip(golds, aside, strict=True) if not kept], [
        one for one, kept in zip(golds, aside, strict=True) if kept
    ]


def guesses(golds):
    """What the understander makes of each line."""
    ears = Ears(Lexicon.basic(), tagger.shipped())
    out = []
    for gold in golds:
        now = datetime.fromisoformat(gold["now"]).replace(tzinfo=LOCAL)
        out.append({"id": gold["id"], "acts": [act_json(act) for act in understand(gold["text"], now, ears)]})
    return out


def misses(golds, found, most):
    """Print wrong lines, gold beside guess."""
    by_id = {each["id"]: each for each in found}
    for gold in golds:
        _, frame, bad = scorer.judge(gold, by_id[gold["id"]])
        if not frame and most:
            most -= 1
            print(gold["id"], gold["now"], gold["text"])
            for name, acts in (("gold ", gold["acts"]), ("guess", by_id[gold["id"]]["acts"])):
                print("   ", name, json.dumps(acts, ensure_ascii=False, separators=(",", ":")).replace('"', ""))
            print("    wrong", bad)


def main():
    """Score both parts, or show misses of the part to develop on."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", nargs="?", default=str(DEV))
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--trade", default="")
    options = parser.parse_args()
    golds = scorer.read(options.file)
    name = Path(options.file).name
    develop, aside = (split if name == DEV.name else halves)(golds)
    if options.trade:
        wanted = set(options.trade.split(","))
        develop = [each for each in develop if (each["acts"][0].get("trade") or each["acts"][0]["act"]) in wanted]
    found = guesses(develop)
    if options.misses:
        misses(develop, found, options.misses)
    print("to develop on")
    scorer.score(develop, found)
    if not options.trade:
        print("kept aside")
        scorer.score(aside, guesses(aside))


if __name__ == "__main__":
    main()

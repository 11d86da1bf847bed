"""Trains the tagger: python -m training [--epochs N] [--without FILE …] [--out MODEL]; `make tagger` does it."""

import argparse
import random
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import torch

from bangwo.adapters.tagger import MODEL
from bangwo.language.lexicon import Lexicon
from training.corpus import SENTENCES, Sentence, read
from training.examples import Example, alphabet_of, example
from training.export import write
from training.learn import learned
from training.network import WIDTH
from training.vary import Variety

SEED = 2026
EPOCHS = 32
NETS = 2
"""Nets of different seeds, which err in different places: what ships is their mean."""
VARIANTS = 6
"""How many other forms of each sentence are made, once."""


def variants(sentences: list[Sentence], count: int, seed: int) -> list[list[Sentence]]:
    """Each sentence with others of its shape."""
    variety = Variety(sentences, random.Random(seed))
    return [[each, *(variety.another(each) for _ in range(count))] for each in sentences]


def main() -> None:
    """Read, vary, learn, write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--width", type=int, default=WIDTH)
    parser.add_argument("--variants", type=int, default=VARIANTS)
    parser.add_argument("--nets", type=int, default=NETS, help="nets that learn side by side")
    parser.add_argument("--without", nargs="*", default=[], help="files to leave out, by name")
    parser.add_argument("--out", type=Path, default=MODEL)
    options = parser.parse_args()
    torch.set_num_threads(1)
    lexicon = Lexicon.basic()
    paths = [each for each in sorted(SENTENCES.glob("*.txt")) if each.stem not in options.without]
    sentences = [each for _, each in read(paths)]
    pools = variants(sentences, options.variants, SEED)
    alphabet = alphabet_of([each for pool in pools for each in pool])
    print(f"{len(sentences)} sentences, {len(alphabet.characters)} characters", flush=True)
    examples: list[list[Example]] = [[example(each, lexicon, alphabet) for each in pool] for pool in pools]
    wishes = {"epochs": options.epochs, "width": options.width}
    with ProcessPoolExecutor(options.nets, mp_context=get_context("fork")) as pool:
        started = [
            pool.submit(learned, examples, len(alphabet), seed=SEED + at, **wishes) for at in range(options.nets)
        ]
        nets = [each.result() for each in started]
    write(nets, alphabet, options.out)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()

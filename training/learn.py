"""Learn: a net from examples, the same net for the same seed."""

import time
from collections.abc import Sequence
from typing import cast

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from bangwo.language.tagging import decode
from bangwo.language.tagging.features import CHANNELS, NONE
from bangwo.language.tagging.labels import FIELDS, KINDS
from training.examples import NO_TAG, Example
from training.network import WIDTH, Net

BATCH = 96
AVERAGED = 0.998
"""How much of the net that is kept stays at each step: an average of the last steps is steadier than the last."""
RATE = 6e-3
DEAF = 0.25
"""How many sentences a batch sees without what the lexicon knows, so that the net can do without."""
UNSEEN = 0.03
"""How many characters it sees as unknown."""
ALONE = 0.15
"""How many characters it sees without the pairs that they make."""
_KINDS = slice(1, 1 + len(KINDS))
_FIELDS = slice(1 + len(KINDS), 1 + len(KINDS) + len(FIELDS))
_BIO = slice(_FIELDS.stop, _FIELDS.stop + 3)
_TAGS = slice(_BIO.stop, decode.WIDTH)


class Batch:
    """Examples one behind the other."""

    def __init__(self, examples: Sequence[Example], dice: np.random.Generator) -> None:
        sizes = [len(each.rows) for each in examples]
        offsets = np.cumsum([0, *sizes[:-1]])
        rows = np.concatenate([each.rows for each in examples])
        self.sentence = torch.from_numpy(np.repeat(np.arange(len(sizes)), sizes))
        rows = _muffled(rows, self.sentence.numpy(), len(sizes), dice)
        self.rows = torch.from_numpy(rows.astype(np.int64))
        self.sizes = torch.tensor(sizes)
        self.place = torch.from_numpy(np.concatenate([np.arange(size) for size in sizes]))
        inner = np.concatenate(
            [np.arange(start + 1, start + size - 1) for size, start in zip(sizes, offsets, strict=True)]
        )
        self.inner = torch.from_numpy(inner)
        self.begins = _joined(examples, "begins")
        counts = [int(each.stretch[-1]) + 1 for each in examples]
        self.stretch = torch.from_numpy(
            np.concatenate(
                [each.stretch + start for each, start in zip(examples, np.cumsum([0, *counts[:-1]]), strict=True)]
            )
        )
        self.stretches = sum(counts)
        self.kinds, self.fields = _joined(examples, "kinds"), _joined(examples, "fields")
        self.bio, self.tags = _joined(examples, "bio"), _joined(examples, "tags")


def _joined(examples: Sequence[Example], name: str) -> Tensor:
    return torch.from_numpy(np.concatenate([getattr(each, name) for each in examples]))


def _muffled(rows, sentence, count, dice):  # type: ignore[no-untyped-def]
    """Rows of which some sentences, names and characters say nothing."""
    rows = rows.copy()
    deaf = (dice.random(count) < DEAF)[sentence]
    rows[deaf, 1:3] = NONE
    numb = (dice.random(count) < DEAF / 2)[sentence]
    rows[numb, 3] = NONE
    unseen = (dice.random(len(rows)) < UNSEEN) & (rows[:, 0] > 0)
    rows[unseen, 0] = 1
    alone = dice.random(len(rows)) < ALONE
    rows[alone, 4:6] = NONE
    return rows


def loss_of(scores: Tensor, batch: Batch) -> Tensor:
    """How far the scores are off: acts by their stretch, spans by character and as a whole."""
    cross = nn.functional.cross_entropy
    smooth = 0.02
    begins = nn.functional.binary_cross_entropy_with_logits(scores[:, 0], batch.begins, pos_weight=torch.tensor(2.0))
    means = _means(scores[:, : _FIELDS.stop], batch.stretch, batch.stretches)
    first = torch.zeros(batch.stretches, dtype=torch.long)
    first[batch.stretch] = torch.arange(len(batch.stretch))
    acts = cross(means[:, _KINDS], batch.kinds[first], label_smoothing=smooth) + cross(
        means[:, _FIELDS], batch.fields[first], label_smoothing=smooth
    )
    each = cross(scores[:, _KINDS], batch.kinds) + cross(scores[:, _FIELDS], batch.fields)
    bio = cross(scores[:, _BIO], batch.bio, label_smoothing=smooth)
    tagged = batch.tags != NO_TAG
    tags = cross(scores[tagged][:, _TAGS], batch.tags[tagged], label_smoothing=smooth) if tagged.any() else 0.0
    return 2 * begins + acts + 0.3 * each + 3 * bio + 1.5 * tags


def _means(scores: Tensor, group: Tensor, groups: int) -> Tensor:
    sums = scores.new_zeros(groups, scores.shape[1]).index_add_(0, group, scores)
    return sums / torch.bincount(group, minlength=groups)[:, None]


def learned(
    pools: Sequence[Sequence[Example]],
    size: int,
    *,
    seed: int,
    epochs: int,
    width: int = WIDTH,
) -> Net:
    """A net that has seen one variant of every sentence in each epoch. `pools`: the variants of each sentence."""
    torch.manual_seed(seed)
    dice = np.random.default_rng(seed)
    net = Net(size, width)
    steps = epochs * (len(pools) // BATCH + 1)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.01)
    average = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(AVERAGED), use_buffers=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps + 1, pct_start=0.15)
    began = time.monotonic()
    for epoch in range(epochs):
        order = dice.permutation(len(pools))
        total = 0.0
        for start in range(0, len(order), BATCH):
            chosen = [pools[at][int(dice.integers(len(pools[at])))] for at in order[start : start + BATCH]]
            batch = Batch(chosen, dice)
            scores = net(batch.rows, batch.place, batch.sentence, batch.sizes)[batch.inner]
            off = loss_of(scores, batch)
            optimizer.zero_grad()
            off.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            average.update_parameters(net)
            total += float(off.detach())
        if epoch % 5 == 4 or epoch == epochs - 1:
            seconds = time.monotonic() - began
            print(
                f"seed {seed}, epoch {epoch + 1}: loss {total / (len(order) / BATCH):.3f}, {seconds:.0f} s", flush=True
            )
    return cast("Net", average.module).eval()


assert CHANNELS == 6

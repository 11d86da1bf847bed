"""Network: a few dilated layers over characters, each of which looks a little further."""

import torch
from torch import Tensor, nn

from bangwo.language.tagging import decode
from bangwo.language.tagging.features import DILATIONS

WIDTH = 96
DROPOUT = 0.1
POOL_AFTER = 1
"""The layer behind which every place hears of the whole sentence."""


class Net(nn.Module):
    """Sentences stand one behind the other; `sentence` counts them."""

    def __init__(self, size: int, width: int = WIDTH, dropout: float = DROPOUT) -> None:
        super().__init__()
        self.first = nn.Embedding(size, width)
        nn.init.normal_(self.first.weight, std=0.3)
        self.layers = nn.ModuleList(nn.Linear(3 * width, width) for _ in DILATIONS)
        self.norms = nn.ModuleList(nn.BatchNorm1d(width) for _ in DILATIONS)
        self.pool = nn.Linear(2 * width, width)
        self.last = nn.Linear(width, width)
        self.out = nn.Linear(width, decode.WIDTH)
        self.dropout = nn.Dropout(dropout)

    def forward(self, rows: Tensor, place: Tensor, sentence: Tensor, sizes: Tensor) -> Tensor:
        """Scores for each place, edges too. `place` counts within each sentence, `sizes` are their lengths."""
        x = self.dropout(nn.functional.embedding_bag(rows, self.first.weight, mode="sum"))
        left = sizes[sentence] - place
        for at, (off, layer, norm) in enumerate(zip(DILATIONS, self.layers, self.norms, strict=True)):
            before = x.roll(off, 0) * (place >= off)[:, None]
            after = x.roll(-off, 0) * (left > off)[:, None]
            x = x + torch.relu(norm(layer(torch.cat([before, x, after], 1))))
            if at == POOL_AFTER:
                x = x + self.pooled(x, sizes)[sentence]
        return self.out(self.dropout(torch.relu(self.last(x))) + x)

    def pooled(self, x: Tensor, sizes: Tensor) -> Tensor:
        """What each sentence is about: its mean and its peaks."""
        means = torch.segment_reduce(x, "mean", lengths=sizes)
        peaks = torch.segment_reduce(x, "max", lengths=sizes)
        return torch.relu(self.pool(torch.cat([means, peaks], 1)))


class Single(nn.Module):
    """The same for one sentence alone, in operations that run anywhere; norms are part of the layers here."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net
        self.layers = nn.ModuleList(_folded(layer, norm) for layer, norm in zip(net.layers, net.norms, strict=True))
        self.nothing = nn.Parameter(torch.zeros(1, net.first.embedding_dim), requires_grad=False)

    def forward(self, rows: Tensor, beside: Tensor) -> Tensor:
        """Scores for each place without the edges."""
        net = self.net
        x = nn.functional.embedding(rows, net.first.weight).sum(1)
        for at, layer in enumerate(self.layers):
            near = nn.functional.embedding(beside[at], torch.cat([x, self.nothing])).reshape(-1, layer.in_features)
            x = x + torch.relu(layer(near))
            if at == POOL_AFTER:
                x = x + torch.relu(net.pool(torch.cat([x.mean(0, keepdim=True), x.amax(0, keepdim=True)], 1)))
        x = x[1:-1]
        return net.out(torch.relu(net.last(x)) + x)


class Mean(nn.Module):
    """The mean of what several nets say: they err in different places."""

    def __init__(self, nets: list[Single]) -> None:
        super().__init__()
        self.nets = nn.ModuleList(nets)

    def forward(self, rows: Tensor, beside: Tensor) -> Tensor:
        """Scores for each place without the edges."""
        return torch.stack([net(rows, beside) for net in self.nets]).mean(0)


def _folded(layer: nn.Linear, norm: nn.BatchNorm1d) -> nn.Linear:
    """One layer that does what a layer and its norm do."""
    assert norm.running_mean is not None
    assert norm.running_var is not None
    out = nn.Linear(layer.in_features, layer.out_features)
    scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    out.weight = nn.Parameter(layer.weight * scale[:, None])
    out.bias = nn.Parameter((layer.bias - norm.running_mean) * scale + norm.bias)
    return out

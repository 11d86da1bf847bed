"""Export: a net as a file that ONNX Runtime reads, with its alphabet inside."""

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper

from bangwo.language.tagging.features import CHANNELS, DILATIONS, Alphabet, neighbours
from training.network import Mean, Net, Single

LARGE = 200_000
_SAMPLE = 12


def write(nets: Sequence[Net], alphabet: Alphabet, path: Path) -> None:
    """Write the mean of nets; their first tables, most of them, in half precision."""
    rows = torch.zeros(_SAMPLE, CHANNELS, dtype=torch.int32)
    beside = torch.from_numpy(neighbours(_SAMPLE))
    held = io.BytesIO()
    torch.onnx.export(
        Mean([Single(net.eval()) for net in nets]), (rows, beside), held,
        input_names=["rows", "beside"], output_names=["scores"],
        dynamic_axes={"rows": {0: "places"}, "beside": {1: "looks"}, "scores": {0: "inner"}}, opset_version=17,
        dynamo=False,
    )  # fmt: skip
    model = onnx.load_from_string(held.getvalue())
    _halve(model.graph)
    helper.set_model_props(model, {"alphabet": alphabet.characters, "dilations": ",".join(map(str, DILATIONS))})
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(path))


def _halve(graph: onnx.GraphProto) -> None:
    """The large weights in half precision, made whole where the model is loaded."""
    for large in [each for each in graph.initializer if np.prod(each.dims) >= LARGE]:
        half = numpy_helper.from_array(numpy_helper.to_array(large).astype(np.float16), large.name + "_half")
        graph.node.insert(0, helper.make_node("Cast", [half.name], [large.name], to=onnx.TensorProto.FLOAT))
        graph.initializer.remove(large)
        graph.initializer.append(half)

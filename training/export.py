"""Export: a net as a file that ONNX Runtime reads, with its alphabet inside."""

import io
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper

from bangwo.language.tagging.features import CHANNELS, DILATIONS, Alphabet, neighbours
from training.network import Net, Single

_SAMPLE = 12


def write(net: Net, alphabet: Alphabet, path: Path) -> None:
    """Write the net; the first table, most of it, in half precision."""
    rows = torch.zeros(_SAMPLE, CHANNELS, dtype=torch.int32)
    beside = torch.from_numpy(neighbours(_SAMPLE))
    held = io.BytesIO()
    torch.onnx.export(
        Single(net.eval()), (rows, beside), held, input_names=["rows", "beside"], output_names=["scores"],
        dynamic_axes={"rows": {0: "places"}, "beside": {1: "looks"}, "scores": {0: "inner"}}, opset_version=17,
        dynamo=False,
    )  # fmt: skip
    model = onnx.load_from_string(held.getvalue())
    _halve(model.graph)
    helper.set_model_props(model, {"alphabet": alphabet.characters, "dilations": ",".join(map(str, DILATIONS))})
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(path))


def _halve(graph: onnx.GraphProto) -> None:
    """The largest weight in half precision, made whole where the model is loaded."""
    large = max(graph.initializer, key=lambda each: int(np.prod(each.dims)))
    whole = numpy_helper.to_array(large)
    name = large.name
    half = numpy_helper.from_array(whole.astype(np.float16), name + "_half")
    graph.initializer.remove(large)
    graph.initializer.append(half)
    graph.node.insert(0, helper.make_node("Cast", [half.name], [name], to=onnx.TensorProto.FLOAT))

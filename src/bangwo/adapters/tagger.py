"""Tagger: the learned net in ONNX Runtime, loaded where it is first needed."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from bangwo.language.tagging.features import Alphabet, Rows, Scores, neighbours

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

MODEL = Path(__file__).parent / "tagger.onnx"


class OnnxTagger:
    """A net of `make tagger`; may be used by many threads at once."""

    def __init__(self, session: "InferenceSession") -> None:
        self._session = session
        self.alphabet = Alphabet(session.get_modelmeta().custom_metadata_map["alphabet"])

    def scores(self, rows: Rows) -> Scores:
        """A line of scores for each character."""
        said = {"rows": rows, "beside": neighbours(len(rows))}
        return cast("list[Scores]", self._session.run(None, said))[0]


@lru_cache(maxsize=1)
def shipped() -> OnnxTagger:
    """The net that ships with the code; one thread, because a sentence is too short to share."""
    from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return OnnxTagger(InferenceSession(str(MODEL), options, providers=["CPUExecutionProvider"]))

"""Tagger: the learned net in ONNX Runtime, loaded where it is first needed."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportAttributeAccessIssue=false
import os
from functools import lru_cache
from pathlib import Path
from typing import Protocol, cast

from bangwo.language.tagging.features import Alphabet, Rows, Scores, neighbours

MODEL = Path(__file__).parent / "tagger.onnx"


class _Session(Protocol):
    """What is used of ONNX Runtime's session, which has no types."""

    def run(self, output_names: None, input_feed: dict[str, object]) -> list[object]: ...


class OnnxTagger:
    """A net of `make tagger`; may be used by many threads at once."""

    def __init__(self, session: _Session, characters: str) -> None:
        self._session = session
        self.alphabet = Alphabet(characters)

    def scores(self, rows: Rows) -> Scores:
        """A line of scores for each character."""
        return cast(Scores, self._session.run(None, {"rows": rows, "beside": neighbours(len(rows))})[0])


def opened(path: Path) -> OnnxTagger:
    """A net from a file, run by one thread, because a sentence is too short to share."""
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # otherwise it tells its maker which net runs where
    from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return OnnxTagger(cast(_Session, session), session.get_modelmeta().custom_metadata_map["alphabet"])


@lru_cache(maxsize=1)
def shipped() -> OnnxTagger:
    """The net that ships with the code."""
    return opened(MODEL)

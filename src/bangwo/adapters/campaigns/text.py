"""Text: a YAML document as plain values, with the line of each of them.

Of YAML's many ways to write a scalar only those of its core schema (version 1.2) are read: `no` and `on` are words,
`12:30` is not a number, and a number with a point is a decimal and never a float. Anchors, tags and several documents
are refused.
"""

# pyright: reportUnknownMemberType=false

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bangwo.domain.campaigns.checks import Path

BYTES_MAX = 256 * 1024
DEPTH_MAX = 20

Plain = None | bool | int | Decimal | str | list["Plain"] | dict[str, "Plain"]

_INT = re.compile(r"[-+]?[0-9]{1,30}\Z")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,30}\.[0-9]{1,30}\Z")
_WORDS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


class BadText(ValueError):
    """What cannot be read as one plain document, and in which line."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line}: {why}")
        self.line = line
        self.why = why


@dataclass(frozen=True, slots=True)
class Document:
    """The values of a document, and the line (from 1) in which each begins."""

    values: Plain
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """The line of a value, or of the nearest one around it."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(text: str) -> Document:
    """The document of a text. Raises BadText."""
    if len(text.encode()) > BYTES_MAX:
        raise BadText(1, f"a campaign file has at most {BYTES_MAX // 1024} KiB")
    try:
        for event in cast("Iterable[yaml.Event]", yaml.parse(text, Loader=yaml.SafeLoader)):
            if isinstance(event, yaml.AliasEvent) or (isinstance(event, yaml.NodeEvent) and event.anchor):
                raise BadText(event.start_mark.line + 1, "anchors (&, *) are not read here: write it out")
            if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
                raise BadText(event.start_mark.line + 1, f"tags ({event.tag}) are not read here")
        node = cast("Node | None", yaml.compose(text, Loader=yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BadText(mark.line + 1 if mark else 1, _sentence(error)) from None
    except yaml.YAMLError as error:
        raise BadText(1, f"it is no YAML: {str(error).splitlines()[0]}") from None
    if node is None:
        raise BadText(1, "the file is empty")
    lines: dict[Path, int] = {}
    values = _value(node, (), lines)
    return Document(values, lines)


def _value(node: Node, path: Path, lines: dict[Path, int]) -> Plain:
    line = node.start_mark.line + 1
    lines.setdefault(path, line)
    if len(path) > DEPTH_MAX:
        raise BadText(line, "it is nested too deeply")
    match node:
        case MappingNode():
            return _mapping(node, path, lines)
        case SequenceNode():
            return [_value(each, (*path, index), lines) for index, each in enumerate(node.value)]
        case ScalarNode():
            return _scalar(node)
        case _:
            raise BadText(line, "this is neither a value, a list nor a mapping")


def _mapping(node: MappingNode, path: Path, lines: dict[Path, int]) -> Plain:
    out: dict[str, Plain] = {}
    for name, content in node.value:
        line = name.start_mark.line + 1
        if not isinstance(name, ScalarNode):
            raise BadText(line, "a name is a word")
        key = str(name.value)
        if key in out:
            raise BadText(line, f"`{key}` is said twice; it was said in line {lines[(*path, key)]}")
        lines[(*path, key)] = line
        out[key] = _value(content, (*path, key), lines)
    return out


def _scalar(node: ScalarNode) -> Plain:
    text = str(node.value)
    if node.style is not None:  # quoted, or a block
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INT.match(text):
        return int(text)
    return Decimal(text) if _DECIMAL.match(text) else text


def _sentence(error: yaml.MarkedYAMLError) -> str:
    parts = [part for part in (error.context, error.problem) if part]
    return "it is no YAML: " + ", ".join(parts)

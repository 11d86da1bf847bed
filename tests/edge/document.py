"""Prints the OpenAPI document, from which the web app's types are made: `python -m edge.document`."""

import json

from edge.house import House


def document() -> str:
    """The document, written always the same way."""
    return json.dumps(House().app.openapi(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    print(document(), end="")

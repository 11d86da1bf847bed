"""`python -m bench NAME [--json]`: run one benchmark, or all."""

import json
import sys
from importlib import import_module

from bench.result import Result, as_json

NAMES = ("understand", "start", "orders", "claims", "report", "numbers")
BY_NAME = ("profile",)
"""Run only when named."""


def main(arguments: list[str]) -> int:
    """Run what is named and print it."""
    names = [each for each in arguments if not each.startswith("-")] or ["all"]
    chosen = NAMES if names == ["all"] else tuple(names)
    unknown = set(chosen) - {*NAMES, *BY_NAME}
    if unknown:
        known = ", ".join(("all", *NAMES, *BY_NAME))
        print(f"no benchmark {', '.join(sorted(unknown))}; there are: {known}", file=sys.stderr)
        return 2
    results: list[Result] = []
    for name in chosen:
        print(f"· {name}", file=sys.stderr)
        results += import_module(f"bench.{name}").run()
    if "--json" in arguments:
        print(json.dumps(as_json(results), ensure_ascii=False))
        return 0
    for each in results:
        latency = f"  p50 {each.p50_ms} ms  p99 {each.p99_ms} ms" if each.p50_ms is not None else ""
        print(f"{each.name:14} {each.value:10.2f} {each.unit:4}{latency}  {each.note}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

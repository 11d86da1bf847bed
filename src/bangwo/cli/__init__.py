"""Commands: `bangwo` in a terminal."""

import sys


def main() -> None:
    """Run the command line; what a command needs is imported when it runs, so that each starts fast."""
    from bangwo.cli.exits import Exit, Stop
    from bangwo.cli.tree import app

    try:
        app()
    except Stop as stop:
        print(f"bangwo: {stop}", file=sys.stderr)
        sys.exit(stop.code)
    except KeyboardInterrupt:
        sys.exit(Exit.INTERRUPTED)
    except BrokenPipeError:  # whoever read our output has gone
        sys.stderr.close()
        sys.exit(Exit.OK)

"""Ports: whether one is free, and free ones for the city."""

import socket
from contextlib import ExitStack

from bangwo.cli.exits import Exit, Stop


def claim(host: str, port: int) -> None:
    """Raises Stop with one clear line when the port cannot be listened on."""
    if not 0 < port < 65536:
        raise Stop(f"{port} is no port: choose one from 1 to 65535 with --port", Exit.USAGE)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise Stop(f"port {port} needs more rights: choose one above 1023 with --port", Exit.CANNOT_START) from None
        except OSError:
            raise Stop(
                f"port {port} is taken: stop what uses it, or choose another with --port", Exit.CANNOT_START
            ) from None


def free(count: int) -> list[int]:
    """So many ports that nobody listens on now."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) for _ in range(count)]
        for each in probes:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in probes]

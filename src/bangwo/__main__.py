"""`python -m bangwo`: the same as the `bangwo` command."""

from bangwo.cli import main

main()

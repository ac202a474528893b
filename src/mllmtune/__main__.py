"""What does ``mllmtune`` run? The same as ``python -m mllmtune``; Ctrl-C ends it without a word."""

import signal
import sys
from importlib import import_module


def main() -> None:
    """Load the program and run its command line."""
    interruptible = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if interruptible:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    program = import_module("mllmtune.cli.program")
    try:
        if interruptible:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        program.main()
    except KeyboardInterrupt:  # before a command begins or behind its end; typer leaves a command with the same code
        sys.exit(130)


if __name__ == "__main__":
    main()

"""What does ``mllmtune`` run? The same as ``python -m mllmtune``; Ctrl-C while it is loaded ends it without a word."""

import signal
from importlib import import_module


def main() -> None:
    """Load the program and run its command line."""
    interruptible = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if interruptible:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    program = import_module("mllmtune.cli.program")
    if interruptible:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    program.main()


if __name__ == "__main__":
    main()

"""What does ``python -m mllmtune`` run? The same as ``mllmtune``."""

from mllmtune.cli.program import main

if __name__ == "__main__":
    main()

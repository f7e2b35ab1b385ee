"""`python -m mcda` is the command line."""

import sys

from mcda.cli import main

if __name__ == "__main__":
    sys.exit(main())

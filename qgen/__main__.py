"""`python -m qgen`: the command line, for where the script `qgen` is not on the path."""

from qgen.cli import main

main()

"""`python -m qushu`, the same as the command `qushu`."""

from qushu.cli import main

main()

"""`python -m annot`."""

from annot.cli import main

main()

"""The command `tilaus`: a shop in a file, from placing an order to the last refund."""

from tilaus_adapters.cli.app import main

__all__ = ["main"]

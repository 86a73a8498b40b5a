"""The model checker: the real `decide` and `evolve` in every interleaving of a small world."""

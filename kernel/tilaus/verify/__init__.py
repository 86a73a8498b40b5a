"""The model checker: the real `decide` and `evolve`, driven through every interleaving of a world."""

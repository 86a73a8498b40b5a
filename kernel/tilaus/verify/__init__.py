"""The model checker: the real `decide` and `evolve` in every interleaving of small worlds.

`worlds` says what is explored, `model` what may happen in it, `explore` visits every state,
`promises` and `liveness` say what must be true, `coverage` what was seen. A breach is told by
`story` and kept by `scenario`. `tables` is a second, smaller model of the tables alone, which other
people's model checkers judge too.
"""

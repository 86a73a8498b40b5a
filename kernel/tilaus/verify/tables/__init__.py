"""The table model: the tables alone as a small finite machine, for engines that others wrote.

`model` makes it of any lifecycles, `tla` and `maude` print it, `walk` and `fairness` judge it here.
It knows less than the decider, which `tilaus.verify.explore` drives; what it leaves out, `model`
says.
"""

"""The desk: what staff see of the shop, and do in it."""

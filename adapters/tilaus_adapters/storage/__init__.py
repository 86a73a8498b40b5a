"""Storage adapters: they keep orders, the journal of effects, and the books."""

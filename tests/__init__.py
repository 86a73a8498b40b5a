"""What is promised, as tests; a package, so that nobody else's `tests` is taken for it."""

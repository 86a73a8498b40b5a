"""For tests of your own: contract suites for ports, and small orders to feed them. Needs pytest."""

from pkgutil import iter_modules

import pytest

# The suites' asserts explain themselves only if pytest rewrites them before they are imported.
pytest.register_assert_rewrite(*(f"{__name__}.{module.name}" for module in iter_modules(__path__)))

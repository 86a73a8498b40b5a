"""How hypothesis searches. Fixtures live beside the tests that use them."""

import os

from hypothesis import settings

# No deadline: on a busy machine it would fail good code. A printed blob repeats a failure anywhere.
settings.register_profile("search", max_examples=100, deadline=None, print_blob=True)
# In CI the same examples come every time, so that a red run is about the change that was tested;
# the search for new ones goes on wherever a person runs the tests.
settings.register_profile("ci", settings.get_profile("search"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "search")

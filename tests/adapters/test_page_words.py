"""Words that code says on pages reach the translators."""

from tilaus.lifecycles import SHIPPED
from tilaus_adapters import wording
from tilaus_adapters.page_words import FAULTS, sources


def test_every_word_is_collected_for_the_catalogues() -> None:
    collected = set(wording.sources(SHIPPED))
    assert set(sources()) <= collected
    assert {("fault", text) for pair in FAULTS.values() for text in pair} <= collected
    assert {("desk", "Refunds per reason"), ("desk", "Payments")} <= collected

"""Targets: a slip is refused at placing with a sentence, and two spellings name one instance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilaus.policy import Service
from tilaus.refusals import Refused
from tilaus.targets import MAX_TARGET, check_target, instance
from tilaus.texts import is_line, is_text

TEXT = Service("note")
NAME = Service("followers", "user_name")
PAGE = Service("likes", "url")
VIDEO = Service("views", "url", ("youtube.com", "youtu.be"))
HINTED = Service(
    "views", "url", ("youtube.com",), "Copy the address of the video from the browser."
)

# fmt: off
FITTING = [
    # service  target
    (TEXT,     "anything, really: ä ü 💐"),
    (TEXT,     "x" * MAX_TARGET),
    (NAME,     "ann"),
    (NAME,     "@ann.b-c_9"),
    (NAME,     "  @ann  "),
    (PAGE,     "https://example.com"),
    (PAGE,     "http://example.com/a?b=c#d"),
    (PAGE,     "example.com/a"),
    (PAGE,     "EXAMPLE.com"),
    (VIDEO,    "https://www.youtube.com/watch?v=1"),
    (VIDEO,    "https://youtu.be/1"),
    (VIDEO,    "m.youtube.com/watch?v=1"),
    (VIDEO,    "HTTPS://YOUTUBE.COM/watch?v=1"),
]

SLIPS = [
    # service  target                                  what is expected
    (TEXT,     "",                                     "a target has 1 to 500 characters, on one line"),
    (TEXT,     "   ",                                  "a target has 1 to 500 characters, on one line"),
    (TEXT,     "x" * (MAX_TARGET + 1),                 "a target has 1 to 500 characters, on one line"),
    (TEXT,     "a\nb",                                 "a target has 1 to 500 characters, on one line"),
    (TEXT,     "a\u2028b",                             "a target has 1 to 500 characters, on one line"),
    (TEXT,     "a\x7fb",                               "a target has 1 to 500 characters, on one line"),
    (TEXT,     "\ud800",                               "a target has 1 to 500 characters, on one line"),
    (NAME,     "ann b",                                "a user name is expected: letters, digits, dot, dash or underscore"),
    (NAME,     "https://example.com/ann",              "a user name is expected: letters, digits, dot, dash or underscore"),
    (NAME,     "@",                                    "a user name is expected: letters, digits, dot, dash or underscore"),
    (NAME,     "x" * 65,                               "a user name is expected: letters, digits, dot, dash or underscore"),
    (PAGE,     "ann",                                  "the full address of a page is expected"),
    (PAGE,     "ftp://example.com",                    "the full address of a page is expected"),
    (PAGE,     "javascript:alert(1)",                  "the full address of a page is expected"),
    (PAGE,     "https://example.com/a b",              "the full address of a page is expected"),
    (PAGE,     "https://user@example.com/",            "the full address of a page is expected"),
    (PAGE,     "https://127.0.0.1/",                   "the full address of a page is expected"),
    (VIDEO,    "https://example.com/watch?v=1",        "the full address of a page on youtube.com or youtu.be is expected"),
    (VIDEO,    "https://youtube.com.evil.example/1",   "the full address of a page on youtube.com or youtu.be is expected"),
    (VIDEO,    "https://notyoutube.com/1",             "the full address of a page on youtube.com or youtu.be is expected"),
    (VIDEO,    "https://evil.example/youtube.com",     "the full address of a page on youtube.com or youtu.be is expected"),
    (HINTED,   "https://example.com",                  "Copy the address of the video from the browser."),
]

SAME = [
    # service  one                                     another
    (NAME,     "@Ann",                                 "ann"),
    (NAME,     " ann ",                                "ANN"),
    (PAGE,     "https://www.Example.com/a/",           "example.com/a"),
    (PAGE,     "http://example.com",                   "https://example.com/"),
    (TEXT,     " a word ",                             "a word"),
]

DIFFERENT = [
    # service  one                                     another
    (NAME,     "ann",                                  "ann.b"),
    (PAGE,     "example.com/a",                        "example.com/A"),
    (PAGE,     "example.com/watch?v=1",                "example.com/watch?v=2"),
    (PAGE,     "m.example.com",                        "example.com"),
    (TEXT,     "Ann",                                  "ann"),
]

LINES = [
    # text               is a line   is a text
    ("",                 True,       True),
    ("ä 💐 \u200d",      True,       True),
    ("a\tb",             False,      True),
    ("a\nb",             False,      True),
    ("a\r\nb",           False,      False),
    ("a\x0bb",           False,      False),
    ("a\x1bb",           False,      False),
    ("a\x85b",           False,      False),
    ("a\u2029b",         False,      False),
    ("a\udfffb",         False,      False),
    ("a\x00b",           False,      False),
    ("x" * 11,           False,      False),
]
# fmt: on


@pytest.mark.parametrize(("service", "target"), FITTING)
def test_a_target_of_the_declared_form_is_taken(service: Service, target: str) -> None:
    check_target(service, target)


@pytest.mark.parametrize(("service", "target", "expected"), SLIPS)
def test_a_slip_is_refused_with_what_is_expected(
    service: Service, target: str, expected: str
) -> None:
    with pytest.raises(Refused) as caught:
        check_target(service, target)
    refusal = caught.value.refusal
    assert (refusal.code, refusal.found) == ("wrong_target", expected)
    assert refusal.sentence == f"cannot order {service.name} for {target[:80]!r}: {expected}"


@pytest.mark.parametrize(("service", "one", "another"), SAME)
def test_two_spellings_of_one_target_are_one_instance(
    service: Service, one: str, another: str
) -> None:
    assert instance(service, one) == instance(service, another)


@pytest.mark.parametrize(("service", "one", "another"), DIFFERENT)
def test_two_targets_are_two_instances(service: Service, one: str, another: str) -> None:
    assert instance(service, one) != instance(service, another)


def test_one_target_of_two_services_is_two_instances() -> None:
    assert instance(NAME, "ann") != instance(Service("likes", "user_name"), "ann")


@given(st.sampled_from([TEXT, NAME, PAGE, VIDEO]), st.text(max_size=60))
def test_naming_an_instance_twice_gives_the_same_name(service: Service, target: str) -> None:
    once = instance(service, target)
    assert once.startswith(f"{service.name}|")
    assert instance(service, once.partition("|")[2]) == once


@pytest.mark.parametrize(("text", "line", "several"), LINES)
def test_a_line_and_a_text_hold_nothing_that_breaks_a_mail_a_log_or_utf_8(
    text: str, line: bool, several: bool
) -> None:
    assert is_line(text, 10) == line
    assert is_text(text, 10) == several

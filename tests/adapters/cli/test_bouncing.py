"""`tilaus message bounced` puts a mail that came back on the staff's list, once."""

import io
import sys
from pathlib import Path

import pytest
from tests.adapters.cli.command import Run
from tests.adapters.notification.test_bounce import bounce_mail

from tilaus_adapters.notification.mail import fingerprint


@pytest.fixture
def mail(shop: Run) -> Path:
    """Return the mail that says that the first message about the order came back."""
    effects = shop("effect", "list", "--order", "50001", "--state", "all", "--json").doc["effects"]
    key = next(row["key"] for row in effects if row["name"] == "tell:order-received")
    path = Path("returned.eml")
    path.write_bytes(bounce_mail(f"<50001.{fingerprint(key)}@shop.example>"))
    return path


def test_a_mail_that_came_back_is_on_the_staffs_list_once(run: Run, mail: Path) -> None:
    first = run("message", "bounced", str(mail), "--json").doc
    assert (first["outcome"], first["order"], first["status"]) == ("done", 50001, "5.1.1")
    assert run("message", "bounced", str(mail), "--json").doc["outcome"] == "duplicate"
    parked = run("order", "show", "50001", "--json").doc["parked"]
    assert [entry["what"] for entry in parked] == ["tell:order-received"]


def test_a_person_reads_what_became_of_it(run: Run, mail: Path) -> None:
    shown = run("message", "bounced", str(mail))
    assert shown.out.startswith("order 50001: a message came back")
    assert "known already" in run("message", "bounced", str(mail)).out


def test_what_is_no_such_mail_is_refused_in_a_sentence(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.eml"
    letter.write_bytes(b"From: a@b\r\n\r\nhello\r\n")
    done = run("message", "bounced", str(letter))
    assert done.code == 1
    assert "reports no failure" in done.err
    assert "Traceback" not in done.err


def test_a_file_that_is_not_there_is_a_wrong_question(run: Run) -> None:
    done = run("message", "bounced", "nowhere.eml")
    assert done.code == 2
    assert "cannot read nowhere.eml" in done.err


def test_the_mail_may_come_by_standard_input(
    run: Run, mail: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = io.TextIOWrapper(io.BytesIO(mail.read_bytes()))
    monkeypatch.setattr(sys, "stdin", given)
    assert run("message", "bounced", "-", "--json").doc["outcome"] == "done"

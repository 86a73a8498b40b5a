"""`tilaus export tla`: the module is printed or written, and nothing that is there is lost."""

from pathlib import Path

from tests.adapters.cli.command import Run

NAMES = ["Tilaus.cfg", "Tilaus.tla", "TilausStrong.cfg", "TilausWeak.cfg"]


def test_the_module_is_printed(run: Run) -> None:
    shown = run("export", "tla")
    assert shown.code == 0
    assert shown.out.startswith("---- MODULE Tilaus ----\n")
    assert shown.out.rstrip().endswith("====")


def test_bounds_and_the_policy_of_a_file_count(run: Run) -> None:
    assert run("policy", "show").code == 0
    Path("own.toml").write_text('completion = "automatic"\n', encoding="utf-8")
    own = run("export", "tla", "own.toml", "--items", "2", "--shared").out
    assert "2 items, 1 payment, 1 refund" in own
    assert "may_Order_complete_from_processing" in own
    assert "may_Order_complete_from_processing" not in run("export", "tla").out


def test_a_folder_gets_the_module_and_what_tlc_is_to_check(run: Run) -> None:
    done = run("export", "tla", "--output", "new/tla")
    assert done.code == 0
    assert sorted(path.name for path in Path("new/tla").iterdir()) == NAMES
    assert "SPECIFICATION StrongSpec" in Path("new/tla/TilausStrong.cfg").read_text("utf-8")
    assert "tlc2.TLC" in done.out
    assert run("export", "tla", "--output", "new/tla").code == 0, "the same may be written again"


def test_other_files_are_kept_unless_it_is_forced(run: Run) -> None:
    run("export", "tla", "--output", "tla")
    Path("tla/Tilaus.cfg").write_text("mine", encoding="utf-8")
    refused = run("export", "tla", "--output", "tla", "--items", "2")
    assert refused.code == 1
    assert "--force" in refused.err
    assert Path("tla/Tilaus.cfg").read_text("utf-8") == "mine"
    assert "1 item," in Path("tla/Tilaus.tla").read_text("utf-8")
    assert run("export", "tla", "--output", "tla", "--force").code == 0
    assert Path("tla/Tilaus.cfg").read_text("utf-8") != "mine"


def test_what_cannot_be_done_is_said_in_a_sentence(run: Run) -> None:
    many = run("export", "tla", "--items", "99")
    assert (many.code, many.err.count("\n")) == (2, 1)
    assert "1 to 4 are possible" in many.err
    assert run("export", "tla", "nowhere.toml").code == 3
    Path("file").write_text("", encoding="utf-8")
    assert run("export", "tla", "--output", "file").code == 3


def test_programs_get_the_files_in_a_document(run: Run) -> None:
    doc = run("export", "tla", "--json").doc
    assert sorted(doc["files"]) == NAMES


def test_the_document_of_the_api_is_printed_as_the_site_gives_it(run: Run) -> None:
    from tilaus_adapters.web.api import routes

    shown = run("export", "openapi")
    assert (shown.code, shown.out) == (0, routes.openapi())

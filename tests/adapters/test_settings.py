"""Settings: read from the environment and one private file, and never shown."""

from pathlib import Path

import pytest

from tilaus_adapters.settings import read_settings

SECRET = "sk_test_that_nobody_may_see"


def written(folder: Path, text: str, mode: int = 0o600) -> str:
    path = folder / "secrets.toml"
    path.write_text(text)
    path.chmod(mode)
    return str(path)


def test_settings_come_from_the_environment_and_from_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, f'TILAUS_STRIPE_KEY = "{SECRET}"\nTILAUS_SMTP = "there:25"\n')
    found = read_settings({"TILAUS_SECRETS": file, "TILAUS_SMTP": "here:25", "HOME": "/"})
    assert dict(found) == {
        "TILAUS_SECRETS": file,
        "TILAUS_STRIPE_KEY": SECRET,
        "TILAUS_SMTP": "here:25",
    }


def test_settings_are_shown_without_their_values() -> None:
    assert repr(read_settings({"TILAUS_KEY": SECRET})) == "Settings(TILAUS_KEY)"


# fmt: off
WRONG = [
    # what is promised                     text                          mode   what is said
    ("others may read it",                 f'TILAUS_KEY = "{SECRET}"',   0o644, "chmod 600"),
    ("it is not TOML",                     f"TILAUS_KEY = {SECRET}",     0o600, "it is not TOML"),
    ("it holds more than settings",        f'PATH = "{SECRET}"',         0o600, "'PATH' is no setting"),
    ("it holds more than texts",           "TILAUS_KEY = 1",             0o600, "'TILAUS_KEY' is no setting"),
]
# fmt: on


@pytest.mark.parametrize(
    ("text", "mode", "said"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG]
)
def test_a_file_is_refused_and_its_secrets_are_not_quoted(
    tmp_path: Path, text: str, mode: int, said: str
) -> None:
    with pytest.raises(ValueError, match=said) as refused:
        read_settings({"TILAUS_SECRETS": written(tmp_path, text, mode)})
    assert SECRET not in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="No such file"):
        read_settings({"TILAUS_SECRETS": str(tmp_path / "none.toml")})

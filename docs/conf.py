"""The site that `make docs` builds: every Markdown page of the project, and the API.

The pages are the files that a code host shows, from the root of the project, so links between them
mean the same in both places. The API's pages are written here, one for each public module, from
the docstrings.
"""

import importlib
import importlib.metadata
import pkgutil
import re
from pathlib import Path
from types import FunctionType, ModuleType

from sphinx.application import Sphinx

ROOT = Path(__file__).parents[1].resolve()
API = ROOT / "docs" / "api"
PACKAGES = ("tilaus", "tilaus_adapters")
MERMAID = re.compile(r"^```mermaid\n.*?^```$", re.MULTILINE | re.DOTALL)
DRAWN = "![The lifecycle of the order](docs/reference/machines/order.svg)"

project = "tilaus"
author = "the tilaus authors"
release = importlib.metadata.version("tilaus")
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]

root_doc = "docs/index"
include_patterns = ["*.md", "docs/**.md", "examples/**.md", "tests/golden/README.md"]
exclude_patterns = [".*", "**/.*", "build", "dist"]

html_theme = "furo"
html_title = f"tilaus {release}"
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_extra_path = ["site"]
html_theme_options = {"navigation_with_keys": True}

# The anchors that a code host makes from headings.
myst_heading_anchors = 4
myst_links_external_new_tab = False
# A docstring says `name` for code, as everywhere in the project.
default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
# What a package re-exports is described where it is defined.
autodoc_default_options = {"members": True, "ignore-module-all": True, "show-inheritance": True}
napoleon_google_docstring = True
napoleon_numpy_docstring = False
# What belongs to others is documented at theirs; our own names must all be found, but for type
# variables, and for what FastAPI reads in `Annotated`.
nitpick_ignore_regex = [
    ("py:.*", r"(?!tilaus).*"),
    ("py:class", r"tilaus.*\.([A-Z]|Annotated)"),
    ("py:class", r"tilaus_adapters\.web\..*\.[a-z_]+"),
]


def public_modules() -> list[str]:
    """Name each module whose path has no part that begins with an underscore, sorted."""
    found = list(PACKAGES)
    for package in PACKAGES:
        paths = importlib.import_module(package).__path__
        found += [m.name for m in pkgutil.walk_packages(paths, f"{package}.")]
    return sorted(name for name in found if "._" not in name)


def title(module: ModuleType) -> str:
    """Give the first sentence of a module."""
    return (module.__doc__ or "").strip().partition("\n")[0]


def link(module: ModuleType, name: str) -> str:
    """Link an imported name to its description; a plain value knows no home, and is just named."""
    value = getattr(module, name)
    if isinstance(value, type | FunctionType):
        return f"{{py:obj}}`{name} <{value.__module__}.{value.__qualname__}>`"
    return f"`{name}`"


def exports(module: ModuleType) -> str:
    """List what a package lets be imported from itself though it is defined elsewhere."""
    names = [name for name in getattr(module, "__all__", ()) if hasattr(module, name)]
    foreign = [n for n in names if getattr(getattr(module, n), "__module__", "") != module.__name__]
    rows = [f"- {link(module, name)}" for name in foreign]
    return "\n".join(["", "Imported from here:", "", *rows, ""]) if rows else ""


def page(name: str) -> str:
    """Write the page of one module: its docstring, what it re-exports, what it defines itself.

    It is reached from the index of the API: three hundred lines more in the navigation of each page
    would help nobody, and make the site five minutes longer to build.
    """
    directive = f"```{{eval-rst}}\n.. automodule:: {name}\n```"
    listed = exports(importlib.import_module(name))
    return f"---\norphan: true\n---\n\n# {name}\n\n{directive}\n{listed}"


def write_api(_app: Sphinx) -> None:
    """Write the API's pages; one that is the same is left alone, so that it is not built again."""
    API.mkdir(exist_ok=True)
    names = public_modules()
    rows = [f"| [{n}]({n}.md) | {title(importlib.import_module(n))} |" for n in names]
    head = "# API\n\nEvery public module, and what it is for.\n\n| module | |\n|---|---|\n"
    texts = {"index": head + "\n".join(rows) + "\n"} | {name: page(name) for name in names}
    for file in API.glob("*.md"):
        if file.stem not in texts:
            file.unlink()
    for name, text in texts.items():
        file = API / f"{name}.md"
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")


def draw(_app: Sphinx, _docname: str, source: list[str]) -> None:
    """Put our own picture where a code host draws Mermaid: the site asks no other host for it."""
    source[0] = MERMAID.sub(DRAWN, source[0])


def mark_code(
    _app: Sphinx, what: str, _name: str, _obj: object, _options: object, lines: list[str]
) -> None:
    """Say that an indented block of a module's docstring is code: in plain text one sees it."""
    if what != "module":
        return
    before = [True, *(not line.strip() for line in lines)]
    depth = [line.startswith("    ") for line in lines]
    for at in reversed(range(1, len(lines))):
        if depth[at] and before[at] and not any(depth[at - 2 : at]):
            lines[at:at] = [".. code-block:: text", ""]


def setup(app: Sphinx) -> None:
    """Hook all of it into the build."""
    app.connect("builder-inited", write_api, priority=1)
    app.connect("source-read", draw)
    app.connect("autodoc-process-docstring", mark_code, priority=400)

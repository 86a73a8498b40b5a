"""Hold that the built site asks no other host for anything: python -m docs.offline FOLDER.

Links that a reader may follow are no matter; what a page loads by itself is.
"""

import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

LOADED: Final = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}
"""Which attribute of an element makes a browser fetch something."""

ONLY_NAMED: Final = {"canonical", "license", "next", "prev", "search", "index"}
"""Relations of `link` that a browser does not fetch."""


class Page(HTMLParser):
    """Collect what a page loads from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.foreign: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        said = dict(attrs)
        address = said.get(LOADED.get(tag, "")) or ""
        if said.get("rel") not in ONLY_NAMED and address.startswith(("http:", "https:", "//")):
            self.foreign.append(address)


def foreign(text: str) -> list[str]:
    """List the addresses of other hosts that a page loads."""
    page = Page()
    page.feed(text)
    return page.foreign


def main(folder: Path) -> None:
    """Stop with the pages that load something from elsewhere, or say how many do not."""
    pages = sorted(folder.rglob("*.html"))
    found = [f"{p}: {a}" for p in pages for a in foreign(p.read_text(encoding="utf-8"))]
    if found or not pages:
        sys.exit("\n".join(found) or f"no page in {folder}")
    print(f"{len(pages)} pages, none of them asks another host for anything: {folder}/index.html")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

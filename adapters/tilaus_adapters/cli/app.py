"""The command line: which commands there are, and what becomes of their replies and errors."""

import json
import os
import sqlite3
import sys
from collections.abc import Sequence
from datetime import UTC, tzinfo
from io import TextIOWrapper
from typing import Any

from cyclopts import App, CycloptsError

from tilaus.ports.storage import StoreError
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.reply import BROKEN, DONE, USAGE, Reply, UsageError, WorldError

# fmt: off
COMMANDS: dict[str, tuple[str, tuple[str, ...]]] = {
    # command        where it is           how it is used
    "init":          ("shops:init",        ("tilaus init", "tilaus init --db shop.db", "tilaus init --name \"My shop\" --currency EUR --mail orders@shop.example --pay card,wallet --imports")),
    "migrate":       ("migrating:migrate", ("tilaus migrate --dry-run", "tilaus migrate --db postgresql://owner@db.internal/shop")),
    "demo":          ("demo:demo",         ("tilaus demo", "tilaus demo --db shop.db", "tilaus demo --json")),
    "order place":   ("orders:place",      ("tilaus order place --example > order.json", "tilaus order place order.json --key checkout-77", "tilaus order place --schema")),
    "order list":    ("orders:list_",      ("tilaus order list --status processing", "tilaus order list --find guest@customer.example")),
    "order show":    ("orders:show",       ("tilaus order show 50001", "tilaus order show 50001 --history")),
    "order allowed": ("orders:allowed",    ("tilaus order allowed 50001", "tilaus order allowed 50001 --role customer")),
    "order do":      ("doing:do",          ("tilaus order do 50001 hold --reason \"waits for the customer\"", "tilaus order do 50001 progress --item 1 --units 250", "tilaus order do 50001 retry --item 3 --target https://www.facebook.com/example", "tilaus order do 50001 capture --payment 1 --amount 27.00")),
    "quote":         ("refunding:quote",   ("tilaus quote 50001", "tilaus quote 50001 --item 3:50", "tilaus quote 50001 --amount 5.00")),
    "refund":        ("refunding:refund",  ("tilaus refund 50001 --item 3 --to original", "tilaus refund 50001 --amount 5.00 --to wallet --yes --key desk-12")),
    "wallet show":   ("wallets:show",      ("tilaus wallet show customer-1", "tilaus wallet show customer-1 --json")),
    "wallet top-up": ("wallets:top_up",    ("tilaus wallet top-up customer-1 25.00 --key gift-7", "tilaus wallet top-up customer-1 25.00 --key gift-7 --reason \"a present\"")),
    "wallet statement": ("wallets:statement", ("tilaus wallet statement customer-1", "tilaus wallet statement customer-1 --limit 100 --before 5120")),
    "bank confirm":  ("banking:confirm",   ("tilaus bank confirm 50001 25.00 --reference 2026010512345", "tilaus bank confirm 50001 25.00 --reference 2026010512345 --by anna")),
    "bank match":    ("banking:match",     ("tilaus bank match statement.csv --dry-run", "tilaus bank match statement.csv --decimal comma --delimiter semicolon --date %d.%m.%Y --column=amount=Summa --column=reference=Arkistointitunnus", "tilaus bank match - --json")),
    "bank refunds":  ("banking:refunds",   ("tilaus bank refunds", "tilaus bank refunds --csv > refunds.csv")),
    "bank sent":     ("banking:sent",      ("tilaus bank sent 50001/1", "tilaus bank sent 50001/1 --reference 2026010854321 --by anna")),
    "customer export": ("customers:export", ("tilaus customer export guest@customer.example > person.json", "tilaus customer export customer-1")),
    "customer erase": ("customers:erase", ("tilaus customer erase guest@customer.example --dry-run", "tilaus customer erase customer-1 --yes --by anna")),
    "effect list":   ("effects:list_",     ("tilaus effect list", "tilaus effect list --state dead", "tilaus effect list --order 50001 --state all")),
    "effect retry":  ("effects:retry",     ("tilaus effect retry --order 50001 --name send_refund --reason \"the provider is back\"",)),
    "effect done":   ("effects:done",      ("tilaus effect done --order 50001 --name send_refund --reason \"seen in the dashboard\" --role manager --by anna", "tilaus effect done --order 50001 --name capture_payment --amount 12.00 --reason \"seen at the bank\" --role manager")),
    "effect void":   ("effects:void",      ("tilaus effect void --order 50001 --name hand_over --about 3 --reason \"delivered by hand\" --role manager",)),
    "message list":  ("messages:list_",    ("tilaus message list",)),
    "message preview": ("messages:preview", ("tilaus message preview 50001 order-received", "tilaus message preview 50001 item-cancelled --lang fi --html --open", "tilaus message preview 50001 item-cancelled --staff --short")),
    "message bounced": ("bouncing:bounced", ("tilaus message bounced returned.eml", "tilaus message bounced -")),
    "message words": ("messages:words",    ("tilaus message words fi", "tilaus message words et --output mine/locales/et/LC_MESSAGES/tilaus.po")),
    "answer":        ("answering:answer",  ("tilaus answer TOKEN --dry-run", "tilaus answer TOKEN --target https://www.facebook.com/example")),
    "user add":      ("users:add",         ("tilaus user add anna", "tilaus user add bella --role manager")),
    "user list":     ("users:list_",       ("tilaus user list",)),
    "user password": ("users:password",    ("tilaus user password anna",)),
    "user role":     ("users:role",        ("tilaus user role anna manager",)),
    "user disable":  ("users:disable",     ("tilaus user disable anna", "tilaus user disable anna --enable")),
    "user sign-out": ("users:sign_out",    ("tilaus user sign-out anna",)),
    "token add":     ("tokens:add",        ("tilaus token add storefront --scope read --scope place", "tilaus token add books --scope read --days 365")),
    "token list":    ("tokens:list_",      ("tilaus token list",)),
    "token revoke":  ("tokens:revoke",     ("tilaus token revoke storefront",)),
    "secret":        ("answering:secret",  ("tilaus secret",)),
    "delivery poll": ("delivering:poll",   ("tilaus delivery poll", "TILAUS_DELIVERY=http tilaus delivery poll --json")),
    "webhook list":  ("webhooks:list_",    ("tilaus webhook list", "tilaus webhook list --json")),
    "webhook test":  ("webhooks:try_",     ("tilaus webhook test books",)),
    "webhook enable": ("webhooks:enable",  ("tilaus webhook enable books",)),
    "webhook send":  ("webhooks:send",     ("tilaus webhook send",)),
    "sandbox":       ("playing:sandbox",   ("tilaus sandbox 50001 pay", "tilaus sandbox 50001 decline --payment 1")),
    "worker":        ("worker:worker",     ("tilaus worker --once", "tilaus worker --concurrency 8 --metrics 127.0.0.1:9464", "TILAUS_SMTP=127.0.0.1:1025 tilaus worker --grace 60")),
    "serve":         ("serve:serve",       ("tilaus serve --db shop.db --port 8080", "tilaus serve --no-worker --base-url https://shop.example --trusted-proxy 10.0.0.0/8")),
    "temporal relay": ("relaying:relay",   ("tilaus temporal relay --temporal 127.0.0.1:7233", "TEMPORAL_API_KEY=... tilaus temporal relay --temporal eu.example:7233 --namespace shop")),
    "temporal worker":("relaying:worker",  ("tilaus temporal worker --temporal 127.0.0.1:7233 --concurrency 16",)),
    "verify":        ("verifying:verify",  ("tilaus verify", "tilaus verify --order 50001", "tilaus verify --json")),
    "reconcile":     ("reconciling:reconcile", ("tilaus reconcile --order 50001", "tilaus reconcile --since 2026-03-01 --json", "tilaus reconcile --order 50001 --apply")),
    "doctor":        ("doctoring:doctor",  ("tilaus doctor", "tilaus doctor --db shop.db --json")),
    "policy show":   ("policies:show",     ("tilaus policy show", "tilaus policy show > shop.toml")),
    "check":         ("checking:check",    ("tilaus check", "tilaus check shop.toml --save findings", "tilaus check --items 2 --refunds 2 --doubled 0", "tilaus check shop.toml --tables", "tilaus check new.toml --against shop.db")),
    "replay":        ("replaying:replay_", ("tilaus replay findings/finding-1.json", "tilaus replay findings/finding-1.json --policy mended.toml")),
    "switch":        ("switching:switch",  ("tilaus switch goods-2.toml --dry-run", "tilaus switch goods-2.toml --db shop.db")),
    "diagram":       ("drawing:diagram",   ("tilaus diagram order", "tilaus diagram item --format table", "tilaus diagram order --format svg --output order.svg", "tilaus diagram item --order 50001 --item 3", "tilaus diagram order --db shop.db --counts --format svg")),
    "export tla":    ("exporting:tla",     ("tilaus export tla > Tilaus.tla", "tilaus export tla shop.toml --output tla --items 2 --shared")),
    "import woocommerce": ("importing:woocommerce", ("tilaus import woocommerce orders.json --dry-run", "tilaus import woocommerce orders.json --target link --status shipped=completed --report report.jsonl", "tilaus import woocommerce - --json")),
    "export jsonl":  ("exporting_orders:jsonl", ("tilaus export jsonl > orders.jsonl", "tilaus export jsonl --output orders.jsonl")),
    "export csv":    ("exporting_orders:csv_", ("tilaus export csv orders > orders.csv", "tilaus export csv --output tables")),
    "export events": ("exporting_orders:events", ("tilaus export events > events.jsonl", "tilaus export events --after 4711 --limit 1000")),
    "export ucp":    ("exporting_orders:as_ucp", ("tilaus export ucp 50001",)),
    "export openapi": ("exporting:openapi", ("tilaus export openapi > openapi.json",)),
}
"""Every command: the function that does it, imported when it is called, and examples for its help."""
# fmt: on

GROUPS = {
    "order": "Place orders, look at them, and do what may happen next.",
    "wallet": "See and top up the store credit of customers.",
    "bank": "Book transfers that arrived at the bank, and send refunds by it.",
    "customer": "Give a person all that is known of them, and erase it.",
    "effect": "See what the world was asked for, and settle what hangs.",
    "message": "See what customers and staff are told, and in which words.",
    "user": "Say who of the staff may use the desk.",
    "token": "Say which programs may use the API.",
    "delivery": "See to what the delivery server has.",
    "webhook": "See which endpoints are told what happens, and mend one that is not.",
    "temporal": "Work on many machines: Temporal carries the wake-ups.",
    "policy": "Show the rules of the shop.",
    "import": "Bring orders in from another shop system.",
    "export": "Print orders and events for other programs, the lifecycles for other checkers.",
}

EPILOGUE = "Exit codes: 0 done, 1 refused, 2 asked for wrongly, 3 something is broken."


def build() -> App:
    """Build the command line from `COMMANDS`; the functions are imported when they are called."""
    settings: dict[str, Any] = {"help_format": "markdown", "version_flags": []}
    groups = {name: App(name=name, help=text, **settings) for name, text in GROUPS.items()}
    app = App(
        name="tilaus",
        help="Orders whose items live their own lives: a shop in a file, from order to refund.",
        help_epilogue=EPILOGUE,
        help_format="markdown",
        version=_version,
    )
    for member in groups.values():
        app.command(member)
    for words, (where, examples) in COMMANDS.items():
        group, _, name = words.rpartition(" ")
        shown = "\n".join(examples)
        epilogue = f"**Examples**\n\n```\n{shown}\n```\n\n{EPILOGUE}"
        path = f"tilaus_adapters.cli.{where}"
        (groups[group] if group else app).command(path, name=name, help_epilogue=epilogue)
    return app


def _version() -> str:
    from importlib.metadata import version  # slow, and hardly ever needed

    return f"tilaus {version('tilaus')}"


def _described(app: App, words: list[str]) -> App:
    """Import all commands where they are listed: what each does stands with its function."""
    known = {*COMMANDS, "--version"}
    if " ".join(words[:1]) not in known and " ".join(words[:2]) not in known:
        for command in COMMANDS:
            member = app
            for name in command.split():
                member = member[name]
    return app


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 refused, 2 usage, 3 broken world."""
    given = list(sys.argv[1:] if words is None else words)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(given)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has enough; Python must not complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return code


def _run(words: list[str]) -> int:
    is_json = "--json" in words
    try:
        app = _described(build(), words)
        command, bound, _ = app.parse_args(words, exit_on_error=False, print_error=False)
        options: Options = bound.arguments.get("options", DEFAULTS)
        is_json, zone = options.json, options.zone
        reply: Reply | None = command(*bound.args, **bound.kwargs)
        return DONE if reply is None else _answer(reply, zone, is_json=is_json)
    except (CycloptsError, UsageError) as error:
        return _fail(USAGE, "usage", str(error), is_json=is_json)
    except (WorldError, StoreError, OSError, sqlite3.Error) as error:
        if isinstance(error, BrokenPipeError):
            raise
        return _fail(BROKEN, "broken", str(error), is_json=is_json)
    except KeyboardInterrupt:
        return _fail(BROKEN, "interrupted", "interrupted", is_json=is_json)
    except Exception as error:
        if os.environ.get("TILAUS_TRACEBACK"):
            raise
        found = f"{type(error).__name__}: {error}"
        text = f"this is a fault in tilaus: {found}; TILAUS_TRACEBACK=1 shows where"
        return _fail(BROKEN, "fault", text, is_json=is_json)


def _answer(reply: Reply, zone: tzinfo, *, is_json: bool) -> int:
    if is_json:
        print(json.dumps(reply.doc, indent=2, ensure_ascii=False))
    else:
        # Drawing tables is imported here, so that programs do not wait for it.
        from tilaus_adapters.cli.screen import Screen

        reply.show(Screen(zone))
    return reply.code


def _fail(code: int, kind: str, sentence: str, *, is_json: bool) -> int:
    if is_json:
        print(json.dumps({"error": kind, "sentence": sentence}, indent=2, ensure_ascii=False))
    else:
        from tilaus_adapters.cli.screen import Screen

        Screen(UTC).complain(sentence)
    return code

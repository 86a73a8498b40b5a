"""Who has an instance, and who had to wait for it: as the server saw it, and as the store wrote it.

Triggers in the database note each change of holders and queues, in the transaction that makes it;
`wrong_turns` follows them. At the server a `Turnstile` notes what begins beside something else.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator

from tests.faults import stores

from tilaus.ports.delivery import Job
from tilaus.ports.outcome import Outcome
from tilaus.record import record
from tilaus_adapters.delivery.sandbox import SandboxDelivery

AT_THE_SERVER = """
CREATE TABLE IF NOT EXISTS held(instance TEXT PRIMARY KEY, key TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS starts(
    seq INTEGER PRIMARY KEY, order_id TEXT, item TEXT, key TEXT UNIQUE, beside TEXT);
CREATE TRIGGER IF NOT EXISTS given_back AFTER UPDATE OF state ON jobs WHEN NEW.state <> 'taken'
BEGIN DELETE FROM held WHERE key = NEW.key; END;
"""

IN_SQLITE = """
CREATE TABLE turns(
    seq INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT, instance TEXT, order_id TEXT, item TEXT);
CREATE TRIGGER turns_joined AFTER INSERT ON tilaus_queue BEGIN
    INSERT INTO turns VALUES (NULL, 'joined', NEW.instance, NEW.order_id, NEW.item); END;
CREATE TRIGGER turns_left AFTER DELETE ON tilaus_queue BEGIN
    INSERT INTO turns VALUES (NULL, 'left', OLD.instance, OLD.order_id, OLD.item); END;
CREATE TRIGGER turns_seated AFTER INSERT ON tilaus_instances BEGIN
    INSERT INTO turns VALUES (NULL, 'seated', NEW.instance, NEW.order_id, NEW.item); END;
CREATE TRIGGER turns_freed AFTER DELETE ON tilaus_instances BEGIN
    INSERT INTO turns VALUES (NULL, 'freed', OLD.instance, OLD.order_id, OLD.item); END;
"""

IN_POSTGRES = """
CREATE TABLE turns(
    seq bigint GENERATED ALWAYS AS IDENTITY, what text, instance text, order_id text, item text);
CREATE FUNCTION note_queue() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    it tilaus_queue := coalesce(NEW, OLD);
    said text := CASE TG_OP WHEN 'INSERT' THEN 'joined' ELSE 'left' END;
BEGIN
    INSERT INTO turns(what, instance, order_id, item)
    VALUES (said, it.instance, it.order_id, it.item);
    RETURN NULL;
END $$;
CREATE FUNCTION note_holder() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.order_id, OLD.item) IS NOT DISTINCT FROM (NEW.order_id, NEW.item)
    THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' AND OLD.order_id IS NOT NULL THEN
        INSERT INTO turns(what, instance, order_id, item)
        VALUES ('freed', OLD.instance, OLD.order_id, OLD.item);
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.order_id IS NOT NULL THEN
        INSERT INTO turns(what, instance, order_id, item)
        VALUES ('seated', NEW.instance, NEW.order_id, NEW.item);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER turns_of_the_queue AFTER INSERT OR DELETE ON tilaus_queue
    FOR EACH ROW EXECUTE FUNCTION note_queue();
CREATE TRIGGER turns_of_holders AFTER INSERT OR UPDATE OR DELETE ON tilaus_instances
    FOR EACH ROW EXECUTE FUNCTION note_holder();
"""

TURNS = "SELECT what, instance, order_id, item FROM turns ORDER BY seq"

Who = tuple[str, str]
"""An item: the id of its order, and its own."""


@record
class Turn:
    """A change of an instance: somebody `joined` or `left` its queue, was `seated` or `freed`."""

    what: str
    instance: str
    who: Who


def watch(address: str) -> None:
    """Let the database at an address note each turn."""
    with stores.database(address) as db:
        if address.startswith(stores.POSTGRES):
            db.execute(IN_POSTGRES)
        else:
            db.executescript(IN_SQLITE)


def noted(address: str) -> list[Turn]:
    """Return the turns that were noted, in their order."""
    with stores.database(address) as db:
        rows = db.execute(TURNS).fetchall()
    return [Turn(what, instance, (order, item)) for what, instance, order, item in rows]


class Turnstile:
    """The server's door: it notes who begins while another has the same service and target."""

    def __init__(self, server: SandboxDelivery) -> None:
        self._server = server
        with server.outside.transaction() as db:
            for statement in AT_THE_SERVER.split(";\n"):
                _run(db, statement)

    def hand_over(self, job: Job) -> Outcome:
        with self._server.outside.transaction() as db:
            outcome = self._server.hand_over(job)
            instance = f"{job.service} {job.target}"
            if not db.execute("SELECT 1 FROM starts WHERE key = ?", (job.key,)).fetchall():
                held = db.execute("SELECT key FROM held WHERE instance = ?", (instance,)).fetchone()
                beside = held["key"] if held else ""
                row = job.order_id, job.item, job.key, beside
                db.execute("INSERT INTO starts VALUES (NULL, ?, ?, ?, ?)", row)
                db.execute("INSERT OR REPLACE INTO held VALUES (?, ?)", (instance, job.key))
            return outcome

    def stop(self, job: Job) -> Outcome:
        return self._server.stop(job)

    def look_up(self, job: Job) -> Outcome | None:
        return self._server.look_up(job)


def _run(db: sqlite3.Connection, statement: str) -> None:
    """Run one statement of a script; a trigger's own end is put back."""
    if statement.strip():
        db.execute(statement.strip().removesuffix(";") + ";")


def wrong_turns(turns: Iterable[Turn]) -> Iterator[str]:
    """Follow holders and queues; find two at once, and who came before somebody who had waited."""
    holders: dict[str, Who] = {}
    queues: dict[str, list[Who]] = defaultdict(list)
    called: dict[str, Who] = {}
    for turn in turns:
        holder, queue = holders.get(turn.instance), queues[turn.instance]
        if turn.what == "joined":
            queue.append(turn.who)
        elif turn.what == "left":
            if holder is None and queue[0] == turn.who:
                called[turn.instance] = turn.who
            queue.remove(turn.who)
        elif turn.what == "freed":
            del holders[turn.instance]
        elif holder is not None:
            yield f"{turn.who} has {turn.instance} beside {holder}"
        else:
            holders[turn.instance] = turn.who
            if called.pop(turn.instance, None) != turn.who and queue:
                yield f"{turn.who} has {turn.instance} before {queue[0]}, who waited"
    yield from (f"{who} has {instance} still" for instance, who in holders.items())
    yield from (f"{queue} wait for {instance}" for instance, queue in queues.items() if queue)


def waits(turns: Iterable[Turn]) -> tuple[int, int]:
    """Return how many had to wait, and how long the longest queue was."""
    lengths: dict[str, int] = defaultdict(int)
    waited = longest = 0
    for turn in turns:
        if turn.what in ("joined", "left"):
            lengths[turn.instance] += 1 if turn.what == "joined" else -1
            waited += turn.what == "joined"
            longest = max(longest, lengths[turn.instance])
    return waited, longest


def starts_in_turn(starts: Iterable[tuple[Who, str]], turns: Iterable[Turn]) -> Iterator[str]:
    """Compare who began at the server, and beside whom, with those who were seated."""
    where: dict[Who, str] = {}
    seated: dict[str, list[Who]] = defaultdict(list)
    for turn in turns:
        if turn.what == "seated":
            where[turn.who] = turn.instance
            seated[turn.instance].append(turn.who)
    began: dict[str, list[Who]] = defaultdict(list)
    for who, beside in starts:
        if beside:
            yield f"{who} began beside {beside}"
        if who not in where:
            yield f"{who} began and never had its instance"
        else:
            began[where[who]].append(who)
    for instance, sequence in seated.items():
        if began[instance] != sequence:
            yield f"{instance}: seated {sequence}, began {began[instance]}"

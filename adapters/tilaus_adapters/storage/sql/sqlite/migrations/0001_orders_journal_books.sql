-- The first schema. Amounts are whole minor units. Times are texts of one width in UTC,
-- 2026-01-05T09:00:00.000000+00:00, so that they sort as they follow each other.
-- All names begin with tilaus_, because the database may be the shop's own.

-- One row for each order; it is also the head of the order's lane in the journal.
CREATE TABLE tilaus_orders (
    id            TEXT    NOT NULL PRIMARY KEY,
    number        INTEGER NOT NULL UNIQUE CHECK (number > 0),
    version       INTEGER NOT NULL CHECK (version > 0),
    status        TEXT    NOT NULL,
    kind          TEXT    NOT NULL,
    held_from     TEXT    NOT NULL,
    held_by       TEXT    NOT NULL,
    currency      TEXT    NOT NULL,
    exponent      INTEGER NOT NULL CHECK (exponent BETWEEN 0 AND 4),
    customer_id   TEXT    NOT NULL,
    language      TEXT    NOT NULL,
    token         TEXT    NOT NULL,
    lifecycle     TEXT    NOT NULL,
    is_erased     INTEGER NOT NULL CHECK (is_erased IN (0, 1)),
    placed_at     TEXT    NOT NULL CHECK (placed_at LIKE '____-__-__T__:__:__.______+00:00'),
    expires_at    TEXT    NOT NULL CHECK (expires_at LIKE '____-__-__T__:__:__.______+00:00'),
    -- The next deadline, and the first effect of the lane that has not ended, with the time when
    -- it may be tried; a dead one has no such time, and so it blocks its lane.
    wake_at       TEXT             CHECK (wake_at LIKE '____-__-__T__:__:__.______+00:00'),
    head          INTEGER,
    due_at        TEXT,
    -- Seconds since 1970 by the lease clock, 0 where nobody has the lane; and the fence.
    lease_until   REAL    NOT NULL DEFAULT 0,
    lane_token    INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX tilaus_orders_by_status ON tilaus_orders (status, number);
CREATE INDEX tilaus_orders_due ON tilaus_orders (due_at, head) WHERE due_at IS NOT NULL;
CREATE INDEX tilaus_orders_waking ON tilaus_orders (wake_at, number) WHERE wake_at IS NOT NULL;
CREATE INDEX tilaus_orders_leased ON tilaus_orders (lease_until) WHERE lease_until > 0;

CREATE TABLE tilaus_items (
    order_id       TEXT    NOT NULL REFERENCES tilaus_orders,
    id             TEXT    NOT NULL,
    position       INTEGER NOT NULL,
    service        TEXT    NOT NULL,
    instance       TEXT    NOT NULL, -- its fingerprint, or empty
    status         TEXT    NOT NULL,
    kind           TEXT    NOT NULL,
    quantity       INTEGER NOT NULL CHECK (quantity > 0),
    delivered      INTEGER NOT NULL CHECK (delivered BETWEEN 0 AND quantity),
    attempt        INTEGER NOT NULL CHECK (attempt >= 0),
    handed_over    INTEGER NOT NULL CHECK (handed_over IN (0, 1)),
    unit_minor     INTEGER NOT NULL CHECK (unit_minor >= 0),
    discount_minor INTEGER NOT NULL CHECK (discount_minor >= 0),
    tax_minor      INTEGER NOT NULL CHECK (tax_minor >= 0),
    total_minor    INTEGER NOT NULL
        CHECK (total_minor = unit_minor * quantity - discount_minor + tax_minor),
    question       TEXT,
    PRIMARY KEY (order_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX tilaus_items_by_status ON tilaus_items (status);

CREATE TABLE tilaus_charges (
    order_id    TEXT    NOT NULL REFERENCES tilaus_orders,
    id          TEXT    NOT NULL,
    position    INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    total_minor INTEGER NOT NULL CHECK (total_minor >= 0),
    PRIMARY KEY (order_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE tilaus_payments (
    order_id       TEXT    NOT NULL REFERENCES tilaus_orders,
    id             TEXT    NOT NULL,
    position       INTEGER NOT NULL,
    method         TEXT    NOT NULL,
    provider       TEXT    NOT NULL,
    status         TEXT    NOT NULL,
    kind           TEXT    NOT NULL,
    amount_minor   INTEGER NOT NULL CHECK (amount_minor >= 0),
    fee_minor      INTEGER NOT NULL CHECK (fee_minor BETWEEN 0 AND amount_minor),
    captured_minor INTEGER NOT NULL CHECK (captured_minor >= 0),
    is_applied     INTEGER NOT NULL CHECK (is_applied IN (0, 1)),
    reference      TEXT    NOT NULL,
    pay_url        TEXT    NOT NULL,
    created_at     TEXT    NOT NULL,
    expires_at     TEXT    NOT NULL,
    PRIMARY KEY (order_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX tilaus_payments_by_reference ON tilaus_payments (reference) WHERE reference <> '';

CREATE TABLE tilaus_refunds (
    order_id           TEXT    NOT NULL REFERENCES tilaus_orders,
    id                 TEXT    NOT NULL,
    position           INTEGER NOT NULL,
    payment            TEXT    NOT NULL,
    "to"               TEXT    NOT NULL CHECK ("to" IN ('wallet', 'original')),
    status             TEXT    NOT NULL,
    kind               TEXT    NOT NULL,
    amount_minor       INTEGER NOT NULL CHECK (amount_minor = base_minor + fee_returned_minor),
    base_minor         INTEGER NOT NULL CHECK (base_minor >= 0),
    fee_returned_minor INTEGER NOT NULL CHECK (fee_returned_minor >= 0),
    fee_kept_minor     INTEGER NOT NULL CHECK (fee_kept_minor >= 0),
    is_surplus         INTEGER NOT NULL CHECK (is_surplus IN (0, 1)),
    attempt            INTEGER NOT NULL CHECK (attempt > 0),
    reference          TEXT    NOT NULL,
    requested_at       TEXT    NOT NULL,
    available_at       TEXT    NOT NULL,
    covers             TEXT    NOT NULL,
    PRIMARY KEY (order_id, id),
    FOREIGN KEY (order_id, payment) REFERENCES tilaus_payments (order_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE tilaus_parked (
    order_id TEXT    NOT NULL REFERENCES tilaus_orders,
    id       TEXT    NOT NULL,
    position INTEGER NOT NULL,
    machine  TEXT    NOT NULL,
    about    TEXT    NOT NULL,
    what     TEXT    NOT NULL,
    at       TEXT    NOT NULL,
    PRIMARY KEY (order_id, id)
) STRICT, WITHOUT ROWID;

-- What happened. Personal texts are not in it but in tilaus_texts, where they can be erased without
-- breaking the chain: hash = SHA-256 of the hash before, a line end and the document.
CREATE TABLE tilaus_events (
    order_id TEXT    NOT NULL REFERENCES tilaus_orders,
    seq      INTEGER NOT NULL CHECK (seq > 0),
    document TEXT    NOT NULL,
    hash     TEXT    NOT NULL CHECK (length(hash) = 64),
    UNIQUE (order_id, seq)
) STRICT;

CREATE TRIGGER tilaus_events_follow_each_other BEFORE INSERT ON tilaus_events
WHEN NEW.seq <> 1 + (SELECT coalesce(max(seq), 0) FROM tilaus_events WHERE order_id = NEW.order_id)
BEGIN
    SELECT raise(ABORT, 'events are only appended, each with the next number');
END;

CREATE TRIGGER tilaus_events_never_change BEFORE UPDATE ON tilaus_events
BEGIN
    SELECT raise(ABORT, 'events are only appended');
END;

CREATE TRIGGER tilaus_events_never_go BEFORE DELETE ON tilaus_events
BEGIN
    SELECT raise(ABORT, 'events are only appended');
END;

-- Texts that may be about a person: mail address, name, target, free text. They stand here and
-- nowhere else, because SQLite leaves copies of rows that it moves when pages split or merge, and
-- no pragma overwrites those. Rows that are only appended are never moved, and a value of the same
-- length is overwritten where it stands; so erasing leaves no byte.
CREATE TABLE tilaus_texts (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id TEXT    NOT NULL REFERENCES tilaus_orders,
    place    TEXT    NOT NULL CHECK (place IN ('order', 'event', 'effect')),
    part     TEXT    NOT NULL, -- such as items/1, or the number of the event or effect
    document TEXT    NOT NULL, -- JSON: the texts by field, or those of an event in their order
    is_gone  INTEGER NOT NULL DEFAULT 0 CHECK (is_gone IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX tilaus_texts_by_place ON tilaus_texts (order_id, place, part)
    WHERE is_gone = 0;

CREATE TRIGGER tilaus_texts_keep_their_length BEFORE UPDATE ON tilaus_texts
WHEN length(CAST(NEW.document AS BLOB)) <> length(CAST(OLD.document AS BLOB))
BEGIN
    SELECT raise(ABORT, 'texts are overwritten by others of the same length');
END;

CREATE TRIGGER tilaus_texts_never_go BEFORE DELETE ON tilaus_texts
BEGIN
    SELECT raise(ABORT, 'texts are overwritten, never deleted');
END;

-- By which mail addresses and targets an order is found: fingerprints, not the texts.
CREATE TABLE tilaus_marks (
    mark     TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES tilaus_orders,
    PRIMARY KEY (mark, order_id)
) STRICT, WITHOUT ROWID;

-- What is asked of the world. Effects of one order are done one after the other, by seq.
CREATE TABLE tilaus_effects (
    seq              INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id         TEXT    NOT NULL REFERENCES tilaus_orders,
    key              TEXT    NOT NULL UNIQUE,
    name             TEXT    NOT NULL,
    about            TEXT    NOT NULL,
    is_message       INTEGER NOT NULL CHECK (is_message IN (0, 1)),
    state            TEXT    NOT NULL DEFAULT 'ready'
        CHECK (state IN ('ready', 'done', 'refused', 'unknown', 'dead', 'void')),
    run_at           TEXT    NOT NULL CHECK (run_at LIKE '____-__-__T__:__:__.______+00:00'),
    attempts         INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    first_attempt_at TEXT
) STRICT;

CREATE INDEX tilaus_effects_by_order ON tilaus_effects (order_id, seq);
CREATE INDEX tilaus_effects_open ON tilaus_effects (order_id, is_message, seq)
    WHERE state IN ('ready', 'unknown', 'dead');

-- Which requests were answered, and how.
CREATE TABLE tilaus_inbox (
    source   TEXT NOT NULL,
    id       TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES tilaus_orders,
    answer   TEXT NOT NULL,
    PRIMARY KEY (source, id)
) STRICT, WITHOUT ROWID;

-- Of all items with one instance only one is active: the primary key says so. Instances are
-- fingerprints here: they name a target.
CREATE TABLE tilaus_instances (
    instance TEXT NOT NULL PRIMARY KEY,
    order_id TEXT NOT NULL,
    item     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tilaus_queue (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    instance TEXT NOT NULL,
    order_id TEXT NOT NULL,
    item     TEXT NOT NULL,
    UNIQUE (order_id, item)
) STRICT;

CREATE INDEX tilaus_queue_by_instance ON tilaus_queue (instance, seq);

-- The books. An entry's lines sum to 0; accounts hold the sums of their lines.
CREATE TABLE tilaus_entries (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    key      TEXT    NOT NULL UNIQUE,
    order_id TEXT    NOT NULL,
    memo     TEXT    NOT NULL
) STRICT;

CREATE INDEX tilaus_entries_by_order ON tilaus_entries (order_id, seq);

CREATE TABLE tilaus_lines (
    entry    INTEGER NOT NULL REFERENCES tilaus_entries,
    position INTEGER NOT NULL,
    account  TEXT    NOT NULL,
    minor    INTEGER NOT NULL,
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX tilaus_lines_by_account ON tilaus_lines (account, entry);

CREATE TABLE tilaus_accounts (
    account TEXT    NOT NULL PRIMARY KEY,
    balance INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- An INSERT OR REPLACE would delete without asking the triggers for DELETE.
CREATE TRIGGER tilaus_entries_are_new BEFORE INSERT ON tilaus_entries
WHEN EXISTS (SELECT 1 FROM tilaus_entries WHERE key = NEW.key OR seq = NEW.seq)
BEGIN
    SELECT raise(ABORT, 'the ledger is only appended to');
END;

CREATE TRIGGER tilaus_lines_are_new BEFORE INSERT ON tilaus_lines
WHEN EXISTS (SELECT 1 FROM tilaus_lines WHERE entry = NEW.entry AND position = NEW.position)
BEGIN
    SELECT raise(ABORT, 'the ledger is only appended to');
END;

CREATE TRIGGER tilaus_entries_never_change BEFORE UPDATE ON tilaus_entries
BEGIN
    SELECT raise(ABORT, 'the ledger is only appended to');
END;

CREATE TRIGGER tilaus_entries_never_go BEFORE DELETE ON tilaus_entries
BEGIN
    SELECT raise(ABORT, 'the ledger is only appended to');
END;

CREATE TRIGGER tilaus_lines_never_change BEFORE UPDATE ON tilaus_lines
BEGIN
    SELECT raise(ABORT, 'the ledger is only appended to');
END;

CREATE TRIGGER tilaus_lines_never_go BEFORE DELETE ON tilaus_lines
BEGIN
    SELECT raise(ABORT, 'the ledger is only appended to');
END;

CREATE TABLE tilaus_counters (
    name  TEXT    NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

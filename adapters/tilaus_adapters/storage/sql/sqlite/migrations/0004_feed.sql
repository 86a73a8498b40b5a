-- The feed: each event has a position over all orders. Writers follow each other here, so it is the
-- order of their commits; and rows are only appended, so it is never given twice. It was in the
-- table before as its hidden row number, which VACUUM may change: so the table is made anew.
CREATE TABLE tilaus_events_with_positions (
    position INTEGER PRIMARY KEY,
    order_id TEXT    NOT NULL REFERENCES tilaus_orders,
    seq      INTEGER NOT NULL CHECK (seq > 0),
    document TEXT    NOT NULL,
    hash     TEXT    NOT NULL CHECK (length(hash) = 64),
    UNIQUE (order_id, seq)
) STRICT;

INSERT INTO tilaus_events_with_positions (position, order_id, seq, document, hash)
SELECT rowid, order_id, seq, document, hash FROM tilaus_events ORDER BY rowid;

DROP TABLE tilaus_events;
ALTER TABLE tilaus_events_with_positions RENAME TO tilaus_events;

CREATE TRIGGER tilaus_events_follow_each_other BEFORE INSERT ON tilaus_events
WHEN NEW.seq <> 1 + (SELECT coalesce(max(seq), 0) FROM tilaus_events WHERE order_id = NEW.order_id)
    OR EXISTS (SELECT 1 FROM tilaus_events WHERE position = NEW.position)
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

-- Who is told of the events, such as the endpoint of a webhook, and how far each has got.
CREATE TABLE tilaus_subscribers (
    name          TEXT    NOT NULL PRIMARY KEY,
    position      INTEGER NOT NULL CHECK (position >= 0),
    attempts      INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_at       TEXT,
    failing_since TEXT,
    disabled_at   TEXT,
    outcome       TEXT    NOT NULL DEFAULT '',
    -- Seconds since 1970 by the lease clock, 0 where nobody holds it; and the fence.
    lease_until   REAL    NOT NULL DEFAULT 0,
    token         INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

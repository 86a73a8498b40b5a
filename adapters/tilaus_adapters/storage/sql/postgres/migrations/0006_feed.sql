-- The feed: each event has a position over all orders, so that whoever is told of them can go on
-- from the last one. A number is given out before its transaction commits; so a transaction that is
-- about to take some holds a lock whose key is a number below all of them, its guard, and whoever
-- reads the feed stops before the lowest guard that is held. Nobody ever waits for such a lock.
CREATE SEQUENCE tilaus_event_positions;

ALTER TABLE tilaus_events ADD COLUMN position bigint;

-- What is there already follows its times, each order's events in their order.
ALTER TABLE tilaus_events DISABLE TRIGGER tilaus_events_only_appended;
UPDATE tilaus_events AS event SET position = placed.position
FROM (
    SELECT order_id, seq, row_number() OVER (ORDER BY reached, order_id, seq) AS position
    FROM (
        SELECT order_id, seq, max((document::json->>'at')::timestamptz)
            OVER (PARTITION BY order_id ORDER BY seq) AS reached
        FROM tilaus_events
    ) AS told
) AS placed
WHERE event.order_id = placed.order_id AND event.seq = placed.seq;
ALTER TABLE tilaus_events ENABLE TRIGGER tilaus_events_only_appended;

SELECT setval('tilaus_event_positions', coalesce(max(position), 0) + 1, false) FROM tilaus_events;

ALTER TABLE tilaus_events ALTER COLUMN position SET DEFAULT nextval('tilaus_event_positions');
ALTER TABLE tilaus_events ALTER COLUMN position SET NOT NULL;
CREATE UNIQUE INDEX tilaus_events_feed ON tilaus_events (position);

-- Append events, and return the hash of the last one.
CREATE OR REPLACE FUNCTION tilaus_append_events(
    own text, base bigint, the_nonce bigint, events jsonb
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    last  text := '';
    event record;
BEGIN
    -- One guard for each transaction: its locks are few, and a savepoint takes both back.
    IF coalesce(current_setting('tilaus.is_guarded', true), '') = '' THEN
        PERFORM pg_advisory_xact_lock_shared(
            ('tilaus_event_positions'::regclass::oid::bigint << 32)
            | (nextval('tilaus_event_positions') & 4294967295)
        ), set_config('tilaus.is_guarded', 'yes', true);
    END IF;
    IF base > 0 THEN
        SELECT hash INTO last FROM tilaus_events WHERE order_id = own AND seq = base;
    END IF;
    FOR event IN
        SELECT (value->0)::bigint AS seq, value->>1 AS document
        FROM jsonb_array_elements(events) WITH ORDINALITY ORDER BY ordinality
    LOOP
        last := encode(sha256(convert_to(last || E'\n' || event.document, 'UTF8')), 'hex');
        INSERT INTO tilaus_events (order_id, seq, document, hash, nonce)
        VALUES (own, event.seq, event.document, last, the_nonce);
    END LOOP;
    RETURN last;
END $$;

-- The last position up to which the feed may be read: all transactions that have positions up to it
-- have ended, but for the reader's own. First the newest that is seen, then the guards: who takes one after that takes
-- positions after the newest. Whoever has ended meanwhile is seen by the next statement; so each
-- statement must look anew, as it does in the isolation level of PostgreSQL's own choice.
CREATE FUNCTION tilaus_feed_end() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    newest bigint;
    guard  bigint;
BEGIN
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
        RAISE EXCEPTION 'the feed can be read in a transaction of the level read committed only'
            USING ERRCODE = '0A000';
    END IF;
    SELECT max(position) INTO newest FROM tilaus_events;
    -- A key has the lower half of a guard; the whole one is the nearest to the newest.
    SELECT min(newest + ((objid::bigint - newest + 2147483648) & 4294967295) - 2147483648)
    INTO guard FROM pg_locks
    WHERE locktype = 'advisory' AND objsubid = 1 AND pid <> pg_backend_pid()
        AND classid = 'tilaus_event_positions'::regclass::oid
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database());
    RETURN coalesce(least(newest, guard - 1), 0);
END $$;

CREATE FUNCTION tilaus_feed(the_start bigint, most bigint)
RETURNS TABLE (position_ bigint, order_id text, seq bigint, document text, texts text)
LANGUAGE plpgsql AS $$
DECLARE
    newest bigint;
BEGIN
    -- Most of the time there is nothing new, and the guards need not be looked at.
    PERFORM FROM tilaus_events WHERE position > the_start LIMIT 1;
    IF FOUND THEN
        newest := tilaus_feed_end();
        RETURN QUERY
        SELECT e.position, e.order_id, e.seq, e.document, t.document
        FROM tilaus_events AS e LEFT JOIN tilaus_texts AS t
            ON t.order_id = e.order_id AND t.place = 'event' AND t.part = e.seq::text
        WHERE e.position > the_start AND e.position <= newest
        ORDER BY e.position LIMIT most;
    END IF;
END $$;

-- Who is told of the events, such as the endpoint of a webhook, and how far each has got.
CREATE TABLE tilaus_subscribers (
    name          text COLLATE "C" PRIMARY KEY,
    position      bigint NOT NULL CHECK (position >= 0),
    attempts      bigint NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_at       timestamptz,
    failing_since timestamptz,
    disabled_at   timestamptz,
    outcome       text   NOT NULL DEFAULT '',
    lease_until   timestamptz,
    token         bigint NOT NULL DEFAULT 0
);

-- Which lane is next. A lane that somebody is just taking is passed over, so that workers do not
-- wait for each other; only the one row that is taken is locked.

-- Lock the lane whose effect is due first: via one carrier, or where that is null via any.
CREATE FUNCTION tilaus_due_lane(until timestamptz, lease_now timestamptz, via text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    lane text;
BEGIN
    IF via IS NULL THEN
        SELECT id INTO lane FROM tilaus_orders
        WHERE due_at <= until AND (lease_until IS NULL OR lease_until <= lease_now)
        ORDER BY due_at, head LIMIT 1 FOR UPDATE SKIP LOCKED;
    ELSE
        -- Rows are compared, so that only the index by carrier has this order: the planner would
        -- else walk the one by time, past all that waits for others.
        SELECT id INTO lane FROM tilaus_orders
        WHERE (head_via, due_at) >= (via, '-infinity') AND (head_via, due_at) <= (via, until)
            AND due_at IS NOT NULL AND (lease_until IS NULL OR lease_until <= lease_now)
        ORDER BY head_via, due_at, head LIMIT 1 FOR UPDATE SKIP LOCKED;
    END IF;
    RETURN lane;
END $$;

-- Lock the lane whose deadline is due first.
CREATE FUNCTION tilaus_woken_lane(until timestamptz, lease_now timestamptz, without text[])
RETURNS text LANGUAGE sql AS $$
    SELECT id FROM tilaus_orders
    WHERE wake_at <= until AND (lease_until IS NULL OR lease_until <= lease_now)
        AND (due_at IS NULL OR due_at > until OR head_via <> ALL (without))
    ORDER BY wake_at, number LIMIT 1 FOR UPDATE SKIP LOCKED
$$;

-- When the first deadline is due, if it is due.
CREATE FUNCTION tilaus_first_deadline(until timestamptz, lease_now timestamptz, without text[])
RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT wake_at FROM tilaus_orders
    WHERE wake_at <= until AND (lease_until IS NULL OR lease_until <= lease_now)
        AND (due_at IS NULL OR due_at > until OR head_via <> ALL (without))
    ORDER BY wake_at, number LIMIT 1
$$;

-- By which carriers something is due, with the first such effect of each. Walks from carrier to
-- carrier in the index, so that a long queue of one that cannot be reached costs nothing.
CREATE FUNCTION tilaus_due_carriers(until timestamptz, lease_now timestamptz)
RETURNS TABLE (via text, due timestamptz, first bigint) LANGUAGE sql STABLE AS $$
    WITH RECURSIVE carriers AS (
        (
            SELECT head_via AS name FROM tilaus_orders WHERE due_at IS NOT NULL
            ORDER BY head_via LIMIT 1
        )
        UNION ALL
        SELECT (
            SELECT head_via FROM tilaus_orders
            WHERE due_at IS NOT NULL AND head_via > carriers.name ORDER BY head_via LIMIT 1
        )
        FROM carriers WHERE carriers.name IS NOT NULL
    )
    SELECT name, due_at, head
    FROM carriers, LATERAL (
        SELECT due_at, head FROM tilaus_orders
        WHERE (head_via, due_at) >= (name, '-infinity') AND (head_via, due_at) <= (name, until)
            AND due_at IS NOT NULL AND (lease_until IS NULL OR lease_until <= lease_now)
        ORDER BY head_via, due_at, head LIMIT 1
    ) AS heads
$$;

-- Lock the lane that has been due for longest; see tilaus.ports.storage.Journal.claim.
CREATE FUNCTION tilaus_next_lane(until timestamptz, lease_now timestamptz, without text[])
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    deadline timestamptz := tilaus_first_deadline(until, lease_now, without);
    place    record;
    lane     text;
BEGIN
    IF without = '{}' THEN
        lane := tilaus_due_lane(least(until, deadline), lease_now, NULL);
        IF lane IS NULL AND deadline IS NOT NULL THEN
            lane := coalesce(
                tilaus_woken_lane(until, lease_now, without),
                tilaus_due_lane(until, lease_now, NULL)
            );
        END IF;
        RETURN lane;
    END IF;
    FOR place IN
        SELECT via, due, first FROM tilaus_due_carriers(until, lease_now)
        WHERE via <> ALL (without)
        UNION ALL SELECT NULL, deadline, NULL WHERE deadline IS NOT NULL
        ORDER BY due, first NULLS LAST
    LOOP
        IF place.via IS NULL THEN
            lane := tilaus_woken_lane(until, lease_now, without);
        ELSE
            lane := tilaus_due_lane(until, lease_now, place.via);
        END IF;
        EXIT WHEN lane IS NOT NULL;
    END LOOP;
    RETURN lane;
END $$;

-- Take a lane that has work: of one order, or the next of all. Without `the_now` the lease runs by
-- the database's clock.
CREATE FUNCTION tilaus_claim(
    until timestamptz, lease_s double precision, the_now timestamptz, the_order text, without text[]
) RETURNS TABLE (
    lane text, lane_token bigint, seq bigint, order_id text, key text, name text, about text,
    via text, state text, run_at text, attempts bigint, first_attempt_at text, words text
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    lease_now timestamptz := coalesce(the_now, clock_timestamp());
    chosen    text := coalesce(the_order, tilaus_next_lane(until, lease_now, without));
    taken     record;
BEGIN
    UPDATE tilaus_orders
    SET lease_until = lease_now + make_interval(secs => lease_s), lane_token = lane_token + 1
    WHERE id = chosen
        AND (lease_until IS NULL OR lease_until <= lease_now)
        AND (due_at <= until OR wake_at <= until)
        AND (due_at IS NULL OR due_at > until OR head_via <> ALL (without))
    RETURNING id, lane_token, CASE WHEN due_at <= until THEN head END AS seq INTO taken;
    IF FOUND THEN
        RETURN QUERY
        SELECT taken.id, taken.lane_token, e.seq, e.order_id, e.key, e.name, e.about, e.via,
            e.state, tilaus_moment(e.run_at), e.attempts, tilaus_moment(e.first_attempt_at),
            t.document
        FROM (VALUES (true)) AS always
            LEFT JOIN tilaus_effects AS e ON e.seq = taken.seq
            LEFT JOIN tilaus_texts AS t
                ON t.order_id = e.order_id AND t.place = 'effect' AND t.part = e.seq::text;
    END IF;
END $$;

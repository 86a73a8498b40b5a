--
-- PostgreSQL database dump
--


-- Dumped from database version 18.4
-- Dumped by pg_dump version 18.4

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: tilaus_append_events(text, bigint, bigint, jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_append_events(own text, base bigint, the_nonce bigint, events jsonb) RETURNS text
    LANGUAGE plpgsql
    AS $$
DECLARE
    last  text := '';
    event record;
BEGIN
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


--
-- Name: tilaus_balance(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_balance(the_account text) RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
    SELECT coalesce(sum(balance), 0)::bigint FROM tilaus_accounts WHERE account = the_account
$$;


--
-- Name: tilaus_book(jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_book(entries jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    booked  record;
    the_seq bigint;
BEGIN
    FOR booked IN
        SELECT value->>0 AS key, value->>1 AS memo, value->2 AS lines
        FROM jsonb_array_elements(entries) WITH ORDINALITY ORDER BY ordinality
    LOOP
        INSERT INTO tilaus_entries (key, order_id, memo)
        VALUES (booked.key, split_part(booked.key, '/', 1), booked.memo)
        RETURNING seq INTO the_seq;
        INSERT INTO tilaus_lines (entry, position, account, minor)
        SELECT the_seq, ordinality - 1, value->>0, (value->1)::bigint
        FROM jsonb_array_elements(booked.lines) WITH ORDINALITY;
    END LOOP;
    INSERT INTO tilaus_accounts (account, slot, balance)
    SELECT name, slot, sum(minor)
    FROM (
        SELECT (line->>0) COLLATE "C" AS name, (line->1)::bigint AS minor,
            CASE WHEN line->>0 LIKE 'provider:%' THEN hashtext(each->>0) & 15 ELSE 0 END AS slot
        FROM jsonb_array_elements(entries) AS each, jsonb_array_elements(each->2) AS line
    ) AS lines
    GROUP BY name, slot ORDER BY name, slot
    ON CONFLICT (account, slot) DO UPDATE
    SET balance = tilaus_accounts.balance + excluded.balance;
END $$;


--
-- Name: tilaus_claim(timestamp with time zone, double precision, timestamp with time zone, text, text[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_claim(until timestamp with time zone, lease_s double precision, the_now timestamp with time zone, the_order text, without text[]) RETURNS TABLE(lane text, lane_token bigint, seq bigint, order_id text, key text, name text, about text, via text, state text, run_at text, attempts bigint, first_attempt_at text, words text)
    LANGUAGE plpgsql
    AS $$
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


--
-- Name: tilaus_commit(jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_commit(change jsonb) RETURNS text
    LANGUAGE plpgsql
    AS $$
DECLARE
    own        text := change->>'id';
    the_base   bigint := change->'base';
    the_nonce  bigint := change->'nonce';
    the_time   timestamptz := change->>'at';
    was        tilaus_orders;
    becomes    tilaus_orders;
    hindrance  text;
    seated     record;
    turns      jsonb := '[]';
    heirs      text[] := '{}';
    last       text;
BEGIN
    IF change ? 'moves' OR change ? 'request' THEN
        -- Looked for before anybody is waited for, and again once the locks are there.
        SELECT * INTO was FROM tilaus_orders WHERE id = own;
        hindrance := tilaus_hindrance(change, was);
        IF hindrance IS NOT NULL THEN
            RETURN hindrance;
        END IF;
    END IF;
    IF change ? 'moves' THEN
        PERFORM tilaus_lock_instances(ARRAY(
            SELECT DISTINCT (value->>1) COLLATE "C" FROM jsonb_array_elements(change->'moves')
            ORDER BY 1
        ));
        seated := tilaus_seat(own, change->'moves');
        IF seated.taken IS NOT NULL THEN
            hindrance := json_build_array('taken', seated.taken);
            IF seated.is_written THEN
                PERFORM tilaus_undo(hindrance);
            END IF;
            RETURN hindrance;
        END IF;
        turns := seated.turns;
        heirs := ARRAY(SELECT DISTINCT value->>0 FROM jsonb_array_elements(turns));
        PERFORM FROM tilaus_orders WHERE id = ANY (heirs || own) ORDER BY id FOR UPDATE;
    END IF;
    SELECT * INTO was FROM tilaus_orders WHERE id = own FOR UPDATE;
    hindrance := tilaus_hindrance(change, was);
    IF hindrance IS NULL AND change ? 'order' THEN
        becomes := jsonb_populate_record(was, change->'order');
        IF the_base = 0 THEN
            becomes.lane_token := 0;
            INSERT INTO tilaus_orders SELECT becomes.* ON CONFLICT DO NOTHING;
            IF NOT FOUND THEN
                hindrance := coalesce(tilaus_hindrance(change, was), '["conflict"]');
            END IF;
        END IF;
    END IF;
    IF hindrance IS NOT NULL THEN
        IF change ? 'moves' THEN
            PERFORM tilaus_undo(hindrance);
        END IF;
        RETURN hindrance;
    END IF;

    IF change ? 'request' THEN
        INSERT INTO tilaus_inbox (source, id, order_id, answer, nonce)
        SELECT value->>'source', value->>'id', own, value->>'answer', the_nonce
        FROM (VALUES (change->'request')) AS request (value)
        ON CONFLICT DO NOTHING;
        IF NOT FOUND THEN
            PERFORM tilaus_undo(tilaus_hindrance(change, was));
        END IF;
    END IF;
    IF change ? 'events' THEN
        last := tilaus_append_events(own, the_base, the_nonce, change->'events');
        PERFORM tilaus_put_parts(own, change);
    END IF;
    PERFORM tilaus_put_texts(own, change);
    IF change ? 'settlement' THEN
        UPDATE tilaus_effects
        SET state = change->'settlement'->>'state',
            run_at = (change->'settlement'->>'run_at')::timestamptz,
            attempts = attempts + 1, nonce = the_nonce,
            first_attempt_at = coalesce(first_attempt_at, the_time)
        WHERE seq = (change->'settlement'->'seq')::bigint AND order_id = own;
    END IF;
    IF change ? 'effects' THEN
        INSERT INTO tilaus_effects (order_id, key, name, about, via, is_message, run_at)
        SELECT own, value->>0, value->>1, value->>2, value->>3, (value->4)::boolean, the_time
        FROM jsonb_array_elements(change->'effects') WITH ORDINALITY ORDER BY ordinality;
    END IF;
    IF jsonb_array_length(turns) > 0 THEN
        -- The key is that of tilaus.instances.turn.
        INSERT INTO tilaus_effects (order_id, key, name, about, via, is_message, run_at)
        SELECT heir,
            concat_ws('/', heir, 'grant_turn', item, own, change->>'version', row_number() OVER by_id - 1),
            'grant_turn', item, '', false, the_time
        FROM (
            SELECT DISTINCT (value->>0) COLLATE "C" AS heir, (value->>1) COLLATE "C" AS item
            FROM jsonb_array_elements(turns)
        ) AS granted
        WINDOW by_id AS (ORDER BY heir, item) ORDER BY heir, item;
        UPDATE tilaus_orders
        SET (head, due_at, head_via) = (SELECT * FROM tilaus_head(id))
        WHERE id = ANY (heirs) AND id <> own;
    END IF;

    IF NOT change ? 'order' THEN
        becomes := was;
        IF was.version = (change->'version')::bigint THEN
            becomes.wake_at := (change->>'wake_at')::timestamptz;
        END IF;
    END IF;
    IF change ? 'effects' OR change ? 'settlement' OR own = ANY (heirs) THEN
        SELECT * INTO becomes.head, becomes.due_at, becomes.head_via FROM tilaus_head(own);
    END IF;
    IF change ? 'fence' THEN
        becomes.lease_until := NULL;
    END IF;
    UPDATE tilaus_orders
    SET version = becomes.version, status = becomes.status, kind = becomes.kind,
        held_from = becomes.held_from, held_by = becomes.held_by,
        customer_id = becomes.customer_id, language = becomes.language, token = becomes.token,
        lifecycle = becomes.lifecycle, is_erased = becomes.is_erased,
        expires_at = becomes.expires_at, wake_at = becomes.wake_at, head = becomes.head,
        due_at = becomes.due_at, head_via = becomes.head_via, lease_until = becomes.lease_until
    WHERE id = own;
    IF change ? 'moves' THEN
        DELETE FROM tilaus_instances
        WHERE order_id IS NULL
            AND instance IN (SELECT value->>1 FROM jsonb_array_elements(change->'moves'));
    END IF;
    IF change ? 'entries' THEN
        PERFORM tilaus_book(change->'entries');
    END IF;
    RETURN json_build_array('written', last);
END $$;


--
-- Name: tilaus_due_carriers(timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_due_carriers(until timestamp with time zone, lease_now timestamp with time zone) RETURNS TABLE(via text, due timestamp with time zone, first bigint)
    LANGUAGE sql STABLE
    AS $$
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


--
-- Name: tilaus_due_lane(timestamp with time zone, timestamp with time zone, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_due_lane(until timestamp with time zone, lease_now timestamp with time zone, via text) RETURNS text
    LANGUAGE plpgsql
    AS $$
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


--
-- Name: tilaus_events_follow_each_other(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_events_follow_each_other() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NEW.seq > 1 AND NOT EXISTS (
        SELECT FROM tilaus_events WHERE order_id = NEW.order_id AND seq = NEW.seq - 1
    ) THEN
        RAISE EXCEPTION 'events are only appended, each with the next number'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;


--
-- Name: tilaus_first_deadline(timestamp with time zone, timestamp with time zone, text[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_first_deadline(until timestamp with time zone, lease_now timestamp with time zone, without text[]) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
    SELECT wake_at FROM tilaus_orders
    WHERE wake_at <= until AND (lease_until IS NULL OR lease_until <= lease_now)
        AND (due_at IS NULL OR due_at > until OR head_via <> ALL (without))
    ORDER BY wake_at, number LIMIT 1
$$;


--
-- Name: tilaus_head(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_head(the_order text, OUT head bigint, OUT due_at timestamp with time zone, OUT via text) RETURNS record
    LANGUAGE sql STABLE
    AS $$
    SELECT seq, run_at, via FROM (
        SELECT * FROM (
            SELECT seq, run_at, via, state FROM tilaus_effects
            WHERE order_id = the_order AND NOT is_message
                AND state IN ('ready', 'unknown', 'dead')
            ORDER BY seq LIMIT 1
        ) AS calls
        UNION ALL
        SELECT * FROM (
            SELECT seq, run_at, via, state FROM tilaus_effects
            WHERE order_id = the_order AND is_message
                AND state IN ('ready', 'unknown', 'dead')
            ORDER BY seq LIMIT 1
        ) AS messages
    ) AS heads
    WHERE state <> 'dead'
    ORDER BY run_at, seq LIMIT 1
$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: tilaus_orders; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tilaus_orders (
    id text NOT NULL COLLATE pg_catalog."C",
    number bigint NOT NULL,
    version bigint NOT NULL,
    status text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    held_from text NOT NULL,
    held_by text NOT NULL,
    currency text NOT NULL,
    exponent smallint NOT NULL,
    customer_id text NOT NULL,
    language text NOT NULL,
    token text NOT NULL,
    lifecycle text NOT NULL,
    is_erased boolean NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    wake_at timestamp with time zone,
    head bigint,
    due_at timestamp with time zone,
    head_via text COLLATE pg_catalog."C",
    lease_until timestamp with time zone,
    lane_token bigint DEFAULT 0 NOT NULL,
    CONSTRAINT tilaus_orders_exponent_check CHECK (((exponent >= 0) AND (exponent <= 4))),
    CONSTRAINT tilaus_orders_number_check CHECK ((number > 0)),
    CONSTRAINT tilaus_orders_version_check CHECK ((version > 0))
)
WITH (fillfactor='70');


--
-- Name: tilaus_hindrance(jsonb, public.tilaus_orders); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_hindrance(change jsonb, was public.tilaus_orders) RETURNS text
    LANGUAGE plpgsql
    AS $$
DECLARE
    the_nonce bigint := change->'nonce';
    the_fence bigint := change->'fence';
    is_moved  boolean := change ? 'order' AND coalesce(was.version, 0) <> (change->'base')::bigint;
    is_fenced boolean := coalesce(was.lane_token <> the_fence, the_fence IS NOT NULL AND was.id IS NULL);
    answered  tilaus_inbox;
BEGIN
    IF change ? 'request' THEN
        SELECT * INTO answered FROM tilaus_inbox
        WHERE source = change->'request'->>'source' AND id = change->'request'->>'id';
        IF answered.nonce = the_nonce THEN
            RETURN '["done"]';
        ELSIF answered.nonce IS NOT NULL THEN
            RETURN json_build_array('answered', answered.order_id, answered.answer);
        END IF;
    END IF;
    IF is_moved OR is_fenced OR change ? 'settlement' THEN
        IF EXISTS (
            SELECT FROM tilaus_events
            WHERE order_id = change->>'id' AND seq = (change->'version')::bigint
                AND nonce = the_nonce
        ) OR EXISTS (
            SELECT FROM tilaus_effects
            WHERE seq = (change->'settlement'->'seq')::bigint AND nonce = the_nonce
        ) THEN
            RETURN '["done"]';
        END IF;
    END IF;
    RETURN CASE
        WHEN is_fenced THEN '["fenced"]'
        WHEN is_moved THEN '["conflict"]'
        WHEN was.id IS NULL AND NOT change ? 'order' THEN '["missing"]'
    END;
END $$;


--
-- Name: tilaus_history(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_history(the_order text) RETURNS text
    LANGUAGE sql STABLE
    AS $$
    SELECT json_build_array(
        (
            SELECT json_agg(
                json_build_object('seq', seq, 'document', document, 'hash', hash) ORDER BY seq
            )
            FROM tilaus_events WHERE order_id = the_order
        ),
        tilaus_texts_of(the_order, 'event')
    )
$$;


--
-- Name: tilaus_load(text, bigint, text, text, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_load(the_id text, the_number bigint, the_source text, the_request text, the_known text) RETURNS text
    LANGUAGE plpgsql STABLE
    SET "TimeZone" TO 'UTC'
    AS $$
DECLARE
    ord  tilaus_orders;
    last text;
BEGIN
    IF the_id IS NULL THEN
        SELECT * INTO ord FROM tilaus_orders WHERE number = the_number;
    ELSE
        SELECT * INTO ord FROM tilaus_orders WHERE id = the_id;
    END IF;
    IF ord.id IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT hash INTO last FROM tilaus_events WHERE order_id = ord.id ORDER BY seq DESC LIMIT 1;
    RETURN json_build_array(
        last,
        CASE WHEN last IS DISTINCT FROM the_known THEN json_build_array(
            row_to_json(ord), tilaus_parts(ord.id), tilaus_texts_of(ord.id, 'order')
        ) END,
        (
            SELECT json_agg(item.id)
            FROM tilaus_items AS item JOIN tilaus_instances AS held USING (instance)
            WHERE item.order_id = ord.id
                AND (held.order_id, held.item) <> (item.order_id, item.id)
        ),
        (SELECT answer FROM tilaus_inbox WHERE source = the_source AND id = the_request)
    );
END $$;


--
-- Name: tilaus_lock_instances(text[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_lock_instances(names text[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY names LOOP
        LOOP
            PERFORM FROM tilaus_instances WHERE instance = name FOR UPDATE;
            EXIT WHEN FOUND;
            INSERT INTO tilaus_instances (instance) VALUES (name) ON CONFLICT DO NOTHING;
            EXIT WHEN FOUND;
        END LOOP;
    END LOOP;
END $$;


--
-- Name: tilaus_moment(timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_moment(moment timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE
    AS $$
    SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')
$$;


--
-- Name: tilaus_never_go(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_never_go() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'the rows of % are never deleted', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;


--
-- Name: tilaus_next_due(timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_next_due(the_now timestamp with time zone) RETURNS text
    LANGUAGE plpgsql STABLE
    AS $$
DECLARE
    lease_now timestamptz := coalesce(the_now, clock_timestamp());
BEGIN
    RETURN tilaus_moment(least(
        (
            SELECT due_at FROM tilaus_orders
            WHERE due_at IS NOT NULL AND (lease_until IS NULL OR lease_until <= lease_now)
            ORDER BY due_at LIMIT 1
        ),
        (
            SELECT wake_at FROM tilaus_orders
            WHERE wake_at IS NOT NULL AND (lease_until IS NULL OR lease_until <= lease_now)
            ORDER BY wake_at LIMIT 1
        ),
        (
            SELECT min(greatest(lease_until, least(due_at, wake_at))) FROM tilaus_orders
            WHERE lease_until > lease_now AND coalesce(due_at, wake_at) IS NOT NULL
        )
    ));
END $$;


--
-- Name: tilaus_next_lane(timestamp with time zone, timestamp with time zone, text[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_next_lane(until timestamp with time zone, lease_now timestamp with time zone, without text[]) RETURNS text
    LANGUAGE plpgsql
    AS $$
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


--
-- Name: tilaus_next_number(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_next_number(first bigint) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    number bigint := nextval('tilaus_order_numbers');
BEGIN
    IF number < first THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('tilaus order numbers', 0));
        number := nextval('tilaus_order_numbers');
        -- Near the goal it is reached step by step: a leap could hand out a number twice.
        WHILE number < first AND first - number < 1000 LOOP
            number := nextval('tilaus_order_numbers');
        END LOOP;
        IF number < first THEN
            number := setval('tilaus_order_numbers', first);
        END IF;
    END IF;
    RETURN number;
END $$;


--
-- Name: tilaus_only_appended(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_only_appended() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '% is only appended to', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;


--
-- Name: tilaus_parts(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_parts(the_order text) RETURNS json
    LANGUAGE sql STABLE
    AS $$
    SELECT json_build_object(
        'items', (SELECT json_agg(p ORDER BY position) FROM tilaus_items p WHERE order_id = the_order),
        'charges', (SELECT json_agg(p ORDER BY position) FROM tilaus_charges p WHERE order_id = the_order),
        'payments', (SELECT json_agg(p ORDER BY position) FROM tilaus_payments p WHERE order_id = the_order),
        'refunds', (SELECT json_agg(p ORDER BY position) FROM tilaus_refunds p WHERE order_id = the_order),
        'parked', (SELECT json_agg(p ORDER BY position) FROM tilaus_parked p WHERE order_id = the_order)
    )
$$;


--
-- Name: tilaus_post(jsonb, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_post(entry jsonb, owed text) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
DECLARE
    rise numeric;
BEGIN
    IF owed IS NOT NULL THEN
        -- Whoever else would spend from this account waits, so that its sum stays true.
        PERFORM pg_advisory_xact_lock(hashtextextended('tilaus owed ' || owed, 0));
    END IF;
    PERFORM FROM tilaus_entries WHERE key = entry->>0;
    IF FOUND THEN
        RETURN true;
    END IF;
    IF owed IS NOT NULL THEN
        SELECT sum((value->1)::bigint) INTO rise FROM jsonb_array_elements(entry->2)
        WHERE value->>0 = owed;
        IF rise > 0 AND tilaus_balance(owed) + rise > 0 THEN
            RETURN false;
        END IF;
    END IF;
    PERFORM tilaus_book(jsonb_build_array(entry));
    RETURN true;
EXCEPTION WHEN unique_violation THEN
    RETURN true;
END $$;


--
-- Name: tilaus_put_parts(text, jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_put_parts(own text, change jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF change ? 'items' THEN
        INSERT INTO tilaus_items
        SELECT * FROM jsonb_populate_recordset(NULL::tilaus_items, change->'items')
        ON CONFLICT (order_id, id) DO UPDATE
        SET position = excluded.position, service = excluded.service,
            instance = excluded.instance, status = excluded.status, kind = excluded.kind,
            quantity = excluded.quantity, delivered = excluded.delivered,
            attempt = excluded.attempt, handed_over = excluded.handed_over,
            unit_minor = excluded.unit_minor, discount_minor = excluded.discount_minor,
            tax_minor = excluded.tax_minor, total_minor = excluded.total_minor,
            question = excluded.question;
    END IF;
    IF change ? 'charges' THEN
        INSERT INTO tilaus_charges
        SELECT * FROM jsonb_populate_recordset(NULL::tilaus_charges, change->'charges')
        ON CONFLICT (order_id, id) DO UPDATE
        SET position = excluded.position, kind = excluded.kind,
            total_minor = excluded.total_minor;
    END IF;
    IF change ? 'payments' THEN
        INSERT INTO tilaus_payments
        SELECT * FROM jsonb_populate_recordset(NULL::tilaus_payments, change->'payments')
        ON CONFLICT (order_id, id) DO UPDATE
        SET position = excluded.position, method = excluded.method,
            provider = excluded.provider, status = excluded.status, kind = excluded.kind,
            amount_minor = excluded.amount_minor, fee_minor = excluded.fee_minor,
            captured_minor = excluded.captured_minor, is_applied = excluded.is_applied,
            reference = excluded.reference, pay_url = excluded.pay_url,
            created_at = excluded.created_at, expires_at = excluded.expires_at;
    END IF;
    IF change ? 'refunds' THEN
        INSERT INTO tilaus_refunds
        SELECT * FROM jsonb_populate_recordset(NULL::tilaus_refunds, change->'refunds')
        ON CONFLICT (order_id, id) DO UPDATE
        SET position = excluded.position, payment = excluded.payment, "to" = excluded."to",
            status = excluded.status, kind = excluded.kind,
            amount_minor = excluded.amount_minor, base_minor = excluded.base_minor,
            fee_returned_minor = excluded.fee_returned_minor,
            fee_kept_minor = excluded.fee_kept_minor, is_surplus = excluded.is_surplus,
            attempt = excluded.attempt, reference = excluded.reference,
            requested_at = excluded.requested_at, available_at = excluded.available_at,
            covers = excluded.covers;
    END IF;
    IF change ? 'parked' THEN
        INSERT INTO tilaus_parked
        SELECT * FROM jsonb_populate_recordset(NULL::tilaus_parked, change->'parked')
        ON CONFLICT (order_id, id) DO UPDATE
        SET position = excluded.position, machine = excluded.machine, about = excluded.about,
            what = excluded.what, at = excluded.at;
    END IF;
    IF change ? 'unparked' THEN
        DELETE FROM tilaus_parked
        WHERE order_id = own AND id IN (SELECT jsonb_array_elements_text(change->'unparked'));
    END IF;
END $$;


--
-- Name: tilaus_put_texts(text, jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_put_texts(own text, change jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF change ? 'erased' THEN
        DELETE FROM tilaus_texts WHERE order_id = own AND place <> 'effect';
        UPDATE tilaus_texts SET document = change->>'erased' WHERE order_id = own;
    END IF;
    IF change ? 'untexts' THEN
        DELETE FROM tilaus_texts AS kept USING jsonb_array_elements(change->'untexts') AS gone
        WHERE kept.order_id = own AND kept.place = gone->>0 AND kept.part = gone->>1;
    END IF;
    IF change ? 'texts' THEN
        INSERT INTO tilaus_texts (order_id, place, part, document)
        SELECT own, text->>0, text->>1, text->>2
        FROM jsonb_array_elements(change->'texts') AS text
        ON CONFLICT (order_id, place, part) DO UPDATE SET document = excluded.document;
    END IF;
    IF change ? 'unmark' THEN
        DELETE FROM tilaus_marks
        WHERE order_id = own AND mark IN (SELECT jsonb_array_elements_text(change->'unmark'));
    END IF;
    IF change ? 'mark' THEN
        INSERT INTO tilaus_marks (mark, order_id)
        SELECT value, own FROM jsonb_array_elements_text(change->'mark')
        ON CONFLICT DO NOTHING;
    END IF;
END $$;


--
-- Name: tilaus_search(text, text, bigint, bigint, bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_search(the_status text, the_mark text, the_number bigint, before bigint, most bigint) RETURNS SETOF text
    LANGUAGE plpgsql STABLE
    SET "TimeZone" TO 'UTC'
    AS $_$
DECLARE
    ord tilaus_orders;
BEGIN
    FOR ord IN EXECUTE
        'SELECT * FROM tilaus_orders WHERE number < $1 '
        || CASE WHEN the_status = '' THEN '' ELSE 'AND status = $2 ' END
        || CASE WHEN the_mark IS NULL THEN '' ELSE
            'AND id IN (SELECT order_id FROM tilaus_marks WHERE mark = $3
                UNION SELECT id FROM tilaus_orders WHERE number = $4) ' END
        || 'ORDER BY number DESC LIMIT $5'
        USING before, the_status, the_mark, the_number, most
    LOOP
        RETURN NEXT json_build_array(
            row_to_json(ord), tilaus_parts(ord.id), tilaus_texts_of(ord.id, 'order')
        );
    END LOOP;
END $_$;


--
-- Name: tilaus_seat(text, jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_seat(own text, the_moves jsonb, OUT turns jsonb, OUT taken text, OUT is_written boolean) RETURNS record
    LANGUAGE plpgsql
    AS $$
DECLARE
    move   record;
    holder tilaus_instances;
    first  tilaus_queue;
BEGIN
    turns := '[]';
    is_written := false;
    FOR move IN
        SELECT value->>0 AS what, value->>1 AS instance, value->>2 AS item
        FROM jsonb_array_elements(the_moves) WITH ORDINALITY ORDER BY ordinality
    LOOP
        SELECT * INTO holder FROM tilaus_instances WHERE instance = move.instance;
        IF move.what = 'claim' AND (holder.order_id, holder.item) <> (own, move.item) THEN
            taken := move.item;
            RETURN;
        END IF;
        is_written := true;
        IF move.what = 'claim' THEN
            IF holder.order_id IS NULL THEN
                UPDATE tilaus_instances SET order_id = own, item = move.item
                WHERE instance = move.instance;
            END IF;
            holder.order_id := own;
        ELSIF (holder.order_id, holder.item) = (own, move.item) THEN
            UPDATE tilaus_instances SET order_id = NULL, item = NULL
            WHERE instance = move.instance;
            holder.order_id := NULL;
        END IF;
        IF move.what = 'wait' THEN
            INSERT INTO tilaus_queue (instance, order_id, item)
            VALUES (move.instance, own, move.item) ON CONFLICT (order_id, item) DO NOTHING;
        ELSE
            DELETE FROM tilaus_queue WHERE order_id = own AND item = move.item;
        END IF;
        IF holder.order_id IS NULL THEN
            SELECT * INTO first FROM tilaus_queue
            WHERE instance = move.instance ORDER BY seq LIMIT 1;
            IF FOUND THEN
                DELETE FROM tilaus_queue WHERE seq = first.seq;
                UPDATE tilaus_instances SET order_id = first.order_id, item = first.item
                WHERE instance = move.instance;
                turns := turns || jsonb_build_array(jsonb_build_array(first.order_id, first.item));
            END IF;
        END IF;
    END LOOP;
END $$;


--
-- Name: tilaus_texts_of(text, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_texts_of(the_order text, the_place text) RETURNS json
    LANGUAGE sql STABLE
    AS $$
    SELECT json_object_agg(part, document::json)
    FROM tilaus_texts WHERE order_id = the_order AND place = the_place
$$;


--
-- Name: tilaus_undo(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_undo(why text) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'TL001', MESSAGE = why;
END $$;


--
-- Name: tilaus_woken_lane(timestamp with time zone, timestamp with time zone, text[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_woken_lane(until timestamp with time zone, lease_now timestamp with time zone, without text[]) RETURNS text
    LANGUAGE sql
    AS $$
    SELECT id FROM tilaus_orders
    WHERE wake_at <= until AND (lease_until IS NULL OR lease_until <= lease_now)
        AND (due_at IS NULL OR due_at > until OR head_via <> ALL (without))
    ORDER BY wake_at, number LIMIT 1 FOR UPDATE SKIP LOCKED
$$;


--
-- Name: tilaus_accounts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tilaus_accounts (
    account text NOT NULL COLLATE pg_catalog."C",
    slot smallint NOT NULL,
    balance bigint NOT NULL
);


--
-- Name: tilaus_charges; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tilaus_charges (
    order_id text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    "position" integer NOT NULL,
    kind text NOT NULL,
    total_minor bigint NOT NULL,
    CONSTRAINT tilaus_charges_total_minor_check CHECK ((total_minor >= 0))
);


--
-- Name: tilaus_effects; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tilaus_effects (
    seq bigint NOT NULL,
    order_id text NOT NULL COLLATE pg_catalog."C",
    key text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    about text NOT NULL,
    via text NOT NULL COLLATE pg_catalog."C",
    is_message boolean NOT NULL,
    state text DEFAULT 'ready'::text NOT NULL COLLATE pg_catalog."C",
    run_at timestamp with time zone NOT NULL,
    attempts bigint DEFAULT 0 NOT NULL,
    first_attempt_at timestamp with time zone,
    nonce bigint,
    CONSTRAINT tilaus_effects_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT tilaus_effects_state_check CHECK ((state = ANY (ARRAY['ready'::text, 'done'::text, 'refused'::text, 'unknown'::text, 'dead'::text, 'void'::text])))
);


--
-- Name: tilaus_effects_seq_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.tilaus_effects ALTER COLUMN seq ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.tilaus_effects_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: tilaus_entries; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tilaus_entries (
    seq bigint NOT NULL,
    key text NOT NULL COLLATE pg_catalog."C",
    order_id text NOT NULL COLLATE pg_catalog."C",
    memo text NOT NULL
);


--
-- Name: tilaus_entries_seq_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.tilaus_entries ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.tilaus_entries_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: tilaus_events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tilaus_events (
    order_id text NOT NULL COLLATE pg_catalog."C",
    seq bigint NOT NULL,
    document text NOT NULL,
    hash text NOT NULL,
    nonce bigint NOT NULL,
    CONSTRAINT tilaus_events_hash_check CHECK ((length(hash) = 64)),
    CONSTRAINT tilaus_events_seq_check CHECK ((seq > 0))
);


--
-- Name: tilaus_inbox; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tilaus_inbox (
    source text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    order_id text NOT NULL COLLATE pg_catalog."C",
    answer text NOT NULL,
    nonce bigint NOT NULL
);


--
-- Name: tilaus_instances; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tilaus_instances (
    instance text NOT NULL COLLATE pg_catalog."C",
    order_id text COLLATE pg_catalog."C",
    item text COLLATE pg_catalog."C"
);


--
-- Name: tilaus_items; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tilaus_items (
    order_id text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    "position" integer NOT NULL,
    service text NOT NULL,
    instance text NOT NULL COLLATE pg_catalog."C",
    status text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    quantity bigint NOT NULL,
    delivered bigint NOT NULL,
    attempt bigint NOT NULL,
    handed_over boolean NOT NULL,
    unit_minor bigint NOT NULL,
    discount_minor bigint NOT NULL,
    tax_minor bigint NOT NULL,
    total_minor bigint NOT NULL,
    question text,
    CONSTRAINT tilaus_items_attempt_check CHECK ((attempt >= 0)),
    CONSTRAINT tilaus_items_check CHECK (((delivered >= 0) AND (delivered <= quantity))),
    CONSTRAINT tilaus_items_check1 CHECK ((total_minor = (((unit_minor * quantity) - discount_minor) + tax_minor))),
    CONSTRAINT tilaus_items_discount_minor_check CHECK ((discount_minor >= 0)),
    CONSTRAINT tilaus_items_quantity_check CHECK ((quantity > 0)),
    CONSTRAINT tilaus_items_tax_minor_check CHECK ((tax_minor >= 0)),
    CONSTRAINT tilaus_items_unit_minor_check CHECK ((unit_minor >= 0))
);


--
-- Name: tilaus_lines; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tilaus_lines (
    entry bigint NOT NULL,
    "position" integer NOT NULL,
    account text NOT NULL COLLATE pg_catalog."C",
    minor bigint NOT NULL
);


--
-- Name: tilaus_marks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tilaus_marks (
    mark text NOT NULL COLLATE pg_catalog."C",
    order_id text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: tilaus_migrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tilaus_migrations (
    number integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


--
-- Name: tilaus_order_numbers; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.tilaus_order_numbers
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: tilaus_parked; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tilaus_parked (
    order_id text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    "position" integer NOT NULL,
    machine text NOT NULL,
    about text NOT NULL,
    what text NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: tilaus_payments; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tilaus_payments (
    order_id text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    "position" integer NOT NULL,
    method text NOT NULL,
    provider text NOT NULL,
    status text NOT NULL,
    kind text NOT NULL,
    amount_minor bigint NOT NULL,
    fee_minor bigint NOT NULL,
    captured_minor bigint NOT NULL,
    is_applied boolean NOT NULL,
    reference text NOT NULL COLLATE pg_catalog."C",
    pay_url text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT tilaus_payments_amount_minor_check CHECK ((amount_minor >= 0)),
    CONSTRAINT tilaus_payments_captured_minor_check CHECK ((captured_minor >= 0)),
    CONSTRAINT tilaus_payments_check CHECK (((fee_minor >= 0) AND (fee_minor <= amount_minor)))
);


--
-- Name: tilaus_queue; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tilaus_queue (
    seq bigint NOT NULL,
    instance text NOT NULL COLLATE pg_catalog."C",
    order_id text NOT NULL COLLATE pg_catalog."C",
    item text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: tilaus_queue_seq_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.tilaus_queue ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.tilaus_queue_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: tilaus_refunds; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tilaus_refunds (
    order_id text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    "position" integer NOT NULL,
    payment text NOT NULL COLLATE pg_catalog."C",
    "to" text NOT NULL,
    status text NOT NULL,
    kind text NOT NULL,
    amount_minor bigint NOT NULL,
    base_minor bigint NOT NULL,
    fee_returned_minor bigint NOT NULL,
    fee_kept_minor bigint NOT NULL,
    is_surplus boolean NOT NULL,
    attempt bigint NOT NULL,
    reference text NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    available_at timestamp with time zone NOT NULL,
    covers text NOT NULL,
    CONSTRAINT tilaus_refunds_attempt_check CHECK ((attempt > 0)),
    CONSTRAINT tilaus_refunds_base_minor_check CHECK ((base_minor >= 0)),
    CONSTRAINT tilaus_refunds_check CHECK ((amount_minor = (base_minor + fee_returned_minor))),
    CONSTRAINT tilaus_refunds_fee_kept_minor_check CHECK ((fee_kept_minor >= 0)),
    CONSTRAINT tilaus_refunds_fee_returned_minor_check CHECK ((fee_returned_minor >= 0)),
    CONSTRAINT tilaus_refunds_to_check CHECK (("to" = ANY (ARRAY['wallet'::text, 'original'::text])))
);


--
-- Name: tilaus_texts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tilaus_texts (
    order_id text NOT NULL COLLATE pg_catalog."C",
    place text NOT NULL COLLATE pg_catalog."C",
    part text NOT NULL COLLATE pg_catalog."C",
    document text NOT NULL,
    CONSTRAINT tilaus_texts_place_check CHECK ((place = ANY (ARRAY['order'::text, 'event'::text, 'effect'::text])))
);


--
-- Data for Name: tilaus_accounts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.tilaus_accounts VALUES
	('order:3fa9239e821bf1ba8154c34444a10e12', 0, -655),
	('order:125c0dc0f41ae1c74bcb2fce80343d64', 0, -45),
	('order:89bb425f656cf6c4ad6a1e8e3913f0ae', 0, -345),
	('provider:sandbox', 9, 1000),
	('provider:sandbox', 1, 345),
	('unapplied:7d1fffce048bdc6d8b2ad244d20ef83f', 0, -345),
	('order:9acbcb8da70e7aa1895f4d3060d46e24', 0, -345),
	('provider:sandbox', 4, 345),
	('order:9076cb6e8739d2d0730c02361a8b036c', 0, -655),
	('order:64ee77680400f662e87a2cb800aaac55', 0, -345),
	('provider:sandbox', 8, 345),
	('order:4e216127425462ed2f975e9c1e08fedd', 0, -345),
	('provider:sandbox', 2, 345),
	('order:10291984628f9a474388bf4f80bc4350', 0, -345),
	('provider:sandbox', 3, 690),
	('provider:top-up', 14, 120),
	('provider:wallet', 10, -100),
	('wallet:member-1', 0, -20),
	('provider:wallet', 5, 100),
	('order:e4505fea4964d66346b4138c4ff7996b', 0, -331),
	('provider:sandbox', 6, 586),
	('order:4d46e57991e20918d927b6e142f777e4', 0, -334),
	('provider:sandbox', 7, 334),
	('order:dcf1cd6f5c4150001f5bee2391a6d2dc', 0, -655),
	('provider:sandbox', 12, 655),
	('order:ec6476a0813f2cc97dceb1a20729497e', 0, -655),
	('provider:sandbox', 0, 655);


--
-- Data for Name: tilaus_charges; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: tilaus_effects; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.tilaus_effects VALUES
	(1, '3fa9239e821bf1ba8154c34444a10e12', '3fa9239e821bf1ba8154c34444a10e12/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 3346813463554917233),
	(2, '3fa9239e821bf1ba8154c34444a10e12', '3fa9239e821bf1ba8154c34444a10e12/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 2639653362602775931),
	(3, '3fa9239e821bf1ba8154c34444a10e12', '3fa9239e821bf1ba8154c34444a10e12/5/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 8827304128061455864),
	(4, '3fa9239e821bf1ba8154c34444a10e12', '3fa9239e821bf1ba8154c34444a10e12/6/hand_over/1', 'hand_over', '1', 'delivery', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 4812386959813637458),
	(5, '3fa9239e821bf1ba8154c34444a10e12', '3fa9239e821bf1ba8154c34444a10e12/7/hand_over/2', 'hand_over', '2', 'delivery', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 1590290394008293788),
	(6, '3fa9239e821bf1ba8154c34444a10e12', '3fa9239e821bf1ba8154c34444a10e12/14/tell:order-completed', 'tell:order-completed', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 6355927422206730361),
	(7, '125c0dc0f41ae1c74bcb2fce80343d64', '125c0dc0f41ae1c74bcb2fce80343d64/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 6416686360044791576),
	(8, '125c0dc0f41ae1c74bcb2fce80343d64', '125c0dc0f41ae1c74bcb2fce80343d64/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 6577147759734519392),
	(9, '125c0dc0f41ae1c74bcb2fce80343d64', '125c0dc0f41ae1c74bcb2fce80343d64/5/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 3114799398036400012),
	(10, '125c0dc0f41ae1c74bcb2fce80343d64', '125c0dc0f41ae1c74bcb2fce80343d64/6/hand_over/1', 'hand_over', '1', 'delivery', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 1739768479066888103),
	(11, '125c0dc0f41ae1c74bcb2fce80343d64', '125c0dc0f41ae1c74bcb2fce80343d64/9/tell:item-cancelled/1', 'tell:item-cancelled', '1', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 3316846229998528632),
	(12, '125c0dc0f41ae1c74bcb2fce80343d64', '125c0dc0f41ae1c74bcb2fce80343d64/9/alert:item-cancelled/1', 'alert:item-cancelled', '1', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 1018348356267528688),
	(13, '125c0dc0f41ae1c74bcb2fce80343d64', '125c0dc0f41ae1c74bcb2fce80343d64/11/send_refund/1', 'send_refund', '1', 'sandbox', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 8078473541944207494),
	(14, '125c0dc0f41ae1c74bcb2fce80343d64', '125c0dc0f41ae1c74bcb2fce80343d64/11/tell:refund-requested/1', 'tell:refund-requested', '1', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 3071334003389424684),
	(15, '125c0dc0f41ae1c74bcb2fce80343d64', '125c0dc0f41ae1c74bcb2fce80343d64/13/tell:refund-sent/1', 'tell:refund-sent', '1', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 2663972326618043710),
	(16, '125c0dc0f41ae1c74bcb2fce80343d64', '125c0dc0f41ae1c74bcb2fce80343d64/14/tell:order-refunded', 'tell:order-refunded', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 2679019596346225230),
	(17, '89bb425f656cf6c4ad6a1e8e3913f0ae', '89bb425f656cf6c4ad6a1e8e3913f0ae/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 3425235013847224764),
	(18, '89bb425f656cf6c4ad6a1e8e3913f0ae', '89bb425f656cf6c4ad6a1e8e3913f0ae/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 4357273267119902693),
	(19, '89bb425f656cf6c4ad6a1e8e3913f0ae', '89bb425f656cf6c4ad6a1e8e3913f0ae/5/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 3751148367090463143),
	(20, '89bb425f656cf6c4ad6a1e8e3913f0ae', '89bb425f656cf6c4ad6a1e8e3913f0ae/6/hand_over/1', 'hand_over', '1', 'delivery', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 1578551372537738342),
	(21, '89bb425f656cf6c4ad6a1e8e3913f0ae', '89bb425f656cf6c4ad6a1e8e3913f0ae/10/tell:order-completed', 'tell:order-completed', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 5130359519312192790),
	(22, '51a952aa8c78db4d4cf0369a133f0a8d', '51a952aa8c78db4d4cf0369a133f0a8d/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 4461325486193249437),
	(23, '51a952aa8c78db4d4cf0369a133f0a8d', '51a952aa8c78db4d4cf0369a133f0a8d/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 7251653901406394560),
	(24, '51a952aa8c78db4d4cf0369a133f0a8d', '51a952aa8c78db4d4cf0369a133f0a8d/3/tell:order-cancelled', 'tell:order-cancelled', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 5090061853831987248),
	(25, '51a952aa8c78db4d4cf0369a133f0a8d', '51a952aa8c78db4d4cf0369a133f0a8d/5/void_payment/1', 'void_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 3985488179594451124),
	(26, '7d1fffce048bdc6d8b2ad244d20ef83f', '7d1fffce048bdc6d8b2ad244d20ef83f/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 2359781562095761259),
	(27, '7d1fffce048bdc6d8b2ad244d20ef83f', '7d1fffce048bdc6d8b2ad244d20ef83f/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 4235064344935436264),
	(28, '7d1fffce048bdc6d8b2ad244d20ef83f', '7d1fffce048bdc6d8b2ad244d20ef83f/3/tell:order-cancelled', 'tell:order-cancelled', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 6917477547411038802),
	(29, '7d1fffce048bdc6d8b2ad244d20ef83f', '7d1fffce048bdc6d8b2ad244d20ef83f/5/void_payment/1', 'void_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 8636296551735660295),
	(30, '7d1fffce048bdc6d8b2ad244d20ef83f', '7d1fffce048bdc6d8b2ad244d20ef83f/8/alert:money-parked/1', 'alert:money-parked', '1', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 5752778958973693710),
	(31, '9acbcb8da70e7aa1895f4d3060d46e24', '9acbcb8da70e7aa1895f4d3060d46e24/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 6813672287254549842),
	(32, '9acbcb8da70e7aa1895f4d3060d46e24', '9acbcb8da70e7aa1895f4d3060d46e24/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 1881530005818541394),
	(33, '9acbcb8da70e7aa1895f4d3060d46e24', '9acbcb8da70e7aa1895f4d3060d46e24/5/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 5721026436620446211),
	(34, '9acbcb8da70e7aa1895f4d3060d46e24', '9acbcb8da70e7aa1895f4d3060d46e24/6/hand_over/1', 'hand_over', '1', 'delivery', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 448801884768309894),
	(35, '9acbcb8da70e7aa1895f4d3060d46e24', '9acbcb8da70e7aa1895f4d3060d46e24/8/alert:payment-disputed/1', 'alert:payment-disputed', '1', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 7053619292840314952),
	(36, '9acbcb8da70e7aa1895f4d3060d46e24', '9acbcb8da70e7aa1895f4d3060d46e24/9/tell:payment-disputed', 'tell:payment-disputed', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 8088634440052988652),
	(37, 'd36787443064e9171fe8f6df70463d2d', 'd36787443064e9171fe8f6df70463d2d/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 7013664812868824590),
	(39, 'd36787443064e9171fe8f6df70463d2d', 'd36787443064e9171fe8f6df70463d2d/2/alert:message-parked/1', 'alert:message-parked', '1', 'notification', true, 'done', '2026-01-05 05:39:20.123456-03:30', 1, '2026-01-05 05:39:20.123456-03:30', 8603267891120392409),
	(38, 'd36787443064e9171fe8f6df70463d2d', 'd36787443064e9171fe8f6df70463d2d/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'dead', '2026-01-05 05:39:20.123456-03:30', 15, '2026-01-05 05:30:00.123456-03:30', 7144246768833638112),
	(40, '9076cb6e8739d2d0730c02361a8b036c', '9076cb6e8739d2d0730c02361a8b036c/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 1025338162740398434),
	(41, '9076cb6e8739d2d0730c02361a8b036c', '9076cb6e8739d2d0730c02361a8b036c/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 8486631638079924729),
	(42, '9076cb6e8739d2d0730c02361a8b036c', '9076cb6e8739d2d0730c02361a8b036c/5/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 2555088912333965336),
	(43, '9076cb6e8739d2d0730c02361a8b036c', '9076cb6e8739d2d0730c02361a8b036c/6/hand_over/1', 'hand_over', '1', 'delivery', false, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 5106486658531379424),
	(44, '9076cb6e8739d2d0730c02361a8b036c', '9076cb6e8739d2d0730c02361a8b036c/7/hand_over/2', 'hand_over', '2', 'delivery', false, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 949652207996538347),
	(45, '9076cb6e8739d2d0730c02361a8b036c', '9076cb6e8739d2d0730c02361a8b036c/11/tell:item-cancelled/1', 'tell:item-cancelled', '1', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 6027088110099265344),
	(46, '9076cb6e8739d2d0730c02361a8b036c', '9076cb6e8739d2d0730c02361a8b036c/11/alert:item-cancelled/1', 'alert:item-cancelled', '1', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 5742831251405640720),
	(47, '64ee77680400f662e87a2cb800aaac55', '64ee77680400f662e87a2cb800aaac55/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 8889562512868807626),
	(48, '64ee77680400f662e87a2cb800aaac55', '64ee77680400f662e87a2cb800aaac55/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 985927157549363663),
	(49, '64ee77680400f662e87a2cb800aaac55', '64ee77680400f662e87a2cb800aaac55/5/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 4702814811029277034),
	(50, '64ee77680400f662e87a2cb800aaac55', '64ee77680400f662e87a2cb800aaac55/6/hand_over/1', 'hand_over', '1', 'delivery', false, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 7513432342392981945),
	(51, '4e216127425462ed2f975e9c1e08fedd', '4e216127425462ed2f975e9c1e08fedd/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 459093610479608678),
	(52, '4e216127425462ed2f975e9c1e08fedd', '4e216127425462ed2f975e9c1e08fedd/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 2628858069667305769),
	(53, '4e216127425462ed2f975e9c1e08fedd', '4e216127425462ed2f975e9c1e08fedd/5/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 7466339986320322366),
	(54, '4e216127425462ed2f975e9c1e08fedd', '4e216127425462ed2f975e9c1e08fedd/6/tell:item-on-hold/1', 'tell:item-on-hold', '1', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 2033338151889102837),
	(55, '10291984628f9a474388bf4f80bc4350', '10291984628f9a474388bf4f80bc4350/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 8252264851128788381),
	(56, '10291984628f9a474388bf4f80bc4350', '10291984628f9a474388bf4f80bc4350/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 4129976428893918433),
	(57, '10291984628f9a474388bf4f80bc4350', '10291984628f9a474388bf4f80bc4350/5/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 6278593033646836133),
	(58, '10291984628f9a474388bf4f80bc4350', '10291984628f9a474388bf4f80bc4350/6/tell:item-on-hold/1', 'tell:item-on-hold', '1', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 8429145484195499061),
	(59, 'e4505fea4964d66346b4138c4ff7996b', 'e4505fea4964d66346b4138c4ff7996b/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 2570068186583912708),
	(60, 'e4505fea4964d66346b4138c4ff7996b', 'e4505fea4964d66346b4138c4ff7996b/1/create_payment/1', 'create_payment', '1', 'wallet', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 5659989809903432016),
	(61, 'e4505fea4964d66346b4138c4ff7996b', 'e4505fea4964d66346b4138c4ff7996b/1/create_payment/2', 'create_payment', '2', 'sandbox', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 833809113860163293),
	(62, 'e4505fea4964d66346b4138c4ff7996b', 'e4505fea4964d66346b4138c4ff7996b/6/capture_payment/2', 'capture_payment', '2', 'sandbox', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 4852711593051334483),
	(63, 'e4505fea4964d66346b4138c4ff7996b', 'e4505fea4964d66346b4138c4ff7996b/9/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 7161575582985578654),
	(64, 'e4505fea4964d66346b4138c4ff7996b', 'e4505fea4964d66346b4138c4ff7996b/10/hand_over/1', 'hand_over', '1', 'delivery', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 6026001061755846406),
	(65, '714cc6c0d0d58e2254165078fd1b0f0a', '714cc6c0d0d58e2254165078fd1b0f0a/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 2429460470166392035),
	(66, '714cc6c0d0d58e2254165078fd1b0f0a', '714cc6c0d0d58e2254165078fd1b0f0a/1/create_payment/1', 'create_payment', '1', 'banktransfer', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 2602225591503218768),
	(67, 'e95d8f5d090eb9411ef2110585f87e8a', 'e95d8f5d090eb9411ef2110585f87e8a/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 258355463954951637),
	(68, 'e95d8f5d090eb9411ef2110585f87e8a', 'e95d8f5d090eb9411ef2110585f87e8a/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 8197638483446347415),
	(69, '4d46e57991e20918d927b6e142f777e4', '4d46e57991e20918d927b6e142f777e4/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 2576113717227614176),
	(70, '4d46e57991e20918d927b6e142f777e4', '4d46e57991e20918d927b6e142f777e4/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 3149370010725467685),
	(71, '4d46e57991e20918d927b6e142f777e4', '4d46e57991e20918d927b6e142f777e4/3/capture_payment/1', 'capture_payment', '1', 'sandbox', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 6006727508449912902),
	(72, '4d46e57991e20918d927b6e142f777e4', '4d46e57991e20918d927b6e142f777e4/6/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 2842781519934003167),
	(73, '4d46e57991e20918d927b6e142f777e4', '4d46e57991e20918d927b6e142f777e4/7/hand_over/1', 'hand_over', '1', 'delivery', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 7887710184986776715),
	(74, '4d46e57991e20918d927b6e142f777e4', '4d46e57991e20918d927b6e142f777e4/10/tell:item-cancelled/1', 'tell:item-cancelled', '1', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 1511930704441482681),
	(75, '4d46e57991e20918d927b6e142f777e4', '4d46e57991e20918d927b6e142f777e4/10/alert:item-cancelled/1', 'alert:item-cancelled', '1', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 386429507289859183),
	(76, '4d46e57991e20918d927b6e142f777e4', '4d46e57991e20918d927b6e142f777e4/12/send_refund/1', 'send_refund', '1', 'sandbox', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 4702928041595114038),
	(77, '4d46e57991e20918d927b6e142f777e4', '4d46e57991e20918d927b6e142f777e4/12/tell:refund-requested/1', 'tell:refund-requested', '1', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 9094839130340828941),
	(78, 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'dcf1cd6f5c4150001f5bee2391a6d2dc/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 7039015079559068575),
	(79, 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'dcf1cd6f5c4150001f5bee2391a6d2dc/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 5878467907971326840),
	(80, 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'dcf1cd6f5c4150001f5bee2391a6d2dc/5/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 7911765209015732346),
	(81, 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'dcf1cd6f5c4150001f5bee2391a6d2dc/6/hand_over/1', 'hand_over', '1', 'delivery', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 6578774254035761293),
	(82, 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'dcf1cd6f5c4150001f5bee2391a6d2dc/7/hand_over/2', 'hand_over', '2', 'delivery', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 559838669015417264),
	(83, 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'dcf1cd6f5c4150001f5bee2391a6d2dc/12/send_refund/1', 'send_refund', '1', 'sandbox', false, 'unknown', '2026-01-05 06:40:00.821456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 3809708558601596450),
	(84, 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'dcf1cd6f5c4150001f5bee2391a6d2dc/12/tell:refund-requested/1', 'tell:refund-requested', '1', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 7764928685326190174),
	(85, 'd80a0b95e88f3878e6e3b26767138378', 'd80a0b95e88f3878e6e3b26767138378/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 4060170443368411321),
	(86, 'd80a0b95e88f3878e6e3b26767138378', 'd80a0b95e88f3878e6e3b26767138378/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'unknown', '2026-01-05 06:40:01.055956-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 1343615758740262033),
	(87, '412da1463cccf922b3f821e448bb7beb', '412da1463cccf922b3f821e448bb7beb/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'ready', '2026-01-05 06:40:00.123456-03:30', 0, NULL, NULL),
	(88, '412da1463cccf922b3f821e448bb7beb', '412da1463cccf922b3f821e448bb7beb/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'ready', '2026-01-05 06:40:00.123456-03:30', 0, NULL, NULL),
	(89, 'bba49da2ccd590cc4193703057ec61b0', 'bba49da2ccd590cc4193703057ec61b0/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'ready', '2026-01-05 06:40:00.123456-03:30', 0, NULL, NULL),
	(90, 'bba49da2ccd590cc4193703057ec61b0', 'bba49da2ccd590cc4193703057ec61b0/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'ready', '2026-01-05 06:40:00.123456-03:30', 0, NULL, NULL),
	(91, 'ec6476a0813f2cc97dceb1a20729497e', 'ec6476a0813f2cc97dceb1a20729497e/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 6763850800339598885),
	(92, 'ec6476a0813f2cc97dceb1a20729497e', 'ec6476a0813f2cc97dceb1a20729497e/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 759096061218579078),
	(93, 'ec6476a0813f2cc97dceb1a20729497e', 'ec6476a0813f2cc97dceb1a20729497e/5/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'ready', '2026-01-05 06:40:00.123456-03:30', 0, NULL, NULL),
	(94, 'ec6476a0813f2cc97dceb1a20729497e', 'ec6476a0813f2cc97dceb1a20729497e/6/hand_over/1', 'hand_over', '1', 'delivery', false, 'ready', '2026-01-05 06:40:00.123456-03:30', 0, NULL, NULL),
	(95, 'ec6476a0813f2cc97dceb1a20729497e', 'ec6476a0813f2cc97dceb1a20729497e/7/hand_over/2', 'hand_over', '2', 'delivery', false, 'ready', '2026-01-05 06:40:00.123456-03:30', 0, NULL, NULL),
	(96, 'baa3af5c0df9c6e788f6ab14ade8e09f', 'baa3af5c0df9c6e788f6ab14ade8e09f/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'ready', '2026-01-05 06:40:00.123456-03:30', 0, NULL, NULL),
	(97, 'baa3af5c0df9c6e788f6ab14ade8e09f', 'baa3af5c0df9c6e788f6ab14ade8e09f/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'ready', '2026-01-05 06:40:00.123456-03:30', 0, NULL, NULL);


--
-- Data for Name: tilaus_entries; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.tilaus_entries OVERRIDING SYSTEM VALUE VALUES
	(1, '3fa9239e821bf1ba8154c34444a10e12/4', '3fa9239e821bf1ba8154c34444a10e12', 'payment 1 of order 50001: 6.55 EUR captured'),
	(2, '125c0dc0f41ae1c74bcb2fce80343d64/4', '125c0dc0f41ae1c74bcb2fce80343d64', 'payment 1 of order 50002: 3.45 EUR captured'),
	(3, '125c0dc0f41ae1c74bcb2fce80343d64/13', '125c0dc0f41ae1c74bcb2fce80343d64', 'refund 1 of order 50002 sent to original'),
	(4, '89bb425f656cf6c4ad6a1e8e3913f0ae/4', '89bb425f656cf6c4ad6a1e8e3913f0ae', 'payment 1 of order 50003: 3.45 EUR captured'),
	(5, '7d1fffce048bdc6d8b2ad244d20ef83f/7', '7d1fffce048bdc6d8b2ad244d20ef83f', 'payment 1 of order 50005: 3.45 EUR captured'),
	(6, '9acbcb8da70e7aa1895f4d3060d46e24/4', '9acbcb8da70e7aa1895f4d3060d46e24', 'payment 1 of order 50006: 3.45 EUR captured'),
	(7, '9076cb6e8739d2d0730c02361a8b036c/4', '9076cb6e8739d2d0730c02361a8b036c', 'payment 1 of order 50008: 6.55 EUR captured'),
	(8, '64ee77680400f662e87a2cb800aaac55/4', '64ee77680400f662e87a2cb800aaac55', 'payment 1 of order 50009: 3.45 EUR captured'),
	(9, '4e216127425462ed2f975e9c1e08fedd/4', '4e216127425462ed2f975e9c1e08fedd', 'payment 1 of order 50010: 3.45 EUR captured'),
	(10, '10291984628f9a474388bf4f80bc4350/4', '10291984628f9a474388bf4f80bc4350', 'payment 1 of order 50011: 3.45 EUR captured'),
	(11, 'top-up/member-1/first', 'top-up', 'wallet of member-1 topped up'),
	(12, 'e4505fea4964d66346b4138c4ff7996b/wallet/1/spend', 'e4505fea4964d66346b4138c4ff7996b', 'payment 1 of order 50012 from the wallet'),
	(13, 'e4505fea4964d66346b4138c4ff7996b/4', 'e4505fea4964d66346b4138c4ff7996b', 'payment 1 of order 50012: 1.00 EUR captured'),
	(14, 'e4505fea4964d66346b4138c4ff7996b/8', 'e4505fea4964d66346b4138c4ff7996b', 'payment 2 of order 50012: 2.31 EUR captured'),
	(15, '4d46e57991e20918d927b6e142f777e4/5', '4d46e57991e20918d927b6e142f777e4', 'payment 1 of order 50015: 3.34 EUR captured'),
	(16, 'dcf1cd6f5c4150001f5bee2391a6d2dc/4', 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'payment 1 of order 50016: 6.55 EUR captured'),
	(17, 'ec6476a0813f2cc97dceb1a20729497e/4', 'ec6476a0813f2cc97dceb1a20729497e', 'payment 1 of order 50020: 6.55 EUR captured');


--
-- Data for Name: tilaus_events; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.tilaus_events VALUES
	('3fa9239e821bf1ba8154c34444a10e12', 1, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"3fa9239e821bf1ba8154c34444a10e12","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3},{"id":"2","instance":{"personal":1048581},"quantity":100,"service":"X posts","target":{"personal":1048580},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50001,"payments":[{"amount_minor":655,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":55,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"a19794809d43327665d9a61bbce452a7"}},"seq":1}', '0288fc32f3c21fde7f8d6a4f4976ca7642cc2c2625112eb43f182eb144522ec2', 2552621225803169620),
	('3fa9239e821bf1ba8154c34444a10e12', 2, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_22fdd039fb597d4c","payment":"1","reference":"pay_22fdd039fb597d4c"},"seq":2}', 'aa6231f66f00811c0ef4d27c0bdb069c05093590050e36ff120fb87df9a7c4d9', 2639653362602775931),
	('3fa9239e821bf1ba8154c34444a10e12', 3, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}', '24bfeb5e2aa4ed8dd9ae94ff10e0e16f5a5ed26f918b1715d6bae8d7f0b410a5', 7358893732241263561),
	('3fa9239e821bf1ba8154c34444a10e12', 4, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":655,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}', '3666f7cc44c940a6b6beb4f3f978c506146e2f1e43dadd0637003810af8bcc76', 7358893732241263561),
	('3fa9239e821bf1ba8154c34444a10e12', 5, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}', 'f2786a4658f0bb74ec7c410f37c7b7166b9b75f0ed066158a2dbacb1ed4d4ebd', 7358893732241263561),
	('3fa9239e821bf1ba8154c34444a10e12', 6, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}', '8cdee93b71aeb57b821406f4bcf6f49ed8fde4293365c5ea0f1322c4066b1fa5', 7358893732241263561),
	('3fa9239e821bf1ba8154c34444a10e12', 7, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"2"},"seq":7}', '99fe15bd7515718bf6906c423006ae400b429324f51dfc40041ff6a334bfecf6', 7358893732241263561),
	('3fa9239e821bf1ba8154c34444a10e12', 8, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":8}', 'ef4e8047e901b68dcee34462af85fa29f79ac9aacff71f7ebf8b9aee5735bc4c', 4812386959813637458),
	('3fa9239e821bf1ba8154c34444a10e12', 9, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"2","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":9}', '8be6ac149e7e27dd6530f96f5e8a9deddbffa4015a2e99797aaf20ca93828d43', 1590290394008293788),
	('3fa9239e821bf1ba8154c34444a10e12', 10, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"delivered":100,"event":"Progressed","item":"1"},"seq":10}', 'a8f6456f75af138437bdb49f105cafceedc2a2e4e4d454e08976c62d50477b49', 5662308044322980849),
	('3fa9239e821bf1ba8154c34444a10e12', 11, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"item","source":"processing","target":"completed","trigger":"deliver"},"seq":11}', 'c6b0139434e244ae16a75074db84debb8f36006bbc5fcff74c673582218a7186', 5662308044322980849),
	('3fa9239e821bf1ba8154c34444a10e12', 12, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"delivered":100,"event":"Progressed","item":"2"},"seq":12}', '648fe5921aba0be2edbc5a2d260bb1806472738226b1e479f1f897d52c4e876b', 1577208969236006285),
	('3fa9239e821bf1ba8154c34444a10e12', 13, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"2","event":"Moved","kind":"finished","machine":"item","source":"processing","target":"completed","trigger":"deliver"},"seq":13}', 'd7720f678a67413ab50e59ce9c55e64c5937879b8681b5b0e3529f12758bff9d', 1577208969236006285),
	('3fa9239e821bf1ba8154c34444a10e12', 14, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"finished","machine":"order","source":"processing","target":"completed","trigger":"complete"},"seq":14}', 'a96e956b3a9b48d28b9242941d5e242814675e06021a9bea66780bee372f29dd', 1577208969236006285),
	('125c0dc0f41ae1c74bcb2fce80343d64', 1, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"125c0dc0f41ae1c74bcb2fce80343d64","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"Facebook followers","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50002,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"571e4bc176bb13a66cc1390c09a3f774"}},"seq":1}', '875cc5648a262447ebf5ee2b7c83c55ce9ecb3a2f53879374c65cfb869ced988', 6722412759514909206),
	('125c0dc0f41ae1c74bcb2fce80343d64', 2, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_ff4b91f82ca6d88f","payment":"1","reference":"pay_ff4b91f82ca6d88f"},"seq":2}', 'fe5abe58a63d564804a98070afe905b2d2f9f06e8dcf5238dfb911aef7a261b1', 6577147759734519392),
	('125c0dc0f41ae1c74bcb2fce80343d64', 3, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}', 'e6e52283975a4eb8f12952e6ebf9cb5f88cf74d7d0f32dbf0c41b83686283386', 4377394449280959508),
	('125c0dc0f41ae1c74bcb2fce80343d64', 4, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}', '93619cdadb80c05ef237ca592dc6b2922be9809c16803e99d191143db295cc98', 4377394449280959508),
	('125c0dc0f41ae1c74bcb2fce80343d64', 5, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}', '552c08bdc309516b2afbf105b4f85eb9e205c7a6d4f7fe1912bf0364d40c7f92', 4377394449280959508),
	('125c0dc0f41ae1c74bcb2fce80343d64', 6, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}', 'fa035ad331022cb645fba847a67a85bbb36ac3544b5631c456eb4d3d681005a2', 4377394449280959508),
	('125c0dc0f41ae1c74bcb2fce80343d64', 7, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":7}', '1d4103a21adf294f5b92f661facbd168e4317bd95b7096ad25a2fc15dcbc37bd', 1739768479066888103),
	('125c0dc0f41ae1c74bcb2fce80343d64', 8, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"item","reason":{"personal":8388608},"source":"processing","target":"cancelled","trigger":"fail"},"seq":8}', '0f1c4f6dfd548f941fd9664a4eaadb1bbb7e350198b6314038bfeaa301176704', 9112823227739869039),
	('125c0dc0f41ae1c74bcb2fce80343d64', 9, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"event":"Asked","item":"1","question":{"asked_at":"2026-01-05T09:00:00.123456+00:00","until":"2026-01-12T09:00:00.123456+00:00"}},"seq":9}', '16dad0bcdc5e5b70be5eaeaf7faba3dfd0ec65bef3d7882839bbf7d98e6e749d', 9112823227739869039),
	('125c0dc0f41ae1c74bcb2fce80343d64', 10, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"choice":"original","event":"Answered","item":"1"},"seq":10}', 'cc99e1afb64c01c56de7e23c8765e7233802e4806fa3abfbf5689ce027aa14da', 6492958531170723412),
	('125c0dc0f41ae1c74bcb2fce80343d64', 11, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"event":"RefundRequested","refund":{"amount_minor":300,"available_at":"2026-01-05T09:00:00.123456+00:00","base_minor":300,"covers":[{"id":"1","kind":"item","minor":300,"units":100}],"fee_kept_minor":45,"id":"1","payment":"1","reason":{"personal":11534336},"requested_at":"2026-01-05T09:00:00.123456+00:00","to":"original"}},"seq":11}', '271052d36faf243c25867a50682fe918a162b234f8cb8d3ff587db443d3bd65d', 6492958531170723412),
	('125c0dc0f41ae1c74bcb2fce80343d64', 12, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"RefundNamed","reference":"ref_d3644e3f37bd7970","refund":"1"},"seq":12}', '0a6dfdbecf980a2151f58a5e7ce15dfeeb470dfef52b4a60c591a5aef986e998', 8078473541944207494),
	('125c0dc0f41ae1c74bcb2fce80343d64', 13, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"refund","source":"requested","target":"succeeded","trigger":"succeed"},"seq":13}', '266e9e62f70e3a6aa109799d3e74fd062fb51b99d48ebd4c167946c6e94b6e74', 8078473541944207494),
	('125c0dc0f41ae1c74bcb2fce80343d64', 14, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"closed","machine":"order","source":"processing","target":"refunded","trigger":"refund"},"seq":14}', '28cf0e6c1549d64916b97c5dc1ef4638eee227ee19d27f7b54d305042623b5ec', 8078473541944207494),
	('125c0dc0f41ae1c74bcb2fce80343d64', 15, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"1","event":"Moved","kind":"closed","machine":"item","source":"cancelled","target":"refunded","trigger":"refund"},"seq":15}', 'fa9440bdafb5e3f832462a442474a8e8bd4f77532c4e1e17c5ac4de8d0f78f14', 8078473541944207494),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 1, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"89bb425f656cf6c4ad6a1e8e3913f0ae","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50003,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"ce8abd5a9e0dbeaa26cb4b07820ef933"}},"seq":1}', '70c154e3c2c6a97cf18734b853c3dfc4d5fed4cb9dd5bf9f22df901b0c240ab8', 6551852732390719069),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 2, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_8257dcc9d6cf996e","payment":"1","reference":"pay_8257dcc9d6cf996e"},"seq":2}', '5a77dfb309b7cb4ae5817e6ce3437091b174cb5139a1540abcf0214b92a183f7', 4357273267119902693),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 3, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}', '211609e30027d35d7042c5de39611135933fc27f0e125e448d8d8748c161f573', 1827623908423536687),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 4, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}', '8bb86b8b1c1b4c5aec503eb4c7bf885ceb685c27191f3166dac04e1b21c91c6b', 1827623908423536687),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 5, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}', 'b50e3de043180e6857c8518b2cb9d508f67b9e649dedc34042405fe288bfc4ed', 1827623908423536687),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 6, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}', '19e8bc865c2b37b5047dfb1b759527ec88b35707ab0b47fcad310ab6d6b2aaf3', 1827623908423536687),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 7, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":7}', '3fed55d5b7a11bce556cb7592648bc499f260a16c369d000bdaaf57f6e32be33', 1578551372537738342),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 8, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"delivered":100,"event":"Progressed","item":"1"},"seq":8}', '3448aded48daa173affbcc92582b4f14096c4ac91a3bf38df14799bcdcc05ce3', 4290245479386123294),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 9, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"item","source":"processing","target":"completed","trigger":"deliver"},"seq":9}', '0c806aeace42c77dcb2ac8432c7ccb87afa48e84219ca9871e364f29828eaf65', 4290245479386123294),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 10, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"finished","machine":"order","source":"processing","target":"completed","trigger":"complete"},"seq":10}', '6c9b7a76efa4d3d16e24499ae336392b240b58ad6420e192204ab0c1ac43382e', 4290245479386123294),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 11, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-2","role":"manager"},"event":{"event":"Erased"},"seq":11}', '1254e4e5b9d9864d94d39db94ac549ab9393d1cbccbf6b4fc0bb9480c329c22f', 4853208970662936354),
	('9acbcb8da70e7aa1895f4d3060d46e24', 4, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}', 'd65d46e1fd52918d1fede5f31bfa63aed762c20e47378fba3772e4a2e593714c', 8779340864729157765),
	('51a952aa8c78db4d4cf0369a133f0a8d', 1, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"51a952aa8c78db4d4cf0369a133f0a8d","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50004,"payments":[{"amount_minor":334,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":34,"id":"1","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"f217e7d00a1fe1548759a56952c4da87"}},"seq":1}', '6ef3aed0eba231b63cd7ef9fd70068a1fb78207fd716fa45b9d1a5af696f12d1', 2136188223842610662),
	('51a952aa8c78db4d4cf0369a133f0a8d', 2, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_f6b9fc3191e7c3f3","payment":"1","reference":"pay_f6b9fc3191e7c3f3"},"seq":2}', '1546b410f47bc3ac114e94dceb3934ab0fe9d35d9445f734b117bf52263eac37', 7251653901406394560),
	('51a952aa8c78db4d4cf0369a133f0a8d', 3, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"about":"","event":"Moved","kind":"failed","machine":"order","source":"pending","target":"cancelled","trigger":"cancel"},"seq":3}', 'bd70ea8fffd8a62f19397b0916b2284e9faaed2e1ebd7686feaa9ab973b4d6eb', 7262926062627906775),
	('51a952aa8c78db4d4cf0369a133f0a8d', 4, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"item","reason":{"personal":4194304},"source":"pending","target":"cancelled","trigger":"call_off"},"seq":4}', '4bf38b80de0cfdc36f0917376a7ca5393599c5344ab94422199711afbb8cf4c6', 7262926062627906775),
	('51a952aa8c78db4d4cf0369a133f0a8d', 5, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"payment","source":"created","target":"voided","trigger":"withdraw"},"seq":5}', '97816499c8ae8322af97e63048d5f9fee6355480d71d5c57c6d8742f9dff31e2', 7262926062627906775),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 1, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"7d1fffce048bdc6d8b2ad244d20ef83f","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50005,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"f2d44ff4cd6c61629bcb9d0a025ab5da"}},"seq":1}', 'b290f02579f271c1cc016b84d7903631fe12b05970d220c8cb006e7aa3ee91cb', 1991135945156908721),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 2, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_3f9dd3243a9b1bbc","payment":"1","reference":"pay_3f9dd3243a9b1bbc"},"seq":2}', '2637c3c61a809d65a289eb5522ee33d5e92bbbd1ee9ec1ce4c95659d62017213', 4235064344935436264),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 3, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"about":"","event":"Moved","kind":"failed","machine":"order","source":"pending","target":"cancelled","trigger":"cancel"},"seq":3}', '4d039fc6ad3625ae5750c8fa0cb11a34281cf21cccd24aee914a6aefb5dc8fb5', 3087892383666792564),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 4, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"item","reason":{"personal":4194304},"source":"pending","target":"cancelled","trigger":"call_off"},"seq":4}', '3bd8dd8d2de78701493eaabfe61acae70cfb32e44eb78c3ad726733b65c69c77', 3087892383666792564),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 5, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"payment","source":"created","target":"voided","trigger":"withdraw"},"seq":5}', 'fb6dfa6e85afdb479377f7925bbe8f7fccb97aff4baabf2f1f337f738dee2dff', 3087892383666792564),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 6, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"voided","target":"captured","trigger":"capture"},"seq":6}', '8e38416920352039ef50c65ef22bd1aaad193593a8a8810ac6e3d7586441dcde', 6316234217784299916),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 7, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":false,"payment":"1"},"seq":7}', '39175d35a8254643f90a139fd5215a7d8d00632d39499f81e4e567e6c579e377', 6316234217784299916),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 8, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"MessageParked","parked":{"about":"1","at":"2026-01-05T09:00:00.123456+00:00","id":"8","machine":"payment","what":"captured","why":{"personal":8388608}}},"seq":8}', '8dda3fc45842e662b87a3ebed6f6f1c4f6bb47773099573bd4aa0f67af9d5204', 6316234217784299916),
	('9acbcb8da70e7aa1895f4d3060d46e24', 1, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"9acbcb8da70e7aa1895f4d3060d46e24","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"Instagram likes","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50006,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"2a8c9b2938f4346119fee6105b99ad3f"}},"seq":1}', 'fabe2bb02bb4d2af0b6d1064621ff8648b9d99102a7358ada8b6fddea4e45df0', 541105066437456790),
	('9acbcb8da70e7aa1895f4d3060d46e24', 2, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_898a3711803f3371","payment":"1","reference":"pay_898a3711803f3371"},"seq":2}', 'fe1100bf2fe9064e6dd5da7e47923db8fa98a4d04e359877e02981ca510c5fe1', 1881530005818541394),
	('9acbcb8da70e7aa1895f4d3060d46e24', 3, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}', 'e2005bf53769093b5f75edff100d29edf0ebb4563f504d33716af08c16e1f335', 8779340864729157765),
	('9acbcb8da70e7aa1895f4d3060d46e24', 5, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}', 'f8bc82369c5ba76818c085d2a45bdc98f3817a1695f977745a9ebf0107d3e20d', 8779340864729157765),
	('9acbcb8da70e7aa1895f4d3060d46e24', 6, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}', '3a2395dad1eea0a53b52a40b2fd9c7aefb83221c404a739b974a3d98fef2bea7', 8779340864729157765),
	('9acbcb8da70e7aa1895f4d3060d46e24', 7, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":7}', '858d058a5cc4fa653ee0c6abdeecefaa74db4f68c63597019f7db4d83717b3ff', 448801884768309894),
	('9acbcb8da70e7aa1895f4d3060d46e24', 8, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"held","machine":"payment","source":"captured","target":"disputed","trigger":"dispute"},"seq":8}', '79115bf18e902b1bbbab77802d54807ae5e237d44e75842030fbd0943f6416f6', 215027904070687580),
	('9acbcb8da70e7aa1895f4d3060d46e24', 9, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"held","machine":"order","source":"processing","target":"on_hold","trigger":"dispute"},"seq":9}', '2cbe9241603e19b2c8ff62244840e1b526644c504a9e0593c6ae10cdf72f28e4', 215027904070687580),
	('d36787443064e9171fe8f6df70463d2d', 1, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"d36787443064e9171fe8f6df70463d2d","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50007,"payments":[{"amount_minor":334,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":34,"id":"1","method":"google_pay","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"20b8d490de675140698b51d8883fc9cb"}},"seq":1}', 'ba68cdb2a3122ff891d3a6f34c5bc3d4d09bf884126b69afab5b18603508ff12', 8546543903430602020),
	('d36787443064e9171fe8f6df70463d2d', 2, '{"at":"2026-01-05T09:09:20.123456+00:00","by":{"role":"system"},"event":{"event":"MessageParked","parked":{"about":"1","at":"2026-01-05T09:09:20.123456+00:00","id":"2","machine":"order","what":"create_payment","why":{"personal":2097152}}},"seq":2}', 'ae282fff89e006817b467d945c25c5bf92d32686de3f470856864a9bcf297bc5', 7144246768833638112),
	('9076cb6e8739d2d0730c02361a8b036c', 1, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T09:10:00.123456+00:00","id":"9076cb6e8739d2d0730c02361a8b036c","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"Facebook followers","target":{"personal":1048578},"total_minor":300,"unit_minor":3},{"id":"2","instance":{"personal":1048581},"quantity":100,"service":"X posts","target":{"personal":1048580},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50008,"payments":[{"amount_minor":655,"created_at":"2026-01-05T09:10:00.123456+00:00","expires_at":"2026-01-06T09:10:00.123456+00:00","fee_minor":55,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:10:00.123456+00:00","token":"47bf8d28ae23c6a5e2f0a85af2b63d63"}},"seq":1}', 'afff61787858161b04eb89db4973a52306cd71e956058a08e9d0cda13fcc7f32', 782393638481611522),
	('9076cb6e8739d2d0730c02361a8b036c', 2, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_e227010bc22a9bb5","payment":"1","reference":"pay_e227010bc22a9bb5"},"seq":2}', '398346c8f3f73ea9f438f4d8d701d49ee3dd47f8f1d3c04f4c81f200b68288f9', 8486631638079924729),
	('9076cb6e8739d2d0730c02361a8b036c', 3, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}', '07d8507b4d8f4188a37848e921affd35f6ce86e39435529456f0fda44959ebff', 6310024293389617461),
	('9076cb6e8739d2d0730c02361a8b036c', 4, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":655,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}', '75497f4d2ae96e6c58e3a3fc14a78ed17b260e38c3b049ae72a85be1aefa3259', 6310024293389617461),
	('9076cb6e8739d2d0730c02361a8b036c', 5, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}', '86ddd52891b3f76090ed3f3e2f0da93590d87af8499110e166c93ee8864a3245', 6310024293389617461),
	('9076cb6e8739d2d0730c02361a8b036c', 6, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}', 'b934b98eceeb0f2593022e654b16278cd76fb1ca051da98207175a2039bfc82b', 6310024293389617461),
	('9076cb6e8739d2d0730c02361a8b036c', 7, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"2"},"seq":7}', 'afa8b68b9d263bbaf0abc095173736784009f99c52bdd01bda7d37e8dbf8ef02', 6310024293389617461),
	('9076cb6e8739d2d0730c02361a8b036c', 8, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":8}', '0be47f82e06b6443b274dbb22ddd75178cf08e0d9407fa4a3bf6a60f9df24cf8', 5106486658531379424),
	('9076cb6e8739d2d0730c02361a8b036c', 9, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"2","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":9}', '0626f85ea8bd2bc8d79fc90f0d7449d429d888a02f7d7460e12b6bb44fd5efc8', 949652207996538347),
	('9076cb6e8739d2d0730c02361a8b036c', 10, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"item","reason":{"personal":10485760},"source":"processing","target":"cancelled","trigger":"fail"},"seq":10}', '83af943a94cd90dd73d7ae344dba1a26312536aede6eed1f67d2c4f65b924e23', 2196409841790873554),
	('9076cb6e8739d2d0730c02361a8b036c', 11, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"event":"Asked","item":"1","question":{"asked_at":"2026-01-05T09:10:00.123456+00:00","until":"2026-01-12T09:10:00.123456+00:00"}},"seq":11}', 'e8011316af20bccd255ab14e1a7b24fdfd34c6ddaf2bbb1e3f16eb9fe57038f3', 2196409841790873554),
	('9076cb6e8739d2d0730c02361a8b036c', 12, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"delivered":100,"event":"Progressed","item":"2"},"seq":12}', 'b8196099beaec86d5d271cceb0381e3be0e39bc7ba528b94055ecf0b4e0900b8', 2662664328029644163),
	('9076cb6e8739d2d0730c02361a8b036c', 13, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"2","event":"Moved","kind":"finished","machine":"item","source":"processing","target":"completed","trigger":"deliver"},"seq":13}', 'a51f2a89d6b685c2da64ad1d1d4e161342662f5d44a288e972cde3e82b782308', 2662664328029644163),
	('64ee77680400f662e87a2cb800aaac55', 1, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:10:00.123456+00:00","id":"64ee77680400f662e87a2cb800aaac55","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"YouTube views","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50009,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:10:00.123456+00:00","expires_at":"2026-01-06T09:10:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:10:00.123456+00:00","token":"25bf1c6a39cd31552166fc50aa73dfd5"}},"seq":1}', '4cfa8f74c7b185f8a5a75e11c4766353d70aaea44003c988989bbb17acc7451e', 3226929460043115953),
	('64ee77680400f662e87a2cb800aaac55', 2, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_95d93b8caf2c11aa","payment":"1","reference":"pay_95d93b8caf2c11aa"},"seq":2}', '76b27e619c8fda20d20bc1a4be45f856631e7870f31539ef5ce66be7df4a9103', 985927157549363663),
	('64ee77680400f662e87a2cb800aaac55', 3, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}', 'a586eca84de4649d03505c58f5a567e0a6e7166a202057632c43521e82a0796c', 4279360053622610350),
	('64ee77680400f662e87a2cb800aaac55', 4, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}', 'b1c005a6dfa6588c148dcb9d1dca89af60e8d817dc1b6c77f5e73c8804c1e5d8', 4279360053622610350),
	('64ee77680400f662e87a2cb800aaac55', 5, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}', '92c37c9dc86cc710d5a8aba1eb3e422b6b7d9b6440bd196e3c4f07d88a1655fa', 4279360053622610350),
	('64ee77680400f662e87a2cb800aaac55', 6, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}', '82421a7c4c7ab6ce2e291eb34436902706a6449a3f7c4c723b67884634e11be1', 4279360053622610350),
	('64ee77680400f662e87a2cb800aaac55', 7, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":7}', '7dc86a85d8c2ddf769c16f9c454fb8631f923f29f98dd0ed1490793d46d71675', 7513432342392981945),
	('4e216127425462ed2f975e9c1e08fedd', 1, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T09:10:00.123456+00:00","id":"4e216127425462ed2f975e9c1e08fedd","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"YouTube views","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50010,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:10:00.123456+00:00","expires_at":"2026-01-06T09:10:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:10:00.123456+00:00","token":"e359bf88908f41894484b4ec7989e0b2"}},"seq":1}', '1216e8239d73486ac153f2ac759d170fa0f4696cc54d621ca7bd25a7829381c6', 2449430357213466209),
	('4e216127425462ed2f975e9c1e08fedd', 2, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_91453a97012fc670","payment":"1","reference":"pay_91453a97012fc670"},"seq":2}', 'a83e9cc5b97ad5fe1078507963a4dbef56e0fd84f4d92e71c50160bf05dfbd84', 2628858069667305769),
	('4e216127425462ed2f975e9c1e08fedd', 3, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}', '4861070461ede7ed64fa55cc5ff41c8e26891adab01263491da2a793cf54c276', 2137238546286423275),
	('4e216127425462ed2f975e9c1e08fedd', 4, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}', '82cf1d4926a49e1d7676af747680ff072fce1b76b731941639aa05c36b4bd8a6', 2137238546286423275),
	('4e216127425462ed2f975e9c1e08fedd', 5, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}', '313c3adc7bf1879102d5565e181c36fe2c6ab37e2baabcc5107f7379a0e29897', 2137238546286423275),
	('4e216127425462ed2f975e9c1e08fedd', 6, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"1","event":"Moved","kind":"waiting","machine":"item","source":"pending","target":"on_hold","trigger":"wait"},"seq":6}', 'a980d60dde3c04f85869c236a51ba55be2de93fcf640aea37312e72ef6c40202', 2137238546286423275),
	('10291984628f9a474388bf4f80bc4350', 1, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:10:00.123456+00:00","id":"10291984628f9a474388bf4f80bc4350","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"YouTube views","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50011,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:10:00.123456+00:00","expires_at":"2026-01-06T09:10:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:10:00.123456+00:00","token":"34bad2ef2cfef1e18b061273eb458bc0"}},"seq":1}', '7b44ed08dbf8acdd15b50cacb6ea42faad4a49b441c737a98a41a02acc663c2d', 4500249280434919591),
	('10291984628f9a474388bf4f80bc4350', 2, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_86d6319eb8026348","payment":"1","reference":"pay_86d6319eb8026348"},"seq":2}', '08242754a6fee95ada221c4b525179286892a4439d9eb247470f8b99d798abb4', 4129976428893918433),
	('10291984628f9a474388bf4f80bc4350', 3, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}', 'dca92aed2bc20eb23cf8e634e84ebff35133077603ee899682309260c6f2dfc9', 7557531654535962931),
	('10291984628f9a474388bf4f80bc4350', 4, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}', '94d90b0a39ca7e7bf5042b5fd8cea33add3ae692839926a4ddfcfc62389c09d1', 7557531654535962931),
	('10291984628f9a474388bf4f80bc4350', 5, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}', '9255061b7821bcb4c3276f4840a046a7dcd2d7e2b7274c468afd7ecca067cd99', 7557531654535962931),
	('10291984628f9a474388bf4f80bc4350', 6, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"1","event":"Moved","kind":"waiting","machine":"item","source":"pending","target":"on_hold","trigger":"wait"},"seq":6}', '840b979c07b8f377a269a269b3d7c6fa6c694fdab928fe33f6aeb3b22a81e65b', 7557531654535962931),
	('64ee77680400f662e87a2cb800aaac55', 8, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"delivered":25,"event":"Progressed","item":"1"},"seq":8}', '188221afd40edd3885e33fc487182b997ad8d8d800fc67cfa530712b2234d9b3', 3368054141196371544),
	('e4505fea4964d66346b4138c4ff7996b', 1, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"e4505fea4964d66346b4138c4ff7996b","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"YouTube views","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50012,"payments":[{"amount_minor":100,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-05T11:10:00.123456+00:00","fee_minor":0,"id":"1","method":"wallet","provider":"wallet"},{"amount_minor":231,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":31,"id":"2","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"7225da4c426003e79829c791bc791207"}},"seq":1}', '5738b906b0cbf136191961a450eb668e0889c895335c6aedeebff2ec7870d2de', 2721906889986927697),
	('e4505fea4964d66346b4138c4ff7996b', 2, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","payment":"1","reference":"e4505fea4964d66346b4138c4ff7996b/wallet/1/spend"},"seq":2}', 'bf85ea3c5074b92c67fcffdc354379b6ade7dcc91d13a7215906440175d56b71', 5659989809903432016),
	('e4505fea4964d66346b4138c4ff7996b', 3, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}', 'b90ebbf9a9feb329ec20ff38e2d3f906bf8082200b3c5c25fe6c650196c6c647', 5659989809903432016);
INSERT INTO public.tilaus_events VALUES
	('e4505fea4964d66346b4138c4ff7996b', 4, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":100,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}', '717a161c63756dc45b7f221d340acc53ee1473355877f900ca09592a102b0090', 5659989809903432016),
	('e4505fea4964d66346b4138c4ff7996b', 5, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_dbb43775018b12de","payment":"2","reference":"pay_dbb43775018b12de"},"seq":5}', '1371f5373db80e889f16c8e08605d26df43d22347e12c356e8b417c54f901522', 833809113860163293),
	('e4505fea4964d66346b4138c4ff7996b', 6, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"2","event":"Moved","kind":"waiting","machine":"payment","source":"created","target":"authorised","trigger":"authorise"},"seq":6}', 'e783c8c26f99680504472c1d89662a82aaa4fb425a5e8f0d7e957e10ff3b9cec', 9215359916737589065),
	('e4505fea4964d66346b4138c4ff7996b', 7, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"2","event":"Moved","kind":"finished","machine":"payment","source":"authorised","target":"captured","trigger":"capture"},"seq":7}', '5c84796ee8c468dddd0be5f33d05f093c522bdd14a31ac8e683528f693ca52b1', 4852711593051334483),
	('e4505fea4964d66346b4138c4ff7996b', 8, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":231,"event":"Captured","is_applied":true,"payment":"2"},"seq":8}', 'a3250e56ef843bc41f54271a98409f1c506b1e9c527a6dad969dd20ee0a4ef68', 4852711593051334483),
	('e4505fea4964d66346b4138c4ff7996b', 9, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":9}', '9f38fe000b8e5694658944513978c5c60df83e554e47732454572eb949914238', 4852711593051334483),
	('e4505fea4964d66346b4138c4ff7996b', 10, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":10}', 'c90450c746cfe23fb8b7e11aee8f60a3c13b128defe1506706f989cdcc0a5b24', 4852711593051334483),
	('e4505fea4964d66346b4138c4ff7996b', 11, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":11}', '046f93dbf22a3458fd00bcc9c110c859df636b7dc354cc12856931470b67d7be', 6026001061755846406),
	('714cc6c0d0d58e2254165078fd1b0f0a', 1, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-12T10:10:00.123456+00:00","id":"714cc6c0d0d58e2254165078fd1b0f0a","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50013,"payments":[{"amount_minor":300,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-12T10:10:00.123456+00:00","fee_minor":0,"id":"1","method":"bank_transfer","provider":"banktransfer"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"1b9e67788e1fccdf721d199a592f512d"}},"seq":1}', '73414ca81a381444dd83c1883c9dda569a81a13e275a4129a856626de00c6677', 377956435582742321),
	('714cc6c0d0d58e2254165078fd1b0f0a', 2, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","payment":"1","reference":"50013"},"seq":2}', '915160a6d8f9852d451e2ff2e483ccc3979c6f13be62abd1949fbdfdee323b0d', 2602225591503218768),
	('e95d8f5d090eb9411ef2110585f87e8a', 1, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"e95d8f5d090eb9411ef2110585f87e8a","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50014,"payments":[{"amount_minor":334,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":34,"id":"1","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"135ed822d03842ee094359744802e8fa"}},"seq":1}', 'af6b20cf653cbcabe52478213e721012badc941ea2fc56cd2ac550779d0c5edd', 2385602249653812038),
	('e95d8f5d090eb9411ef2110585f87e8a', 2, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_019c76ef0eb40845","payment":"1","reference":"pay_019c76ef0eb40845"},"seq":2}', '465553aab89cd795088e48cf137800b6dd943f8346b2a0fb4c02a6a9cfab5979', 8197638483446347415),
	('4d46e57991e20918d927b6e142f777e4', 1, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"4d46e57991e20918d927b6e142f777e4","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"Facebook followers","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50015,"payments":[{"amount_minor":334,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":34,"id":"1","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"4dcb2efcaaf3247cbab3054678694bfe"}},"seq":1}', '6f0df18776fc3a9931cd0e1c79fc24bd39bcee9c0bb825437df3401b0ad82600', 2487895574080454487),
	('4d46e57991e20918d927b6e142f777e4', 2, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_0764f34def279e5e","payment":"1","reference":"pay_0764f34def279e5e"},"seq":2}', '78c2e8f5a748c0dc05793528ab58e6e868d2684053ff502066cc28b33af14e7f', 3149370010725467685),
	('4d46e57991e20918d927b6e142f777e4', 3, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"waiting","machine":"payment","source":"created","target":"authorised","trigger":"authorise"},"seq":3}', 'a92d5beffc2273f9cd20edd587bec5b9469963c03fdcb4d4241a822691278070', 600426212363839294),
	('4d46e57991e20918d927b6e142f777e4', 4, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"authorised","target":"captured","trigger":"capture"},"seq":4}', 'ab3dce10c1de2b5b8f4cc3b8d24f4431ca21d06c7c321f0a595fe8bdecbf33cb', 6006727508449912902),
	('4d46e57991e20918d927b6e142f777e4', 5, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":334,"event":"Captured","is_applied":true,"payment":"1"},"seq":5}', 'ad77a68ed06434aab304207d163030af7e32412284aa7371bb4e8c068608919c', 6006727508449912902),
	('4d46e57991e20918d927b6e142f777e4', 6, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":6}', 'ad4d224ebb957a3be84431eae43122a5e534e02faf8639d8ac9d5aeae94aa422', 6006727508449912902),
	('4d46e57991e20918d927b6e142f777e4', 7, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":7}', 'c36b0f921d0580170116b1d0cab55a5df8b28771b30535f88d1af215709ec58b', 6006727508449912902),
	('4d46e57991e20918d927b6e142f777e4', 8, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":8}', 'ccba9da0c168fe038dae5e08fbb56f5b8c5f416eecaa5441990afa53781c75ca', 7887710184986776715),
	('4d46e57991e20918d927b6e142f777e4', 9, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"item","reason":{"personal":9437184},"source":"processing","target":"cancelled","trigger":"fail"},"seq":9}', 'fd4ab1d412b8c90a9aba1957c13524a81aec9c6b7d5d81be0724c9cde3a7af8d', 69408454148068625),
	('4d46e57991e20918d927b6e142f777e4', 10, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"event":"Asked","item":"1","question":{"asked_at":"2026-01-05T10:10:00.123456+00:00","until":"2026-01-12T10:10:00.123456+00:00"}},"seq":10}', '2a343c9a5f2563301d92c075d4d444a3d4fb6685add3b494a0fe6c7f659a122c', 69408454148068625),
	('4d46e57991e20918d927b6e142f777e4', 11, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"choice":"original","event":"Answered","item":"1"},"seq":11}', 'eee836b9e033f5fce7e014b6919b730913564ba6dacbacab5672871c99804386', 3818932908449561569),
	('4d46e57991e20918d927b6e142f777e4', 12, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"event":"RefundRequested","refund":{"amount_minor":334,"available_at":"2026-01-12T10:10:00.123456+00:00","base_minor":300,"covers":[{"id":"1","kind":"item","minor":300,"units":100}],"fee_returned_minor":34,"id":"1","payment":"1","reason":{"personal":12582912},"requested_at":"2026-01-05T10:10:00.123456+00:00","to":"original"}},"seq":12}', '7ed6805055dea07ddbb83612a3e0d3d0204e660b2d2957b261665984e4eeb92d', 3818932908449561569),
	('4d46e57991e20918d927b6e142f777e4', 13, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"RefundNamed","reference":"ref_f019b0684b30fb18","refund":"1"},"seq":13}', 'd3a057e0796d1ed421d62f8b64fd6ef64c055d960516240603d368240d44a4f6', 4702928041595114038),
	('4d46e57991e20918d927b6e142f777e4', 14, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"active","machine":"refund","source":"requested","target":"submitted","trigger":"submit"},"seq":14}', 'a7f4acfad5bbf432a0640a5cb7983d710d01ebf67fa1bb6ed32c954b45c4a70b', 4702928041595114038),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 1, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"dcf1cd6f5c4150001f5bee2391a6d2dc","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3},{"id":"2","instance":{"personal":1048581},"quantity":100,"service":"Instagram likes","target":{"personal":1048580},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50016,"payments":[{"amount_minor":655,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":55,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"0c683a9e96417763062aac39a414747e"}},"seq":1}', '7f00dc390e9bf80cddb8c95fe5f2712025a21f85d7bc211766d52f99aca33e68', 8069169458211487134),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 2, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_9fc410b8bf7684f5","payment":"1","reference":"pay_9fc410b8bf7684f5"},"seq":2}', '38ae10021be59e584467f2ae2da44ba57d7c2a366469f0c7f1aa1393fcb933ad', 5878467907971326840),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 3, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}', 'dcb011555ba92f69336fd810a9db118521c5f0bb396690d1fabfca00ef65397b', 6022905859219498759),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 4, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":655,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}', '78029ea544e8ade9c4378c332c3d77c10b3bdb9371218c63fa0ea005065d57c5', 6022905859219498759),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 5, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}', '50144352664210e427001297f96c58f4093f1a53e1c81b5028e388b6c58fa4d5', 6022905859219498759),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 6, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}', 'a8b0d8a75b76a931b5b4c2cd08ecf36097c977eae803e1cee9c3980dc6e08b69', 6022905859219498759),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 7, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"2"},"seq":7}', 'ecb480d3a8b6356ec3193e2f4fc527750f9f7fb06f2a05528bd33200670d4e0c', 6022905859219498759),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 8, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":8}', '9845b244679e5cd7e412d9fc234824eaee29365dd2b3abbcc5abc072b9279014', 6578774254035761293),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 9, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"2","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":9}', '705e58d62747a81cccab35bc49022b77d1b69805663f0212a35cfcdfbeba959c', 559838669015417264),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 10, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"delivered":100,"event":"Progressed","item":"1"},"seq":10}', 'aca7afa20c97635ffe51638c486ec7046fb1a8e08fd7b61435fba2967467dd18', 7761136113427298633),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 11, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"item","source":"processing","target":"completed","trigger":"deliver"},"seq":11}', 'b0a35d29d68a8840f7078297933bf1ae2f64fec3580b27d03ea3903711227bc3', 7761136113427298633),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 12, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"event":"RefundRequested","refund":{"amount_minor":120,"available_at":"2026-01-05T10:10:00.123456+00:00","base_minor":120,"covers":[{"id":"1","kind":"item","minor":120,"units":40}],"fee_kept_minor":11,"id":"1","payment":"1","requested_at":"2026-01-05T10:10:00.123456+00:00","to":"original"}},"seq":12}', 'd1afe0dd69285fdf8eb76e2e7f480fb156c7d40e716ea3a816acbc149fb340bd', 3536696754344417018),
	('d80a0b95e88f3878e6e3b26767138378', 1, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"d80a0b95e88f3878e6e3b26767138378","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50017,"payments":[{"amount_minor":334,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":34,"id":"1","method":"google_pay","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"9be3cdb55870f2a6514629afc8f4cef9"}},"seq":1}', '6748fbf168be904f51cda03881c971054c41fad34804c8239b93097a67591e67', 8951152153718046637),
	('412da1463cccf922b3f821e448bb7beb', 1, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"412da1463cccf922b3f821e448bb7beb","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50018,"payments":[{"amount_minor":334,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":34,"id":"1","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"4e5e8ac8f3e984abf27ec50a9ec27c12"}},"seq":1}', '7399a80d6f75804f836dd73d9f8e78219d05c1b2dcbf2fef019f08bfa486658b', 4994798197789755118),
	('bba49da2ccd590cc4193703057ec61b0', 1, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"bba49da2ccd590cc4193703057ec61b0","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50019,"payments":[{"amount_minor":345,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"abf763aa8a32ba42f338ee767904b787"}},"seq":1}', '8e82d805fb201859ff282405cda63aa0020cfddc4ee88cecf45be85828b8c707', 385023931841620796),
	('ec6476a0813f2cc97dceb1a20729497e', 1, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"ec6476a0813f2cc97dceb1a20729497e","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3},{"id":"2","instance":{"personal":1048581},"quantity":100,"service":"Facebook followers","target":{"personal":1048580},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50020,"payments":[{"amount_minor":655,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":55,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"ba102574788ea09e64ab0a16a3e5ba22"}},"seq":1}', 'f821aab4cf51849ca3fe072a1f485b7a26fbe46fcedf9c9c0f26c6ab6d22292c', 6615014654081777961),
	('ec6476a0813f2cc97dceb1a20729497e', 2, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_1af35c548f346304","payment":"1","reference":"pay_1af35c548f346304"},"seq":2}', '4a073090ba6635758dbf07b3cdeb12be37e5f57e5cf329ef8062fa7a9e2c5881', 759096061218579078),
	('ec6476a0813f2cc97dceb1a20729497e', 3, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}', '80337989af22e6bfa6e743134a86a4214fbc74da1e6c6f145277120f9b1f5ec7', 2320486849738622259),
	('ec6476a0813f2cc97dceb1a20729497e', 4, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":655,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}', 'c324558a7dc9acc1548eac1da1f1995a700b0a9a65c1b21541f060f84cf8161a', 2320486849738622259),
	('ec6476a0813f2cc97dceb1a20729497e', 5, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}', 'f1663f70e093ab89c099466767a8cfee0bab03b9863cb5d98cfb132fa2abb81b', 2320486849738622259),
	('ec6476a0813f2cc97dceb1a20729497e', 6, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}', '421d6cfe860fcdc1ed1af63fdc261a67763af15e82e2e122ce6487cdaa95e790', 2320486849738622259),
	('ec6476a0813f2cc97dceb1a20729497e', 7, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"2"},"seq":7}', '57ee1b92377ffacb8bb3375d3f2492a083d243340ec234940161943e13d7d2d0', 2320486849738622259),
	('baa3af5c0df9c6e788f6ab14ade8e09f', 1, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"baa3af5c0df9c6e788f6ab14ade8e09f","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3},{"id":"2","instance":{"personal":1048581},"quantity":100,"service":"YouTube views","target":{"personal":1048580},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50021,"payments":[{"amount_minor":642,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":42,"id":"1","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"c830e8e3a50843865d65cf7a442d5274"}},"seq":1}', '65939601a081dd1285885c8f5db1e41f4bdd5cccac19cdb6a587d43051edc9cc', 5579959500203380884);


--
-- Data for Name: tilaus_inbox; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.tilaus_inbox VALUES
	('sandbox-payments', '3fa9239e821bf1ba8154c34444a10e12/1', '3fa9239e821bf1ba8154c34444a10e12', 'done', 7358893732241263561),
	('sandbox-delivery', '3fa9239e821bf1ba8154c34444a10e12/1', '3fa9239e821bf1ba8154c34444a10e12', 'duplicate', 4052610577847715311),
	('sandbox-delivery', '3fa9239e821bf1ba8154c34444a10e12/2', '3fa9239e821bf1ba8154c34444a10e12', 'done', 5662308044322980849),
	('sandbox-delivery', '3fa9239e821bf1ba8154c34444a10e12/3', '3fa9239e821bf1ba8154c34444a10e12', 'duplicate', 7876105699181467884),
	('sandbox-delivery', '3fa9239e821bf1ba8154c34444a10e12/4', '3fa9239e821bf1ba8154c34444a10e12', 'done', 1577208969236006285),
	('sandbox-payments', '125c0dc0f41ae1c74bcb2fce80343d64/1', '125c0dc0f41ae1c74bcb2fce80343d64', 'done', 4377394449280959508),
	('sandbox-delivery', '125c0dc0f41ae1c74bcb2fce80343d64/1', '125c0dc0f41ae1c74bcb2fce80343d64', 'duplicate', 6976134621544094116),
	('sandbox-delivery', '125c0dc0f41ae1c74bcb2fce80343d64/2', '125c0dc0f41ae1c74bcb2fce80343d64', 'done', 9112823227739869039),
	('sandbox-payments', '125c0dc0f41ae1c74bcb2fce80343d64/2', '125c0dc0f41ae1c74bcb2fce80343d64', 'duplicate', 4649490500965147123),
	('sandbox-payments', '89bb425f656cf6c4ad6a1e8e3913f0ae/1', '89bb425f656cf6c4ad6a1e8e3913f0ae', 'done', 1827623908423536687),
	('sandbox-delivery', '89bb425f656cf6c4ad6a1e8e3913f0ae/1', '89bb425f656cf6c4ad6a1e8e3913f0ae', 'duplicate', 741479159383527621),
	('sandbox-delivery', '89bb425f656cf6c4ad6a1e8e3913f0ae/2', '89bb425f656cf6c4ad6a1e8e3913f0ae', 'done', 4290245479386123294),
	('sandbox-payments', '7d1fffce048bdc6d8b2ad244d20ef83f/1', '7d1fffce048bdc6d8b2ad244d20ef83f', 'done', 6316234217784299916),
	('sandbox-payments', '9acbcb8da70e7aa1895f4d3060d46e24/1', '9acbcb8da70e7aa1895f4d3060d46e24', 'done', 8779340864729157765),
	('sandbox-delivery', '9acbcb8da70e7aa1895f4d3060d46e24/1', '9acbcb8da70e7aa1895f4d3060d46e24', 'duplicate', 6452367628131560711),
	('sandbox-payments', '9acbcb8da70e7aa1895f4d3060d46e24/2', '9acbcb8da70e7aa1895f4d3060d46e24', 'done', 215027904070687580),
	('sandbox-payments', '9076cb6e8739d2d0730c02361a8b036c/1', '9076cb6e8739d2d0730c02361a8b036c', 'done', 6310024293389617461),
	('sandbox-delivery', '9076cb6e8739d2d0730c02361a8b036c/1', '9076cb6e8739d2d0730c02361a8b036c', 'duplicate', 8718262270280926847),
	('sandbox-delivery', '9076cb6e8739d2d0730c02361a8b036c/2', '9076cb6e8739d2d0730c02361a8b036c', 'done', 2196409841790873554),
	('sandbox-delivery', '9076cb6e8739d2d0730c02361a8b036c/3', '9076cb6e8739d2d0730c02361a8b036c', 'duplicate', 6341834812597108488),
	('sandbox-delivery', '9076cb6e8739d2d0730c02361a8b036c/4', '9076cb6e8739d2d0730c02361a8b036c', 'done', 2662664328029644163),
	('sandbox-payments', '64ee77680400f662e87a2cb800aaac55/1', '64ee77680400f662e87a2cb800aaac55', 'done', 4279360053622610350),
	('sandbox-delivery', '64ee77680400f662e87a2cb800aaac55/1', '64ee77680400f662e87a2cb800aaac55', 'duplicate', 2408340190686715832),
	('sandbox-payments', '4e216127425462ed2f975e9c1e08fedd/1', '4e216127425462ed2f975e9c1e08fedd', 'done', 2137238546286423275),
	('sandbox-payments', '10291984628f9a474388bf4f80bc4350/1', '10291984628f9a474388bf4f80bc4350', 'done', 7557531654535962931),
	('sandbox-delivery', '64ee77680400f662e87a2cb800aaac55/2', '64ee77680400f662e87a2cb800aaac55', 'done', 3368054141196371544),
	('sandbox-payments', 'e4505fea4964d66346b4138c4ff7996b/1', 'e4505fea4964d66346b4138c4ff7996b', 'done', 9215359916737589065),
	('sandbox-payments', 'e4505fea4964d66346b4138c4ff7996b/2', 'e4505fea4964d66346b4138c4ff7996b', 'duplicate', 884805372046859246),
	('sandbox-delivery', 'e4505fea4964d66346b4138c4ff7996b/1', 'e4505fea4964d66346b4138c4ff7996b', 'duplicate', 8188136669805079868),
	('sandbox-payments', '4d46e57991e20918d927b6e142f777e4/1', '4d46e57991e20918d927b6e142f777e4', 'done', 600426212363839294),
	('sandbox-payments', '4d46e57991e20918d927b6e142f777e4/2', '4d46e57991e20918d927b6e142f777e4', 'duplicate', 3894877850795144902),
	('sandbox-delivery', '4d46e57991e20918d927b6e142f777e4/1', '4d46e57991e20918d927b6e142f777e4', 'duplicate', 8769807415389418181),
	('sandbox-delivery', '4d46e57991e20918d927b6e142f777e4/2', '4d46e57991e20918d927b6e142f777e4', 'done', 69408454148068625),
	('sandbox-payments', 'dcf1cd6f5c4150001f5bee2391a6d2dc/1', 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'done', 6022905859219498759),
	('sandbox-delivery', 'dcf1cd6f5c4150001f5bee2391a6d2dc/1', 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'duplicate', 881606009591181106),
	('sandbox-delivery', 'dcf1cd6f5c4150001f5bee2391a6d2dc/2', 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'done', 7761136113427298633),
	('sandbox-delivery', 'dcf1cd6f5c4150001f5bee2391a6d2dc/3', 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'duplicate', 1466599887028258987);


--
-- Data for Name: tilaus_instances; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.tilaus_instances VALUES
	('b7a9b5e302bb6fd7c3c729571c13bb51', '9acbcb8da70e7aa1895f4d3060d46e24', '1'),
	('a1ca2cc0e3e5ea1d1812dc3363d235b4', '64ee77680400f662e87a2cb800aaac55', '1'),
	('0d7f62dae70dae4b4f2ff9fd8e5137b8', 'e4505fea4964d66346b4138c4ff7996b', '1'),
	('5fa731b18794691ccb3ab73b1c6e83f0', 'dcf1cd6f5c4150001f5bee2391a6d2dc', '2'),
	('31ab5beea8f876663755b07f6cb99a34', 'ec6476a0813f2cc97dceb1a20729497e', '1'),
	('65fc2fb3313c53e99d1ef61b4043e12d', 'ec6476a0813f2cc97dceb1a20729497e', '2');


--
-- Data for Name: tilaus_items; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.tilaus_items VALUES
	('d80a0b95e88f3878e6e3b26767138378', '1', 0, 'X posts', 'a9507c632dfcad25f7a98944f6966613', 'pending', 'initial', 100, 0, 0, false, 3, 0, 0, 300, NULL),
	('3fa9239e821bf1ba8154c34444a10e12', '1', 0, 'X posts', 'f0ea74b5783131c2ff9f378049426e74', 'completed', 'finished', 100, 100, 1, true, 3, 0, 0, 300, NULL),
	('3fa9239e821bf1ba8154c34444a10e12', '2', 1, 'X posts', '2b98ec22d3ae2c0c357610c6206dc836', 'completed', 'finished', 100, 100, 1, true, 3, 0, 0, 300, NULL),
	('125c0dc0f41ae1c74bcb2fce80343d64', '1', 0, 'Facebook followers', '89dbd9abd700e20aad293ffbc5a3be8f', 'refunded', 'closed', 100, 0, 1, true, 3, 0, 0, 300, NULL),
	('4e216127425462ed2f975e9c1e08fedd', '1', 0, 'YouTube views', 'a1ca2cc0e3e5ea1d1812dc3363d235b4', 'on_hold', 'waiting', 100, 0, 0, false, 3, 0, 0, 300, NULL),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', '1', 0, 'X posts', '', 'completed', 'finished', 100, 100, 1, true, 3, 0, 0, 300, NULL),
	('51a952aa8c78db4d4cf0369a133f0a8d', '1', 0, 'X posts', '1c1c1855cd173fa59400e72a08521177', 'cancelled', 'failed', 100, 0, 0, false, 3, 0, 0, 300, NULL),
	('7d1fffce048bdc6d8b2ad244d20ef83f', '1', 0, 'X posts', 'e5a72ba15c412392df0ff46c0fbd274a', 'cancelled', 'failed', 100, 0, 0, false, 3, 0, 0, 300, NULL),
	('9acbcb8da70e7aa1895f4d3060d46e24', '1', 0, 'Instagram likes', 'b7a9b5e302bb6fd7c3c729571c13bb51', 'processing', 'active', 100, 0, 1, true, 3, 0, 0, 300, NULL),
	('d36787443064e9171fe8f6df70463d2d', '1', 0, 'X posts', 'dbfca38c301a7d640e6e63fc5731e2aa', 'pending', 'initial', 100, 0, 0, false, 3, 0, 0, 300, NULL),
	('10291984628f9a474388bf4f80bc4350', '1', 0, 'YouTube views', 'a1ca2cc0e3e5ea1d1812dc3363d235b4', 'on_hold', 'waiting', 100, 0, 0, false, 3, 0, 0, 300, NULL),
	('64ee77680400f662e87a2cb800aaac55', '1', 0, 'YouTube views', 'a1ca2cc0e3e5ea1d1812dc3363d235b4', 'processing', 'active', 100, 25, 1, true, 3, 0, 0, 300, NULL),
	('9076cb6e8739d2d0730c02361a8b036c', '1', 0, 'Facebook followers', 'f1a5d54bb5d9a48a72fc518d3966a73e', 'cancelled', 'failed', 100, 0, 1, true, 3, 0, 0, 300, '{"asked_at":"2026-01-05T09:10:00.123456+00:00","until":"2026-01-12T09:10:00.123456+00:00"}'),
	('9076cb6e8739d2d0730c02361a8b036c', '2', 1, 'X posts', 'c0b9e2fd6dd79469cd0f09fb76f1e1a5', 'completed', 'finished', 100, 100, 1, true, 3, 0, 0, 300, NULL),
	('412da1463cccf922b3f821e448bb7beb', '1', 0, 'X posts', 'c28713f7c8fe25c027187e8fb750c2d5', 'pending', 'initial', 100, 0, 0, false, 3, 0, 0, 300, NULL),
	('e4505fea4964d66346b4138c4ff7996b', '1', 0, 'YouTube views', '0d7f62dae70dae4b4f2ff9fd8e5137b8', 'processing', 'active', 100, 0, 1, true, 3, 0, 0, 300, NULL),
	('714cc6c0d0d58e2254165078fd1b0f0a', '1', 0, 'X posts', 'bb66091e64c5091f802b57333a9f22a5', 'pending', 'initial', 100, 0, 0, false, 3, 0, 0, 300, NULL),
	('e95d8f5d090eb9411ef2110585f87e8a', '1', 0, 'X posts', 'cbc2d6c8f87d27ec1ffee4a2f50710ce', 'pending', 'initial', 100, 0, 0, false, 3, 0, 0, 300, NULL),
	('bba49da2ccd590cc4193703057ec61b0', '1', 0, 'X posts', '0dd4fd609d63a9e444c44345363041ec', 'pending', 'initial', 100, 0, 0, false, 3, 0, 0, 300, NULL),
	('4d46e57991e20918d927b6e142f777e4', '1', 0, 'Facebook followers', '3c512ff3a112ae7bea09351dcb31903a', 'cancelled', 'failed', 100, 0, 1, true, 3, 0, 0, 300, NULL),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', '2', 1, 'Instagram likes', '5fa731b18794691ccb3ab73b1c6e83f0', 'processing', 'active', 100, 0, 1, true, 3, 0, 0, 300, NULL),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', '1', 0, 'X posts', '33348d5a14a1392fcdb7441ef0462e13', 'completed', 'finished', 100, 100, 1, true, 3, 0, 0, 300, NULL),
	('ec6476a0813f2cc97dceb1a20729497e', '1', 0, 'X posts', '31ab5beea8f876663755b07f6cb99a34', 'pending', 'initial', 100, 0, 1, true, 3, 0, 0, 300, NULL),
	('ec6476a0813f2cc97dceb1a20729497e', '2', 1, 'Facebook followers', '65fc2fb3313c53e99d1ef61b4043e12d', 'pending', 'initial', 100, 0, 1, true, 3, 0, 0, 300, NULL),
	('baa3af5c0df9c6e788f6ab14ade8e09f', '1', 0, 'X posts', 'bfdaea17384373457cc46a2741cfe09d', 'pending', 'initial', 100, 0, 0, false, 3, 0, 0, 300, NULL),
	('baa3af5c0df9c6e788f6ab14ade8e09f', '2', 1, 'YouTube views', 'a1ca2cc0e3e5ea1d1812dc3363d235b4', 'pending', 'initial', 100, 0, 0, false, 3, 0, 0, 300, NULL);


--
-- Data for Name: tilaus_lines; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.tilaus_lines VALUES
	(1, 0, 'order:3fa9239e821bf1ba8154c34444a10e12', -655),
	(1, 1, 'provider:sandbox', 655),
	(2, 0, 'order:125c0dc0f41ae1c74bcb2fce80343d64', -345),
	(2, 1, 'provider:sandbox', 345),
	(3, 0, 'order:125c0dc0f41ae1c74bcb2fce80343d64', 300),
	(3, 1, 'provider:sandbox', -300),
	(4, 0, 'order:89bb425f656cf6c4ad6a1e8e3913f0ae', -345),
	(4, 1, 'provider:sandbox', 345),
	(5, 0, 'unapplied:7d1fffce048bdc6d8b2ad244d20ef83f', -345),
	(5, 1, 'provider:sandbox', 345),
	(6, 0, 'order:9acbcb8da70e7aa1895f4d3060d46e24', -345),
	(6, 1, 'provider:sandbox', 345),
	(7, 0, 'order:9076cb6e8739d2d0730c02361a8b036c', -655),
	(7, 1, 'provider:sandbox', 655),
	(8, 0, 'order:64ee77680400f662e87a2cb800aaac55', -345),
	(8, 1, 'provider:sandbox', 345),
	(9, 0, 'order:4e216127425462ed2f975e9c1e08fedd', -345),
	(9, 1, 'provider:sandbox', 345),
	(10, 0, 'order:10291984628f9a474388bf4f80bc4350', -345),
	(10, 1, 'provider:sandbox', 345),
	(11, 0, 'provider:top-up', 120),
	(11, 1, 'wallet:member-1', -120),
	(12, 0, 'wallet:member-1', 100),
	(12, 1, 'provider:wallet', -100),
	(13, 0, 'order:e4505fea4964d66346b4138c4ff7996b', -100),
	(13, 1, 'provider:wallet', 100),
	(14, 0, 'order:e4505fea4964d66346b4138c4ff7996b', -231),
	(14, 1, 'provider:sandbox', 231),
	(15, 0, 'order:4d46e57991e20918d927b6e142f777e4', -334),
	(15, 1, 'provider:sandbox', 334),
	(16, 0, 'order:dcf1cd6f5c4150001f5bee2391a6d2dc', -655),
	(16, 1, 'provider:sandbox', 655),
	(17, 0, 'order:ec6476a0813f2cc97dceb1a20729497e', -655),
	(17, 1, 'provider:sandbox', 655);


--
-- Data for Name: tilaus_marks; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.tilaus_marks VALUES
	('7a8dd71ec58a37c7a2264ee6809da674', '3fa9239e821bf1ba8154c34444a10e12'),
	('92c66cbc675ef108a79d6954adc8881e', '3fa9239e821bf1ba8154c34444a10e12'),
	('db38dbb27caa906cf49e60ac67eee4b1', '3fa9239e821bf1ba8154c34444a10e12'),
	('0e9a8dadba366a885bc7287abada586a', '125c0dc0f41ae1c74bcb2fce80343d64'),
	('cdff1c6d819879cb9d012125827b89bc', '125c0dc0f41ae1c74bcb2fce80343d64'),
	('538af2e75c82718a0e83bc547fb15f89', '89bb425f656cf6c4ad6a1e8e3913f0ae'),
	('92c66cbc675ef108a79d6954adc8881e', '51a952aa8c78db4d4cf0369a133f0a8d'),
	('fa9221b02a606f954703cf68bcb0aed6', '51a952aa8c78db4d4cf0369a133f0a8d'),
	('0e7fb5df01eaea54c814e3aa62adc50f', '7d1fffce048bdc6d8b2ad244d20ef83f'),
	('92c66cbc675ef108a79d6954adc8881e', '7d1fffce048bdc6d8b2ad244d20ef83f'),
	('92c66cbc675ef108a79d6954adc8881e', '9acbcb8da70e7aa1895f4d3060d46e24'),
	('e416cfbf6843ce4170dcedb4679a1ec0', '9acbcb8da70e7aa1895f4d3060d46e24'),
	('92c66cbc675ef108a79d6954adc8881e', 'd36787443064e9171fe8f6df70463d2d'),
	('93d1ce9c1937680bd0a5069c892e438b', 'd36787443064e9171fe8f6df70463d2d'),
	('0e9a8dadba366a885bc7287abada586a', '9076cb6e8739d2d0730c02361a8b036c'),
	('4afe2fc3a4c69dbb7b8634232bfe6942', '9076cb6e8739d2d0730c02361a8b036c'),
	('cdd37f1aa1c2d2aea95c538cfa690b21', '9076cb6e8739d2d0730c02361a8b036c'),
	('81391419cf2ffa9de4e84f536b609c49', '64ee77680400f662e87a2cb800aaac55'),
	('92c66cbc675ef108a79d6954adc8881e', '64ee77680400f662e87a2cb800aaac55'),
	('0e9a8dadba366a885bc7287abada586a', '4e216127425462ed2f975e9c1e08fedd'),
	('81391419cf2ffa9de4e84f536b609c49', '4e216127425462ed2f975e9c1e08fedd'),
	('81391419cf2ffa9de4e84f536b609c49', '10291984628f9a474388bf4f80bc4350'),
	('92c66cbc675ef108a79d6954adc8881e', '10291984628f9a474388bf4f80bc4350'),
	('2b162cca8616e528e92d53bffc461c9b', 'e4505fea4964d66346b4138c4ff7996b'),
	('92c66cbc675ef108a79d6954adc8881e', 'e4505fea4964d66346b4138c4ff7996b'),
	('92c66cbc675ef108a79d6954adc8881e', '714cc6c0d0d58e2254165078fd1b0f0a'),
	('ea0959b3f6747057534b3102f0b769cd', '714cc6c0d0d58e2254165078fd1b0f0a'),
	('5c265d760954c3345595e0d1e8292c93', 'e95d8f5d090eb9411ef2110585f87e8a'),
	('92c66cbc675ef108a79d6954adc8881e', 'e95d8f5d090eb9411ef2110585f87e8a'),
	('92c66cbc675ef108a79d6954adc8881e', '4d46e57991e20918d927b6e142f777e4'),
	('9b591adf767e87799f1652fbf287af44', '4d46e57991e20918d927b6e142f777e4'),
	('3232fd1490edaaa08480511bad8b862e', 'dcf1cd6f5c4150001f5bee2391a6d2dc'),
	('59c8c4d7873f9e788947edaf4d484470', 'dcf1cd6f5c4150001f5bee2391a6d2dc'),
	('92c66cbc675ef108a79d6954adc8881e', 'dcf1cd6f5c4150001f5bee2391a6d2dc'),
	('610aa1283fc09e72508397531cb3453b', 'd80a0b95e88f3878e6e3b26767138378'),
	('92c66cbc675ef108a79d6954adc8881e', 'd80a0b95e88f3878e6e3b26767138378'),
	('0e9a8dadba366a885bc7287abada586a', '412da1463cccf922b3f821e448bb7beb'),
	('e96ab223c5203d3513e658442f43ec19', '412da1463cccf922b3f821e448bb7beb'),
	('0e9a8dadba366a885bc7287abada586a', 'bba49da2ccd590cc4193703057ec61b0'),
	('6abd066a92f3dc3b45e1b9fbc931ed33', 'bba49da2ccd590cc4193703057ec61b0'),
	('36dfe0104b4159018f7a13e6765878ce', 'ec6476a0813f2cc97dceb1a20729497e'),
	('6054aa7091ae00d4734de7d83f9c64c6', 'ec6476a0813f2cc97dceb1a20729497e'),
	('92c66cbc675ef108a79d6954adc8881e', 'ec6476a0813f2cc97dceb1a20729497e'),
	('004f6927d09ab4d60e5c1abe4ca6aa5f', 'baa3af5c0df9c6e788f6ab14ade8e09f'),
	('0e9a8dadba366a885bc7287abada586a', 'baa3af5c0df9c6e788f6ab14ade8e09f'),
	('81391419cf2ffa9de4e84f536b609c49', 'baa3af5c0df9c6e788f6ab14ade8e09f');


--
-- Data for Name: tilaus_migrations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.tilaus_migrations VALUES
	(1, '0001_orders_journal_books.sql', 'f8a140f708c04e38d2079c7930c0d3331ba055d8ae7c3a5ef4b08f393e73d149', '2026-11-23 17:33:37.311543-03:30'),
	(2, '0002_read.sql', 'ee36c02e619607ca16ee5b7f8d365dce24d75245e6f9beb1f63c698527d46c03', '2026-11-23 17:33:37.312815-03:30'),
	(3, '0003_commit.sql', 'b126b2d7c18ab9d4ba67b947379fcc4a706fdfa3fab449a9a526b83cd6cbe6e4', '2026-11-23 17:33:37.315239-03:30'),
	(4, '0004_claim.sql', 'b5ca3f269dbe4e1168b4587986e2335e219fe18c77efcaec7716f7b48021a4a2', '2026-11-23 17:33:37.316191-03:30');


--
-- Data for Name: tilaus_orders; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.tilaus_orders VALUES
	('3fa9239e821bf1ba8154c34444a10e12', 50001, 14, 'completed', 'finished', '', '', 'EUR', 2, 'member-1', 'fi', 'a19794809d43327665d9a61bbce452a7', 'shipped/1/ee6ccaadf1e469d2', false, '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30', NULL, NULL, NULL, NULL, NULL, 6),
	('125c0dc0f41ae1c74bcb2fce80343d64', 50002, 15, 'refunded', 'closed', '', '', 'EUR', 2, '', 'en', '571e4bc176bb13a66cc1390c09a3f774', 'shipped/1/ee6ccaadf1e469d2', false, '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30', NULL, NULL, NULL, NULL, NULL, 10),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 50003, 11, 'completed', 'finished', '', '', 'EUR', 2, '', 'en', '', 'shipped/1/ee6ccaadf1e469d2', true, '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30', NULL, NULL, NULL, NULL, NULL, 5),
	('51a952aa8c78db4d4cf0369a133f0a8d', 50004, 5, 'cancelled', 'failed', '', '', 'EUR', 2, 'member-1', 'fi', 'f217e7d00a1fe1548759a56952c4da87', 'shipped/1/ee6ccaadf1e469d2', false, '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30', NULL, NULL, NULL, NULL, NULL, 4),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 50005, 8, 'cancelled', 'failed', '', '', 'EUR', 2, 'member-1', 'fi', 'f2d44ff4cd6c61629bcb9d0a025ab5da', 'shipped/1/ee6ccaadf1e469d2', false, '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30', NULL, NULL, NULL, NULL, NULL, 5),
	('9acbcb8da70e7aa1895f4d3060d46e24', 50006, 9, 'on_hold', 'held', 'processing', 'dispute', 'EUR', 2, 'member-1', 'fi', '2a8c9b2938f4346119fee6105b99ad3f', 'shipped/1/ee6ccaadf1e469d2', false, '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30', NULL, NULL, NULL, NULL, NULL, 6),
	('d36787443064e9171fe8f6df70463d2d', 50007, 2, 'pending', 'initial', '', '', 'EUR', 2, 'member-1', 'fi', '20b8d490de675140698b51d8883fc9cb', 'shipped/1/ee6ccaadf1e469d2', false, '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30', NULL, NULL, NULL, NULL, 17),
	('9076cb6e8739d2d0730c02361a8b036c', 50008, 13, 'processing', 'active', '', '', 'EUR', 2, '', 'en', '47bf8d28ae23c6a5e2f0a85af2b63d63', 'shipped/1/ee6ccaadf1e469d2', false, '2026-01-05 05:40:00.123456-03:30', '2026-01-06 05:40:00.123456-03:30', '2026-01-12 05:40:00.123456-03:30', NULL, NULL, NULL, NULL, 7),
	('4e216127425462ed2f975e9c1e08fedd', 50010, 6, 'processing', 'active', '', '', 'EUR', 2, '', 'en', 'e359bf88908f41894484b4ec7989e0b2', 'shipped/1/ee6ccaadf1e469d2', false, '2026-01-05 05:40:00.123456-03:30', '2026-01-06 05:40:00.123456-03:30', NULL, NULL, NULL, NULL, NULL, 4),
	('10291984628f9a474388bf4f80bc4350', 50011, 6, 'processing', 'active', '', '', 'EUR', 2, 'member-1', 'fi', '34bad2ef2cfef1e18b061273eb458bc0', 'shipped/1/ee6ccaadf1e469d2', false, '2026-01-05 05:40:00.123456-03:30', '2026-01-06 05:40:00.123456-03:30', NULL, NULL, NULL, NULL, NULL, 4),
	('64ee77680400f662e87a2cb800aaac55', 50009, 8, 'processing', 'active', '', '', 'EUR', 2, 'member-1', 'fi', '25bf1c6a39cd31552166fc50aa73dfd5', 'shipped/1/ee6ccaadf1e469d2', false, '2026-01-05 05:40:00.123456-03:30', '2026-01-06 05:40:00.123456-03:30', NULL, NULL, NULL, NULL, NULL, 4),
	('e4505fea4964d66346b4138c4ff7996b', 50012, 11, 'processing', 'active', '', '', 'EUR', 2, 'member-1', 'fi', '7225da4c426003e79829c791bc791207', 'shipped/1/ee6ccaadf1e469d2', false, '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', NULL, NULL, NULL, NULL, NULL, 6),
	('714cc6c0d0d58e2254165078fd1b0f0a', 50013, 2, 'pending', 'initial', '', '', 'EUR', 2, 'member-1', 'fi', '1b9e67788e1fccdf721d199a592f512d', 'shipped/1/ee6ccaadf1e469d2', false, '2026-01-05 06:40:00.123456-03:30', '2026-01-12 06:40:00.123456-03:30', '2026-01-12 06:40:00.123456-03:30', NULL, NULL, NULL, NULL, 2),
	('e95d8f5d090eb9411ef2110585f87e8a', 50014, 2, 'pending', 'initial', '', '', 'EUR', 2, 'member-1', 'fi', '135ed822d03842ee094359744802e8fa', 'shipped/1/ee6ccaadf1e469d2', false, '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', NULL, NULL, NULL, NULL, 2),
	('4d46e57991e20918d927b6e142f777e4', 50015, 14, 'processing', 'active', '', '', 'EUR', 2, 'member-1', 'fi', '4dcb2efcaaf3247cbab3054678694bfe', 'shipped/1/ee6ccaadf1e469d2', false, '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', NULL, NULL, NULL, NULL, NULL, 9),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 50016, 12, 'processing', 'active', '', '', 'EUR', 2, 'member-1', 'fi', '0c683a9e96417763062aac39a414747e', 'shipped/1/ee6ccaadf1e469d2', false, '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', NULL, 83, '2026-01-05 06:40:00.821456-03:30', 'sandbox', NULL, 7),
	('d80a0b95e88f3878e6e3b26767138378', 50017, 1, 'pending', 'initial', '', '', 'EUR', 2, 'member-1', 'fi', '9be3cdb55870f2a6514629afc8f4cef9', 'shipped/1/ee6ccaadf1e469d2', false, '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', 86, '2026-01-05 06:40:01.055956-03:30', 'sandbox', NULL, 2),
	('412da1463cccf922b3f821e448bb7beb', 50018, 1, 'pending', 'initial', '', '', 'EUR', 2, '', 'en', '4e5e8ac8f3e984abf27ec50a9ec27c12', 'shipped/1/ee6ccaadf1e469d2', false, '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', 87, '2026-01-05 06:40:00.123456-03:30', 'notification', '2026-01-05 06:41:00.123456-03:30', 1),
	('bba49da2ccd590cc4193703057ec61b0', 50019, 1, 'pending', 'initial', '', '', 'EUR', 2, '', 'en', 'abf763aa8a32ba42f338ee767904b787', 'shipped/1/ee6ccaadf1e469d2', false, '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', 89, '2026-01-05 06:40:00.123456-03:30', 'notification', '2026-01-05 06:41:00.123456-03:30', 1),
	('ec6476a0813f2cc97dceb1a20729497e', 50020, 7, 'processing', 'active', '', '', 'EUR', 2, 'member-1', 'fi', 'ba102574788ea09e64ab0a16a3e5ba22', 'shipped/1/ee6ccaadf1e469d2', false, '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', NULL, 93, '2026-01-05 06:40:00.123456-03:30', 'notification', NULL, 2),
	('baa3af5c0df9c6e788f6ab14ade8e09f', 50021, 1, 'pending', 'initial', '', '', 'EUR', 2, '', 'en', 'c830e8e3a50843865d65cf7a442d5274', 'shipped/1/ee6ccaadf1e469d2', false, '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', 96, '2026-01-05 06:40:00.123456-03:30', 'notification', NULL, 0);


--
-- Data for Name: tilaus_parked; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.tilaus_parked VALUES
	('7d1fffce048bdc6d8b2ad244d20ef83f', '8', 0, 'payment', '1', 'captured', '2026-01-05 05:30:00.123456-03:30'),
	('d36787443064e9171fe8f6df70463d2d', '2', 0, 'order', '1', 'create_payment', '2026-01-05 05:39:20.123456-03:30');


--
-- Data for Name: tilaus_payments; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.tilaus_payments VALUES
	('3fa9239e821bf1ba8154c34444a10e12', '1', 0, 'paypal', 'sandbox', 'captured', 'finished', 655, 55, 655, true, 'pay_22fdd039fb597d4c', 'https://pay.sandbox.example/pay_22fdd039fb597d4c', '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30'),
	('125c0dc0f41ae1c74bcb2fce80343d64', '1', 0, 'paypal', 'sandbox', 'captured', 'finished', 345, 45, 345, true, 'pay_ff4b91f82ca6d88f', 'https://pay.sandbox.example/pay_ff4b91f82ca6d88f', '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30'),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', '1', 0, 'paypal', 'sandbox', 'captured', 'finished', 345, 45, 345, true, 'pay_8257dcc9d6cf996e', 'https://pay.sandbox.example/pay_8257dcc9d6cf996e', '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30'),
	('51a952aa8c78db4d4cf0369a133f0a8d', '1', 0, 'card', 'sandbox', 'voided', 'failed', 334, 34, 0, false, 'pay_f6b9fc3191e7c3f3', 'https://pay.sandbox.example/pay_f6b9fc3191e7c3f3', '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30'),
	('714cc6c0d0d58e2254165078fd1b0f0a', '1', 0, 'bank_transfer', 'banktransfer', 'created', 'initial', 300, 0, 0, false, '50013', '', '2026-01-05 06:40:00.123456-03:30', '2026-01-12 06:40:00.123456-03:30'),
	('7d1fffce048bdc6d8b2ad244d20ef83f', '1', 0, 'paypal', 'sandbox', 'captured', 'finished', 345, 45, 345, false, 'pay_3f9dd3243a9b1bbc', 'https://pay.sandbox.example/pay_3f9dd3243a9b1bbc', '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30'),
	('9acbcb8da70e7aa1895f4d3060d46e24', '1', 0, 'paypal', 'sandbox', 'disputed', 'held', 345, 45, 345, true, 'pay_898a3711803f3371', 'https://pay.sandbox.example/pay_898a3711803f3371', '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30'),
	('d36787443064e9171fe8f6df70463d2d', '1', 0, 'google_pay', 'sandbox', 'created', 'initial', 334, 34, 0, false, '', '', '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30'),
	('9076cb6e8739d2d0730c02361a8b036c', '1', 0, 'paypal', 'sandbox', 'captured', 'finished', 655, 55, 655, true, 'pay_e227010bc22a9bb5', 'https://pay.sandbox.example/pay_e227010bc22a9bb5', '2026-01-05 05:40:00.123456-03:30', '2026-01-06 05:40:00.123456-03:30'),
	('64ee77680400f662e87a2cb800aaac55', '1', 0, 'paypal', 'sandbox', 'captured', 'finished', 345, 45, 345, true, 'pay_95d93b8caf2c11aa', 'https://pay.sandbox.example/pay_95d93b8caf2c11aa', '2026-01-05 05:40:00.123456-03:30', '2026-01-06 05:40:00.123456-03:30'),
	('4e216127425462ed2f975e9c1e08fedd', '1', 0, 'paypal', 'sandbox', 'captured', 'finished', 345, 45, 345, true, 'pay_91453a97012fc670', 'https://pay.sandbox.example/pay_91453a97012fc670', '2026-01-05 05:40:00.123456-03:30', '2026-01-06 05:40:00.123456-03:30'),
	('10291984628f9a474388bf4f80bc4350', '1', 0, 'paypal', 'sandbox', 'captured', 'finished', 345, 45, 345, true, 'pay_86d6319eb8026348', 'https://pay.sandbox.example/pay_86d6319eb8026348', '2026-01-05 05:40:00.123456-03:30', '2026-01-06 05:40:00.123456-03:30'),
	('e4505fea4964d66346b4138c4ff7996b', '1', 0, 'wallet', 'wallet', 'captured', 'finished', 100, 0, 100, true, 'e4505fea4964d66346b4138c4ff7996b/wallet/1/spend', '', '2026-01-05 06:40:00.123456-03:30', '2026-01-05 07:40:00.123456-03:30'),
	('e95d8f5d090eb9411ef2110585f87e8a', '1', 0, 'card', 'sandbox', 'created', 'initial', 334, 34, 0, false, 'pay_019c76ef0eb40845', 'https://pay.sandbox.example/pay_019c76ef0eb40845', '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30'),
	('e4505fea4964d66346b4138c4ff7996b', '2', 1, 'card', 'sandbox', 'captured', 'finished', 231, 31, 231, true, 'pay_dbb43775018b12de', 'https://pay.sandbox.example/pay_dbb43775018b12de', '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30'),
	('4d46e57991e20918d927b6e142f777e4', '1', 0, 'card', 'sandbox', 'captured', 'finished', 334, 34, 334, true, 'pay_0764f34def279e5e', 'https://pay.sandbox.example/pay_0764f34def279e5e', '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30'),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', '1', 0, 'paypal', 'sandbox', 'captured', 'finished', 655, 55, 655, true, 'pay_9fc410b8bf7684f5', 'https://pay.sandbox.example/pay_9fc410b8bf7684f5', '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30'),
	('d80a0b95e88f3878e6e3b26767138378', '1', 0, 'google_pay', 'sandbox', 'created', 'initial', 334, 34, 0, false, '', '', '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30'),
	('412da1463cccf922b3f821e448bb7beb', '1', 0, 'card', 'sandbox', 'created', 'initial', 334, 34, 0, false, '', '', '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30'),
	('bba49da2ccd590cc4193703057ec61b0', '1', 0, 'paypal', 'sandbox', 'created', 'initial', 345, 45, 0, false, '', '', '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30'),
	('ec6476a0813f2cc97dceb1a20729497e', '1', 0, 'paypal', 'sandbox', 'captured', 'finished', 655, 55, 655, true, 'pay_1af35c548f346304', 'https://pay.sandbox.example/pay_1af35c548f346304', '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30'),
	('baa3af5c0df9c6e788f6ab14ade8e09f', '1', 0, 'card', 'sandbox', 'created', 'initial', 642, 42, 0, false, '', '', '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30');


--
-- Data for Name: tilaus_queue; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.tilaus_queue OVERRIDING SYSTEM VALUE VALUES
	(1, 'a1ca2cc0e3e5ea1d1812dc3363d235b4', '4e216127425462ed2f975e9c1e08fedd', '1'),
	(2, 'a1ca2cc0e3e5ea1d1812dc3363d235b4', '10291984628f9a474388bf4f80bc4350', '1');


--
-- Data for Name: tilaus_refunds; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.tilaus_refunds VALUES
	('125c0dc0f41ae1c74bcb2fce80343d64', '1', 0, '1', 'original', 'succeeded', 'finished', 300, 300, 0, 45, false, 1, 'ref_d3644e3f37bd7970', '2026-01-05 05:30:00.123456-03:30', '2026-01-05 05:30:00.123456-03:30', '[{"id":"1","kind":"item","minor":300,"units":100}]'),
	('4d46e57991e20918d927b6e142f777e4', '1', 0, '1', 'original', 'submitted', 'active', 334, 300, 34, 0, false, 1, 'ref_f019b0684b30fb18', '2026-01-05 06:40:00.123456-03:30', '2026-01-12 06:40:00.123456-03:30', '[{"id":"1","kind":"item","minor":300,"units":100}]'),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', '1', 0, '1', 'original', 'requested', 'initial', 120, 120, 0, 11, false, 1, '', '2026-01-05 06:40:00.123456-03:30', '2026-01-05 06:40:00.123456-03:30', '[{"id":"1","kind":"item","minor":120,"units":40}]');


--
-- Data for Name: tilaus_texts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.tilaus_texts VALUES
	('3fa9239e821bf1ba8154c34444a10e12', 'event', '1', '["member@example.org","A Member","https://shop.example/completed","X posts|shop.example/completed","https://shop.example/completed-too","X posts|shop.example/completed-too"]'),
	('3fa9239e821bf1ba8154c34444a10e12', 'order', '', '{"email":"member@example.org","name":"A Member"}'),
	('3fa9239e821bf1ba8154c34444a10e12', 'order', 'items/1', '{"instance":"X posts|shop.example/completed","target":"https://shop.example/completed"}'),
	('3fa9239e821bf1ba8154c34444a10e12', 'order', 'items/2', '{"instance":"X posts|shop.example/completed-too","target":"https://shop.example/completed-too"}'),
	('125c0dc0f41ae1c74bcb2fce80343d64', 'event', '1', '["guest@example.org","A Guest","https://shop.example/refunded","Facebook followers|shop.example/refunded"]'),
	('125c0dc0f41ae1c74bcb2fce80343d64', 'order', '', '{"email":"guest@example.org","name":"A Guest"}'),
	('125c0dc0f41ae1c74bcb2fce80343d64', 'event', '8', '["customer_error"]'),
	('125c0dc0f41ae1c74bcb2fce80343d64', 'order', 'items/1', '{"instance":"Facebook followers|shop.example/refunded","reason":"customer_error","target":"https://shop.example/refunded"}'),
	('125c0dc0f41ae1c74bcb2fce80343d64', 'event', '11', '["the customer''s answer"]'),
	('125c0dc0f41ae1c74bcb2fce80343d64', 'order', 'refunds/1', '{"reason":"the customer''s answer"}'),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 'order', 'items/1', '{"target":"(erased)"}'),
	('51a952aa8c78db4d4cf0369a133f0a8d', 'event', '1', '["member@example.org","A Member","https://shop.example/called-off","X posts|shop.example/called-off"]'),
	('51a952aa8c78db4d4cf0369a133f0a8d', 'order', '', '{"email":"member@example.org","name":"A Member"}'),
	('51a952aa8c78db4d4cf0369a133f0a8d', 'event', '4', '["order_cancelled"]'),
	('51a952aa8c78db4d4cf0369a133f0a8d', 'order', 'items/1', '{"instance":"X posts|shop.example/called-off","reason":"order_cancelled","target":"https://shop.example/called-off"}'),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 'event', '1', '["member@example.org","A Member","https://shop.example/late","X posts|shop.example/late"]'),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 'order', '', '{"email":"member@example.org","name":"A Member"}'),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 'event', '4', '["order_cancelled"]'),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 'order', 'items/1', '{"instance":"X posts|shop.example/late","reason":"order_cancelled","target":"https://shop.example/late"}'),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 'event', '8', '["3.45 EUR arrived when the order was cancelled"]'),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 'order', 'parked/8', '{"why":"3.45 EUR arrived when the order was cancelled"}'),
	('9acbcb8da70e7aa1895f4d3060d46e24', 'event', '1', '["member@example.org","A Member","https://shop.example/disputed","Instagram likes|shop.example/disputed"]'),
	('9acbcb8da70e7aa1895f4d3060d46e24', 'order', '', '{"email":"member@example.org","name":"A Member"}'),
	('9acbcb8da70e7aa1895f4d3060d46e24', 'order', 'items/1', '{"instance":"Instagram likes|shop.example/disputed","target":"https://shop.example/disputed"}'),
	('d36787443064e9171fe8f6df70463d2d', 'event', '1', '["member@example.org","A Member","https://shop.example/dead","X posts|shop.example/dead"]'),
	('d36787443064e9171fe8f6df70463d2d', 'order', '', '{"email":"member@example.org","name":"A Member"}'),
	('d36787443064e9171fe8f6df70463d2d', 'order', 'items/1', '{"instance":"X posts|shop.example/dead","target":"https://shop.example/dead"}'),
	('9076cb6e8739d2d0730c02361a8b036c', 'event', '10', '["customer_error"]'),
	('9076cb6e8739d2d0730c02361a8b036c', 'order', 'items/1', '{"instance":"Facebook followers|shop.example/silent","reason":"customer_error","target":"https://shop.example/silent"}'),
	('64ee77680400f662e87a2cb800aaac55', 'event', '1', '["member@example.org","A Member","https://shop.example/fought-for","YouTube views|shop.example/fought-for"]'),
	('64ee77680400f662e87a2cb800aaac55', 'order', '', '{"email":"member@example.org","name":"A Member"}'),
	('64ee77680400f662e87a2cb800aaac55', 'order', 'items/1', '{"instance":"YouTube views|shop.example/fought-for","target":"https://shop.example/fought-for"}'),
	('4e216127425462ed2f975e9c1e08fedd', 'event', '1', '["guest@example.org","A Guest","https://shop.example/fought-for","YouTube views|shop.example/fought-for"]'),
	('4e216127425462ed2f975e9c1e08fedd', 'order', '', '{"email":"guest@example.org","name":"A Guest"}'),
	('4e216127425462ed2f975e9c1e08fedd', 'order', 'items/1', '{"instance":"YouTube views|shop.example/fought-for","target":"https://shop.example/fought-for"}'),
	('10291984628f9a474388bf4f80bc4350', 'event', '1', '["member@example.org","A Member","https://shop.example/fought-for","YouTube views|shop.example/fought-for"]'),
	('10291984628f9a474388bf4f80bc4350', 'order', '', '{"email":"member@example.org","name":"A Member"}'),
	('10291984628f9a474388bf4f80bc4350', 'order', 'items/1', '{"instance":"YouTube views|shop.example/fought-for","target":"https://shop.example/fought-for"}'),
	('e4505fea4964d66346b4138c4ff7996b', 'event', '1', '["member@example.org","A Member","https://shop.example/split","YouTube views|shop.example/split"]'),
	('e4505fea4964d66346b4138c4ff7996b', 'order', '', '{"email":"member@example.org","name":"A Member"}'),
	('d36787443064e9171fe8f6df70463d2d', 'event', '2', '["too many requests"]'),
	('d36787443064e9171fe8f6df70463d2d', 'order', 'parked/2', '{"why":"too many requests"}'),
	('d36787443064e9171fe8f6df70463d2d', 'effect', '38', '{"outcome":"too many requests"}'),
	('9076cb6e8739d2d0730c02361a8b036c', 'event', '1', '["guest@example.org","A Guest","https://shop.example/silent","Facebook followers|shop.example/silent","https://shop.example/beside-silent","X posts|shop.example/beside-silent"]'),
	('9076cb6e8739d2d0730c02361a8b036c', 'order', '', '{"email":"guest@example.org","name":"A Guest"}'),
	('9076cb6e8739d2d0730c02361a8b036c', 'order', 'items/2', '{"instance":"X posts|shop.example/beside-silent","target":"https://shop.example/beside-silent"}'),
	('e4505fea4964d66346b4138c4ff7996b', 'order', 'items/1', '{"instance":"YouTube views|shop.example/split","target":"https://shop.example/split"}'),
	('714cc6c0d0d58e2254165078fd1b0f0a', 'event', '1', '["member@example.org","A Member","https://shop.example/transfer","X posts|shop.example/transfer"]'),
	('714cc6c0d0d58e2254165078fd1b0f0a', 'order', '', '{"email":"member@example.org","name":"A Member"}'),
	('714cc6c0d0d58e2254165078fd1b0f0a', 'order', 'items/1', '{"instance":"X posts|shop.example/transfer","target":"https://shop.example/transfer"}'),
	('e95d8f5d090eb9411ef2110585f87e8a', 'event', '1', '["member@example.org","A Member","https://shop.example/unpaid","X posts|shop.example/unpaid"]'),
	('e95d8f5d090eb9411ef2110585f87e8a', 'order', '', '{"email":"member@example.org","name":"A Member"}'),
	('e95d8f5d090eb9411ef2110585f87e8a', 'order', 'items/1', '{"instance":"X posts|shop.example/unpaid","target":"https://shop.example/unpaid"}'),
	('4d46e57991e20918d927b6e142f777e4', 'event', '1', '["member@example.org","A Member","https://shop.example/under-way","Facebook followers|shop.example/under-way"]'),
	('4d46e57991e20918d927b6e142f777e4', 'order', '', '{"email":"member@example.org","name":"A Member"}'),
	('4d46e57991e20918d927b6e142f777e4', 'event', '9', '["customer_error"]'),
	('4d46e57991e20918d927b6e142f777e4', 'order', 'items/1', '{"instance":"Facebook followers|shop.example/under-way","reason":"customer_error","target":"https://shop.example/under-way"}'),
	('4d46e57991e20918d927b6e142f777e4', 'event', '12', '["the customer''s answer"]'),
	('4d46e57991e20918d927b6e142f777e4', 'order', 'refunds/1', '{"reason":"the customer''s answer"}'),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 'event', '1', '["member@example.org","A Member","https://shop.example/unknown","X posts|shop.example/unknown","https://shop.example/unknown-too","Instagram likes|shop.example/unknown-too"]'),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 'order', '', '{"email":"member@example.org","name":"A Member"}'),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 'order', 'items/1', '{"instance":"X posts|shop.example/unknown","target":"https://shop.example/unknown"}'),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 'order', 'items/2', '{"instance":"Instagram likes|shop.example/unknown-too","target":"https://shop.example/unknown-too"}'),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 'effect', '83', '{"outcome":"TimeoutError: no answer to dcf1cd6f5c4150001f5bee2391a6d2dc/refund/1/1"}'),
	('d80a0b95e88f3878e6e3b26767138378', 'event', '1', '["member@example.org","A Member","https://shop.example/not-opened","X posts|shop.example/not-opened"]'),
	('d80a0b95e88f3878e6e3b26767138378', 'order', '', '{"email":"member@example.org","name":"A Member"}'),
	('d80a0b95e88f3878e6e3b26767138378', 'order', 'items/1', '{"instance":"X posts|shop.example/not-opened","target":"https://shop.example/not-opened"}'),
	('d80a0b95e88f3878e6e3b26767138378', 'effect', '86', '{"outcome":"TimeoutError: no answer"}'),
	('412da1463cccf922b3f821e448bb7beb', 'event', '1', '["guest@example.org","A Guest","https://shop.example/taken","X posts|shop.example/taken"]'),
	('412da1463cccf922b3f821e448bb7beb', 'order', '', '{"email":"guest@example.org","name":"A Guest"}'),
	('412da1463cccf922b3f821e448bb7beb', 'order', 'items/1', '{"instance":"X posts|shop.example/taken","target":"https://shop.example/taken"}'),
	('bba49da2ccd590cc4193703057ec61b0', 'event', '1', '["guest@example.org","A Guest","https://shop.example/called","X posts|shop.example/called"]'),
	('bba49da2ccd590cc4193703057ec61b0', 'order', '', '{"email":"guest@example.org","name":"A Guest"}'),
	('bba49da2ccd590cc4193703057ec61b0', 'order', 'items/1', '{"instance":"X posts|shop.example/called","target":"https://shop.example/called"}'),
	('ec6476a0813f2cc97dceb1a20729497e', 'event', '1', '["member@example.org","A Member","https://shop.example/half-told","X posts|shop.example/half-told","https://shop.example/half-told-too","Facebook followers|shop.example/half-told-too"]'),
	('ec6476a0813f2cc97dceb1a20729497e', 'order', '', '{"email":"member@example.org","name":"A Member"}'),
	('ec6476a0813f2cc97dceb1a20729497e', 'order', 'items/1', '{"instance":"X posts|shop.example/half-told","target":"https://shop.example/half-told"}'),
	('ec6476a0813f2cc97dceb1a20729497e', 'order', 'items/2', '{"instance":"Facebook followers|shop.example/half-told-too","target":"https://shop.example/half-told-too"}'),
	('baa3af5c0df9c6e788f6ab14ade8e09f', 'event', '1', '["guest@example.org","A Guest","https://shop.example/placed","X posts|shop.example/placed","https://shop.example/fought-for","YouTube views|shop.example/fought-for"]'),
	('baa3af5c0df9c6e788f6ab14ade8e09f', 'order', '', '{"email":"guest@example.org","name":"A Guest"}'),
	('baa3af5c0df9c6e788f6ab14ade8e09f', 'order', 'items/1', '{"instance":"X posts|shop.example/placed","target":"https://shop.example/placed"}'),
	('baa3af5c0df9c6e788f6ab14ade8e09f', 'order', 'items/2', '{"instance":"YouTube views|shop.example/fought-for","target":"https://shop.example/fought-for"}');


--
-- Name: tilaus_effects_seq_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.tilaus_effects_seq_seq', 97, true);


--
-- Name: tilaus_entries_seq_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.tilaus_entries_seq_seq', 17, true);


--
-- Name: tilaus_order_numbers; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.tilaus_order_numbers', 50021, true);


--
-- Name: tilaus_queue_seq_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.tilaus_queue_seq_seq', 2, true);


--
-- Name: tilaus_accounts tilaus_accounts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_accounts
    ADD CONSTRAINT tilaus_accounts_pkey PRIMARY KEY (account, slot);


--
-- Name: tilaus_charges tilaus_charges_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_charges
    ADD CONSTRAINT tilaus_charges_pkey PRIMARY KEY (order_id, id);


--
-- Name: tilaus_effects tilaus_effects_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_effects
    ADD CONSTRAINT tilaus_effects_key_key UNIQUE (key);


--
-- Name: tilaus_effects tilaus_effects_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_effects
    ADD CONSTRAINT tilaus_effects_pkey PRIMARY KEY (seq);


--
-- Name: tilaus_entries tilaus_entries_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_entries
    ADD CONSTRAINT tilaus_entries_key_key UNIQUE (key);


--
-- Name: tilaus_entries tilaus_entries_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_entries
    ADD CONSTRAINT tilaus_entries_pkey PRIMARY KEY (seq);


--
-- Name: tilaus_events tilaus_events_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_events
    ADD CONSTRAINT tilaus_events_pkey PRIMARY KEY (order_id, seq);


--
-- Name: tilaus_inbox tilaus_inbox_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_inbox
    ADD CONSTRAINT tilaus_inbox_pkey PRIMARY KEY (source, id);


--
-- Name: tilaus_instances tilaus_instances_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_instances
    ADD CONSTRAINT tilaus_instances_pkey PRIMARY KEY (instance);


--
-- Name: tilaus_items tilaus_items_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_items
    ADD CONSTRAINT tilaus_items_pkey PRIMARY KEY (order_id, id);


--
-- Name: tilaus_lines tilaus_lines_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_lines
    ADD CONSTRAINT tilaus_lines_pkey PRIMARY KEY (entry, "position");


--
-- Name: tilaus_marks tilaus_marks_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_marks
    ADD CONSTRAINT tilaus_marks_pkey PRIMARY KEY (mark, order_id);


--
-- Name: tilaus_migrations tilaus_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_migrations
    ADD CONSTRAINT tilaus_migrations_pkey PRIMARY KEY (number);


--
-- Name: tilaus_orders tilaus_orders_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_orders
    ADD CONSTRAINT tilaus_orders_number_key UNIQUE (number);


--
-- Name: tilaus_orders tilaus_orders_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_orders
    ADD CONSTRAINT tilaus_orders_pkey PRIMARY KEY (id);


--
-- Name: tilaus_parked tilaus_parked_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_parked
    ADD CONSTRAINT tilaus_parked_pkey PRIMARY KEY (order_id, id);


--
-- Name: tilaus_payments tilaus_payments_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_payments
    ADD CONSTRAINT tilaus_payments_pkey PRIMARY KEY (order_id, id);


--
-- Name: tilaus_queue tilaus_queue_order_id_item_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_queue
    ADD CONSTRAINT tilaus_queue_order_id_item_key UNIQUE (order_id, item);


--
-- Name: tilaus_queue tilaus_queue_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_queue
    ADD CONSTRAINT tilaus_queue_pkey PRIMARY KEY (seq);


--
-- Name: tilaus_refunds tilaus_refunds_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_refunds
    ADD CONSTRAINT tilaus_refunds_pkey PRIMARY KEY (order_id, id);


--
-- Name: tilaus_texts tilaus_texts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_texts
    ADD CONSTRAINT tilaus_texts_pkey PRIMARY KEY (order_id, place, part);


--
-- Name: tilaus_effects_by_order; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_effects_by_order ON public.tilaus_effects USING btree (order_id, seq);


--
-- Name: tilaus_effects_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_effects_open ON public.tilaus_effects USING btree (order_id, is_message, seq) WHERE (state = ANY (ARRAY['ready'::text, 'unknown'::text, 'dead'::text]));


--
-- Name: tilaus_entries_by_order; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_entries_by_order ON public.tilaus_entries USING btree (order_id, seq);


--
-- Name: tilaus_items_by_status; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_items_by_status ON public.tilaus_items USING btree (status);


--
-- Name: tilaus_lines_by_account; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_lines_by_account ON public.tilaus_lines USING btree (account, entry);


--
-- Name: tilaus_orders_by_status; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_orders_by_status ON public.tilaus_orders USING btree (status, number);


--
-- Name: tilaus_orders_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_orders_due ON public.tilaus_orders USING btree (due_at, head) WHERE (due_at IS NOT NULL);


--
-- Name: tilaus_orders_due_via; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_orders_due_via ON public.tilaus_orders USING btree (head_via, due_at, head) WHERE (due_at IS NOT NULL);


--
-- Name: tilaus_orders_leased; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_orders_leased ON public.tilaus_orders USING btree (lease_until) WHERE (lease_until IS NOT NULL);


--
-- Name: tilaus_orders_waking; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_orders_waking ON public.tilaus_orders USING btree (wake_at, number) WHERE (wake_at IS NOT NULL);


--
-- Name: tilaus_payments_by_reference; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_payments_by_reference ON public.tilaus_payments USING btree (reference) WHERE (reference <> ''::text);


--
-- Name: tilaus_queue_by_instance; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_queue_by_instance ON public.tilaus_queue USING btree (instance, seq);


--
-- Name: tilaus_entries tilaus_entries_only_appended; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tilaus_entries_only_appended BEFORE DELETE OR UPDATE OR TRUNCATE ON public.tilaus_entries FOR EACH STATEMENT EXECUTE FUNCTION public.tilaus_only_appended();


--
-- Name: tilaus_events tilaus_events_follow_each_other; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tilaus_events_follow_each_other BEFORE INSERT ON public.tilaus_events FOR EACH ROW EXECUTE FUNCTION public.tilaus_events_follow_each_other();


--
-- Name: tilaus_events tilaus_events_only_appended; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tilaus_events_only_appended BEFORE DELETE OR UPDATE OR TRUNCATE ON public.tilaus_events FOR EACH STATEMENT EXECUTE FUNCTION public.tilaus_only_appended();


--
-- Name: tilaus_lines tilaus_lines_only_appended; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tilaus_lines_only_appended BEFORE DELETE OR UPDATE OR TRUNCATE ON public.tilaus_lines FOR EACH STATEMENT EXECUTE FUNCTION public.tilaus_only_appended();


--
-- Name: tilaus_orders tilaus_orders_never_go; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tilaus_orders_never_go BEFORE DELETE OR TRUNCATE ON public.tilaus_orders FOR EACH STATEMENT EXECUTE FUNCTION public.tilaus_never_go();


--
-- Name: tilaus_charges tilaus_charges_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_charges
    ADD CONSTRAINT tilaus_charges_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.tilaus_orders(id);


--
-- Name: tilaus_effects tilaus_effects_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_effects
    ADD CONSTRAINT tilaus_effects_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.tilaus_orders(id);


--
-- Name: tilaus_events tilaus_events_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_events
    ADD CONSTRAINT tilaus_events_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.tilaus_orders(id);


--
-- Name: tilaus_items tilaus_items_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_items
    ADD CONSTRAINT tilaus_items_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.tilaus_orders(id);


--
-- Name: tilaus_lines tilaus_lines_entry_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_lines
    ADD CONSTRAINT tilaus_lines_entry_fkey FOREIGN KEY (entry) REFERENCES public.tilaus_entries(seq);


--
-- Name: tilaus_parked tilaus_parked_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_parked
    ADD CONSTRAINT tilaus_parked_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.tilaus_orders(id);


--
-- Name: tilaus_payments tilaus_payments_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_payments
    ADD CONSTRAINT tilaus_payments_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.tilaus_orders(id);


--
-- Name: tilaus_refunds tilaus_refunds_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_refunds
    ADD CONSTRAINT tilaus_refunds_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.tilaus_orders(id);


--
-- Name: tilaus_refunds tilaus_refunds_order_id_payment_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_refunds
    ADD CONSTRAINT tilaus_refunds_order_id_payment_fkey FOREIGN KEY (order_id, payment) REFERENCES public.tilaus_payments(order_id, id);


--
-- PostgreSQL database dump complete
--

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


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: tilaus_instances; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tilaus_instances (
    instance text NOT NULL COLLATE pg_catalog."C",
    order_id text COLLATE pg_catalog."C",
    item text COLLATE pg_catalog."C"
);


--
-- Name: tilaus_awaited(jsonb, jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_awaited(change jsonb, turns jsonb) RETURNS public.tilaus_instances[]
    LANGUAGE plpgsql
    AS $_$
BEGIN
    IF jsonb_array_length(turns) = 0 AND NOT change @? '$.moves[*] ? (@[0] == "wait")' THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(
        SELECT held FROM tilaus_instances AS held
        JOIN tilaus_orders AS holder ON holder.id = held.order_id
        WHERE held.instance IN (
            SELECT move->>1 FROM jsonb_array_elements(change->'moves') AS move
            WHERE move->>0 = 'wait'
                OR turns @> jsonb_build_array(jsonb_build_array(held.order_id, held.item))
        ) AND EXISTS (
            SELECT FROM tilaus_queue AS place
            LEFT JOIN tilaus_orders AS waiting ON waiting.id = place.order_id
            WHERE place.instance = held.instance AND place.order_id <> holder.id
                AND (holder.customer_id = '' OR holder.customer_id
                    <> coalesce(waiting.customer_id, change->'order'->>'customer_id'))
        )
    );
END $_$;


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
    awaited    tilaus_instances[] := '{}';
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
        awaited := tilaus_awaited(change, turns);
        heirs := ARRAY(
            SELECT value->>0 FROM jsonb_array_elements(turns)
            UNION SELECT order_id FROM unnest(awaited)
        );
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
    END IF;
    IF cardinality(awaited) > 0 THEN
        -- The key is that of tilaus.instances.notice.
        INSERT INTO tilaus_effects (order_id, key, name, about, via, is_message, run_at)
        SELECT item.order_id,
            concat_ws('/', item.order_id, 'tell:instance-awaited', item.id, item.attempt + (NOT item.handed_over)::int),
            'tell:instance-awaited', item.id, 'notification', true, the_time
        FROM unnest(awaited) AS holder
        JOIN tilaus_items AS item ON (item.order_id, item.id) = (holder.order_id, holder.item)
        ORDER BY item.order_id, item.id
        ON CONFLICT (key) DO NOTHING;
    END IF;
    IF cardinality(heirs) > 0 THEN
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
-- Name: tilaus_feed(bigint, bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_feed(the_start bigint, most bigint) RETURNS TABLE(position_ bigint, order_id text, seq bigint, document text, texts text)
    LANGUAGE plpgsql
    AS $$
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


--
-- Name: tilaus_feed_end(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_feed_end() RETURNS bigint
    LANGUAGE plpgsql
    AS $$
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
            question = excluded.question, silent_at = excluded.silent_at,
            is_silent = excluded.is_silent;
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
            created_at = excluded.created_at, expires_at = excluded.expires_at,
            provider_fee_minor = excluded.provider_fee_minor;
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
-- Name: tilaus_search(text, text, bigint, text, text, text, text[], bigint, bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tilaus_search(the_status text, the_mark text, the_number bigint, the_text text, first_concern text, last_concern text, the_states text[], before bigint, most bigint) RETURNS SETOF text
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
                UNION SELECT id FROM tilaus_orders WHERE number = $4
                UNION SELECT order_id FROM tilaus_payments WHERE reference = $6 AND reference <> ''''
                UNION SELECT order_id FROM tilaus_refunds WHERE reference = $6 AND reference <> ''''
                UNION SELECT id FROM tilaus_orders WHERE token = $6 AND token <> '''') ' END
        || CASE WHEN first_concern IS NULL THEN '' ELSE
            'AND id IN (SELECT order_id FROM tilaus_marks WHERE mark BETWEEN $7 AND $8
                UNION SELECT order_id FROM tilaus_effects
                WHERE state IN (''unknown'', ''dead'') AND state = ANY ($9)) ' END
        || 'ORDER BY number DESC LIMIT $5'
        USING before, the_status, the_mark, the_number, most, the_text, first_concern,
            last_concern, the_states
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
-- Name: tilaus_docs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tilaus_docs (
    kind text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    text text NOT NULL,
    version bigint NOT NULL,
    expires_at timestamp with time zone,
    CONSTRAINT tilaus_docs_version_check CHECK ((version > 0))
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
-- Name: tilaus_event_positions; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.tilaus_event_positions
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: tilaus_events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tilaus_events (
    order_id text NOT NULL COLLATE pg_catalog."C",
    seq bigint NOT NULL,
    document text NOT NULL,
    hash text NOT NULL,
    nonce bigint NOT NULL,
    "position" bigint DEFAULT nextval('public.tilaus_event_positions'::regclass) NOT NULL,
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
    silent_at timestamp with time zone,
    is_silent boolean DEFAULT false NOT NULL,
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
    provider_fee_minor bigint DEFAULT 0 NOT NULL,
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
-- Name: tilaus_subscribers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tilaus_subscribers (
    name text NOT NULL COLLATE pg_catalog."C",
    "position" bigint NOT NULL,
    attempts bigint DEFAULT 0 NOT NULL,
    next_at timestamp with time zone,
    failing_since timestamp with time zone,
    disabled_at timestamp with time zone,
    outcome text DEFAULT ''::text NOT NULL,
    lease_until timestamp with time zone,
    token bigint DEFAULT 0 NOT NULL,
    CONSTRAINT tilaus_subscribers_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT tilaus_subscribers_position_check CHECK (("position" >= 0))
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
-- Data for Name: tilaus_docs; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: tilaus_effects; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.tilaus_effects VALUES
	(1, '3fa9239e821bf1ba8154c34444a10e12', '3fa9239e821bf1ba8154c34444a10e12/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 7174691624357350896),
	(2, '3fa9239e821bf1ba8154c34444a10e12', '3fa9239e821bf1ba8154c34444a10e12/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 2224710846527849180),
	(3, '3fa9239e821bf1ba8154c34444a10e12', '3fa9239e821bf1ba8154c34444a10e12/2/tell:payment-awaited/1', 'tell:payment-awaited', '1', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 4840884054224788528),
	(4, '3fa9239e821bf1ba8154c34444a10e12', '3fa9239e821bf1ba8154c34444a10e12/5/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 8146360929877601673),
	(5, '3fa9239e821bf1ba8154c34444a10e12', '3fa9239e821bf1ba8154c34444a10e12/6/hand_over/1', 'hand_over', '1', 'delivery', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 4800677769655485665),
	(6, '3fa9239e821bf1ba8154c34444a10e12', '3fa9239e821bf1ba8154c34444a10e12/7/hand_over/2', 'hand_over', '2', 'delivery', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 1385023458489707622),
	(7, '3fa9239e821bf1ba8154c34444a10e12', '3fa9239e821bf1ba8154c34444a10e12/14/tell:order-completed', 'tell:order-completed', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 1353029675425665251),
	(8, '125c0dc0f41ae1c74bcb2fce80343d64', '125c0dc0f41ae1c74bcb2fce80343d64/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 6379936990071180971),
	(9, '125c0dc0f41ae1c74bcb2fce80343d64', '125c0dc0f41ae1c74bcb2fce80343d64/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 7449500363285912968),
	(10, '125c0dc0f41ae1c74bcb2fce80343d64', '125c0dc0f41ae1c74bcb2fce80343d64/2/tell:payment-awaited/1', 'tell:payment-awaited', '1', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 5422491506256087096),
	(11, '125c0dc0f41ae1c74bcb2fce80343d64', '125c0dc0f41ae1c74bcb2fce80343d64/5/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 2823047143031814406),
	(12, '125c0dc0f41ae1c74bcb2fce80343d64', '125c0dc0f41ae1c74bcb2fce80343d64/6/hand_over/1', 'hand_over', '1', 'delivery', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 2311343474915490568),
	(13, '125c0dc0f41ae1c74bcb2fce80343d64', '125c0dc0f41ae1c74bcb2fce80343d64/9/tell:item-cancelled/1', 'tell:item-cancelled', '1', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 2418402810597334452),
	(14, '125c0dc0f41ae1c74bcb2fce80343d64', '125c0dc0f41ae1c74bcb2fce80343d64/9/alert:item-cancelled/1', 'alert:item-cancelled', '1', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 655672473501582286),
	(15, '125c0dc0f41ae1c74bcb2fce80343d64', '125c0dc0f41ae1c74bcb2fce80343d64/11/send_refund/1', 'send_refund', '1', 'sandbox', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 4082002011815252414),
	(16, '125c0dc0f41ae1c74bcb2fce80343d64', '125c0dc0f41ae1c74bcb2fce80343d64/11/tell:refund-requested/1', 'tell:refund-requested', '1', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 2236186947769618097),
	(17, '125c0dc0f41ae1c74bcb2fce80343d64', '125c0dc0f41ae1c74bcb2fce80343d64/13/tell:refund-sent/1', 'tell:refund-sent', '1', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 3122138729688500630),
	(18, '125c0dc0f41ae1c74bcb2fce80343d64', '125c0dc0f41ae1c74bcb2fce80343d64/14/tell:order-refunded', 'tell:order-refunded', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 1165811791094587477),
	(19, '89bb425f656cf6c4ad6a1e8e3913f0ae', '89bb425f656cf6c4ad6a1e8e3913f0ae/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 3765337122369655405),
	(20, '89bb425f656cf6c4ad6a1e8e3913f0ae', '89bb425f656cf6c4ad6a1e8e3913f0ae/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 7711878775582868778),
	(21, '89bb425f656cf6c4ad6a1e8e3913f0ae', '89bb425f656cf6c4ad6a1e8e3913f0ae/2/tell:payment-awaited/1', 'tell:payment-awaited', '1', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 2469591963360889863),
	(22, '89bb425f656cf6c4ad6a1e8e3913f0ae', '89bb425f656cf6c4ad6a1e8e3913f0ae/5/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 386871398101502577),
	(23, '89bb425f656cf6c4ad6a1e8e3913f0ae', '89bb425f656cf6c4ad6a1e8e3913f0ae/6/hand_over/1', 'hand_over', '1', 'delivery', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 8364308139424632777),
	(24, '89bb425f656cf6c4ad6a1e8e3913f0ae', '89bb425f656cf6c4ad6a1e8e3913f0ae/10/tell:order-completed', 'tell:order-completed', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 2881778966095044329),
	(25, '51a952aa8c78db4d4cf0369a133f0a8d', '51a952aa8c78db4d4cf0369a133f0a8d/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 4466587898479475737),
	(26, '51a952aa8c78db4d4cf0369a133f0a8d', '51a952aa8c78db4d4cf0369a133f0a8d/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 4084086540625278144),
	(27, '51a952aa8c78db4d4cf0369a133f0a8d', '51a952aa8c78db4d4cf0369a133f0a8d/2/tell:payment-awaited/1', 'tell:payment-awaited', '1', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 5878871551533745667),
	(28, '51a952aa8c78db4d4cf0369a133f0a8d', '51a952aa8c78db4d4cf0369a133f0a8d/3/tell:order-cancelled', 'tell:order-cancelled', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 430575554909647978),
	(29, '51a952aa8c78db4d4cf0369a133f0a8d', '51a952aa8c78db4d4cf0369a133f0a8d/5/void_payment/1', 'void_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 4371380468019501115),
	(30, '7d1fffce048bdc6d8b2ad244d20ef83f', '7d1fffce048bdc6d8b2ad244d20ef83f/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 3158077019090599572),
	(31, '7d1fffce048bdc6d8b2ad244d20ef83f', '7d1fffce048bdc6d8b2ad244d20ef83f/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 5340887588833896129),
	(32, '7d1fffce048bdc6d8b2ad244d20ef83f', '7d1fffce048bdc6d8b2ad244d20ef83f/2/tell:payment-awaited/1', 'tell:payment-awaited', '1', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 7093688168636874670),
	(33, '7d1fffce048bdc6d8b2ad244d20ef83f', '7d1fffce048bdc6d8b2ad244d20ef83f/3/tell:order-cancelled', 'tell:order-cancelled', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 1786562151969896313),
	(34, '7d1fffce048bdc6d8b2ad244d20ef83f', '7d1fffce048bdc6d8b2ad244d20ef83f/5/void_payment/1', 'void_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 8277506951557160536),
	(35, '7d1fffce048bdc6d8b2ad244d20ef83f', '7d1fffce048bdc6d8b2ad244d20ef83f/8/alert:money-parked/1', 'alert:money-parked', '1', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 4690801321260297328),
	(36, '9acbcb8da70e7aa1895f4d3060d46e24', '9acbcb8da70e7aa1895f4d3060d46e24/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 2772553736518587711),
	(37, '9acbcb8da70e7aa1895f4d3060d46e24', '9acbcb8da70e7aa1895f4d3060d46e24/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 8661315585126873665),
	(38, '9acbcb8da70e7aa1895f4d3060d46e24', '9acbcb8da70e7aa1895f4d3060d46e24/2/tell:payment-awaited/1', 'tell:payment-awaited', '1', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 465919860876304530),
	(39, '9acbcb8da70e7aa1895f4d3060d46e24', '9acbcb8da70e7aa1895f4d3060d46e24/5/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 1513130383380465838),
	(40, '9acbcb8da70e7aa1895f4d3060d46e24', '9acbcb8da70e7aa1895f4d3060d46e24/6/hand_over/1', 'hand_over', '1', 'delivery', false, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 5058337398246002133),
	(41, '9acbcb8da70e7aa1895f4d3060d46e24', '9acbcb8da70e7aa1895f4d3060d46e24/8/alert:payment-disputed/1', 'alert:payment-disputed', '1', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 7390158738142925285),
	(42, '9acbcb8da70e7aa1895f4d3060d46e24', '9acbcb8da70e7aa1895f4d3060d46e24/9/tell:payment-disputed', 'tell:payment-disputed', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 8670042501778834774),
	(43, 'd36787443064e9171fe8f6df70463d2d', 'd36787443064e9171fe8f6df70463d2d/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 05:30:00.123456-03:30', 1, '2026-01-05 05:30:00.123456-03:30', 4685356149498857054),
	(53, '9076cb6e8739d2d0730c02361a8b036c', '9076cb6e8739d2d0730c02361a8b036c/11/alert:item-cancelled/1', 'alert:item-cancelled', '1', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 8017728406153307302),
	(54, '64ee77680400f662e87a2cb800aaac55', '64ee77680400f662e87a2cb800aaac55/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 5753654177900615725),
	(55, '64ee77680400f662e87a2cb800aaac55', '64ee77680400f662e87a2cb800aaac55/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 7965028049188485110),
	(56, '64ee77680400f662e87a2cb800aaac55', '64ee77680400f662e87a2cb800aaac55/2/tell:payment-awaited/1', 'tell:payment-awaited', '1', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 6282934196840157651),
	(57, '64ee77680400f662e87a2cb800aaac55', '64ee77680400f662e87a2cb800aaac55/5/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 3303412424967254972),
	(58, '64ee77680400f662e87a2cb800aaac55', '64ee77680400f662e87a2cb800aaac55/6/hand_over/1', 'hand_over', '1', 'delivery', false, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 7850308313688303568),
	(44, 'd36787443064e9171fe8f6df70463d2d', 'd36787443064e9171fe8f6df70463d2d/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'dead', '2026-01-05 05:39:20.123456-03:30', 15, '2026-01-05 05:30:00.123456-03:30', 2282035868417521723),
	(45, 'd36787443064e9171fe8f6df70463d2d', 'd36787443064e9171fe8f6df70463d2d/2/alert:message-parked/1', 'alert:message-parked', '1', 'notification', true, 'done', '2026-01-05 05:39:20.123456-03:30', 1, '2026-01-05 05:39:20.123456-03:30', 4240644239090565813),
	(46, '9076cb6e8739d2d0730c02361a8b036c', '9076cb6e8739d2d0730c02361a8b036c/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 3471690868666849355),
	(47, '9076cb6e8739d2d0730c02361a8b036c', '9076cb6e8739d2d0730c02361a8b036c/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 2524795969504162527),
	(48, '9076cb6e8739d2d0730c02361a8b036c', '9076cb6e8739d2d0730c02361a8b036c/2/tell:payment-awaited/1', 'tell:payment-awaited', '1', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 2166642133861866976),
	(49, '9076cb6e8739d2d0730c02361a8b036c', '9076cb6e8739d2d0730c02361a8b036c/5/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 5628302097614396390),
	(50, '9076cb6e8739d2d0730c02361a8b036c', '9076cb6e8739d2d0730c02361a8b036c/6/hand_over/1', 'hand_over', '1', 'delivery', false, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 6986985363489207369),
	(51, '9076cb6e8739d2d0730c02361a8b036c', '9076cb6e8739d2d0730c02361a8b036c/7/hand_over/2', 'hand_over', '2', 'delivery', false, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 3120231637305593824),
	(52, '9076cb6e8739d2d0730c02361a8b036c', '9076cb6e8739d2d0730c02361a8b036c/11/tell:item-cancelled/1', 'tell:item-cancelled', '1', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 3641930972929623099),
	(59, '4e216127425462ed2f975e9c1e08fedd', '4e216127425462ed2f975e9c1e08fedd/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 771290353952514278),
	(60, '4e216127425462ed2f975e9c1e08fedd', '4e216127425462ed2f975e9c1e08fedd/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 2533208776576264973),
	(61, '4e216127425462ed2f975e9c1e08fedd', '4e216127425462ed2f975e9c1e08fedd/2/tell:payment-awaited/1', 'tell:payment-awaited', '1', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 228373730739801030),
	(62, '4e216127425462ed2f975e9c1e08fedd', '4e216127425462ed2f975e9c1e08fedd/5/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 1783679831816033487),
	(63, '4e216127425462ed2f975e9c1e08fedd', '4e216127425462ed2f975e9c1e08fedd/6/tell:item-on-hold/1', 'tell:item-on-hold', '1', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 1826694184058190259),
	(64, '64ee77680400f662e87a2cb800aaac55', '64ee77680400f662e87a2cb800aaac55/tell:instance-awaited/1/1', 'tell:instance-awaited', '1', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 980169854750253312),
	(65, '10291984628f9a474388bf4f80bc4350', '10291984628f9a474388bf4f80bc4350/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 4818598107129081297),
	(66, '10291984628f9a474388bf4f80bc4350', '10291984628f9a474388bf4f80bc4350/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 7542162057322602428),
	(67, '10291984628f9a474388bf4f80bc4350', '10291984628f9a474388bf4f80bc4350/2/tell:payment-awaited/1', 'tell:payment-awaited', '1', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 518614915116015256),
	(68, '10291984628f9a474388bf4f80bc4350', '10291984628f9a474388bf4f80bc4350/5/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 727491969233757748),
	(69, '10291984628f9a474388bf4f80bc4350', '10291984628f9a474388bf4f80bc4350/6/tell:item-on-hold/1', 'tell:item-on-hold', '1', 'notification', true, 'done', '2026-01-05 05:40:00.123456-03:30', 1, '2026-01-05 05:40:00.123456-03:30', 5861665605048033258),
	(71, 'e4505fea4964d66346b4138c4ff7996b', 'e4505fea4964d66346b4138c4ff7996b/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 7173930031291853241),
	(72, 'e4505fea4964d66346b4138c4ff7996b', 'e4505fea4964d66346b4138c4ff7996b/1/create_payment/1', 'create_payment', '1', 'wallet', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 7310185987325931362),
	(73, 'e4505fea4964d66346b4138c4ff7996b', 'e4505fea4964d66346b4138c4ff7996b/1/create_payment/2', 'create_payment', '2', 'sandbox', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 4586905512270924275),
	(74, 'e4505fea4964d66346b4138c4ff7996b', 'e4505fea4964d66346b4138c4ff7996b/5/tell:payment-awaited/2', 'tell:payment-awaited', '2', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 4522614439414251225),
	(75, 'e4505fea4964d66346b4138c4ff7996b', 'e4505fea4964d66346b4138c4ff7996b/6/capture_payment/2', 'capture_payment', '2', 'sandbox', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 3897564138034392078),
	(76, 'e4505fea4964d66346b4138c4ff7996b', 'e4505fea4964d66346b4138c4ff7996b/9/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 670393393517253227),
	(77, 'e4505fea4964d66346b4138c4ff7996b', 'e4505fea4964d66346b4138c4ff7996b/10/hand_over/1', 'hand_over', '1', 'delivery', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 2843040368880252902),
	(78, '714cc6c0d0d58e2254165078fd1b0f0a', '714cc6c0d0d58e2254165078fd1b0f0a/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 7494858435533337396),
	(79, '714cc6c0d0d58e2254165078fd1b0f0a', '714cc6c0d0d58e2254165078fd1b0f0a/1/create_payment/1', 'create_payment', '1', 'banktransfer', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 6585741544581029850),
	(80, '714cc6c0d0d58e2254165078fd1b0f0a', '714cc6c0d0d58e2254165078fd1b0f0a/2/tell:payment-awaited/1', 'tell:payment-awaited', '1', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 8355263179803704761),
	(81, 'e95d8f5d090eb9411ef2110585f87e8a', 'e95d8f5d090eb9411ef2110585f87e8a/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 6189942788182265283),
	(82, 'e95d8f5d090eb9411ef2110585f87e8a', 'e95d8f5d090eb9411ef2110585f87e8a/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 535946820060170398),
	(83, 'e95d8f5d090eb9411ef2110585f87e8a', 'e95d8f5d090eb9411ef2110585f87e8a/2/tell:payment-awaited/1', 'tell:payment-awaited', '1', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 8142412342163331063),
	(84, '4d46e57991e20918d927b6e142f777e4', '4d46e57991e20918d927b6e142f777e4/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 8048819054316967338),
	(85, '4d46e57991e20918d927b6e142f777e4', '4d46e57991e20918d927b6e142f777e4/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 8996047385935233191),
	(86, '4d46e57991e20918d927b6e142f777e4', '4d46e57991e20918d927b6e142f777e4/2/tell:payment-awaited/1', 'tell:payment-awaited', '1', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 5588582250029797663),
	(87, '4d46e57991e20918d927b6e142f777e4', '4d46e57991e20918d927b6e142f777e4/3/capture_payment/1', 'capture_payment', '1', 'sandbox', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 6885053169272246230),
	(88, '4d46e57991e20918d927b6e142f777e4', '4d46e57991e20918d927b6e142f777e4/6/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 7067715445605293645),
	(89, '4d46e57991e20918d927b6e142f777e4', '4d46e57991e20918d927b6e142f777e4/7/hand_over/1', 'hand_over', '1', 'delivery', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 2447291708725149484),
	(90, '4d46e57991e20918d927b6e142f777e4', '4d46e57991e20918d927b6e142f777e4/10/tell:item-cancelled/1', 'tell:item-cancelled', '1', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 2598637732858288624),
	(91, '4d46e57991e20918d927b6e142f777e4', '4d46e57991e20918d927b6e142f777e4/10/alert:item-cancelled/1', 'alert:item-cancelled', '1', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 165309618862000561),
	(92, '4d46e57991e20918d927b6e142f777e4', '4d46e57991e20918d927b6e142f777e4/12/send_refund/1', 'send_refund', '1', 'sandbox', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 6775301740779220993),
	(93, '4d46e57991e20918d927b6e142f777e4', '4d46e57991e20918d927b6e142f777e4/12/tell:refund-requested/1', 'tell:refund-requested', '1', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 4081033606592034475),
	(94, 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'dcf1cd6f5c4150001f5bee2391a6d2dc/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 582791219758582257),
	(95, 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'dcf1cd6f5c4150001f5bee2391a6d2dc/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 1978710550038175239),
	(96, 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'dcf1cd6f5c4150001f5bee2391a6d2dc/2/tell:payment-awaited/1', 'tell:payment-awaited', '1', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 620079954784239040),
	(97, 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'dcf1cd6f5c4150001f5bee2391a6d2dc/5/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 5564145731902598490),
	(98, 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'dcf1cd6f5c4150001f5bee2391a6d2dc/6/hand_over/1', 'hand_over', '1', 'delivery', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 8388772366873537041),
	(99, 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'dcf1cd6f5c4150001f5bee2391a6d2dc/7/hand_over/2', 'hand_over', '2', 'delivery', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 3898566981530264989),
	(100, 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'dcf1cd6f5c4150001f5bee2391a6d2dc/12/send_refund/1', 'send_refund', '1', 'sandbox', false, 'unknown', '2026-01-05 06:40:00.821456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 7783126945163606617),
	(101, 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'dcf1cd6f5c4150001f5bee2391a6d2dc/12/tell:refund-requested/1', 'tell:refund-requested', '1', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 557435991204797890);
INSERT INTO public.tilaus_effects VALUES
	(102, 'd80a0b95e88f3878e6e3b26767138378', 'd80a0b95e88f3878e6e3b26767138378/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 2120705891006905865),
	(103, 'd80a0b95e88f3878e6e3b26767138378', 'd80a0b95e88f3878e6e3b26767138378/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'unknown', '2026-01-05 06:40:01.055956-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 2973412993955857718),
	(104, '412da1463cccf922b3f821e448bb7beb', '412da1463cccf922b3f821e448bb7beb/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'ready', '2026-01-05 06:40:00.123456-03:30', 0, NULL, NULL),
	(105, '412da1463cccf922b3f821e448bb7beb', '412da1463cccf922b3f821e448bb7beb/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'ready', '2026-01-05 06:40:00.123456-03:30', 0, NULL, NULL),
	(106, 'bba49da2ccd590cc4193703057ec61b0', 'bba49da2ccd590cc4193703057ec61b0/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'ready', '2026-01-05 06:40:00.123456-03:30', 0, NULL, NULL),
	(107, 'bba49da2ccd590cc4193703057ec61b0', 'bba49da2ccd590cc4193703057ec61b0/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'ready', '2026-01-05 06:40:00.123456-03:30', 0, NULL, NULL),
	(108, 'ec6476a0813f2cc97dceb1a20729497e', 'ec6476a0813f2cc97dceb1a20729497e/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 4624235492949665951),
	(109, 'ec6476a0813f2cc97dceb1a20729497e', 'ec6476a0813f2cc97dceb1a20729497e/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 4737809753775736308),
	(110, 'ec6476a0813f2cc97dceb1a20729497e', 'ec6476a0813f2cc97dceb1a20729497e/2/tell:payment-awaited/1', 'tell:payment-awaited', '1', 'notification', true, 'done', '2026-01-05 06:40:00.123456-03:30', 1, '2026-01-05 06:40:00.123456-03:30', 7694665467459805353),
	(111, 'ec6476a0813f2cc97dceb1a20729497e', 'ec6476a0813f2cc97dceb1a20729497e/5/tell:payment-confirmed', 'tell:payment-confirmed', '', 'notification', true, 'ready', '2026-01-05 06:40:00.123456-03:30', 0, NULL, NULL),
	(112, 'ec6476a0813f2cc97dceb1a20729497e', 'ec6476a0813f2cc97dceb1a20729497e/6/hand_over/1', 'hand_over', '1', 'delivery', false, 'ready', '2026-01-05 06:40:00.123456-03:30', 0, NULL, NULL),
	(113, 'ec6476a0813f2cc97dceb1a20729497e', 'ec6476a0813f2cc97dceb1a20729497e/7/hand_over/2', 'hand_over', '2', 'delivery', false, 'ready', '2026-01-05 06:40:00.123456-03:30', 0, NULL, NULL),
	(114, 'baa3af5c0df9c6e788f6ab14ade8e09f', 'baa3af5c0df9c6e788f6ab14ade8e09f/1/tell:order-received', 'tell:order-received', '', 'notification', true, 'ready', '2026-01-05 06:40:00.123456-03:30', 0, NULL, NULL),
	(115, 'baa3af5c0df9c6e788f6ab14ade8e09f', 'baa3af5c0df9c6e788f6ab14ade8e09f/1/create_payment/1', 'create_payment', '1', 'sandbox', false, 'ready', '2026-01-05 06:40:00.123456-03:30', 0, NULL, NULL);


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
	('3fa9239e821bf1ba8154c34444a10e12', 1, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"3fa9239e821bf1ba8154c34444a10e12","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3},{"id":"2","instance":{"personal":1048581},"quantity":100,"service":"X posts","target":{"personal":1048580},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50001,"payments":[{"amount_minor":655,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":55,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"a19794809d43327665d9a61bbce452a7"}},"seq":1}', '69976c85df93a54d64b91514e56e498914f1829b9f3370f5de98cf1707e5693a', 3956361901039301587, 2),
	('3fa9239e821bf1ba8154c34444a10e12', 2, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_22fdd039fb597d4c","payment":"1","reference":"pay_22fdd039fb597d4c"},"seq":2}', '9118b067173c1090da0cde94c8fc6f2ed3df108a93b9d3f2744c0802044715be', 2224710846527849180, 4),
	('3fa9239e821bf1ba8154c34444a10e12', 3, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}', '66dbfee4b604ae1934433c0b71b4c1271c3b80d708cf3a7db278a1b2bcce3178', 5099718824221152617, 6),
	('3fa9239e821bf1ba8154c34444a10e12', 4, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":655,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}', 'aa83e9be2bfbe024c3eb39f37c73740cfc66be891372bcb01d3a1567760cc7f7', 5099718824221152617, 7),
	('3fa9239e821bf1ba8154c34444a10e12', 5, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}', '94ccc4a517b6ba63b49650d60bf8e227e60889d0603eeaeadc171e66408f7653', 5099718824221152617, 8),
	('3fa9239e821bf1ba8154c34444a10e12', 6, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}', '9b2fd6b5df86324abf4518f753539f415a597ccd5c034047f1aecfd9d749e854', 5099718824221152617, 9),
	('3fa9239e821bf1ba8154c34444a10e12', 7, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"2"},"seq":7}', '13f737b54facfe398e39f4f09ae0deb75de534164c725295d38735ef874e74a0', 5099718824221152617, 10),
	('3fa9239e821bf1ba8154c34444a10e12', 8, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":8}', 'af0767458f3c725da8eab82845a2fed87750227a315194607b2d16ac927a7c3a', 4800677769655485665, 12),
	('3fa9239e821bf1ba8154c34444a10e12', 9, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"2","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":9}', '592fbaa94fbed2422e602632184c25d225f17829ab5a51a1f9b430c22adf1537', 1385023458489707622, 14),
	('3fa9239e821bf1ba8154c34444a10e12', 10, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"delivered":100,"event":"Progressed","item":"1"},"seq":10}', 'cea2d767becae4f604ac2ff39e6ee9d5a87131a1b063432ba481e8e53774dfe8', 5318146166396454365, 16),
	('3fa9239e821bf1ba8154c34444a10e12', 11, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"item","source":"processing","target":"completed","trigger":"deliver"},"seq":11}', '3893cdfe88add7482be387545e6f64fafb1fbb0efb3aea55f69c9f59d824f5fc', 5318146166396454365, 17),
	('3fa9239e821bf1ba8154c34444a10e12', 12, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"delivered":100,"event":"Progressed","item":"2"},"seq":12}', 'be7f1998dc8f664b6e0d59153852fa2050a0f6fba57be1dfb65ab1196d34b035', 1724308707020979680, 19),
	('3fa9239e821bf1ba8154c34444a10e12', 13, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"2","event":"Moved","kind":"finished","machine":"item","source":"processing","target":"completed","trigger":"deliver"},"seq":13}', '1cf73f8692d3b5b77f1c2ae9784d1755b338f49c5ca22165c4c2c91ba8ea9e63', 1724308707020979680, 20),
	('3fa9239e821bf1ba8154c34444a10e12', 14, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"finished","machine":"order","source":"processing","target":"completed","trigger":"complete"},"seq":14}', '29617b513b290a592a4922f4956e083ad3b19eedc0132faccf256db78666f8f1', 1724308707020979680, 21),
	('125c0dc0f41ae1c74bcb2fce80343d64', 1, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"125c0dc0f41ae1c74bcb2fce80343d64","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"Facebook followers","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50002,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"571e4bc176bb13a66cc1390c09a3f774"}},"seq":1}', '8012fca369595ea808a6cb4dfe9b82ab119b9837991aaf2d7f769d28206fc9c5', 1328434366059262797, 23),
	('125c0dc0f41ae1c74bcb2fce80343d64', 2, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_ff4b91f82ca6d88f","payment":"1","reference":"pay_ff4b91f82ca6d88f"},"seq":2}', '132e2c6f285cb59b3fe24668736b18b595593e013c5a01614d8becdfd861c968', 7449500363285912968, 25),
	('125c0dc0f41ae1c74bcb2fce80343d64', 3, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}', '0afb33ba497153370217b404672045d89066dc0997706846d7f45c19094128d8', 6258131678328188508, 27),
	('125c0dc0f41ae1c74bcb2fce80343d64', 4, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}', 'ae18780fd15b25fe8f134ef5c7bb818f9dca94cab2da528c1f8dc4456a0a1aa5', 6258131678328188508, 28),
	('125c0dc0f41ae1c74bcb2fce80343d64', 5, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}', '0d7645f53e7daada621dacdf2cb7b01a103dbcc85e3e27bcb99efd6bf5375129', 6258131678328188508, 29),
	('125c0dc0f41ae1c74bcb2fce80343d64', 6, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}', 'e1d2520bb35c67c8b58a17079d8b57b724c27b74d6b9845e4fac4fe4c15746d5', 6258131678328188508, 30),
	('125c0dc0f41ae1c74bcb2fce80343d64', 7, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":7}', 'cc4bd0c496468b6146326a7622fe20a86fc820e61cfee5e977b95b7d264ac1cb', 2311343474915490568, 32),
	('125c0dc0f41ae1c74bcb2fce80343d64', 8, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"item","reason":{"personal":8388608},"source":"processing","target":"cancelled","trigger":"fail"},"seq":8}', 'e9dc9cdd8ccba37a7b8fceec19c079b3657f9fd76d15765ab0c34295db42fc8c', 7235858175061772916, 34),
	('125c0dc0f41ae1c74bcb2fce80343d64', 9, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"event":"Asked","item":"1","question":{"asked_at":"2026-01-05T09:00:00.123456+00:00","until":"2026-01-12T09:00:00.123456+00:00"}},"seq":9}', 'f09e45c3d11123faf02362371611dc7c574aabf947e359834143ae9b1929ff4a', 7235858175061772916, 35),
	('125c0dc0f41ae1c74bcb2fce80343d64', 10, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"choice":"original","event":"Answered","item":"1"},"seq":10}', '76c4b9ae6d38ace96d3645e336ae32f086cd1dbc0077ac6fb138fbc5dc101ea5', 8815097615130273376, 37),
	('125c0dc0f41ae1c74bcb2fce80343d64', 11, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"event":"RefundRequested","refund":{"amount_minor":300,"available_at":"2026-01-05T09:00:00.123456+00:00","base_minor":300,"covers":[{"id":"1","kind":"item","minor":300,"units":100}],"fee_kept_minor":45,"id":"1","payment":"1","reason":{"personal":11534336},"requested_at":"2026-01-05T09:00:00.123456+00:00","to":"original"}},"seq":11}', '1a401f737ad49a774fbcaed6c7e4cfb3ff982c6f2b68664620f23efd1ca1b0b8', 8815097615130273376, 38),
	('125c0dc0f41ae1c74bcb2fce80343d64', 12, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"RefundNamed","reference":"ref_d3644e3f37bd7970","refund":"1"},"seq":12}', '25368eebda23f38c76174d49cf69c39bf2b70a5c72005f04e03c33076e5ad202', 4082002011815252414, 40),
	('125c0dc0f41ae1c74bcb2fce80343d64', 13, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"refund","source":"requested","target":"succeeded","trigger":"succeed"},"seq":13}', '85911cfe445577bf450d4206700eb4a21d3722ec184418da6c57887ad6c1755f', 4082002011815252414, 41),
	('125c0dc0f41ae1c74bcb2fce80343d64', 14, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"closed","machine":"order","source":"processing","target":"refunded","trigger":"refund"},"seq":14}', '5776f6b101854924f8a9d8fef855696d7bbbcb07bd76686e366343b6ea970d18', 4082002011815252414, 42),
	('125c0dc0f41ae1c74bcb2fce80343d64', 15, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"1","event":"Moved","kind":"closed","machine":"item","source":"cancelled","target":"refunded","trigger":"refund"},"seq":15}', '73e0bb887fe08080b5fdd807721afe584f360c00bedde6f12f8c15d373cbbf19', 4082002011815252414, 43),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 1, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"89bb425f656cf6c4ad6a1e8e3913f0ae","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50003,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"ce8abd5a9e0dbeaa26cb4b07820ef933"}},"seq":1}', '13ab7776d80aba8cdaa4e511806456a0a0fea6a680c82aa2ae1979a273261448', 2302304207572162498, 45),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 2, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_8257dcc9d6cf996e","payment":"1","reference":"pay_8257dcc9d6cf996e"},"seq":2}', '491adcbc342ef728f1adfbcec6a58ead7d0dae6161e1ea44b6d54e989a20aab0', 7711878775582868778, 47),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 3, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}', '0b7a127de658e2a20f7ca6d4c258db079e403fcb3e1ba22138530cfa6cc39cfc', 4402607113881549304, 49),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 4, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}', '2ce01d8fb2a3af028e90599a3190799fa8e63183fbd0dfd03e79890ac11b8573', 4402607113881549304, 50),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 5, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}', '99a8dd6aa55be181ac4b24ecb916e0811a42fe1cc72fd576227c7dc1c964b8a4', 4402607113881549304, 51),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 6, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}', 'eef72a620a590e30bad4829ab372bcf47c41694f311a0b956b7125044680c12c', 4402607113881549304, 52),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 7, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":7}', 'beb3b1b4acbf0cb66197e7412bb47c0d57229d6ed4ea22ccb26a8eee9e28addc', 8364308139424632777, 54),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 8, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"delivered":100,"event":"Progressed","item":"1"},"seq":8}', 'f874d25b45b471e8ce8632feeb909f01213cb00c1688d74bb239e3d58abcc62c', 5778066195957466662, 56),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 9, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"item","source":"processing","target":"completed","trigger":"deliver"},"seq":9}', '70bf7371c0013b5af011a48c1dc58edb50fd57a856b78964c46e733e389de2a3', 5778066195957466662, 57),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 10, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"finished","machine":"order","source":"processing","target":"completed","trigger":"complete"},"seq":10}', 'dcfc6a37f198288cef5d1fd0c905c2ac7a0791fab8d554edfc2e16fcd5913c85', 5778066195957466662, 58),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 11, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-2","role":"manager"},"event":{"event":"Erased"},"seq":11}', '8e186149a7b2dbd4b86bff0389c0be37fc463a45ab34899dcc7bb4cce1233d0b', 2300626474540906613, 60),
	('51a952aa8c78db4d4cf0369a133f0a8d', 1, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"51a952aa8c78db4d4cf0369a133f0a8d","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50004,"payments":[{"amount_minor":334,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":34,"id":"1","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"f217e7d00a1fe1548759a56952c4da87"}},"seq":1}', 'b6bb440ae646f78ed63e1fa3830234ca3dd28a7e0afd91ed77ac953fa5401d74', 2860742761191642794, 62),
	('51a952aa8c78db4d4cf0369a133f0a8d', 2, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_f6b9fc3191e7c3f3","payment":"1","reference":"pay_f6b9fc3191e7c3f3"},"seq":2}', 'f02e5d2f31192e8493a3bdf3cb05777762b11b9c5c575fb5937eb1b43091d0d2', 4084086540625278144, 64),
	('51a952aa8c78db4d4cf0369a133f0a8d', 3, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"about":"","event":"Moved","kind":"failed","machine":"order","source":"pending","target":"cancelled","trigger":"cancel"},"seq":3}', '2568e9001a5c65c8a09a077a4bc18086a88b172fa4b3dc814bee8ae62ab6f472', 946368044539992392, 66),
	('51a952aa8c78db4d4cf0369a133f0a8d', 4, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"item","reason":{"personal":4194304},"source":"pending","target":"cancelled","trigger":"call_off"},"seq":4}', 'f8f5121103b88e525d5fdbb5d837a90189b18724dabf2dfe372f213a2f429751', 946368044539992392, 67),
	('51a952aa8c78db4d4cf0369a133f0a8d', 5, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"payment","source":"created","target":"voided","trigger":"withdraw"},"seq":5}', '1d1c46470934ace33e10aff77c9237f9a02c4f8aa67706a65b5f6306233baba9', 946368044539992392, 68),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 1, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"7d1fffce048bdc6d8b2ad244d20ef83f","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50005,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"f2d44ff4cd6c61629bcb9d0a025ab5da"}},"seq":1}', '4e3174389c89d012c4cad45346ec9c2fb3b8d3f8ce6e0bb11ec93cd71bd80d48', 1839320538651878093, 70),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 2, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_3f9dd3243a9b1bbc","payment":"1","reference":"pay_3f9dd3243a9b1bbc"},"seq":2}', '2142f20736a758fffe68193b0abd7f6bba13a32d0223e69d4c9ae97e75a6089d', 5340887588833896129, 72),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 3, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"about":"","event":"Moved","kind":"failed","machine":"order","source":"pending","target":"cancelled","trigger":"cancel"},"seq":3}', '95689f5bf73e0ca2ae889cf8d65871bc4f956cbdca608d987cd2be8ac9495f54', 3644047408838726235, 74),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 4, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"item","reason":{"personal":4194304},"source":"pending","target":"cancelled","trigger":"call_off"},"seq":4}', 'fb89d52430ab9a88510727cb90adffe96eea46cde6d5e9cccb8ba4c74eb7b2a2', 3644047408838726235, 75),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 5, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"payment","source":"created","target":"voided","trigger":"withdraw"},"seq":5}', '4f8d6d49540bd3d94ad9948bf363bd7889e9925acd5fad389d6b8c4e2cf30385', 3644047408838726235, 76),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 6, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"voided","target":"captured","trigger":"capture"},"seq":6}', '6ae60f4beb04893717971812f97013a11a5f1a895bb165e09d9f84af9ec499be', 5278670818984515004, 78),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 7, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":false,"payment":"1"},"seq":7}', '23ad5108664919a98bfe5fa0ece5bf12241595f5f84a1f8ac46b80452e8e3543', 5278670818984515004, 79),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 8, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"MessageParked","parked":{"about":"1","at":"2026-01-05T09:00:00.123456+00:00","id":"8","machine":"payment","what":"captured","why":{"personal":8388608}}},"seq":8}', '0ced09295e72187ee1837a9baa4c3711158b2a016b559aae4b24997ca93da585', 5278670818984515004, 80),
	('9acbcb8da70e7aa1895f4d3060d46e24', 1, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"9acbcb8da70e7aa1895f4d3060d46e24","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"Instagram likes","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50006,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"2a8c9b2938f4346119fee6105b99ad3f"}},"seq":1}', 'f5ff9f99166ef2573a8e40eb78b97ba08a82d9527f73bea1eb6c55ccf3ee53d3', 7500218058152167551, 82),
	('9acbcb8da70e7aa1895f4d3060d46e24', 2, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_898a3711803f3371","payment":"1","reference":"pay_898a3711803f3371"},"seq":2}', 'd6bcb4347da2079da8805930eba27bb33e6f4e8c549773b46b5f9dd31cf90cdd', 8661315585126873665, 84),
	('9acbcb8da70e7aa1895f4d3060d46e24', 3, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}', 'cd71a6086186480a2dfb258748290da252348b5384688506e2dfe5715f209adb', 3023535713901729774, 86),
	('9acbcb8da70e7aa1895f4d3060d46e24', 4, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}', '20aae3abbc1e8ac92714ab0fe4c11060e0f0525f880f764e3c18cf71d100096e', 3023535713901729774, 87),
	('9acbcb8da70e7aa1895f4d3060d46e24', 5, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}', '0bec17a18057ad0ecebad4107e087971323f8f13e788f7b1f0afd0c44cc31b49', 3023535713901729774, 88),
	('9acbcb8da70e7aa1895f4d3060d46e24', 6, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}', '02c4f441395677b44868006418472aa8494493dfbb240ccdf9f26ae142e6cda7', 3023535713901729774, 89),
	('9acbcb8da70e7aa1895f4d3060d46e24', 7, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":7}', '5f0e4f654a33cae51a9a19639b31ad38eee6dffe90eb355ff6658cad25790316', 5058337398246002133, 91),
	('9acbcb8da70e7aa1895f4d3060d46e24', 8, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"held","machine":"payment","source":"captured","target":"disputed","trigger":"dispute"},"seq":8}', 'ce5a9abce812e3ced2ce4ce841ea139f9b3f01f9f6f45a4bb54243471c887bc8', 2221411708580935304, 93),
	('9acbcb8da70e7aa1895f4d3060d46e24', 9, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"held","machine":"order","source":"processing","target":"on_hold","trigger":"dispute"},"seq":9}', '2e87e2667b069b2b38f9465c0eb4f8049cafb82f76645f64a0c8ed51c1ad47c3', 2221411708580935304, 94),
	('d36787443064e9171fe8f6df70463d2d', 1, '{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"d36787443064e9171fe8f6df70463d2d","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50007,"payments":[{"amount_minor":334,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":34,"id":"1","method":"google_pay","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"20b8d490de675140698b51d8883fc9cb"}},"seq":1}', '1bf46fa8e354d794811ea61050411227192e5038a9e5294f491312ace1aa231e', 4319423607253757315, 96),
	('d36787443064e9171fe8f6df70463d2d', 2, '{"at":"2026-01-05T09:09:20.123456+00:00","by":{"role":"system"},"event":{"event":"MessageParked","parked":{"about":"1","at":"2026-01-05T09:09:20.123456+00:00","id":"2","machine":"order","what":"create_payment","why":{"personal":2097152}}},"seq":2}', 'f3053c5919e58a5d220e5f6ae75c0654f1b74e6882bd8e1df2f775b8b1753ada', 2282035868417521723, 98),
	('9076cb6e8739d2d0730c02361a8b036c', 1, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T09:10:00.123456+00:00","id":"9076cb6e8739d2d0730c02361a8b036c","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"Facebook followers","target":{"personal":1048578},"total_minor":300,"unit_minor":3},{"id":"2","instance":{"personal":1048581},"quantity":100,"service":"X posts","target":{"personal":1048580},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50008,"payments":[{"amount_minor":655,"created_at":"2026-01-05T09:10:00.123456+00:00","expires_at":"2026-01-06T09:10:00.123456+00:00","fee_minor":55,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:10:00.123456+00:00","token":"47bf8d28ae23c6a5e2f0a85af2b63d63"}},"seq":1}', 'a6fd1153b6c8c472d25507d832375d57694f3ab3897f1e7f69229b54845b6f28', 2708383473073981484, 100),
	('9076cb6e8739d2d0730c02361a8b036c', 2, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_e227010bc22a9bb5","payment":"1","reference":"pay_e227010bc22a9bb5"},"seq":2}', '94fdf965f01d13688bf42aa57ed9a32ca0628c887a8c3818e951098ba58bb942', 2524795969504162527, 102),
	('9076cb6e8739d2d0730c02361a8b036c', 3, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}', 'c89673935aa6be22226aaf1b1a06c843d97a07e7d82a9f8b45f384103d3d2a75', 7400287195975071753, 104),
	('9076cb6e8739d2d0730c02361a8b036c', 4, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":655,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}', '4bdcfb84abc64699127ddf7fe99b77b4ec32e232738271bd96856c43a875f595', 7400287195975071753, 105),
	('9076cb6e8739d2d0730c02361a8b036c', 5, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}', '69240ca0c5245eaf447672a44e7ccfd928bcf0de80f1c315f21475c2ba83cf69', 7400287195975071753, 106),
	('9076cb6e8739d2d0730c02361a8b036c', 6, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}', '3018557e7c8b22cb89cf5bf273bfc815e4917e68af15d78e14ead3ad3b5eda47', 7400287195975071753, 107),
	('9076cb6e8739d2d0730c02361a8b036c', 7, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"2"},"seq":7}', '990273cbbcc8d4831cc8b02692f4046912e57b6db3fb0c9b068a4a9bf95f4f92', 7400287195975071753, 108),
	('9076cb6e8739d2d0730c02361a8b036c', 8, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":8}', '9793cf0ddf74716d74d49eb1644212cb459df1d2b8e2d012eca96d76af52b45e', 6986985363489207369, 110),
	('9076cb6e8739d2d0730c02361a8b036c', 9, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"2","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":9}', '322d789af3c9752e5c3ca030b793f57672ec3263deccbbf9f5d14c52db993822', 3120231637305593824, 112),
	('9076cb6e8739d2d0730c02361a8b036c', 10, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"item","reason":{"personal":10485760},"source":"processing","target":"cancelled","trigger":"fail"},"seq":10}', '74c65865cf10c4409c7cb115bdf8b164358fb17eac838bccb808fcb58aa860c2', 2653512895925754077, 114),
	('9076cb6e8739d2d0730c02361a8b036c', 11, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"event":"Asked","item":"1","question":{"asked_at":"2026-01-05T09:10:00.123456+00:00","until":"2026-01-12T09:10:00.123456+00:00"}},"seq":11}', '120e587150d216e33f4ffb4036cba6a5c944c188a63df1980ee376a7614ac5b5', 2653512895925754077, 115),
	('9076cb6e8739d2d0730c02361a8b036c', 12, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"delivered":100,"event":"Progressed","item":"2"},"seq":12}', 'a2b8fded0c5a11484f6a3c6007b86da7d8709c00289932dd5258cc5987d122c9', 3326712270861246587, 117),
	('9076cb6e8739d2d0730c02361a8b036c', 13, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"2","event":"Moved","kind":"finished","machine":"item","source":"processing","target":"completed","trigger":"deliver"},"seq":13}', '7fba7c8c05f8a312074c0b65a9e5818ea5c94dd4d5778632bfc7018a02ab75ed', 3326712270861246587, 118),
	('64ee77680400f662e87a2cb800aaac55', 1, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:10:00.123456+00:00","id":"64ee77680400f662e87a2cb800aaac55","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"YouTube views","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50009,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:10:00.123456+00:00","expires_at":"2026-01-06T09:10:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:10:00.123456+00:00","token":"25bf1c6a39cd31552166fc50aa73dfd5"}},"seq":1}', 'da653bf8c2b2fd51d8ff239066b89aaef301a4107634b8ba1cd97327aa6610fc', 4881411284346311148, 120),
	('64ee77680400f662e87a2cb800aaac55', 2, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_95d93b8caf2c11aa","payment":"1","reference":"pay_95d93b8caf2c11aa"},"seq":2}', '37e1eddd6339094ac3072c7090702c0ebd771206dbc2a6856f4fd1102e8d6ead', 7965028049188485110, 122),
	('64ee77680400f662e87a2cb800aaac55', 3, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}', '8b7a367d938b441460a72addf55050be8487230ac26c1fcd8c3f775da72d9cad', 6333468549709798604, 124),
	('64ee77680400f662e87a2cb800aaac55', 4, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}', 'cbf945430850bab9e2df8ee2761a0a03276ade9b33682042e178dccf720ca493', 6333468549709798604, 125),
	('64ee77680400f662e87a2cb800aaac55', 5, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}', '087832a565d20d747cac118ccf4c1b0741d9c232140cb3c91b1b841043f3b960', 6333468549709798604, 126),
	('64ee77680400f662e87a2cb800aaac55', 6, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}', 'a7fe3c22e70ad253f689e8d4a060475bb165aeb607aec84cbea22705ae6d3748', 6333468549709798604, 127),
	('64ee77680400f662e87a2cb800aaac55', 7, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":7}', '7b97d04de49f66cd4a0ec8529e4d0640a318037cfc0ad9a9925834c606dd0278', 7850308313688303568, 129),
	('4e216127425462ed2f975e9c1e08fedd', 1, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T09:10:00.123456+00:00","id":"4e216127425462ed2f975e9c1e08fedd","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"YouTube views","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50010,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:10:00.123456+00:00","expires_at":"2026-01-06T09:10:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:10:00.123456+00:00","token":"e359bf88908f41894484b4ec7989e0b2"}},"seq":1}', 'a77d2448290ef670d56b6561edc31b9bf40158de3e8609a0b721eeb65ef6286e', 7667224451431157349, 131),
	('4e216127425462ed2f975e9c1e08fedd', 2, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_91453a97012fc670","payment":"1","reference":"pay_91453a97012fc670"},"seq":2}', '96bf82c6c96bf0e23354bb25ab05bb85f000b5bbeb31c55014bf5814bdd7c61a', 2533208776576264973, 133),
	('4e216127425462ed2f975e9c1e08fedd', 3, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}', '45520da690d1938053faca00c0aa34b57f5fe387a306c1337727a476325adacc', 1964075006378342777, 135),
	('4e216127425462ed2f975e9c1e08fedd', 4, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}', 'a6a85efce65143acc4d43a190022d234a51835375c40e5807a9a06abbbb5cfe1', 1964075006378342777, 136),
	('4e216127425462ed2f975e9c1e08fedd', 5, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}', '4d4e4844ca33a114996a95c267b9d64ed00facfd2d42ac48f5cc0756bd9fff76', 1964075006378342777, 137),
	('4e216127425462ed2f975e9c1e08fedd', 6, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"1","event":"Moved","kind":"waiting","machine":"item","source":"pending","target":"on_hold","trigger":"wait"},"seq":6}', '249c99b019cddae2959770066d8ca6374ecca293ece79d08b09cc764220839d8', 1964075006378342777, 138),
	('10291984628f9a474388bf4f80bc4350', 1, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:10:00.123456+00:00","id":"10291984628f9a474388bf4f80bc4350","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"YouTube views","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50011,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:10:00.123456+00:00","expires_at":"2026-01-06T09:10:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:10:00.123456+00:00","token":"34bad2ef2cfef1e18b061273eb458bc0"}},"seq":1}', '30ffef12f26d2f9cf2b5bd7935eb7972f285e617823be1a908cdaad339c06dbe', 499014815169798207, 140),
	('10291984628f9a474388bf4f80bc4350', 2, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_86d6319eb8026348","payment":"1","reference":"pay_86d6319eb8026348"},"seq":2}', '7fff5c450881d55753a031baaedf45417fa862cb7b0f8d7031d4a6370255a7b3', 7542162057322602428, 142),
	('10291984628f9a474388bf4f80bc4350', 3, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}', '7fa1e4ecd57a39e2ee978d06cf095300b6d6c93c38a3181654be2ecd0dc96f58', 4543378913149811256, 144),
	('10291984628f9a474388bf4f80bc4350', 4, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}', '3cf1737e1f99d07efdda319a75c4ec58819991e93391b4595a39245df9ec844a', 4543378913149811256, 145),
	('10291984628f9a474388bf4f80bc4350', 5, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}', '446295b5a1b4520b1c2377c4e3b7fd9d368e006ebf394d11d09896fa6dc55e7d', 4543378913149811256, 146),
	('10291984628f9a474388bf4f80bc4350', 6, '{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"1","event":"Moved","kind":"waiting","machine":"item","source":"pending","target":"on_hold","trigger":"wait"},"seq":6}', '5107ee15cde3d0831f2e438a7a631213630f706528648ffdf67c524a52d335c4', 4543378913149811256, 147),
	('64ee77680400f662e87a2cb800aaac55', 8, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"delivered":25,"event":"Progressed","item":"1"},"seq":8}', 'a83885bd768505c1d4d085014a6413bc167084ec6e81f99ce193c7e4e96c848f', 4360511581374346250, 149),
	('e4505fea4964d66346b4138c4ff7996b', 1, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"e4505fea4964d66346b4138c4ff7996b","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"YouTube views","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50012,"payments":[{"amount_minor":100,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-05T11:10:00.123456+00:00","fee_minor":0,"id":"1","method":"wallet","provider":"wallet"},{"amount_minor":231,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":31,"id":"2","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"7225da4c426003e79829c791bc791207"}},"seq":1}', 'b118569f7789facddb5f998eebbc7eb432e1fb8b0760f671bc4399aba9ccfced', 3681476071358653380, 151),
	('e4505fea4964d66346b4138c4ff7996b', 2, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","payment":"1","reference":"e4505fea4964d66346b4138c4ff7996b/wallet/1/spend"},"seq":2}', '36341705e8193c68036215ea640133db04cccb7aba3757d46475a8a3e10368ba', 7310185987325931362, 153),
	('e4505fea4964d66346b4138c4ff7996b', 3, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}', '3327b30ce4f94aef7fc3d504f8fe48ca3c9d7dcd23d54f00021c7416ff8d7794', 7310185987325931362, 154);
INSERT INTO public.tilaus_events VALUES
	('e4505fea4964d66346b4138c4ff7996b', 4, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":100,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}', 'b037e7bcb857f28253cc7e3354b5dd71e5eba1c7f073b6a8ddffcb1c3917ee28', 7310185987325931362, 155),
	('e4505fea4964d66346b4138c4ff7996b', 5, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_dbb43775018b12de","payment":"2","reference":"pay_dbb43775018b12de"},"seq":5}', '781f657a5b577455bf045f50c0d584cf4b4766529694b1cbd2e8a1ef24c27325', 4586905512270924275, 157),
	('e4505fea4964d66346b4138c4ff7996b', 6, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"2","event":"Moved","kind":"waiting","machine":"payment","source":"created","target":"authorised","trigger":"authorise"},"seq":6}', '5b2129418325ae2fb216e3efe9adabb17775fd7fcb66e182fe4c91b1c5875041', 6584727180505548447, 159),
	('e4505fea4964d66346b4138c4ff7996b', 7, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"2","event":"Moved","kind":"finished","machine":"payment","source":"authorised","target":"captured","trigger":"capture"},"seq":7}', 'f968389468c088c3f47bd648f8df07911fcd85cbc94935c457183f1a007c6bda', 3897564138034392078, 161),
	('e4505fea4964d66346b4138c4ff7996b', 8, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":231,"event":"Captured","is_applied":true,"payment":"2"},"seq":8}', 'b12197b79ba8cf2a4786a892f4e83b555805b5e4d532fdb89a5cc379859b3933', 3897564138034392078, 162),
	('e4505fea4964d66346b4138c4ff7996b', 9, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":9}', 'ce4a117f045db59b35358089cca4b41f4ca8e4c6b80f2d613893552f8a2a6585', 3897564138034392078, 163),
	('e4505fea4964d66346b4138c4ff7996b', 10, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":10}', '42ce49e959d179e29c0defba97a1bdf53a1b0d17083bed802cd4d89fe647e3a2', 3897564138034392078, 164),
	('e4505fea4964d66346b4138c4ff7996b', 11, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":11}', '325d4dc66120348d1b41455b31099f21aa6f08c6f9e925b36aafe5db8e02013b', 2843040368880252902, 166),
	('714cc6c0d0d58e2254165078fd1b0f0a', 1, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-12T10:10:00.123456+00:00","id":"714cc6c0d0d58e2254165078fd1b0f0a","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50013,"payments":[{"amount_minor":300,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-12T10:10:00.123456+00:00","fee_minor":0,"id":"1","method":"bank_transfer","provider":"banktransfer"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"1b9e67788e1fccdf721d199a592f512d"}},"seq":1}', '6f2a8049518b2ee388cbca0a8d8af037a9a13893ff3722eda5b7fbfa788e3f31', 7000060793649793015, 168),
	('714cc6c0d0d58e2254165078fd1b0f0a', 2, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","payment":"1","reference":"RF8750013"},"seq":2}', 'c99782f61e2c8365477fc2fbabc5be623ae29c7f2e90983db4f1cc9fffcf4bb4', 6585741544581029850, 170),
	('e95d8f5d090eb9411ef2110585f87e8a', 1, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"e95d8f5d090eb9411ef2110585f87e8a","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50014,"payments":[{"amount_minor":334,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":34,"id":"1","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"135ed822d03842ee094359744802e8fa"}},"seq":1}', 'd8d3052cbba48150deab6a8e956d2e69edc2f56ebe0158f8c7092e390b2bf890', 1897957275551949228, 172),
	('e95d8f5d090eb9411ef2110585f87e8a', 2, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_019c76ef0eb40845","payment":"1","reference":"pay_019c76ef0eb40845"},"seq":2}', '1ba1d25a1fd98de7b7643558205693e1f15e45f86c8b414c146b9604c567e396', 535946820060170398, 174),
	('4d46e57991e20918d927b6e142f777e4', 1, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"4d46e57991e20918d927b6e142f777e4","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"Facebook followers","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50015,"payments":[{"amount_minor":334,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":34,"id":"1","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"4dcb2efcaaf3247cbab3054678694bfe"}},"seq":1}', 'bb1487d3dc1c2d2bd7e1c84c5c4e44defed0a88863625460fb344aaca25fcff8', 4991701225620056581, 176),
	('4d46e57991e20918d927b6e142f777e4', 2, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_0764f34def279e5e","payment":"1","reference":"pay_0764f34def279e5e"},"seq":2}', '3c57227ee6c03215f31957f44f40cb0ffa9ffa3d9f5245d8f3abf9bb09f4838c', 8996047385935233191, 178),
	('4d46e57991e20918d927b6e142f777e4', 3, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"waiting","machine":"payment","source":"created","target":"authorised","trigger":"authorise"},"seq":3}', '5223eede2dd8229e6ea0b6e9a63e8fb0927ce0dc5c97f4d114d75a3414cf4e2f', 1465233635053669877, 180),
	('4d46e57991e20918d927b6e142f777e4', 4, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"authorised","target":"captured","trigger":"capture"},"seq":4}', 'd7504979f306f65959c1079ac7d3fec1bd8bd9fe1b2f7ee14eeb613a39f59685', 6885053169272246230, 182),
	('4d46e57991e20918d927b6e142f777e4', 5, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":334,"event":"Captured","is_applied":true,"payment":"1"},"seq":5}', '3ebff0f9fb3718f134bc3cd43ae198d13c89a02038192ecd01dc27df8a7a7007', 6885053169272246230, 183),
	('4d46e57991e20918d927b6e142f777e4', 6, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":6}', '993fdb70d3abe7340b152c82a1bd2232f48dbfa1ca1777de6e04741adc6e900a', 6885053169272246230, 184),
	('4d46e57991e20918d927b6e142f777e4', 7, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":7}', 'ebc06d3a9397b614b444f6cc3b0db516bf50e97fd1756409f0dfadebc7ec899b', 6885053169272246230, 185),
	('4d46e57991e20918d927b6e142f777e4', 8, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":8}', 'bca498f06ac019b84700bacf339f7a997ca470fb7d30f614aac1d20ae158124a', 2447291708725149484, 187),
	('4d46e57991e20918d927b6e142f777e4', 9, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"item","reason":{"personal":9437184},"source":"processing","target":"cancelled","trigger":"fail"},"seq":9}', '88ddcae11c44897b3ae1864c0c4860102328c834089da503d7d64b81d5950863', 6872227601825205470, 189),
	('4d46e57991e20918d927b6e142f777e4', 10, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"event":"Asked","item":"1","question":{"asked_at":"2026-01-05T10:10:00.123456+00:00","until":"2026-01-12T10:10:00.123456+00:00"}},"seq":10}', 'cf2a7be8e5ff7d0e8772d7838365046ba419916911f74bebc9c2506dafe5f923', 6872227601825205470, 190),
	('4d46e57991e20918d927b6e142f777e4', 11, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"choice":"original","event":"Answered","item":"1"},"seq":11}', 'db97881a6d824a89437586faf29fdabc86539c6dab49d32b247837c2b10cd709', 9222157479383040001, 192),
	('4d46e57991e20918d927b6e142f777e4', 12, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"event":"RefundRequested","refund":{"amount_minor":334,"available_at":"2026-01-12T10:10:00.123456+00:00","base_minor":300,"covers":[{"id":"1","kind":"item","minor":300,"units":100}],"fee_returned_minor":34,"id":"1","payment":"1","reason":{"personal":12582912},"requested_at":"2026-01-05T10:10:00.123456+00:00","to":"original"}},"seq":12}', '64095915180b208ab2b26200244cab00dea78cf9282711cec317b07d5be55b8c', 9222157479383040001, 193),
	('4d46e57991e20918d927b6e142f777e4', 13, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"RefundNamed","reference":"ref_f019b0684b30fb18","refund":"1"},"seq":13}', '4eb5f2b635884a81d5c17e37dc8880735f930e4b777cc81d611885f36ac9eab9', 6775301740779220993, 195),
	('4d46e57991e20918d927b6e142f777e4', 14, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"active","machine":"refund","source":"requested","target":"submitted","trigger":"submit"},"seq":14}', 'eab128ff62857f5d3100f47f533aa0b25a46cdac7434eb24a8de2dad455c466d', 6775301740779220993, 196),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 1, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"dcf1cd6f5c4150001f5bee2391a6d2dc","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3},{"id":"2","instance":{"personal":1048581},"quantity":100,"service":"Instagram likes","target":{"personal":1048580},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50016,"payments":[{"amount_minor":655,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":55,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"0c683a9e96417763062aac39a414747e"}},"seq":1}', '2dfa0db1dde2e51adc097726c1ecbc4c46e33c87f743239adf8790b3f8f6c534', 8981519560558105644, 198),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 2, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_9fc410b8bf7684f5","payment":"1","reference":"pay_9fc410b8bf7684f5"},"seq":2}', '9d16300921249ccb5d69daa183d673dc86078b5b9db1ab07b815ebefe842b53e', 1978710550038175239, 200),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 3, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}', '9d03878a2371e6cc3130134cea64a86b23c66afbae158e6f6c34a39e13f785da', 5254919516041176140, 202),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 4, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":655,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}', 'e9fde6f4c777b61ee577e76b79cd2b986a9b59222fbf73d7398755af5d18f215', 5254919516041176140, 203),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 5, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}', '35b92534276a3c5b83661fac3f2ef51c42fe252272b7a75c681d72d2f9230ad9', 5254919516041176140, 204),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 6, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}', '66de2de71812f33004862a9b48b0f37483ff99c17f7cf00a5872c6e5253b37be', 5254919516041176140, 205),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 7, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"2"},"seq":7}', 'e57a7759838bc145d4ffc494e5ee41eb561d04e4d71e035395cc03c6c57dc92e', 5254919516041176140, 206),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 8, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":8}', 'b948f03b1f51eb25d73519e22ee8a5e860475848a0438120dbb8b6a42af4b51e', 8388772366873537041, 208),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 9, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"2","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":9}', 'da104465e4fda7cfa6fedd4f1865c8e315b66f789f79f922cdc1b1ef6db93682', 3898566981530264989, 210),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 10, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"delivered":100,"event":"Progressed","item":"1"},"seq":10}', '3570095f358fd824ed345fe76c014dfcec422b6db998b7522ba28c26578277db', 2022255740917363637, 212),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 11, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"item","source":"processing","target":"completed","trigger":"deliver"},"seq":11}', '20af8ca25f986a2ff3c0cfe7d848781c325236035ee9fa4328fa60ad975a7270', 2022255740917363637, 213),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 12, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"event":"RefundRequested","refund":{"amount_minor":120,"available_at":"2026-01-05T10:10:00.123456+00:00","base_minor":120,"covers":[{"id":"1","kind":"item","minor":120,"units":40}],"fee_kept_minor":11,"id":"1","payment":"1","requested_at":"2026-01-05T10:10:00.123456+00:00","to":"original"}},"seq":12}', 'bbcbf26e1255f6ed5bfe5ccc09e90cc9537f7654efbb6cbc98786b93ae3d9f66', 2901363189457999697, 215),
	('d80a0b95e88f3878e6e3b26767138378', 1, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"d80a0b95e88f3878e6e3b26767138378","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50017,"payments":[{"amount_minor":334,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":34,"id":"1","method":"google_pay","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"9be3cdb55870f2a6514629afc8f4cef9"}},"seq":1}', '6460ef1691cf5c066715f36f09aa459d3b684ec471b191d3b497e40c84e9e6d6', 531082041590758330, 217),
	('412da1463cccf922b3f821e448bb7beb', 1, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"412da1463cccf922b3f821e448bb7beb","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50018,"payments":[{"amount_minor":334,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":34,"id":"1","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"4e5e8ac8f3e984abf27ec50a9ec27c12"}},"seq":1}', '624b83ae7c74c4cbbd5bd86b47485c18ed1875f58a282e31d2215a32f205feff', 4793311026049904628, 219),
	('bba49da2ccd590cc4193703057ec61b0', 1, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"bba49da2ccd590cc4193703057ec61b0","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50019,"payments":[{"amount_minor":345,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"abf763aa8a32ba42f338ee767904b787"}},"seq":1}', '2d20e876b6961bb5123266b42f2e08008cb3d5b43868078ccd852e6a455a8a57', 5222244966276934318, 221),
	('ec6476a0813f2cc97dceb1a20729497e', 1, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"ec6476a0813f2cc97dceb1a20729497e","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3},{"id":"2","instance":{"personal":1048581},"quantity":100,"service":"Facebook followers","target":{"personal":1048580},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50020,"payments":[{"amount_minor":655,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":55,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"ba102574788ea09e64ab0a16a3e5ba22"}},"seq":1}', 'cd2d55d739b5dcac96ba24006e880dcfd58fcc06f119926f36002bd169a34309', 9022934088778766451, 223),
	('ec6476a0813f2cc97dceb1a20729497e', 2, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_1af35c548f346304","payment":"1","reference":"pay_1af35c548f346304"},"seq":2}', 'ec11549f80a6017e17f9b15a18d842f894121aefa255b92513153a871c9a952b', 4737809753775736308, 225),
	('ec6476a0813f2cc97dceb1a20729497e', 3, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}', '229ca1731c9eaca05d3e9db12dcf150dc42000bceed9afe504c7ebc764a8b814', 5521000467444369497, 227),
	('ec6476a0813f2cc97dceb1a20729497e', 4, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":655,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}', '63a1e4dec68bcad0a1a4f6f39b4db860db28297b96a50e5d58bb8982479d04eb', 5521000467444369497, 228),
	('ec6476a0813f2cc97dceb1a20729497e', 5, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}', 'daa628a8c25be3bd71d6121f30c45d51f78cb8e6f4c7de98f9ecbc9d1d2730a5', 5521000467444369497, 229),
	('ec6476a0813f2cc97dceb1a20729497e', 6, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}', '1e52cec31c54e713c63a7e1ee985cf7f418c79201c55ad6b5dcf7f9f6d610e2e', 5521000467444369497, 230),
	('ec6476a0813f2cc97dceb1a20729497e', 7, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"2"},"seq":7}', 'fa7dcc9896c735cfaadf714acabf2f83495a8899e0d5d4496c77db6b23b81f36', 5521000467444369497, 231),
	('baa3af5c0df9c6e788f6ab14ade8e09f', 1, '{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"baa3af5c0df9c6e788f6ab14ade8e09f","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3},{"id":"2","instance":{"personal":1048581},"quantity":100,"service":"YouTube views","target":{"personal":1048580},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50021,"payments":[{"amount_minor":642,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":42,"id":"1","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"c830e8e3a50843865d65cf7a442d5274"}},"seq":1}', 'a6048d04ee12555e5515534b8e409a36adea9cd39d600e1a53f20fdb991aca3c', 6400445701950750777, 233);


--
-- Data for Name: tilaus_inbox; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.tilaus_inbox VALUES
	('sandbox-payments', '3fa9239e821bf1ba8154c34444a10e12/1', '3fa9239e821bf1ba8154c34444a10e12', 'done', 5099718824221152617),
	('sandbox-delivery', '3fa9239e821bf1ba8154c34444a10e12/1', '3fa9239e821bf1ba8154c34444a10e12', 'duplicate', 3438749212384364615),
	('sandbox-delivery', '3fa9239e821bf1ba8154c34444a10e12/2', '3fa9239e821bf1ba8154c34444a10e12', 'done', 5318146166396454365),
	('sandbox-delivery', '3fa9239e821bf1ba8154c34444a10e12/3', '3fa9239e821bf1ba8154c34444a10e12', 'duplicate', 8965452977721291233),
	('sandbox-delivery', '3fa9239e821bf1ba8154c34444a10e12/4', '3fa9239e821bf1ba8154c34444a10e12', 'done', 1724308707020979680),
	('sandbox-payments', '125c0dc0f41ae1c74bcb2fce80343d64/1', '125c0dc0f41ae1c74bcb2fce80343d64', 'done', 6258131678328188508),
	('sandbox-delivery', '125c0dc0f41ae1c74bcb2fce80343d64/1', '125c0dc0f41ae1c74bcb2fce80343d64', 'duplicate', 5807387896696101091),
	('sandbox-delivery', '125c0dc0f41ae1c74bcb2fce80343d64/2', '125c0dc0f41ae1c74bcb2fce80343d64', 'done', 7235858175061772916),
	('sandbox-payments', '125c0dc0f41ae1c74bcb2fce80343d64/2', '125c0dc0f41ae1c74bcb2fce80343d64', 'duplicate', 4854880138703204397),
	('sandbox-payments', '89bb425f656cf6c4ad6a1e8e3913f0ae/1', '89bb425f656cf6c4ad6a1e8e3913f0ae', 'done', 4402607113881549304),
	('sandbox-delivery', '89bb425f656cf6c4ad6a1e8e3913f0ae/1', '89bb425f656cf6c4ad6a1e8e3913f0ae', 'duplicate', 4226689943831772976),
	('sandbox-delivery', '89bb425f656cf6c4ad6a1e8e3913f0ae/2', '89bb425f656cf6c4ad6a1e8e3913f0ae', 'done', 5778066195957466662),
	('sandbox-payments', '7d1fffce048bdc6d8b2ad244d20ef83f/1', '7d1fffce048bdc6d8b2ad244d20ef83f', 'done', 5278670818984515004),
	('sandbox-payments', '9acbcb8da70e7aa1895f4d3060d46e24/1', '9acbcb8da70e7aa1895f4d3060d46e24', 'done', 3023535713901729774),
	('sandbox-delivery', '9acbcb8da70e7aa1895f4d3060d46e24/1', '9acbcb8da70e7aa1895f4d3060d46e24', 'duplicate', 3040568645318971702),
	('sandbox-payments', '9acbcb8da70e7aa1895f4d3060d46e24/2', '9acbcb8da70e7aa1895f4d3060d46e24', 'done', 2221411708580935304),
	('sandbox-payments', '9076cb6e8739d2d0730c02361a8b036c/1', '9076cb6e8739d2d0730c02361a8b036c', 'done', 7400287195975071753),
	('sandbox-delivery', '9076cb6e8739d2d0730c02361a8b036c/1', '9076cb6e8739d2d0730c02361a8b036c', 'duplicate', 5607348878904200954),
	('sandbox-delivery', '9076cb6e8739d2d0730c02361a8b036c/2', '9076cb6e8739d2d0730c02361a8b036c', 'done', 2653512895925754077),
	('sandbox-delivery', '9076cb6e8739d2d0730c02361a8b036c/3', '9076cb6e8739d2d0730c02361a8b036c', 'duplicate', 7968580018732234913),
	('sandbox-delivery', '9076cb6e8739d2d0730c02361a8b036c/4', '9076cb6e8739d2d0730c02361a8b036c', 'done', 3326712270861246587),
	('sandbox-payments', '64ee77680400f662e87a2cb800aaac55/1', '64ee77680400f662e87a2cb800aaac55', 'done', 6333468549709798604),
	('sandbox-delivery', '64ee77680400f662e87a2cb800aaac55/1', '64ee77680400f662e87a2cb800aaac55', 'duplicate', 726614768843667371),
	('sandbox-payments', '4e216127425462ed2f975e9c1e08fedd/1', '4e216127425462ed2f975e9c1e08fedd', 'done', 1964075006378342777),
	('sandbox-payments', '10291984628f9a474388bf4f80bc4350/1', '10291984628f9a474388bf4f80bc4350', 'done', 4543378913149811256),
	('sandbox-delivery', '64ee77680400f662e87a2cb800aaac55/2', '64ee77680400f662e87a2cb800aaac55', 'done', 4360511581374346250),
	('sandbox-payments', 'e4505fea4964d66346b4138c4ff7996b/1', 'e4505fea4964d66346b4138c4ff7996b', 'done', 6584727180505548447),
	('sandbox-payments', 'e4505fea4964d66346b4138c4ff7996b/2', 'e4505fea4964d66346b4138c4ff7996b', 'duplicate', 3978977953444762851),
	('sandbox-delivery', 'e4505fea4964d66346b4138c4ff7996b/1', 'e4505fea4964d66346b4138c4ff7996b', 'duplicate', 2553900555006873822),
	('sandbox-payments', '4d46e57991e20918d927b6e142f777e4/1', '4d46e57991e20918d927b6e142f777e4', 'done', 1465233635053669877),
	('sandbox-payments', '4d46e57991e20918d927b6e142f777e4/2', '4d46e57991e20918d927b6e142f777e4', 'duplicate', 8544951068544501166),
	('sandbox-delivery', '4d46e57991e20918d927b6e142f777e4/1', '4d46e57991e20918d927b6e142f777e4', 'duplicate', 3938389322411688168),
	('sandbox-delivery', '4d46e57991e20918d927b6e142f777e4/2', '4d46e57991e20918d927b6e142f777e4', 'done', 6872227601825205470),
	('sandbox-payments', 'dcf1cd6f5c4150001f5bee2391a6d2dc/1', 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'done', 5254919516041176140),
	('sandbox-delivery', 'dcf1cd6f5c4150001f5bee2391a6d2dc/1', 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'duplicate', 6436732405003738729),
	('sandbox-delivery', 'dcf1cd6f5c4150001f5bee2391a6d2dc/2', 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'done', 2022255740917363637),
	('sandbox-delivery', 'dcf1cd6f5c4150001f5bee2391a6d2dc/3', 'dcf1cd6f5c4150001f5bee2391a6d2dc', 'duplicate', 4706999724648937312);


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
	('9076cb6e8739d2d0730c02361a8b036c', '2', 1, 'X posts', 'c0b9e2fd6dd79469cd0f09fb76f1e1a5', 'completed', 'finished', 100, 100, 1, true, 3, 0, 0, 300, NULL, NULL, false),
	('3fa9239e821bf1ba8154c34444a10e12', '1', 0, 'X posts', 'f0ea74b5783131c2ff9f378049426e74', 'completed', 'finished', 100, 100, 1, true, 3, 0, 0, 300, NULL, NULL, false),
	('3fa9239e821bf1ba8154c34444a10e12', '2', 1, 'X posts', '2b98ec22d3ae2c0c357610c6206dc836', 'completed', 'finished', 100, 100, 1, true, 3, 0, 0, 300, NULL, NULL, false),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', '2', 1, 'Instagram likes', '5fa731b18794691ccb3ab73b1c6e83f0', 'processing', 'active', 100, 0, 1, true, 3, 0, 0, 300, NULL, NULL, false),
	('125c0dc0f41ae1c74bcb2fce80343d64', '1', 0, 'Facebook followers', '89dbd9abd700e20aad293ffbc5a3be8f', 'refunded', 'closed', 100, 0, 1, true, 3, 0, 0, 300, NULL, NULL, false),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', '1', 0, 'X posts', '', 'completed', 'finished', 100, 100, 1, true, 3, 0, 0, 300, NULL, NULL, false),
	('51a952aa8c78db4d4cf0369a133f0a8d', '1', 0, 'X posts', '1c1c1855cd173fa59400e72a08521177', 'cancelled', 'failed', 100, 0, 0, false, 3, 0, 0, 300, NULL, NULL, false),
	('7d1fffce048bdc6d8b2ad244d20ef83f', '1', 0, 'X posts', 'e5a72ba15c412392df0ff46c0fbd274a', 'cancelled', 'failed', 100, 0, 0, false, 3, 0, 0, 300, NULL, NULL, false),
	('4e216127425462ed2f975e9c1e08fedd', '1', 0, 'YouTube views', 'a1ca2cc0e3e5ea1d1812dc3363d235b4', 'on_hold', 'waiting', 100, 0, 0, false, 3, 0, 0, 300, NULL, NULL, false),
	('9acbcb8da70e7aa1895f4d3060d46e24', '1', 0, 'Instagram likes', 'b7a9b5e302bb6fd7c3c729571c13bb51', 'processing', 'active', 100, 0, 1, true, 3, 0, 0, 300, NULL, NULL, false),
	('d36787443064e9171fe8f6df70463d2d', '1', 0, 'X posts', 'dbfca38c301a7d640e6e63fc5731e2aa', 'pending', 'initial', 100, 0, 0, false, 3, 0, 0, 300, NULL, NULL, false),
	('10291984628f9a474388bf4f80bc4350', '1', 0, 'YouTube views', 'a1ca2cc0e3e5ea1d1812dc3363d235b4', 'on_hold', 'waiting', 100, 0, 0, false, 3, 0, 0, 300, NULL, NULL, false),
	('9076cb6e8739d2d0730c02361a8b036c', '1', 0, 'Facebook followers', 'f1a5d54bb5d9a48a72fc518d3966a73e', 'cancelled', 'failed', 100, 0, 1, true, 3, 0, 0, 300, '{"asked_at":"2026-01-05T09:10:00.123456+00:00","until":"2026-01-12T09:10:00.123456+00:00"}', NULL, false),
	('64ee77680400f662e87a2cb800aaac55', '1', 0, 'YouTube views', 'a1ca2cc0e3e5ea1d1812dc3363d235b4', 'processing', 'active', 100, 25, 1, true, 3, 0, 0, 300, NULL, NULL, false),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', '1', 0, 'X posts', '33348d5a14a1392fcdb7441ef0462e13', 'completed', 'finished', 100, 100, 1, true, 3, 0, 0, 300, NULL, NULL, false),
	('e4505fea4964d66346b4138c4ff7996b', '1', 0, 'YouTube views', '0d7f62dae70dae4b4f2ff9fd8e5137b8', 'processing', 'active', 100, 0, 1, true, 3, 0, 0, 300, NULL, NULL, false),
	('714cc6c0d0d58e2254165078fd1b0f0a', '1', 0, 'X posts', 'bb66091e64c5091f802b57333a9f22a5', 'pending', 'initial', 100, 0, 0, false, 3, 0, 0, 300, NULL, NULL, false),
	('e95d8f5d090eb9411ef2110585f87e8a', '1', 0, 'X posts', 'cbc2d6c8f87d27ec1ffee4a2f50710ce', 'pending', 'initial', 100, 0, 0, false, 3, 0, 0, 300, NULL, NULL, false),
	('d80a0b95e88f3878e6e3b26767138378', '1', 0, 'X posts', 'a9507c632dfcad25f7a98944f6966613', 'pending', 'initial', 100, 0, 0, false, 3, 0, 0, 300, NULL, NULL, false),
	('4d46e57991e20918d927b6e142f777e4', '1', 0, 'Facebook followers', '3c512ff3a112ae7bea09351dcb31903a', 'cancelled', 'failed', 100, 0, 1, true, 3, 0, 0, 300, NULL, NULL, false),
	('412da1463cccf922b3f821e448bb7beb', '1', 0, 'X posts', 'c28713f7c8fe25c027187e8fb750c2d5', 'pending', 'initial', 100, 0, 0, false, 3, 0, 0, 300, NULL, NULL, false),
	('bba49da2ccd590cc4193703057ec61b0', '1', 0, 'X posts', '0dd4fd609d63a9e444c44345363041ec', 'pending', 'initial', 100, 0, 0, false, 3, 0, 0, 300, NULL, NULL, false),
	('ec6476a0813f2cc97dceb1a20729497e', '1', 0, 'X posts', '31ab5beea8f876663755b07f6cb99a34', 'pending', 'initial', 100, 0, 1, true, 3, 0, 0, 300, NULL, NULL, false),
	('ec6476a0813f2cc97dceb1a20729497e', '2', 1, 'Facebook followers', '65fc2fb3313c53e99d1ef61b4043e12d', 'pending', 'initial', 100, 0, 1, true, 3, 0, 0, 300, NULL, NULL, false),
	('baa3af5c0df9c6e788f6ab14ade8e09f', '1', 0, 'X posts', 'bfdaea17384373457cc46a2741cfe09d', 'pending', 'initial', 100, 0, 0, false, 3, 0, 0, 300, NULL, NULL, false),
	('baa3af5c0df9c6e788f6ab14ade8e09f', '2', 1, 'YouTube views', 'a1ca2cc0e3e5ea1d1812dc3363d235b4', 'pending', 'initial', 100, 0, 0, false, 3, 0, 0, 300, NULL, NULL, false);


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
	('concern:parked', '7d1fffce048bdc6d8b2ad244d20ef83f'),
	('92c66cbc675ef108a79d6954adc8881e', '9acbcb8da70e7aa1895f4d3060d46e24'),
	('e416cfbf6843ce4170dcedb4679a1ec0', '9acbcb8da70e7aa1895f4d3060d46e24'),
	('concern:disputed', '9acbcb8da70e7aa1895f4d3060d46e24'),
	('92c66cbc675ef108a79d6954adc8881e', 'd36787443064e9171fe8f6df70463d2d'),
	('93d1ce9c1937680bd0a5069c892e438b', 'd36787443064e9171fe8f6df70463d2d'),
	('concern:parked', 'd36787443064e9171fe8f6df70463d2d'),
	('0e9a8dadba366a885bc7287abada586a', '9076cb6e8739d2d0730c02361a8b036c'),
	('4afe2fc3a4c69dbb7b8634232bfe6942', '9076cb6e8739d2d0730c02361a8b036c'),
	('cdd37f1aa1c2d2aea95c538cfa690b21', '9076cb6e8739d2d0730c02361a8b036c'),
	('concern:question-open', '9076cb6e8739d2d0730c02361a8b036c'),
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
	(1, '0001_orders_journal_books.sql', 'f8a140f708c04e38d2079c7930c0d3331ba055d8ae7c3a5ef4b08f393e73d149', '2026-11-23 23:30:09.530929-03:30'),
	(2, '0002_read.sql', 'ee36c02e619607ca16ee5b7f8d365dce24d75245e6f9beb1f63c698527d46c03', '2026-11-23 23:30:09.532411-03:30'),
	(3, '0003_commit.sql', 'b126b2d7c18ab9d4ba67b947379fcc4a706fdfa3fab449a9a526b83cd6cbe6e4', '2026-11-23 23:30:09.534989-03:30'),
	(4, '0004_claim.sql', 'b5ca3f269dbe4e1168b4587986e2335e219fe18c77efcaec7716f7b48021a4a2', '2026-11-23 23:30:09.536022-03:30'),
	(5, '0005_fees_and_silence.sql', 'd267a222361d41acb6bcc12d40683793ca96320000a7d8a6da742b424eb23c8b', '2026-11-23 23:30:09.53703-03:30'),
	(6, '0006_feed.sql', 'b063ca5a166d97a37b92fa3d585d2fb15ed292665f38d42c4b5de8fc9c3dcd31', '2026-11-23 23:30:09.541149-03:30'),
	(7, '0007_awaited.sql', 'd0a20773adeaaaa8262ca1b7237e634a32a2287223b2283e4b5ade61e47e03a8', '2026-11-23 23:30:09.542281-03:30'),
	(8, '0008_shelf.sql', '8091fab4ecf67e7ae9a8ae52c77e7889b0fab17f798bafb2538603243b9c995e', '2026-11-23 23:30:09.544121-03:30'),
	(9, '0009_attention.sql', '05b6ee49f093da1d6655c16298eaaf1acf283537290dcd9a07d405befcc94cf5', '2026-11-23 23:30:09.549528-03:30');


--
-- Data for Name: tilaus_orders; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.tilaus_orders VALUES
	('3fa9239e821bf1ba8154c34444a10e12', 50001, 14, 'completed', 'finished', '', '', 'EUR', 2, 'member-1', 'fi', 'a19794809d43327665d9a61bbce452a7', 'shipped/1/8b358c376a79c599', false, '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30', NULL, NULL, NULL, NULL, NULL, 7),
	('125c0dc0f41ae1c74bcb2fce80343d64', 50002, 15, 'refunded', 'closed', '', '', 'EUR', 2, '', 'en', '571e4bc176bb13a66cc1390c09a3f774', 'shipped/1/8b358c376a79c599', false, '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30', NULL, NULL, NULL, NULL, NULL, 11),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', 50003, 11, 'completed', 'finished', '', '', 'EUR', 2, '', 'en', '', 'shipped/1/8b358c376a79c599', true, '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30', NULL, NULL, NULL, NULL, NULL, 6),
	('51a952aa8c78db4d4cf0369a133f0a8d', 50004, 5, 'cancelled', 'failed', '', '', 'EUR', 2, 'member-1', 'fi', 'f217e7d00a1fe1548759a56952c4da87', 'shipped/1/8b358c376a79c599', false, '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30', NULL, NULL, NULL, NULL, NULL, 5),
	('7d1fffce048bdc6d8b2ad244d20ef83f', 50005, 8, 'cancelled', 'failed', '', '', 'EUR', 2, 'member-1', 'fi', 'f2d44ff4cd6c61629bcb9d0a025ab5da', 'shipped/1/8b358c376a79c599', false, '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30', NULL, NULL, NULL, NULL, NULL, 6),
	('9acbcb8da70e7aa1895f4d3060d46e24', 50006, 9, 'on_hold', 'held', 'processing', 'dispute', 'EUR', 2, 'member-1', 'fi', '2a8c9b2938f4346119fee6105b99ad3f', 'shipped/1/8b358c376a79c599', false, '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30', NULL, NULL, NULL, NULL, NULL, 7),
	('d36787443064e9171fe8f6df70463d2d', 50007, 2, 'pending', 'initial', '', '', 'EUR', 2, 'member-1', 'fi', '20b8d490de675140698b51d8883fc9cb', 'shipped/1/8b358c376a79c599', false, '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30', NULL, NULL, NULL, NULL, 17),
	('9076cb6e8739d2d0730c02361a8b036c', 50008, 13, 'processing', 'active', '', '', 'EUR', 2, '', 'en', '47bf8d28ae23c6a5e2f0a85af2b63d63', 'shipped/1/8b358c376a79c599', false, '2026-01-05 05:40:00.123456-03:30', '2026-01-06 05:40:00.123456-03:30', '2026-01-12 05:40:00.123456-03:30', NULL, NULL, NULL, NULL, 8),
	('4e216127425462ed2f975e9c1e08fedd', 50010, 6, 'processing', 'active', '', '', 'EUR', 2, '', 'en', 'e359bf88908f41894484b4ec7989e0b2', 'shipped/1/8b358c376a79c599', false, '2026-01-05 05:40:00.123456-03:30', '2026-01-06 05:40:00.123456-03:30', NULL, NULL, NULL, NULL, NULL, 5),
	('10291984628f9a474388bf4f80bc4350', 50011, 6, 'processing', 'active', '', '', 'EUR', 2, 'member-1', 'fi', '34bad2ef2cfef1e18b061273eb458bc0', 'shipped/1/8b358c376a79c599', false, '2026-01-05 05:40:00.123456-03:30', '2026-01-06 05:40:00.123456-03:30', NULL, NULL, NULL, NULL, NULL, 5),
	('64ee77680400f662e87a2cb800aaac55', 50009, 8, 'processing', 'active', '', '', 'EUR', 2, 'member-1', 'fi', '25bf1c6a39cd31552166fc50aa73dfd5', 'shipped/1/8b358c376a79c599', false, '2026-01-05 05:40:00.123456-03:30', '2026-01-06 05:40:00.123456-03:30', NULL, NULL, NULL, NULL, NULL, 6),
	('714cc6c0d0d58e2254165078fd1b0f0a', 50013, 2, 'pending', 'initial', '', '', 'EUR', 2, 'member-1', 'fi', '1b9e67788e1fccdf721d199a592f512d', 'shipped/1/8b358c376a79c599', false, '2026-01-05 06:40:00.123456-03:30', '2026-01-12 06:40:00.123456-03:30', '2026-01-12 06:40:00.123456-03:30', NULL, NULL, NULL, NULL, 3),
	('e4505fea4964d66346b4138c4ff7996b', 50012, 11, 'processing', 'active', '', '', 'EUR', 2, 'member-1', 'fi', '7225da4c426003e79829c791bc791207', 'shipped/1/8b358c376a79c599', false, '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', NULL, NULL, NULL, NULL, NULL, 7),
	('e95d8f5d090eb9411ef2110585f87e8a', 50014, 2, 'pending', 'initial', '', '', 'EUR', 2, 'member-1', 'fi', '135ed822d03842ee094359744802e8fa', 'shipped/1/8b358c376a79c599', false, '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', NULL, NULL, NULL, NULL, 3),
	('4d46e57991e20918d927b6e142f777e4', 50015, 14, 'processing', 'active', '', '', 'EUR', 2, 'member-1', 'fi', '4dcb2efcaaf3247cbab3054678694bfe', 'shipped/1/8b358c376a79c599', false, '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', NULL, NULL, NULL, NULL, NULL, 10),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 50016, 12, 'processing', 'active', '', '', 'EUR', 2, 'member-1', 'fi', '0c683a9e96417763062aac39a414747e', 'shipped/1/8b358c376a79c599', false, '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', NULL, 100, '2026-01-05 06:40:00.821456-03:30', 'sandbox', NULL, 8),
	('d80a0b95e88f3878e6e3b26767138378', 50017, 1, 'pending', 'initial', '', '', 'EUR', 2, 'member-1', 'fi', '9be3cdb55870f2a6514629afc8f4cef9', 'shipped/1/8b358c376a79c599', false, '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', 103, '2026-01-05 06:40:01.055956-03:30', 'sandbox', NULL, 2),
	('412da1463cccf922b3f821e448bb7beb', 50018, 1, 'pending', 'initial', '', '', 'EUR', 2, '', 'en', '4e5e8ac8f3e984abf27ec50a9ec27c12', 'shipped/1/8b358c376a79c599', false, '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', 104, '2026-01-05 06:40:00.123456-03:30', 'notification', '2026-01-05 06:41:00.123456-03:30', 1),
	('bba49da2ccd590cc4193703057ec61b0', 50019, 1, 'pending', 'initial', '', '', 'EUR', 2, '', 'en', 'abf763aa8a32ba42f338ee767904b787', 'shipped/1/8b358c376a79c599', false, '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', 106, '2026-01-05 06:40:00.123456-03:30', 'notification', '2026-01-05 06:41:00.123456-03:30', 1),
	('ec6476a0813f2cc97dceb1a20729497e', 50020, 7, 'processing', 'active', '', '', 'EUR', 2, 'member-1', 'fi', 'ba102574788ea09e64ab0a16a3e5ba22', 'shipped/1/8b358c376a79c599', false, '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', NULL, 111, '2026-01-05 06:40:00.123456-03:30', 'notification', NULL, 3),
	('baa3af5c0df9c6e788f6ab14ade8e09f', 50021, 1, 'pending', 'initial', '', '', 'EUR', 2, '', 'en', 'c830e8e3a50843865d65cf7a442d5274', 'shipped/1/8b358c376a79c599', false, '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', 114, '2026-01-05 06:40:00.123456-03:30', 'notification', NULL, 0);


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
	('3fa9239e821bf1ba8154c34444a10e12', '1', 0, 'paypal', 'sandbox', 'captured', 'finished', 655, 55, 655, true, 'pay_22fdd039fb597d4c', 'https://pay.sandbox.example/pay_22fdd039fb597d4c', '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30', 0),
	('125c0dc0f41ae1c74bcb2fce80343d64', '1', 0, 'paypal', 'sandbox', 'captured', 'finished', 345, 45, 345, true, 'pay_ff4b91f82ca6d88f', 'https://pay.sandbox.example/pay_ff4b91f82ca6d88f', '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30', 0),
	('89bb425f656cf6c4ad6a1e8e3913f0ae', '1', 0, 'paypal', 'sandbox', 'captured', 'finished', 345, 45, 345, true, 'pay_8257dcc9d6cf996e', 'https://pay.sandbox.example/pay_8257dcc9d6cf996e', '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30', 0),
	('51a952aa8c78db4d4cf0369a133f0a8d', '1', 0, 'card', 'sandbox', 'voided', 'failed', 334, 34, 0, false, 'pay_f6b9fc3191e7c3f3', 'https://pay.sandbox.example/pay_f6b9fc3191e7c3f3', '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30', 0),
	('7d1fffce048bdc6d8b2ad244d20ef83f', '1', 0, 'paypal', 'sandbox', 'captured', 'finished', 345, 45, 345, false, 'pay_3f9dd3243a9b1bbc', 'https://pay.sandbox.example/pay_3f9dd3243a9b1bbc', '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30', 0),
	('9acbcb8da70e7aa1895f4d3060d46e24', '1', 0, 'paypal', 'sandbox', 'disputed', 'held', 345, 45, 345, true, 'pay_898a3711803f3371', 'https://pay.sandbox.example/pay_898a3711803f3371', '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30', 0),
	('d36787443064e9171fe8f6df70463d2d', '1', 0, 'google_pay', 'sandbox', 'created', 'initial', 334, 34, 0, false, '', '', '2026-01-05 05:30:00.123456-03:30', '2026-01-06 05:30:00.123456-03:30', 0),
	('9076cb6e8739d2d0730c02361a8b036c', '1', 0, 'paypal', 'sandbox', 'captured', 'finished', 655, 55, 655, true, 'pay_e227010bc22a9bb5', 'https://pay.sandbox.example/pay_e227010bc22a9bb5', '2026-01-05 05:40:00.123456-03:30', '2026-01-06 05:40:00.123456-03:30', 0),
	('64ee77680400f662e87a2cb800aaac55', '1', 0, 'paypal', 'sandbox', 'captured', 'finished', 345, 45, 345, true, 'pay_95d93b8caf2c11aa', 'https://pay.sandbox.example/pay_95d93b8caf2c11aa', '2026-01-05 05:40:00.123456-03:30', '2026-01-06 05:40:00.123456-03:30', 0),
	('4e216127425462ed2f975e9c1e08fedd', '1', 0, 'paypal', 'sandbox', 'captured', 'finished', 345, 45, 345, true, 'pay_91453a97012fc670', 'https://pay.sandbox.example/pay_91453a97012fc670', '2026-01-05 05:40:00.123456-03:30', '2026-01-06 05:40:00.123456-03:30', 0),
	('10291984628f9a474388bf4f80bc4350', '1', 0, 'paypal', 'sandbox', 'captured', 'finished', 345, 45, 345, true, 'pay_86d6319eb8026348', 'https://pay.sandbox.example/pay_86d6319eb8026348', '2026-01-05 05:40:00.123456-03:30', '2026-01-06 05:40:00.123456-03:30', 0),
	('e4505fea4964d66346b4138c4ff7996b', '1', 0, 'wallet', 'wallet', 'captured', 'finished', 100, 0, 100, true, 'e4505fea4964d66346b4138c4ff7996b/wallet/1/spend', '', '2026-01-05 06:40:00.123456-03:30', '2026-01-05 07:40:00.123456-03:30', 0),
	('e4505fea4964d66346b4138c4ff7996b', '2', 1, 'card', 'sandbox', 'captured', 'finished', 231, 31, 231, true, 'pay_dbb43775018b12de', 'https://pay.sandbox.example/pay_dbb43775018b12de', '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', 0),
	('714cc6c0d0d58e2254165078fd1b0f0a', '1', 0, 'bank_transfer', 'banktransfer', 'created', 'initial', 300, 0, 0, false, 'RF8750013', '', '2026-01-05 06:40:00.123456-03:30', '2026-01-12 06:40:00.123456-03:30', 0),
	('e95d8f5d090eb9411ef2110585f87e8a', '1', 0, 'card', 'sandbox', 'created', 'initial', 334, 34, 0, false, 'pay_019c76ef0eb40845', 'https://pay.sandbox.example/pay_019c76ef0eb40845', '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', 0),
	('4d46e57991e20918d927b6e142f777e4', '1', 0, 'card', 'sandbox', 'captured', 'finished', 334, 34, 334, true, 'pay_0764f34def279e5e', 'https://pay.sandbox.example/pay_0764f34def279e5e', '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', 0),
	('dcf1cd6f5c4150001f5bee2391a6d2dc', '1', 0, 'paypal', 'sandbox', 'captured', 'finished', 655, 55, 655, true, 'pay_9fc410b8bf7684f5', 'https://pay.sandbox.example/pay_9fc410b8bf7684f5', '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', 0),
	('d80a0b95e88f3878e6e3b26767138378', '1', 0, 'google_pay', 'sandbox', 'created', 'initial', 334, 34, 0, false, '', '', '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', 0),
	('412da1463cccf922b3f821e448bb7beb', '1', 0, 'card', 'sandbox', 'created', 'initial', 334, 34, 0, false, '', '', '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', 0),
	('bba49da2ccd590cc4193703057ec61b0', '1', 0, 'paypal', 'sandbox', 'created', 'initial', 345, 45, 0, false, '', '', '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', 0),
	('ec6476a0813f2cc97dceb1a20729497e', '1', 0, 'paypal', 'sandbox', 'captured', 'finished', 655, 55, 655, true, 'pay_1af35c548f346304', 'https://pay.sandbox.example/pay_1af35c548f346304', '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', 0),
	('baa3af5c0df9c6e788f6ab14ade8e09f', '1', 0, 'card', 'sandbox', 'created', 'initial', 642, 42, 0, false, '', '', '2026-01-05 06:40:00.123456-03:30', '2026-01-06 06:40:00.123456-03:30', 0);


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
-- Data for Name: tilaus_subscribers; Type: TABLE DATA; Schema: public; Owner: -
--



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
	('d36787443064e9171fe8f6df70463d2d', 'effect', '44', '{"outcome":"too many requests"}'),
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
	('dcf1cd6f5c4150001f5bee2391a6d2dc', 'effect', '100', '{"outcome":"TimeoutError: no answer to dcf1cd6f5c4150001f5bee2391a6d2dc/refund/1/1"}'),
	('d80a0b95e88f3878e6e3b26767138378', 'event', '1', '["member@example.org","A Member","https://shop.example/not-opened","X posts|shop.example/not-opened"]'),
	('d80a0b95e88f3878e6e3b26767138378', 'order', '', '{"email":"member@example.org","name":"A Member"}'),
	('d80a0b95e88f3878e6e3b26767138378', 'order', 'items/1', '{"instance":"X posts|shop.example/not-opened","target":"https://shop.example/not-opened"}'),
	('d80a0b95e88f3878e6e3b26767138378', 'effect', '103', '{"outcome":"TimeoutError: no answer"}'),
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

SELECT pg_catalog.setval('public.tilaus_effects_seq_seq', 115, true);


--
-- Name: tilaus_entries_seq_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.tilaus_entries_seq_seq', 17, true);


--
-- Name: tilaus_event_positions; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.tilaus_event_positions', 233, true);


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
-- Name: tilaus_docs tilaus_docs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_docs
    ADD CONSTRAINT tilaus_docs_pkey PRIMARY KEY (kind, id);


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
-- Name: tilaus_subscribers tilaus_subscribers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_subscribers
    ADD CONSTRAINT tilaus_subscribers_pkey PRIMARY KEY (name);


--
-- Name: tilaus_texts tilaus_texts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tilaus_texts
    ADD CONSTRAINT tilaus_texts_pkey PRIMARY KEY (order_id, place, part);


--
-- Name: tilaus_docs_by_end; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_docs_by_end ON public.tilaus_docs USING btree (expires_at) WHERE (expires_at IS NOT NULL);


--
-- Name: tilaus_effects_by_order; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_effects_by_order ON public.tilaus_effects USING btree (order_id, seq);


--
-- Name: tilaus_effects_hanging; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_effects_hanging ON public.tilaus_effects USING btree (state, order_id) WHERE (state = ANY (ARRAY['unknown'::text, 'dead'::text]));


--
-- Name: tilaus_effects_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_effects_open ON public.tilaus_effects USING btree (order_id, is_message, seq) WHERE (state = ANY (ARRAY['ready'::text, 'unknown'::text, 'dead'::text]));


--
-- Name: tilaus_entries_by_order; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_entries_by_order ON public.tilaus_entries USING btree (order_id, seq);


--
-- Name: tilaus_events_feed; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX tilaus_events_feed ON public.tilaus_events USING btree ("position");


--
-- Name: tilaus_items_by_status; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_items_by_status ON public.tilaus_items USING btree (status);


--
-- Name: tilaus_lines_by_account; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_lines_by_account ON public.tilaus_lines USING btree (account, entry);


--
-- Name: tilaus_orders_by_day; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_orders_by_day ON public.tilaus_orders USING btree (placed_at);


--
-- Name: tilaus_orders_by_status; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_orders_by_status ON public.tilaus_orders USING btree (status, number);


--
-- Name: tilaus_orders_by_token; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_orders_by_token ON public.tilaus_orders USING btree (token) WHERE (token <> ''::text);


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
-- Name: tilaus_payments_by_status; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_payments_by_status ON public.tilaus_payments USING btree (status);


--
-- Name: tilaus_queue_by_instance; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_queue_by_instance ON public.tilaus_queue USING btree (instance, seq);


--
-- Name: tilaus_refunds_by_day; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_refunds_by_day ON public.tilaus_refunds USING btree (requested_at);


--
-- Name: tilaus_refunds_by_reference; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_refunds_by_reference ON public.tilaus_refunds USING btree (reference) WHERE (reference <> ''::text);


--
-- Name: tilaus_refunds_by_status; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tilaus_refunds_by_status ON public.tilaus_refunds USING btree (status);


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

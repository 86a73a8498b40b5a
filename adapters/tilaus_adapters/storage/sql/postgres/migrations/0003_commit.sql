-- A change is one call, and so one round trip and one transaction. Whatever runs at once takes its
-- locks in one order: instances, rows of orders, keys of the inbox, accounts; each sorted.

-- Why a change may not be written, or null. What says `done` was written before, by the same commit
-- whose answer was lost on the way: so a change may be sent again.
CREATE FUNCTION tilaus_hindrance(change jsonb, was tilaus_orders) RETURNS text LANGUAGE plpgsql AS $$
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

-- Lock instances, whether or not somebody has them: one by one, sorted, so that nobody waits in a
-- ring. A row that goes away while it is waited for is made anew.
CREATE FUNCTION tilaus_lock_instances(names text[]) RETURNS void LANGUAGE plpgsql AS $$
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

-- Move items between instances and their queues, as tilaus.instances tells; the instances are
-- locked. Returns the items whose turn has come, or the item whose instance another item has.
CREATE FUNCTION tilaus_seat(
    own text, the_moves jsonb, OUT turns jsonb, OUT taken text, OUT is_written boolean
) LANGUAGE plpgsql AS $$
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

-- The effect whose turn it is. Calls and messages are two lanes; of their heads, the one that is
-- due first. A dead call blocks the calls only.
CREATE FUNCTION tilaus_head(the_order text, OUT head bigint, OUT due_at timestamptz, OUT via text)
LANGUAGE sql STABLE AS $$
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

-- Append events, and return the hash of the last one.
CREATE FUNCTION tilaus_append_events(own text, base bigint, the_nonce bigint, events jsonb)
RETURNS text LANGUAGE plpgsql AS $$
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

-- Write the parts of an order that changed, each as it is now.
CREATE FUNCTION tilaus_put_parts(own text, change jsonb) RETURNS void LANGUAGE plpgsql AS $$
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

-- Write personal texts: first what is erased, then what is gone, then what is new.
CREATE FUNCTION tilaus_put_texts(own text, change jsonb) RETURNS void LANGUAGE plpgsql AS $$
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

-- Book entries, and last of all add to the accounts, sorted. The accounts of one order are touched
-- by one at a time; those that all orders share have slots. A known key is an error here.
CREATE FUNCTION tilaus_book(entries jsonb) RETURNS void LANGUAGE plpgsql AS $$
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

-- Raise what a commit found after it had begun to write: all of it is undone.
CREATE FUNCTION tilaus_undo(why text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'TL001', MESSAGE = why;
END $$;

-- Write a change whole and say the hash of its last event, or say why not, as JSON: see tilaus.ports.storage.OrderStore.commit.
CREATE FUNCTION tilaus_commit(change jsonb) RETURNS text LANGUAGE plpgsql AS $$
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

-- Book one entry once; see tilaus.ports.storage.Books.post.
CREATE FUNCTION tilaus_post(entry jsonb, owed text) RETURNS boolean LANGUAGE plpgsql AS $$
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

-- The next order number: a sequence, because a row would make every order wait for the one before.
CREATE FUNCTION tilaus_next_number(first bigint) RETURNS bigint LANGUAGE plpgsql AS $$
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

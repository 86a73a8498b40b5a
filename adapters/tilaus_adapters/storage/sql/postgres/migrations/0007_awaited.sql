-- Who has an instance is told when somebody else waits for it: an effect in the holder's lane,
-- written in the transaction in which the other one began to wait, or in which it changed hands.

-- Which instances of a change's moves somebody else waits for since, with their holders; all of
-- them are locked. See tilaus.instances.awaits.
CREATE FUNCTION tilaus_awaited(change jsonb, turns jsonb) RETURNS tilaus_instances[]
LANGUAGE plpgsql AS $$
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
END $$;

-- Write a change whole and say the hash of its last event, or say why not, as JSON: see tilaus.ports.storage.OrderStore.commit.
CREATE OR REPLACE FUNCTION tilaus_commit(change jsonb) RETURNS text LANGUAGE plpgsql AS $$
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

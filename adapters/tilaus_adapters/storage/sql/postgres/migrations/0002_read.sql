-- What is read of an order, each in one statement and so in one consistent view. The answers are
-- JSON with times in UTC, whatever the zone of the session is.

CREATE FUNCTION tilaus_moment(moment timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')
$$;

CREATE FUNCTION tilaus_parts(the_order text) RETURNS json LANGUAGE sql STABLE AS $$
    SELECT json_build_object(
        'items', (SELECT json_agg(p ORDER BY position) FROM tilaus_items p WHERE order_id = the_order),
        'charges', (SELECT json_agg(p ORDER BY position) FROM tilaus_charges p WHERE order_id = the_order),
        'payments', (SELECT json_agg(p ORDER BY position) FROM tilaus_payments p WHERE order_id = the_order),
        'refunds', (SELECT json_agg(p ORDER BY position) FROM tilaus_refunds p WHERE order_id = the_order),
        'parked', (SELECT json_agg(p ORDER BY position) FROM tilaus_parked p WHERE order_id = the_order)
    )
$$;

CREATE FUNCTION tilaus_texts_of(the_order text, the_place text) RETURNS json
LANGUAGE sql STABLE AS $$
    SELECT json_object_agg(part, document::json)
    FROM tilaus_texts WHERE order_id = the_order AND place = the_place
$$;

-- An order by its id or, where that is null, by its number, with all that a command is decided on.
-- Whoever knows the order as it was after its last event, by that event's hash, is told no parts.
CREATE FUNCTION tilaus_load(
    the_id text, the_number bigint, the_source text, the_request text, the_known text
) RETURNS text LANGUAGE plpgsql STABLE SET timezone = 'UTC' AS $$
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

CREATE FUNCTION tilaus_history(the_order text) RETURNS text LANGUAGE sql STABLE AS $$
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

-- Orders by number downwards; without a mark and a number all of them, without a status any.
CREATE FUNCTION tilaus_search(
    the_status text, the_mark text, the_number bigint, before bigint, most bigint
) RETURNS SETOF text LANGUAGE plpgsql STABLE SET timezone = 'UTC' AS $$
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
END $$;

CREATE FUNCTION tilaus_balance(the_account text) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT coalesce(sum(balance), 0)::bigint FROM tilaus_accounts WHERE account = the_account
$$;

CREATE FUNCTION tilaus_next_due(the_now timestamptz) RETURNS text
LANGUAGE plpgsql STABLE AS $$
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

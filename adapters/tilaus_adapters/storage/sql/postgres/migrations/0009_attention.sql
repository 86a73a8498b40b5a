-- Whether staff were told that the server of an item is silent. What was told before this step is
-- read from the history: the last word about news of an item is that none came, and the work on it
-- has not ended since.
ALTER TABLE tilaus_items ADD COLUMN is_silent boolean NOT NULL DEFAULT false;

UPDATE tilaus_items AS item SET is_silent = true
WHERE handed_over AND kind IN ('initial', 'active') AND silent_at IS NULL AND (
    SELECT event ->> 'event' = 'Awaited' AND event ->> 'until' IS NULL
    FROM (
        SELECT seq, document::json -> 'event' AS event FROM tilaus_events
        WHERE order_id = item.order_id
    ) AS told
    WHERE event ->> 'event' = 'Awaited' AND event ->> 'item' = item.id
        OR event ->> 'event' = 'Moved' AND event ->> 'machine' = 'item'
            AND event ->> 'about' = item.id
            AND event ->> 'kind' IN ('waiting', 'finished', 'failed', 'closed')
    ORDER BY seq DESC LIMIT 1
);

-- Write the parts of an order that changed, each as it is now.
CREATE OR REPLACE FUNCTION tilaus_put_parts(own text, change jsonb) RETURNS void LANGUAGE plpgsql AS $$
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

-- An order is found by what a provider calls its payments and refunds, and by its tracking link.
CREATE INDEX tilaus_refunds_by_reference ON tilaus_refunds (reference) WHERE reference <> '';
CREATE INDEX tilaus_orders_by_token ON tilaus_orders (token) WHERE token <> '';

-- Orders that need a person have marks too, 'concern:' and the code: see tilaus.attention. A mark
-- of a text is a fingerprint, 32 digits and letters; so no text that a customer writes makes one.
INSERT INTO tilaus_marks (mark, order_id)
SELECT 'concern:disputed', order_id FROM tilaus_payments WHERE kind = 'held'
UNION
SELECT 'concern:parked', order_id FROM tilaus_parked
UNION
SELECT 'concern:question-open', order_id FROM tilaus_items WHERE question IS NOT NULL
UNION
SELECT 'concern:server-silent', order_id FROM tilaus_items WHERE is_silent
UNION
SELECT 'concern:item-cancelled', item.order_id
FROM tilaus_items AS item JOIN tilaus_orders AS placed ON placed.id = item.order_id
WHERE item.kind = 'failed' AND item.question IS NULL
    AND placed.kind NOT IN ('finished', 'failed', 'closed')
    AND 2 * item.total_minor::numeric * (item.quantity - item.delivered) >= item.quantity
    AND NOT EXISTS (
        SELECT FROM tilaus_refunds AS sent, json_array_elements(sent.covers::json) AS part
        WHERE sent.order_id = item.order_id
            AND part ->> 'kind' = 'item' AND part ->> 'id' = item.id
    )
UNION
SELECT 'concern:refund-failed', lost.order_id FROM tilaus_refunds AS lost
WHERE lost.kind = 'failed' AND CASE WHEN lost.is_surplus THEN
    NOT EXISTS (
        SELECT FROM tilaus_refunds AS other
        WHERE other.order_id = lost.order_id AND other.id <> lost.id AND other.is_surplus
            AND other.payment = lost.payment
            AND other.kind IN ('initial', 'waiting', 'active', 'held', 'finished')
    )
ELSE
    EXISTS (
        SELECT FROM json_array_elements(lost.covers::json) AS part
        WHERE NOT EXISTS (
            SELECT FROM tilaus_refunds AS other, json_array_elements(other.covers::json) AS again
            WHERE other.order_id = lost.order_id AND other.id <> lost.id
                AND other.kind IN ('initial', 'waiting', 'active', 'held', 'finished')
                AND again ->> 'kind' = part ->> 'kind' AND again ->> 'id' = part ->> 'id'
        )
    )
END
ON CONFLICT DO NOTHING;

CREATE INDEX tilaus_effects_hanging ON tilaus_effects (state, order_id)
    WHERE state IN ('unknown', 'dead');

-- How many of what there are.
CREATE INDEX tilaus_payments_by_status ON tilaus_payments (status);
CREATE INDEX tilaus_refunds_by_status ON tilaus_refunds (status);
CREATE INDEX tilaus_orders_by_day ON tilaus_orders (placed_at);
CREATE INDEX tilaus_refunds_by_day ON tilaus_refunds (requested_at);

-- Orders by number downwards, in any status where that is empty; where a text is looked for, those
-- that it names by their number, by a mark, a provider's reference or their link; and of those that
-- need a person only where the codes of concerns, from the first to the last, are not null.
CREATE FUNCTION tilaus_search(
    the_status text, the_mark text, the_number bigint, the_text text,
    first_concern text, last_concern text, the_states text[], before bigint, most bigint
) RETURNS SETOF text LANGUAGE plpgsql STABLE SET timezone = 'UTC' AS $$
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
END $$;

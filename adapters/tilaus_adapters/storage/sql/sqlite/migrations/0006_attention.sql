-- Whether staff were told that the server of an item is silent. What was told before this step is
-- read from the history: the last word about news of an item is that none came, and the work on it
-- has not ended since.
ALTER TABLE tilaus_items ADD COLUMN is_silent INTEGER NOT NULL DEFAULT 0
    CHECK (is_silent IN (0, 1));

UPDATE tilaus_items AS item SET is_silent = 1
WHERE handed_over = 1 AND kind IN ('initial', 'active') AND silent_at IS NULL AND (
    SELECT json_extract(document, '$.event.event') = 'Awaited' AND json_extract(document, '$.event.until') IS NULL
    FROM tilaus_events
    WHERE order_id = item.order_id
        AND (
            json_extract(document, '$.event.event') = 'Awaited' AND json_extract(document, '$.event.item') = item.id
            OR json_extract(document, '$.event.event') = 'Moved' AND json_extract(document, '$.event.machine') = 'item'
                AND json_extract(document, '$.event.about') = item.id
                AND json_extract(document, '$.event.kind') IN ('waiting', 'finished', 'failed', 'closed')
        )
    ORDER BY seq DESC LIMIT 1
);

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
SELECT 'concern:server-silent', order_id FROM tilaus_items WHERE is_silent = 1
UNION
SELECT 'concern:item-cancelled', item.order_id
FROM tilaus_items AS item JOIN tilaus_orders AS placed ON placed.id = item.order_id
WHERE item.kind = 'failed' AND item.question IS NULL
    AND placed.kind NOT IN ('finished', 'failed', 'closed')
    AND 2.0 * item.total_minor * (item.quantity - item.delivered) >= item.quantity
    AND NOT EXISTS (
        SELECT 1 FROM tilaus_refunds AS sent, json_each(sent.covers) AS part
        WHERE sent.order_id = item.order_id
            AND json_extract(part.value, '$.kind') = 'item' AND json_extract(part.value, '$.id') = item.id
    )
UNION
SELECT 'concern:refund-failed', lost.order_id FROM tilaus_refunds AS lost
WHERE lost.kind = 'failed' AND CASE WHEN lost.is_surplus = 1 THEN
    NOT EXISTS (
        SELECT 1 FROM tilaus_refunds AS other
        WHERE other.order_id = lost.order_id AND other.id <> lost.id AND other.is_surplus = 1
            AND other.payment = lost.payment
            AND other.kind IN ('initial', 'waiting', 'active', 'held', 'finished')
    )
ELSE
    EXISTS (
        SELECT 1 FROM json_each(lost.covers) AS part
        WHERE NOT EXISTS (
            SELECT 1 FROM tilaus_refunds AS other, json_each(other.covers) AS again
            WHERE other.order_id = lost.order_id AND other.id <> lost.id
                AND other.kind IN ('initial', 'waiting', 'active', 'held', 'finished')
                AND json_extract(again.value, '$.kind') = json_extract(part.value, '$.kind')
                AND json_extract(again.value, '$.id') = json_extract(part.value, '$.id')
        )
    )
END;

CREATE INDEX tilaus_effects_hanging ON tilaus_effects (state, order_id)
    WHERE state IN ('unknown', 'dead');

-- How many of what there are.
CREATE INDEX tilaus_payments_by_status ON tilaus_payments (status);
CREATE INDEX tilaus_refunds_by_status ON tilaus_refunds (status);
CREATE INDEX tilaus_orders_by_day ON tilaus_orders (placed_at);
CREATE INDEX tilaus_refunds_by_day ON tilaus_refunds (requested_at);

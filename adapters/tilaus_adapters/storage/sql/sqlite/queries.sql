-- Every statement of the SQLite store, by name. `:name` is a value; nothing is ever pasted in.

-- ------------------------------------------------------------------------------------- reading

-- name: order_by_id
SELECT
    placed.*,
    (
        SELECT hash FROM tilaus_events WHERE order_id = placed.id ORDER BY seq DESC LIMIT 1
    ) AS hash,
    (
        SELECT json_group_array(item.id)
        FROM tilaus_items AS item JOIN tilaus_instances AS held USING (instance)
        WHERE item.order_id = placed.id
            AND (held.order_id, held.item) <> (item.order_id, item.id)
    ) AS busy,
    (SELECT answer FROM tilaus_inbox WHERE source = :source AND id = :request) AS answer
FROM tilaus_orders AS placed WHERE id = :ref;

-- name: order_by_number
SELECT
    placed.*,
    (
        SELECT hash FROM tilaus_events WHERE order_id = placed.id ORDER BY seq DESC LIMIT 1
    ) AS hash,
    (
        SELECT json_group_array(item.id)
        FROM tilaus_items AS item JOIN tilaus_instances AS held USING (instance)
        WHERE item.order_id = placed.id
            AND (held.order_id, held.item) <> (item.order_id, item.id)
    ) AS busy,
    (SELECT answer FROM tilaus_inbox WHERE source = :source AND id = :request) AS answer
FROM tilaus_orders AS placed WHERE number = :ref;

-- name: items_of
SELECT * FROM tilaus_items WHERE order_id = :order_id ORDER BY position;

-- name: charges_of
SELECT * FROM tilaus_charges WHERE order_id = :order_id ORDER BY position;

-- name: payments_of
SELECT * FROM tilaus_payments WHERE order_id = :order_id ORDER BY position;

-- name: refunds_of
SELECT * FROM tilaus_refunds WHERE order_id = :order_id ORDER BY position;

-- name: parked_of
SELECT * FROM tilaus_parked WHERE order_id = :order_id ORDER BY position;

-- name: answer_to
SELECT order_id, answer FROM tilaus_inbox WHERE source = :source AND id = :id;

-- name: events_of
SELECT seq, document, hash FROM tilaus_events WHERE order_id = :order_id ORDER BY seq;

-- name: texts_of
SELECT part, document FROM tilaus_texts
WHERE order_id = :order_id AND place = :place AND is_gone = 0;

-- name: newest_orders
SELECT * FROM tilaus_orders
WHERE number < :before
ORDER BY number DESC LIMIT :limit;

-- name: newest_orders_in_status
SELECT * FROM tilaus_orders
WHERE status = :status AND number < :before
ORDER BY number DESC LIMIT :limit;

-- name: orders_that_match
SELECT * FROM tilaus_orders
WHERE id IN (
    SELECT order_id FROM tilaus_marks WHERE mark = :mark
    UNION SELECT id FROM tilaus_orders WHERE number = :number
    UNION SELECT order_id FROM tilaus_payments WHERE reference = :text AND reference <> ''
    UNION SELECT order_id FROM tilaus_refunds WHERE reference = :text AND reference <> ''
    UNION SELECT id FROM tilaus_orders WHERE token = :text AND token <> ''
)
AND number < :before AND :status IN ('', status)
ORDER BY number DESC LIMIT :limit;

-- name: orders_of_concern
SELECT * FROM tilaus_orders
WHERE id IN (
    SELECT order_id FROM tilaus_marks WHERE mark BETWEEN :first AND :last
    UNION
    SELECT order_id FROM tilaus_effects
    WHERE state IN ('unknown', 'dead') AND state IN (SELECT value FROM json_each(:states))
)
AND number < :before AND :status IN ('', status)
ORDER BY number DESC LIMIT :limit;

-- name: orders_of_concern_that_match
SELECT * FROM tilaus_orders
WHERE id IN (
    SELECT order_id FROM tilaus_marks WHERE mark BETWEEN :first AND :last
    UNION
    SELECT order_id FROM tilaus_effects
    WHERE state IN ('unknown', 'dead') AND state IN (SELECT value FROM json_each(:states))
)
AND id IN (
    SELECT order_id FROM tilaus_marks WHERE mark = :mark
    UNION SELECT id FROM tilaus_orders WHERE number = :number
    UNION SELECT order_id FROM tilaus_payments WHERE reference = :text AND reference <> ''
    UNION SELECT order_id FROM tilaus_refunds WHERE reference = :text AND reference <> ''
    UNION SELECT id FROM tilaus_orders WHERE token = :text AND token <> ''
)
AND number < :before AND :status IN ('', status)
ORDER BY number DESC LIMIT :limit;

-- ------------------------------------------------------------------------------ writing orders

-- name: next_number
INSERT INTO tilaus_counters (name, value) VALUES ('order number', :first)
ON CONFLICT (name) DO UPDATE SET value = max(value + 1, excluded.value)
RETURNING value;

-- name: lane_token
SELECT lane_token FROM tilaus_orders WHERE id = :order_id;

-- name: insert_order!
INSERT INTO tilaus_orders (
    id, number, version, status, kind, held_from, held_by, currency, exponent, customer_id,
    language, token, lifecycle, is_erased, placed_at, expires_at, wake_at
) VALUES (
    :id, :number, :version, :status, :kind, :held_from, :held_by, :currency, :exponent,
    :customer_id, :language, :token, :lifecycle, :is_erased, :placed_at, :expires_at, :wake_at
) ON CONFLICT DO NOTHING;

-- name: update_order!
UPDATE tilaus_orders
SET version = :version, status = :status, kind = :kind, held_from = :held_from,
    held_by = :held_by, customer_id = :customer_id, language = :language, token = :token,
    lifecycle = :lifecycle, is_erased = :is_erased, expires_at = :expires_at, wake_at = :wake_at
WHERE id = :id AND version = :base_version;

-- name: wake_order!
UPDATE tilaus_orders SET wake_at = :wake_at WHERE id = :order_id AND version = :version;

-- name: put_items!
INSERT OR REPLACE INTO tilaus_items (
    order_id, id, position, service, instance, status, kind, quantity, delivered, attempt,
    handed_over, unit_minor, discount_minor, tax_minor, total_minor, question, silent_at,
    is_silent
) VALUES (
    :order_id, :id, :position, :service, :instance, :status, :kind, :quantity, :delivered,
    :attempt, :handed_over, :unit_minor, :discount_minor, :tax_minor, :total_minor, :question,
    :silent_at, :is_silent
);

-- name: put_charges!
INSERT OR REPLACE INTO tilaus_charges (order_id, id, position, kind, total_minor)
VALUES (:order_id, :id, :position, :kind, :total_minor);

-- name: put_payments!
INSERT OR REPLACE INTO tilaus_payments (
    order_id, id, position, method, provider, status, kind, amount_minor, fee_minor,
    captured_minor, is_applied, reference, pay_url, created_at, expires_at, provider_fee_minor
) VALUES (
    :order_id, :id, :position, :method, :provider, :status, :kind, :amount_minor, :fee_minor,
    :captured_minor, :is_applied, :reference, :pay_url, :created_at, :expires_at,
    :provider_fee_minor
);

-- name: put_refunds!
INSERT OR REPLACE INTO tilaus_refunds (
    order_id, id, position, payment, "to", status, kind, amount_minor, base_minor,
    fee_returned_minor, fee_kept_minor, is_surplus, attempt, reference, requested_at,
    available_at, covers
) VALUES (
    :order_id, :id, :position, :payment, :to, :status, :kind, :amount_minor, :base_minor,
    :fee_returned_minor, :fee_kept_minor, :is_surplus, :attempt, :reference, :requested_at,
    :available_at, :covers
);

-- name: put_parked!
INSERT OR REPLACE INTO tilaus_parked (order_id, id, position, machine, about, what, at)
VALUES (:order_id, :id, :position, :machine, :about, :what, :at);

-- name: drop_parked!
DELETE FROM tilaus_parked WHERE order_id = :order_id AND id = :id;

-- name: last_hash
SELECT hash FROM tilaus_events WHERE order_id = :order_id ORDER BY seq DESC LIMIT 1;

-- name: append_event!
INSERT INTO tilaus_events (order_id, seq, document, hash)
VALUES (:order_id, :seq, :document, :hash);

-- name: keep_text!
INSERT INTO tilaus_texts (order_id, place, part, document)
VALUES (:order_id, :place, :part, :document);

-- name: drop_text!
UPDATE tilaus_texts
SET is_gone = 1, document = printf('%*s', length(CAST(document AS BLOB)), '')
WHERE order_id = :order_id AND place = :place AND part = :part AND is_gone = 0;

-- name: erase_texts!
UPDATE tilaus_texts
SET is_gone = 1, document = printf('%*s', length(CAST(document AS BLOB)), '')
WHERE order_id = :order_id AND is_gone = 0;

-- name: effects_with_words
SELECT part FROM tilaus_texts WHERE order_id = :order_id AND place = 'effect' AND is_gone = 0;

-- name: mark!
INSERT INTO tilaus_marks (mark, order_id) VALUES (:mark, :order_id) ON CONFLICT DO NOTHING;

-- name: unmark!
DELETE FROM tilaus_marks WHERE mark = :mark AND order_id = :order_id;

-- name: answer!
INSERT INTO tilaus_inbox (source, id, order_id, answer) VALUES (:source, :id, :order_id, :answer);

-- ----------------------------------------------------------------------------------- instances

-- name: holder
SELECT order_id, item FROM tilaus_instances WHERE instance = :instance;

-- name: seat!
INSERT INTO tilaus_instances (instance, order_id, item) VALUES (:instance, :order_id, :item);

-- name: unseat!
DELETE FROM tilaus_instances
WHERE instance = :instance AND order_id = :order_id AND item = :item;

-- name: join_queue!
INSERT INTO tilaus_queue (instance, order_id, item) VALUES (:instance, :order_id, :item)
ON CONFLICT (order_id, item) DO NOTHING;

-- name: leave_queue!
DELETE FROM tilaus_queue WHERE order_id = :order_id AND item = :item;

-- name: first_in_queue
SELECT order_id, item FROM tilaus_queue WHERE instance = :instance ORDER BY seq LIMIT 1;

-- name: awaited
-- The item that has an instance, and for which attempt, where an order of somebody else waits for
-- it: see tilaus.instances.awaits.
SELECT item.order_id, item.id, item.attempt + (NOT item.handed_over) AS attempt
FROM tilaus_instances AS held
JOIN tilaus_items AS item ON item.order_id = held.order_id AND item.id = held.item
JOIN tilaus_orders AS holder ON holder.id = held.order_id
WHERE held.instance = :instance AND EXISTS (
    SELECT * FROM tilaus_queue AS place JOIN tilaus_orders AS waiting ON waiting.id = place.order_id
    WHERE place.instance = held.instance AND waiting.id <> holder.id
        AND (holder.customer_id = '' OR waiting.customer_id <> holder.customer_id)
);

-- ------------------------------------------------------------------------------------- journal

-- name: ask!
INSERT INTO tilaus_effects (order_id, key, name, about, via, is_message, run_at)
VALUES (:order_id, :key, :name, :about, :via, :is_message, :run_at);

-- name: ask_once!
INSERT INTO tilaus_effects (order_id, key, name, about, via, is_message, run_at)
VALUES (:order_id, :key, :name, :about, :via, :is_message, :run_at) ON CONFLICT (key) DO NOTHING;

-- name: settle!
UPDATE tilaus_effects
SET state = :state, run_at = :run_at, attempts = attempts + 1,
    first_attempt_at = coalesce(first_attempt_at, :at)
WHERE seq = :seq AND order_id = :order_id;

-- name: find_lane_head!
-- Calls and messages are two lanes; of their heads, the one that is due first. A dead call blocks
-- the calls only.
UPDATE tilaus_orders
SET (head, due_at, head_via) = (
    SELECT seq, run_at, via FROM (
        SELECT * FROM (
            SELECT seq, run_at, via, state FROM tilaus_effects
            WHERE order_id = :order_id AND is_message = 0
                AND state IN ('ready', 'unknown', 'dead')
            ORDER BY seq LIMIT 1
        )
        UNION ALL
        SELECT * FROM (
            SELECT seq, run_at, via, state FROM tilaus_effects
            WHERE order_id = :order_id AND is_message = 1
                AND state IN ('ready', 'unknown', 'dead')
            ORDER BY seq LIMIT 1
        )
    )
    WHERE state <> 'dead'
    ORDER BY run_at, seq LIMIT 1
)
WHERE id = :order_id;

-- name: end_lease!
UPDATE tilaus_orders SET lease_until = 0 WHERE id = :order_id;

-- name: claim
-- The oldest of what is due; within an order the effect, even where the deadline is older.
UPDATE tilaus_orders
SET lease_until = :lease_until, lane_token = lane_token + 1
WHERE id = (
    SELECT id FROM (
        SELECT * FROM (
            SELECT id, due_at AS due, 0 AS place FROM tilaus_orders
            WHERE due_at <= :at AND lease_until <= :now
                AND coalesce(head_via, '') NOT IN (SELECT value FROM json_each(:without))
            ORDER BY due_at, head LIMIT 1
        )
        UNION ALL
        SELECT * FROM (
            SELECT id, wake_at AS due, 1 AS place FROM tilaus_orders
            WHERE wake_at <= :at AND lease_until <= :now
                AND (
                    due_at IS NULL OR due_at > :at
                    OR coalesce(head_via, '') NOT IN (SELECT value FROM json_each(:without))
                )
            ORDER BY wake_at, number LIMIT 1
        )
    )
    ORDER BY due, place LIMIT 1
)
RETURNING id, lane_token, CASE WHEN due_at <= :at THEN head END AS seq;

-- name: claim_of_order
UPDATE tilaus_orders
SET lease_until = :lease_until, lane_token = lane_token + 1
WHERE id = :order_id AND lease_until <= :now AND (due_at <= :at OR wake_at <= :at)
    AND (
        due_at IS NULL OR due_at > :at
        OR coalesce(head_via, '') NOT IN (SELECT value FROM json_each(:without))
    )
RETURNING id, lane_token, CASE WHEN due_at <= :at THEN head END AS seq;

-- name: due_orders
-- An order of which an effect and a deadline are due stands where the older of them stands.
SELECT id, due FROM (
    SELECT * FROM (
        SELECT id, due_at AS due, 0 AS place, head AS rank FROM tilaus_orders
        WHERE due_at <= :at AND lease_until <= :now AND (wake_at IS NULL OR wake_at >= due_at)
        ORDER BY due_at, head LIMIT :limit
    )
    UNION ALL
    SELECT * FROM (
        SELECT id, wake_at AS due, 1 AS place, number AS rank FROM tilaus_orders
        WHERE wake_at <= :at AND lease_until <= :now AND (due_at IS NULL OR due_at > wake_at)
        ORDER BY wake_at, number LIMIT :limit
    )
)
ORDER BY due, place, rank LIMIT :limit;

-- name: take
UPDATE tilaus_orders
SET lease_until = :lease_until, lane_token = lane_token + 1
WHERE id = :order_id AND lease_until <= :now
RETURNING lane_token;

-- name: effect
SELECT effect.*, words.document AS words
FROM tilaus_effects AS effect LEFT JOIN tilaus_texts AS words
    ON words.order_id = effect.order_id AND place = 'effect' AND is_gone = 0
    AND part = CAST(effect.seq AS TEXT)
WHERE effect.seq = :seq;

-- name: effects_of_order
SELECT effect.*, words.document AS words
FROM tilaus_effects AS effect LEFT JOIN tilaus_texts AS words
    ON words.order_id = effect.order_id AND place = 'effect' AND is_gone = 0
    AND part = CAST(effect.seq AS TEXT)
WHERE effect.order_id = :order_id
    AND (:states IS NULL OR state IN (SELECT value FROM json_each(:states)))
ORDER BY effect.seq;

-- name: open_effects
SELECT effect.*, words.document AS words
FROM tilaus_effects AS effect INDEXED BY tilaus_effects_open LEFT JOIN tilaus_texts AS words
    ON words.order_id = effect.order_id AND place = 'effect' AND is_gone = 0
    AND part = CAST(effect.seq AS TEXT)
WHERE state IN ('ready', 'unknown', 'dead') AND state IN (SELECT value FROM json_each(:states))
ORDER BY effect.seq;

-- name: all_effects
SELECT effect.*, words.document AS words
FROM tilaus_effects AS effect LEFT JOIN tilaus_texts AS words
    ON words.order_id = effect.order_id AND place = 'effect' AND is_gone = 0
    AND part = CAST(effect.seq AS TEXT)
WHERE :states IS NULL OR state IN (SELECT value FROM json_each(:states))
ORDER BY effect.seq;

-- name: next_due
SELECT min(due) AS due FROM (
    SELECT * FROM (
        SELECT due_at AS due FROM tilaus_orders
        WHERE due_at IS NOT NULL AND lease_until <= :now ORDER BY due_at LIMIT 1
    )
    UNION ALL
    SELECT * FROM (
        SELECT wake_at AS due FROM tilaus_orders
        WHERE wake_at IS NOT NULL AND lease_until <= :now ORDER BY wake_at LIMIT 1
    )
);

-- name: leased_lanes
SELECT lease_until, due_at, wake_at FROM tilaus_orders
WHERE lease_until > 0 AND lease_until > :now AND coalesce(due_at, wake_at) IS NOT NULL;

-- --------------------------------------------------------------------------------------- books

-- name: entry
SELECT seq FROM tilaus_entries WHERE key = :key;

-- name: book
INSERT INTO tilaus_entries (key, order_id, memo) VALUES (:key, :order_id, :memo)
RETURNING seq;

-- name: book_line!
INSERT INTO tilaus_lines (entry, position, account, minor)
VALUES (:entry, :position, :account, :minor);

-- name: add_to_account!
INSERT INTO tilaus_accounts (account, balance) VALUES (:account, :minor)
ON CONFLICT (account) DO UPDATE SET balance = balance + excluded.balance;

-- name: balance
SELECT balance FROM tilaus_accounts WHERE account = :account;

-- name: entries_of_order
SELECT key, memo, account, minor FROM tilaus_entries LEFT JOIN tilaus_lines ON entry = seq
WHERE order_id = :order_id ORDER BY seq, position;

-- name: all_entries
SELECT key, memo, account, minor FROM tilaus_entries LEFT JOIN tilaus_lines ON entry = seq
ORDER BY seq, position;

-- name: lines_of_account
SELECT seq, key, memo, lines.minor
FROM (
    SELECT entry, sum(minor) AS minor FROM tilaus_lines
    WHERE account = :account AND entry < :before
    GROUP BY entry ORDER BY entry DESC LIMIT :limit
) AS lines JOIN tilaus_entries ON seq = lines.entry
ORDER BY seq DESC;

-- ---------------------------------------------------------------------------------- migrations

-- name: make_migrations!
CREATE TABLE IF NOT EXISTS tilaus_migrations (
    number     INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    checksum   TEXT NOT NULL,
    applied_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;

-- name: has_migrations
SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'tilaus_migrations';

-- name: applied_migrations
SELECT number, name, checksum FROM tilaus_migrations ORDER BY number;

-- name: record_migration!
INSERT INTO tilaus_migrations (number, name, checksum) VALUES (:number, :name, :checksum);

-- ---------------------------------------------------------------------------------------- feed

-- name: feed
SELECT event.position, event.order_id, event.seq, event.document, words.document AS texts
FROM tilaus_events AS event LEFT JOIN tilaus_texts AS words
    ON words.order_id = event.order_id AND place = 'event' AND is_gone = 0
    AND part = CAST(event.seq AS TEXT)
WHERE event.position > :after
ORDER BY event.position LIMIT :limit;

-- name: feed_end
SELECT coalesce(max(position), 0) AS position FROM tilaus_events;

-- name: subscribe!
INSERT INTO tilaus_subscribers (name, position) VALUES (:name, :position) ON CONFLICT DO NOTHING;

-- name: subscriber
SELECT * FROM tilaus_subscribers WHERE name = :name;

-- name: subscribers
SELECT * FROM tilaus_subscribers ORDER BY name;

-- name: hold_subscriber
UPDATE tilaus_subscribers SET lease_until = :lease_until, token = token + 1
WHERE name = :name AND lease_until <= :now
RETURNING *;

-- name: move_subscriber!
UPDATE tilaus_subscribers
SET position = :position, attempts = :attempts, next_at = :next_at,
    failing_since = :failing_since, disabled_at = :disabled_at, outcome = :outcome,
    lease_until = :lease_until
WHERE name = :name AND token = :token AND lease_until > 0;

-- --------------------------------------------------------------------------------------- shelf

-- name: doc
SELECT * FROM tilaus_docs
WHERE kind = :kind AND id = :id AND (expires_at IS NULL OR expires_at > :at);

-- name: docs
SELECT * FROM tilaus_docs
WHERE kind = :kind AND id > :after AND (expires_at IS NULL OR expires_at > :at)
ORDER BY id LIMIT :limit;

-- name: drop_old_doc!
DELETE FROM tilaus_docs WHERE kind = :kind AND id = :id AND expires_at <= :at;

-- name: add_doc!
INSERT INTO tilaus_docs (kind, id, text, version, expires_at)
VALUES (:kind, :id, :text, :version, :expires_at) ON CONFLICT DO NOTHING;

-- name: change_doc!
UPDATE tilaus_docs SET text = :text, version = :version, expires_at = :expires_at
WHERE kind = :kind AND id = :id AND version = :version - 1
    AND (tilaus_docs.expires_at IS NULL OR tilaus_docs.expires_at > :at);

-- name: drop_doc!
DELETE FROM tilaus_docs WHERE kind = :kind AND id = :id;

-- name: sweep_docs!
DELETE FROM tilaus_docs WHERE expires_at <= :at;

-- ------------------------------------------------------------------------------------- figures

-- name: counts
SELECT 'order' AS machine, status, count(*) AS many FROM tilaus_orders GROUP BY status
UNION ALL SELECT 'item', status, count(*) FROM tilaus_items GROUP BY status
UNION ALL SELECT 'payment', status, count(*) FROM tilaus_payments GROUP BY status
UNION ALL SELECT 'refund', status, count(*) FROM tilaus_refunds GROUP BY status;

-- name: placed_per_day
SELECT substr(placed_at, 1, 10) AS day, count(*) AS orders
FROM tilaus_orders INDEXED BY tilaus_orders_by_day
WHERE placed_at >= :since
GROUP BY substr(placed_at, 1, 10) ORDER BY day;

-- name: refunds_per_reason
SELECT coalesce(json_extract(words.document, '$.reason'), '') AS reason, placed.currency,
    count(*) AS refunds, sum(sent.amount_minor) AS minor
FROM tilaus_refunds AS sent INDEXED BY tilaus_refunds_by_day
JOIN tilaus_orders AS placed ON placed.id = sent.order_id
LEFT JOIN tilaus_texts AS words
    ON words.order_id = sent.order_id AND words.place = 'order' AND words.is_gone = 0
    AND words.part = 'refunds/' || sent.id
WHERE sent.requested_at >= :since AND sent.kind <> 'failed'
GROUP BY reason, placed.currency
ORDER BY refunds DESC, reason, placed.currency LIMIT :limit;

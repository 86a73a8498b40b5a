-- Every statement of the PostgreSQL store, by name: each is one round trip, and one transaction
-- where the caller has none. `:name` is a value; nothing is ever pasted in.

-- ------------------------------------------------------------------------------------- reading

-- name: load
SELECT tilaus_load(:id, :number, :source, :request, :known) AS found;

-- name: history
SELECT tilaus_history(:order_id) AS found;

-- name: search
SELECT tilaus_search(
    :status, :mark, :number, :text, :first, :last, :states, :before, :limit
) AS found;

-- name: effects
SELECT effect.seq, effect.order_id, key, name, about, via, state, attempts,
    tilaus_moment(run_at) AS run_at, tilaus_moment(first_attempt_at) AS first_attempt_at,
    words.document AS words
FROM tilaus_effects AS effect LEFT JOIN tilaus_texts AS words
    ON words.order_id = effect.order_id AND place = 'effect' AND part = effect.seq::text
WHERE :states::text[] IS NULL OR state = ANY (:states::text[])
ORDER BY effect.seq;

-- name: open_effects
SELECT effect.seq, effect.order_id, key, name, about, via, state, attempts,
    tilaus_moment(run_at) AS run_at, tilaus_moment(first_attempt_at) AS first_attempt_at,
    words.document AS words
FROM tilaus_effects AS effect LEFT JOIN tilaus_texts AS words
    ON words.order_id = effect.order_id AND place = 'effect' AND part = effect.seq::text
WHERE state IN ('ready', 'unknown', 'dead') AND state = ANY (:states::text[])
ORDER BY effect.seq;

-- name: effects_of_order
SELECT effect.seq, effect.order_id, key, name, about, via, state, attempts,
    tilaus_moment(run_at) AS run_at, tilaus_moment(first_attempt_at) AS first_attempt_at,
    words.document AS words
FROM tilaus_effects AS effect LEFT JOIN tilaus_texts AS words
    ON words.order_id = effect.order_id AND place = 'effect' AND part = effect.seq::text
WHERE effect.order_id = :order_id
    AND (:states::text[] IS NULL OR state = ANY (:states::text[]))
ORDER BY effect.seq;

-- name: next_due
SELECT tilaus_next_due(to_timestamp(:now::double precision)) AS found;

-- name: due_orders
-- An order of which an effect and a deadline are due stands where the older of them stands.
SELECT id, due FROM (
    (
        SELECT id, due_at AS due, 0 AS place, head AS rank FROM tilaus_orders
        WHERE due_at <= :at::timestamptz AND (wake_at IS NULL OR wake_at >= due_at) AND (
            lease_until IS NULL
            OR lease_until <= coalesce(to_timestamp(:now::double precision), clock_timestamp())
        )
        ORDER BY due_at, head LIMIT :limit
    )
    UNION ALL
    (
        SELECT id, wake_at AS due, 1 AS place, number AS rank FROM tilaus_orders
        WHERE wake_at <= :at::timestamptz AND (due_at IS NULL OR due_at > wake_at) AND (
            lease_until IS NULL
            OR lease_until <= coalesce(to_timestamp(:now::double precision), clock_timestamp())
        )
        ORDER BY wake_at, number LIMIT :limit
    )
) AS lanes
ORDER BY due, place, rank LIMIT :limit;

-- name: balance
SELECT tilaus_balance(:account) AS found;

-- name: entries_of_order
SELECT key, memo, account, minor FROM tilaus_entries LEFT JOIN tilaus_lines ON entry = seq
WHERE order_id = :order_id ORDER BY seq, position;

-- name: all_entries
SELECT key, memo, account, minor FROM tilaus_entries LEFT JOIN tilaus_lines ON entry = seq
ORDER BY seq, position;

-- name: lines_of_account
SELECT seq, key, memo, lines.minor
FROM (
    SELECT entry, CAST(sum(minor) AS bigint) AS minor FROM tilaus_lines
    WHERE account = :account AND entry < :before
    GROUP BY entry ORDER BY entry DESC LIMIT :limit
) AS lines JOIN tilaus_entries ON seq = lines.entry
ORDER BY seq DESC;

-- ------------------------------------------------------------------------------------- writing

-- name: next_number
SELECT tilaus_next_number(:first) AS found;

-- name: commit
SELECT tilaus_commit(:change) AS found;

-- name: post
SELECT tilaus_post(:entry, :owed) AS found;

-- name: claim
SELECT * FROM tilaus_claim(
    :at::timestamptz, :lease_s, to_timestamp(:now::double precision), :order_id, :without
);

-- name: take
UPDATE tilaus_orders
SET lane_token = lane_token + 1,
    lease_until = coalesce(to_timestamp(:now::double precision), clock_timestamp())
        + make_interval(secs => :lease_s)
WHERE id = :order_id AND (
    lease_until IS NULL
    OR lease_until <= coalesce(to_timestamp(:now::double precision), clock_timestamp())
)
RETURNING lane_token;

-- name: hint
SELECT pg_notify('tilaus_due', :order_id);

-- name: hint_quickly
-- In a transaction of its own, which need not wait for the disk: all commits with a NOTIFY queue.
SELECT set_config('synchronous_commit', 'off', true), pg_notify('tilaus_due', :order_id);

-- name: listen!
LISTEN tilaus_due;

-- ---------------------------------------------------------------------- connections and schema

-- name: configure
SELECT set_config('TimeZone', 'UTC', false),
    set_config('statement_timeout', :statement_ms, false),
    set_config('lock_timeout', :lock_ms, false),
    set_config('default_transaction_isolation', 'read committed', false),
    set_config('client_min_messages', 'warning', false);

-- name: lock_migrations
SELECT pg_advisory_xact_lock(hashtextextended('tilaus migrations', 0));

-- name: make_migrations!
CREATE TABLE IF NOT EXISTS tilaus_migrations (
    number     integer     PRIMARY KEY,
    name       text        NOT NULL,
    checksum   text        NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- name: has_migrations
SELECT to_regclass('tilaus_migrations') IS NOT NULL AS found;

-- name: applied_migrations
SELECT number, name, checksum FROM tilaus_migrations ORDER BY number;

-- name: record_migration!
INSERT INTO tilaus_migrations (number, name, checksum) VALUES (:number, :name, :checksum);

-- ---------------------------------------------------------------------------------------- feed

-- name: feed
SELECT position_ AS position, order_id, seq, document, texts FROM tilaus_feed(:after, :limit);

-- name: feed_end
SELECT tilaus_feed_end() AS found;

-- name: subscribe!
INSERT INTO tilaus_subscribers (name, position) VALUES (:name, :position) ON CONFLICT DO NOTHING;

-- name: subscribers
SELECT * FROM tilaus_subscribers WHERE :name::text IS NULL OR name = :name::text ORDER BY name;

-- name: hold_subscriber
UPDATE tilaus_subscribers
SET token = token + 1,
    lease_until = coalesce(to_timestamp(:now::double precision), clock_timestamp())
        + make_interval(secs => :lease_s)
WHERE name = :name AND (
    lease_until IS NULL
    OR lease_until <= coalesce(to_timestamp(:now::double precision), clock_timestamp())
)
RETURNING *;

-- name: move_subscriber
-- A lease that has ended may still be moved under, while nobody else took it.
UPDATE tilaus_subscribers
SET position = :position, attempts = :attempts, next_at = :next_at::timestamptz,
    failing_since = :failing_since::timestamptz, disabled_at = :disabled_at::timestamptz,
    outcome = :outcome,
    lease_until = CASE WHEN :lease_s > 0 THEN
        coalesce(to_timestamp(:now::double precision), clock_timestamp())
            + make_interval(secs => :lease_s)
    END
WHERE name = :name AND token = :token AND lease_until IS NOT NULL
RETURNING name;

-- --------------------------------------------------------------------------------------- shelf

-- name: doc
SELECT * FROM tilaus_docs
WHERE kind = :kind AND id = :id AND (expires_at IS NULL OR expires_at > :at::timestamptz);

-- name: docs
SELECT * FROM tilaus_docs
WHERE kind = :kind AND id > :after AND (expires_at IS NULL OR expires_at > :at::timestamptz)
ORDER BY id LIMIT :limit;

-- name: add_doc
INSERT INTO tilaus_docs AS known (kind, id, text, version, expires_at)
VALUES (:kind, :id, :text, :version, :expires_at::timestamptz)
ON CONFLICT (kind, id) DO UPDATE
SET text = excluded.text, version = excluded.version, expires_at = excluded.expires_at
WHERE known.expires_at <= :at::timestamptz
RETURNING id;

-- name: change_doc
UPDATE tilaus_docs
SET text = :text, version = :version, expires_at = :expires_at::timestamptz
WHERE kind = :kind AND id = :id AND version = :version - 1
    AND (expires_at IS NULL OR expires_at > :at::timestamptz)
RETURNING id;

-- name: drop_doc
DELETE FROM tilaus_docs WHERE kind = :kind AND id = :id RETURNING id;

-- name: sweep_docs
DELETE FROM tilaus_docs WHERE expires_at <= :at::timestamptz RETURNING id;

-- ------------------------------------------------------------------------------------- figures

-- name: counts
SELECT 'order' AS machine, status, count(*) AS many FROM tilaus_orders GROUP BY status
UNION ALL SELECT 'item', status, count(*) FROM tilaus_items GROUP BY status
UNION ALL SELECT 'payment', status, count(*) FROM tilaus_payments GROUP BY status
UNION ALL SELECT 'refund', status, count(*) FROM tilaus_refunds GROUP BY status;

-- name: placed_per_day
SELECT ((placed_at AT TIME ZONE 'UTC')::date)::text AS day, count(*) AS orders
FROM tilaus_orders WHERE placed_at >= :since::timestamptz
GROUP BY (placed_at AT TIME ZONE 'UTC')::date ORDER BY (placed_at AT TIME ZONE 'UTC')::date;

-- name: refunds_per_reason
SELECT reason COLLATE "C" AS reason, currency, count(*) AS refunds, sum(amount_minor)::bigint AS minor
FROM (
    SELECT coalesce(words.document::json ->> 'reason', '') AS reason, placed.currency,
        sent.amount_minor
    FROM tilaus_refunds AS sent JOIN tilaus_orders AS placed ON placed.id = sent.order_id
    LEFT JOIN tilaus_texts AS words
        ON words.order_id = sent.order_id AND words.place = 'order'
        AND words.part = 'refunds/' || sent.id
    WHERE sent.requested_at >= :since::timestamptz AND sent.kind <> 'failed'
) AS asked
GROUP BY reason, currency
ORDER BY refunds DESC, reason COLLATE "C", currency LIMIT :limit;

-- The first schema. Amounts are whole minor units. Ids sort by code point, whatever the database's
-- own collation is. All names begin with tilaus_, because the database may be the shop's own.

-- One row for each order; it is also the head of the order's lane in the journal.
CREATE TABLE tilaus_orders (
    id            text COLLATE "C" NOT NULL PRIMARY KEY,
    number        bigint      NOT NULL UNIQUE CHECK (number > 0),
    version       bigint      NOT NULL CHECK (version > 0),
    status        text COLLATE "C" NOT NULL,
    kind          text        NOT NULL,
    held_from     text        NOT NULL,
    held_by       text        NOT NULL,
    currency      text        NOT NULL,
    exponent      smallint    NOT NULL CHECK (exponent BETWEEN 0 AND 4),
    customer_id   text        NOT NULL,
    language      text        NOT NULL,
    token         text        NOT NULL,
    lifecycle     text        NOT NULL,
    is_erased     boolean     NOT NULL,
    placed_at     timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    -- The next deadline, and the first effect of the lane that has not ended, with the time when
    -- it may be tried and who carries it out; a dead one has no such time, and so it blocks its lane.
    wake_at       timestamptz,
    head          bigint,
    due_at        timestamptz,
    head_via      text COLLATE "C",
    -- By the lease clock; null where nobody has the lane. And the fence.
    lease_until   timestamptz,
    lane_token    bigint      NOT NULL DEFAULT 0
) WITH (fillfactor = 70);

CREATE INDEX tilaus_orders_by_status ON tilaus_orders (status, number);
CREATE INDEX tilaus_orders_due ON tilaus_orders (due_at, head) WHERE due_at IS NOT NULL;
CREATE INDEX tilaus_orders_due_via ON tilaus_orders (head_via, due_at, head)
    WHERE due_at IS NOT NULL;
CREATE INDEX tilaus_orders_waking ON tilaus_orders (wake_at, number) WHERE wake_at IS NOT NULL;
CREATE INDEX tilaus_orders_leased ON tilaus_orders (lease_until) WHERE lease_until IS NOT NULL;

CREATE TABLE tilaus_items (
    order_id       text COLLATE "C" NOT NULL REFERENCES tilaus_orders,
    id             text COLLATE "C" NOT NULL,
    position       integer NOT NULL,
    service        text    NOT NULL,
    instance       text COLLATE "C" NOT NULL, -- its fingerprint, or empty
    status         text COLLATE "C" NOT NULL,
    kind           text    NOT NULL,
    quantity       bigint  NOT NULL CHECK (quantity > 0),
    delivered      bigint  NOT NULL CHECK (delivered BETWEEN 0 AND quantity),
    attempt        bigint  NOT NULL CHECK (attempt >= 0),
    handed_over    boolean NOT NULL,
    unit_minor     bigint  NOT NULL CHECK (unit_minor >= 0),
    discount_minor bigint  NOT NULL CHECK (discount_minor >= 0),
    tax_minor      bigint  NOT NULL CHECK (tax_minor >= 0),
    total_minor    bigint  NOT NULL
        CHECK (total_minor = unit_minor * quantity - discount_minor + tax_minor),
    question       text,
    PRIMARY KEY (order_id, id)
);

CREATE INDEX tilaus_items_by_status ON tilaus_items (status);

CREATE TABLE tilaus_charges (
    order_id    text COLLATE "C" NOT NULL REFERENCES tilaus_orders,
    id          text COLLATE "C" NOT NULL,
    position    integer NOT NULL,
    kind        text    NOT NULL,
    total_minor bigint  NOT NULL CHECK (total_minor >= 0),
    PRIMARY KEY (order_id, id)
);

CREATE TABLE tilaus_payments (
    order_id       text COLLATE "C" NOT NULL REFERENCES tilaus_orders,
    id             text COLLATE "C" NOT NULL,
    position       integer     NOT NULL,
    method         text        NOT NULL,
    provider       text        NOT NULL,
    status         text        NOT NULL,
    kind           text        NOT NULL,
    amount_minor   bigint      NOT NULL CHECK (amount_minor >= 0),
    fee_minor      bigint      NOT NULL CHECK (fee_minor BETWEEN 0 AND amount_minor),
    captured_minor bigint      NOT NULL CHECK (captured_minor >= 0),
    is_applied     boolean     NOT NULL,
    reference      text COLLATE "C" NOT NULL,
    pay_url        text        NOT NULL,
    created_at     timestamptz NOT NULL,
    expires_at     timestamptz NOT NULL,
    PRIMARY KEY (order_id, id)
);

CREATE INDEX tilaus_payments_by_reference ON tilaus_payments (reference) WHERE reference <> '';

CREATE TABLE tilaus_refunds (
    order_id           text COLLATE "C" NOT NULL REFERENCES tilaus_orders,
    id                 text COLLATE "C" NOT NULL,
    position           integer     NOT NULL,
    payment            text COLLATE "C" NOT NULL,
    "to"               text        NOT NULL CHECK ("to" IN ('wallet', 'original')),
    status             text        NOT NULL,
    kind               text        NOT NULL,
    amount_minor       bigint      NOT NULL CHECK (amount_minor = base_minor + fee_returned_minor),
    base_minor         bigint      NOT NULL CHECK (base_minor >= 0),
    fee_returned_minor bigint      NOT NULL CHECK (fee_returned_minor >= 0),
    fee_kept_minor     bigint      NOT NULL CHECK (fee_kept_minor >= 0),
    is_surplus         boolean     NOT NULL,
    attempt            bigint      NOT NULL CHECK (attempt > 0),
    reference          text        NOT NULL,
    requested_at       timestamptz NOT NULL,
    available_at       timestamptz NOT NULL,
    covers             text        NOT NULL,
    PRIMARY KEY (order_id, id),
    FOREIGN KEY (order_id, payment) REFERENCES tilaus_payments (order_id, id)
);

CREATE TABLE tilaus_parked (
    order_id text COLLATE "C" NOT NULL REFERENCES tilaus_orders,
    id       text COLLATE "C" NOT NULL,
    position integer     NOT NULL,
    machine  text        NOT NULL,
    about    text        NOT NULL,
    what     text        NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (order_id, id)
);

-- What happened. Personal texts are not in it but in tilaus_texts, where they can be erased without
-- breaking the chain: hash = SHA-256 of the hash before, a line end and the document. `nonce` names
-- the commit, so that one whose answer was lost on the way can be told from somebody else's.
CREATE TABLE tilaus_events (
    order_id text COLLATE "C" NOT NULL REFERENCES tilaus_orders,
    seq      bigint NOT NULL CHECK (seq > 0),
    document text   NOT NULL,
    hash     text   NOT NULL CHECK (length(hash) = 64),
    nonce    bigint NOT NULL,
    PRIMARY KEY (order_id, seq)
);

CREATE FUNCTION tilaus_events_follow_each_other() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.seq > 1 AND NOT EXISTS (
        SELECT FROM tilaus_events WHERE order_id = NEW.order_id AND seq = NEW.seq - 1
    ) THEN
        RAISE EXCEPTION 'events are only appended, each with the next number'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER tilaus_events_follow_each_other BEFORE INSERT ON tilaus_events
    FOR EACH ROW EXECUTE FUNCTION tilaus_events_follow_each_other();

CREATE FUNCTION tilaus_only_appended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only appended to', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION tilaus_never_go() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the rows of % are never deleted', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER tilaus_events_only_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON tilaus_events
    EXECUTE FUNCTION tilaus_only_appended();
CREATE TRIGGER tilaus_orders_never_go BEFORE DELETE OR TRUNCATE ON tilaus_orders
    EXECUTE FUNCTION tilaus_never_go();

-- Texts that may be about a person: mail address, name, target, free text. They stand here and
-- nowhere else, so that they can be deleted. What PostgreSQL keeps of deleted rows is told in
-- docs/how-to/postgresql.md. Its rows come and go with those of orders, by one function only, so
-- they need no foreign key; nor do the marks, the inbox and the queue.
CREATE TABLE tilaus_texts (
    order_id text COLLATE "C" NOT NULL,
    place    text COLLATE "C" NOT NULL CHECK (place IN ('order', 'event', 'effect')),
    part     text COLLATE "C" NOT NULL, -- such as items/1, or the number of the event or effect
    document text NOT NULL, -- JSON: the texts by field, or those of an event in their order
    PRIMARY KEY (order_id, place, part)
);

-- By which mail addresses and targets an order is found: fingerprints, not the texts.
CREATE TABLE tilaus_marks (
    mark     text COLLATE "C" NOT NULL,
    order_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (mark, order_id)
);

-- What is asked of the world. Effects of one order are done one after the other, by seq. `nonce`
-- names the commit that settled it last.
CREATE TABLE tilaus_effects (
    seq              bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    order_id         text COLLATE "C" NOT NULL REFERENCES tilaus_orders,
    key              text COLLATE "C" NOT NULL UNIQUE,
    name             text        NOT NULL,
    about            text        NOT NULL,
    via              text COLLATE "C" NOT NULL,
    is_message       boolean     NOT NULL,
    state            text COLLATE "C" NOT NULL DEFAULT 'ready'
        CHECK (state IN ('ready', 'done', 'refused', 'unknown', 'dead', 'void')),
    run_at           timestamptz NOT NULL,
    attempts         bigint      NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    first_attempt_at timestamptz,
    nonce            bigint
);

CREATE INDEX tilaus_effects_by_order ON tilaus_effects (order_id, seq);
CREATE INDEX tilaus_effects_open ON tilaus_effects (order_id, is_message, seq)
    WHERE state IN ('ready', 'unknown', 'dead');

-- Which requests were answered, and how.
CREATE TABLE tilaus_inbox (
    source   text COLLATE "C" NOT NULL,
    id       text COLLATE "C" NOT NULL,
    order_id text COLLATE "C" NOT NULL,
    answer   text   NOT NULL,
    nonce    bigint NOT NULL,
    PRIMARY KEY (source, id)
);

-- Of all items with one instance only one is active: the primary key says so. Instances are
-- fingerprints here: they name a target. A row without a holder is a lock while a commit runs.
CREATE TABLE tilaus_instances (
    instance text COLLATE "C" NOT NULL PRIMARY KEY,
    order_id text COLLATE "C",
    item     text COLLATE "C"
);

CREATE TABLE tilaus_queue (
    seq      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    instance text COLLATE "C" NOT NULL,
    order_id text COLLATE "C" NOT NULL,
    item     text COLLATE "C" NOT NULL,
    UNIQUE (order_id, item)
);

CREATE INDEX tilaus_queue_by_instance ON tilaus_queue (instance, seq);

-- The books. An entry's lines sum to 0; accounts hold the sums of their lines.
CREATE TABLE tilaus_entries (
    seq      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key      text COLLATE "C" NOT NULL UNIQUE,
    order_id text COLLATE "C" NOT NULL,
    memo     text NOT NULL
);

CREATE INDEX tilaus_entries_by_order ON tilaus_entries (order_id, seq);

CREATE TABLE tilaus_lines (
    entry    bigint  NOT NULL REFERENCES tilaus_entries,
    position integer NOT NULL,
    account  text COLLATE "C" NOT NULL,
    minor    bigint  NOT NULL,
    PRIMARY KEY (entry, position)
);

CREATE INDEX tilaus_lines_by_account ON tilaus_lines (account, entry);

-- A provider's account is touched by every payment: in one row, each commit would wait until the
-- one before it is on the disk. So it has several, and its balance is their sum.
CREATE TABLE tilaus_accounts (
    account text COLLATE "C" NOT NULL,
    slot    smallint NOT NULL,
    balance bigint   NOT NULL,
    PRIMARY KEY (account, slot)
);

CREATE TRIGGER tilaus_entries_only_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON tilaus_entries
    EXECUTE FUNCTION tilaus_only_appended();
CREATE TRIGGER tilaus_lines_only_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON tilaus_lines
    EXECUTE FUNCTION tilaus_only_appended();

CREATE SEQUENCE tilaus_order_numbers;

-- What a provider kept for itself of a payment, and until when a server that took an item may stay
-- silent. Nothing is known of either for what was stored before this step.
ALTER TABLE tilaus_payments ADD COLUMN provider_fee_minor bigint NOT NULL DEFAULT 0;
ALTER TABLE tilaus_items ADD COLUMN silent_at timestamptz;

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
            question = excluded.question, silent_at = excluded.silent_at;
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

-- What a provider kept for itself of a payment, and until when a server that took an item may stay
-- silent. Nothing is known of either for what was stored before this step.
ALTER TABLE tilaus_payments ADD COLUMN provider_fee_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tilaus_items ADD COLUMN silent_at TEXT;

-- Who carries an effect out, so that one who cannot be reached holds up nobody else. What was
-- asked for before this step has none, and waits for nobody.
ALTER TABLE tilaus_effects ADD COLUMN via TEXT NOT NULL DEFAULT '';
ALTER TABLE tilaus_orders ADD COLUMN head_via TEXT;

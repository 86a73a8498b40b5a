-- The shelf: documents that adapters keep beside the orders, such as accounts and sessions.
CREATE TABLE tilaus_docs (
    kind       TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    text       TEXT    NOT NULL,
    version    INTEGER NOT NULL CHECK (version > 0),
    expires_at TEXT,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX tilaus_docs_by_end ON tilaus_docs (expires_at) WHERE expires_at IS NOT NULL;

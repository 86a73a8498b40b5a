-- The shelf: documents that adapters keep beside the orders, such as accounts and sessions.
CREATE TABLE tilaus_docs (
    kind       text COLLATE "C" NOT NULL,
    id         text COLLATE "C" NOT NULL,
    text       text   NOT NULL,
    version    bigint NOT NULL CHECK (version > 0),
    expires_at timestamptz,
    PRIMARY KEY (kind, id)
);

CREATE INDEX tilaus_docs_by_end ON tilaus_docs (expires_at) WHERE expires_at IS NOT NULL;

-- What providers sell. Nobody's own: with Citus these are reference tables.
-- Every change of a batch carries the revision that `catalogue_head` had then. Its row is locked by the writer until it
-- commits, so revisions become visible in their order and a reader that has seen N misses nothing before it.

CREATE TABLE catalogue_head (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    revision bigint NOT NULL
);

INSERT INTO catalogue_head (revision) VALUES (0);

CREATE TABLE catalogue_providers (
    provider_id text PRIMARY KEY,
    revision bigint NOT NULL DEFAULT 0,  -- the provider's own, up to which we have read
    full_at timestamptz NOT NULL DEFAULT '-infinity',  -- when all of it was read last
    next_at timestamptz NOT NULL DEFAULT '-infinity',  -- when it is asked again; moved on by whoever asks
    answered_at timestamptz,
    failures integer NOT NULL DEFAULT 0,  -- in a row
    problem text NOT NULL DEFAULT ''
);

CREATE TABLE catalogue_merchants (
    provider_id text NOT NULL,
    merchant_id text NOT NULL,
    body jsonb NOT NULL,
    gone boolean NOT NULL DEFAULT false,
    revision bigint NOT NULL,
    PRIMARY KEY (provider_id, merchant_id)
);

CREATE INDEX catalogue_merchants_changed ON catalogue_merchants (revision);

CREATE TABLE catalogue_offers (
    provider_id text NOT NULL,
    offer_id text NOT NULL,
    body jsonb NOT NULL,
    gone boolean NOT NULL DEFAULT false,
    revision bigint NOT NULL,
    PRIMARY KEY (provider_id, offer_id)
);

CREATE INDEX catalogue_offers_changed ON catalogue_offers (revision);

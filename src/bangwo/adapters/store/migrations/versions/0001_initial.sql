-- What a person owns. `user_id` comes first in every key, nothing refers to another table, and no row draws from a
-- sequence: the tables can be distributed by `user_id`, and one commit touches one person's rows.
-- Bodies are `json`, not `jsonb`: they are stored and answered exactly as written, and never looked into on the hot path.
-- Fill factors leave room in a page, so that an update that touches no indexed column needs no new index entries (HOT).

CREATE TABLE persons (
    user_id text PRIMARY KEY,
    phone text NOT NULL,
    version integer NOT NULL,
    body json NOT NULL
) WITH (fillfactor = 80);

CREATE TABLE conversations (
    user_id text NOT NULL,
    conversation_id text NOT NULL,
    version integer NOT NULL,
    open boolean NOT NULL,
    updated_at timestamptz NOT NULL,
    quote_id text NOT NULL,
    state json NOT NULL,
    PRIMARY KEY (user_id, conversation_id)
) WITH (fillfactor = 60);

-- a person's running conversations are few, all of them together may be many
CREATE INDEX conversations_open ON conversations (user_id) WHERE open;

CREATE TABLE turns (
    user_id text NOT NULL,
    conversation_id text NOT NULL,
    turn_id text NOT NULL,
    at timestamptz NOT NULL,
    text text NOT NULL,
    reply text NOT NULL,
    PRIMARY KEY (user_id, conversation_id, turn_id)
);

CREATE TABLE quotes (
    user_id text NOT NULL,
    quote_id text NOT NULL,
    state text NOT NULL CHECK (state IN ('open', 'ordered', 'dropped')),
    expires_at timestamptz NOT NULL,
    body json NOT NULL,
    PRIMARY KEY (user_id, quote_id)
) WITH (fillfactor = 80);

CREATE INDEX quotes_to_expire ON quotes (expires_at) WHERE state = 'open';

-- The quote of an order never changes and is written once, beside the body that every step of the saga rewrites.
CREATE TABLE orders (
    user_id text NOT NULL,
    order_id text NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    next_at timestamptz,
    claimed_by text,
    claimed_until timestamptz,
    body json NOT NULL,
    quote json NOT NULL,
    PRIMARY KEY (user_id, order_id)
) WITH (fillfactor = 60);

CREATE INDEX orders_due ON orders (next_at) WHERE next_at IS NOT NULL;

CREATE TABLE cards (
    user_id text NOT NULL,
    card_id text NOT NULL,
    state text NOT NULL CHECK (state IN ('granted', 'held', 'used', 'expired', 'frozen')),
    held_for text NOT NULL,
    granted_at timestamptz NOT NULL,
    body json NOT NULL,
    PRIMARY KEY (user_id, card_id)
) WITH (fillfactor = 60);

CREATE TABLE budget_holds (
    user_id text NOT NULL,
    hold_id text NOT NULL,
    campaign_id text NOT NULL,
    fen bigint NOT NULL CHECK (fen > 0),
    state text NOT NULL CHECK (state IN ('held', 'used', 'released', 'restored')),
    PRIMARY KEY (user_id, hold_id)
) WITH (fillfactor = 80);

CREATE TABLE transfers (
    user_id text NOT NULL,
    transfer_id text NOT NULL,
    order_id text NOT NULL,
    kind text NOT NULL,
    debit text NOT NULL,
    credit text NOT NULL,
    fen bigint NOT NULL CHECK (fen > 0),
    currency text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (user_id, transfer_id),
    CHECK (debit <> credit)
);

CREATE TABLE facts (
    user_id text NOT NULL,
    fact_id text NOT NULL,
    kind text NOT NULL,
    at timestamptz NOT NULL,
    subject text NOT NULL,
    fen bigint NOT NULL,
    label text NOT NULL,
    PRIMARY KEY (user_id, fact_id)
);

CREATE TABLE consents (
    user_id text NOT NULL,
    order_id text NOT NULL,
    body json NOT NULL,
    PRIMARY KEY (user_id, order_id)
);

CREATE TABLE journal (
    user_id text NOT NULL,
    order_id text NOT NULL,
    seq integer NOT NULL,
    at timestamptz NOT NULL,
    step text NOT NULL,
    outcome text NOT NULL,
    detail text NOT NULL,
    PRIMARY KEY (user_id, order_id, seq)
);

CREATE TABLE answers (
    user_id text NOT NULL,
    key text NOT NULL,
    digest text NOT NULL,
    order_id text NOT NULL,
    answer json NOT NULL,
    PRIMARY KEY (user_id, key)
) WITH (fillfactor = 80);

-- What no person owns.

CREATE TABLE logins (
    phone text PRIMARY KEY,
    user_id text NOT NULL
);

CREATE TABLE provider_orders (
    provider_id text NOT NULL,
    provider_order_id text NOT NULL,
    user_id text NOT NULL,
    order_id text NOT NULL,
    PRIMARY KEY (provider_id, provider_order_id)
);

CREATE TABLE campaigns (
    campaign_id text PRIMARY KEY,
    budget_fen bigint NOT NULL CHECK (budget_fen >= 0)
);

-- A budget lies in many slots, so that many may take from it at once. It does not matter which slot a fen lies in.
CREATE TABLE budget_slots (
    campaign_id text NOT NULL,
    slot integer NOT NULL,
    left_fen bigint NOT NULL CHECK (left_fen >= 0),
    PRIMARY KEY (campaign_id, slot)
) WITH (fillfactor = 10);

-- What persons want persons for. Of one thing there is one open case.

CREATE TABLE cases (
    user_id text NOT NULL,
    case_id text NOT NULL,
    version integer NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'taken', 'settling', 'settled', 'closed')),
    about text NOT NULL,
    opened_at timestamptz NOT NULL,
    next_at timestamptz,
    body json NOT NULL,
    PRIMARY KEY (user_id, case_id)
) WITH (fillfactor = 60);

CREATE UNIQUE INDEX cases_open_once ON cases (user_id, about) WHERE state <> 'closed';
CREATE INDEX cases_of_state ON cases (state, opened_at, case_id);
CREATE INDEX cases_by_id ON cases (case_id);
CREATE INDEX cases_due ON cases (next_at) WHERE next_at IS NOT NULL;

CREATE TABLE memos (
    user_id text NOT NULL,
    memo_id text NOT NULL,
    at timestamptz NOT NULL,
    body json NOT NULL,
    PRIMARY KEY (user_id, memo_id)
);

-- Appended to, never changed. `user_id` is the person concerned, or operator:NAME for what concerns an account.
CREATE TABLE deeds (
    user_id text NOT NULL,
    deed_id text NOT NULL,
    at timestamptz NOT NULL,
    operator text NOT NULL,
    deed text NOT NULL,
    case_id text NOT NULL,
    detail text NOT NULL,
    PRIMARY KEY (user_id, deed_id)
);

CREATE INDEX deeds_latest ON deeds (at, deed_id);

CREATE TABLE operators (
    name text PRIMARY KEY,
    version integer NOT NULL,
    body json NOT NULL
);

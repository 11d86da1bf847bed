-- Signed wishes that a worker orders once they can be had within their limits.

CREATE TABLE standings (
    user_id text NOT NULL,
    standing_id text NOT NULL,
    version integer NOT NULL,
    made_at timestamptz NOT NULL,
    next_at timestamptz,
    body json NOT NULL,
    PRIMARY KEY (user_id, standing_id)
) WITH (fillfactor = 60);

CREATE INDEX standings_due ON standings (next_at) WHERE next_at IS NOT NULL;

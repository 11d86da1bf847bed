-- What was done to campaigns, each line once and for ever: their versions and their audit are one table. `seq` counts
-- from 1 for each campaign, so of two operators who write the same next line one is told that another was first.
CREATE TABLE campaign_changes (
    campaign_id text NOT NULL,
    seq integer NOT NULL CHECK (seq > 0),
    deed text NOT NULL CHECK (deed IN ('apply', 'pause', 'resume', 'extend', 'end')),
    at timestamptz NOT NULL,
    by_whom text NOT NULL,
    reason text NOT NULL,
    source text NOT NULL,
    span_from timestamptz,
    span_until timestamptz,
    PRIMARY KEY (campaign_id, seq),
    CHECK ((deed = 'apply') = (source <> ''))
);

-- One row that grows with every change: a turn reads it with all else that it reads, and so hears of every change.
CREATE TABLE campaign_head (
    one smallint PRIMARY KEY CHECK (one = 1),
    revision bigint NOT NULL
) WITH (fillfactor = 10);

INSERT INTO campaign_head VALUES (1, 0);

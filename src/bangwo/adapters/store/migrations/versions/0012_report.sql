-- The report: what facts add up to, counted while they come (docs/adr/0013-report.md).

-- Each fact knows the transaction that wrote it: by this, and by nothing else, it is known whether it was counted. Facts
-- that were there before are all of transaction 0.
ALTER TABLE facts ADD COLUMN ms integer NOT NULL DEFAULT 0;
ALTER TABLE facts ADD COLUMN tx xid8 NOT NULL DEFAULT '0';
ALTER TABLE facts ALTER COLUMN tx SET DEFAULT pg_current_xact_id();
CREATE INDEX facts_by_tx ON facts (tx);

-- All facts of transactions before `upto` are counted. `wrote` is the transaction that wrote this row: where it is not, the
-- row came out of a dump, and the numbers of transactions mean nothing any more.
CREATE TABLE report_cursor (
    one integer PRIMARY KEY CHECK (one = 1),
    upto xid8 NOT NULL,
    wrote xid8 NOT NULL,
    counted_at timestamptz,
    owner text NOT NULL,
    owned_until timestamptz NOT NULL
) WITH (fillfactor = 10);

INSERT INTO report_cursor VALUES (1, '0', pg_current_xact_id(), NULL, '', '-infinity');

CREATE TABLE report_lines (
    grain text NOT NULL CHECK (grain IN ('hour', 'day')),
    at timestamptz NOT NULL,
    line text NOT NULL,
    many bigint NOT NULL,
    fen bigint NOT NULL,
    PRIMARY KEY (grain, at, line)
) WITH (fillfactor = 50);

CREATE TABLE report_seconds (
    at timestamptz PRIMARY KEY,
    commands bigint NOT NULL,
    buying bigint NOT NULL,
    orders bigint NOT NULL
) WITH (fillfactor = 80);

-- Who was there in an hour, as sketches that can be united over any hours.
CREATE TABLE report_sketches (
    line text NOT NULL,
    at timestamptz NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (line, at)
) WITH (fillfactor = 50);

CREATE TABLE report_people (
    user_id text PRIMARY KEY,
    body json NOT NULL
) WITH (fillfactor = 70);

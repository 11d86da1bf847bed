-- Whose is a person's, with the person first in its key; what must be found by something else lies beside it.

CREATE TABLE invites (
    user_id text PRIMARY KEY,
    code text NOT NULL
);

CREATE TABLE invitations (
    user_id text NOT NULL,
    invited_id text NOT NULL,
    at timestamptz NOT NULL,
    who text NOT NULL,
    key text NOT NULL,
    digest text NOT NULL,
    PRIMARY KEY (user_id, invited_id)
);

CREATE INDEX invitations_latest ON invitations (user_id, at DESC, invited_id DESC);

CREATE TABLE invite_codes (
    code text PRIMARY KEY,
    user_id text NOT NULL
);

CREATE TABLE invited (
    invited_id text PRIMARY KEY,
    user_id text NOT NULL
);

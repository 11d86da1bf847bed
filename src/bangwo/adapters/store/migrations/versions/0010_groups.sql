-- Shared orders belong to whoever pays; their codes are found before anybody knows whose they are.

CREATE TABLE groups (
    user_id text NOT NULL,
    group_id text NOT NULL,
    version integer NOT NULL,
    body json NOT NULL,
    PRIMARY KEY (user_id, group_id)
) WITH (fillfactor = 60);

CREATE TABLE group_codes (
    code text PRIMARY KEY,
    user_id text NOT NULL,
    group_id text NOT NULL
);

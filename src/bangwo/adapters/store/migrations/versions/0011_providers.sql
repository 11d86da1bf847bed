-- Who was connected by hand. A row is never deleted: orders of it may still be on their way.

CREATE TABLE connected_providers (
    provider_id text PRIMARY KEY,
    url text NOT NULL UNIQUE,
    added_at timestamptz NOT NULL,
    removed_at timestamptz
);

-- The report from nothing but facts, all at once, and the lines that were counted while facts came compared with it. One
-- statement, so that facts, lines and cursor are of one moment while counting goes on.
-- $1: the zone of days, $2: the bounds of waits in milliseconds, $3: so many differences are told at most.
WITH seen AS NOT MATERIALIZED (
    SELECT user_id, kind, at, subject, fen, label, ms FROM facts
    WHERE tx < (SELECT upto FROM report_cursor WHERE one = 1)
), told AS MATERIALIZED (
    SELECT date_trunc('hour', at, $1) AS hour, kind, label, split_part(label, ' ', 1) AS first,
           split_part(label, ' ', 2) AS second, subject <> '' AS about,
           CASE WHEN kind = 'order_accepted' THEN width_bucket(ms::bigint, $2::bigint[]) END AS wait,
           count(*) AS many, sum(fen)::bigint AS fen
    FROM seen GROUP BY 1, 2, 3, 4, 5, 6, 7
), named AS (
    SELECT hour, line, many, fen FROM told CROSS JOIN LATERAL unnest(CASE kind
        WHEN 'command_said' THEN ARRAY['commands', 'tier/' || first, CASE WHEN second <> '' THEN 'buying' END,
                                       CASE WHEN second <> '' THEN 'buying/' || second END]
        WHEN 'order_accepted' THEN ARRAY['orders', 'orders/' || first, CASE second WHEN 'card' THEN 'orders.with_card'
                                         WHEN 'price' THEN 'orders.with_price' ELSE 'orders.full_price' END]
        WHEN 'order_cancelled' THEN ARRAY['cancelled', CASE second WHEN 'early' THEN 'cancelled.early' END]
        WHEN 'order_failed' THEN ARRAY['failed', 'failed/' || label]
        WHEN 'refused' THEN ARRAY['refused', 'refused/' || label]
        WHEN 'card_used' THEN ARRAY['subsidy', 'subsidy/' || label, CASE WHEN about THEN 'cards.used' END]
        WHEN 'card_returned' THEN ARRAY['subsidy_back', 'subsidy_back/' || label, CASE WHEN about THEN 'cards.returned' END]
        WHEN 'card_granted' THEN ARRAY['cards.granted', 'cards.granted/' || label]
        WHEN 'card_held' THEN ARRAY[CASE WHEN about THEN 'cards.held' END]
        WHEN 'card_released' THEN ARRAY[CASE WHEN about THEN 'cards.released' END]
        WHEN 'user_joined' THEN ARRAY['joined']
        WHEN 'invitation_accepted' THEN ARRAY['invited']
        WHEN 'quote_made' THEN ARRAY['quotes']
        WHEN 'order_confirmed' THEN ARRAY['confirmed']
        WHEN 'order_charged' THEN ARRAY['charged']
        WHEN 'order_completed' THEN ARRAY['completed']
        WHEN 'order_refunded' THEN ARRAY['refunded']
        ELSE ARRAY[]::text[] END) AS line
    WHERE line IS NOT NULL
    UNION ALL
    SELECT hour, 'waited/' || wait, many, 0 FROM told WHERE wait IS NOT NULL
), firsts AS (
    SELECT user_id, min(at) AS at FROM seen WHERE kind = 'order_accepted' GROUP BY user_id
), born AS (
    SELECT DISTINCT ON (user_id) user_id, label::int AS year FROM seen
    WHERE kind = 'birth_year_told' ORDER BY user_id, date_trunc('milliseconds', at) DESC, label DESC
), people AS (
    SELECT date_trunc('hour', at, $1) AS hour, unnest(CASE
        WHEN extract(year FROM at AT TIME ZONE $1) - year >= 60 THEN ARRAY['first_orders', 'first_orders.over_60']
        ELSE ARRAY['first_orders'] END) AS line
    FROM firsts LEFT JOIN born USING (user_id)
), hours AS (
    SELECT hour AS at, line, sum(many)::bigint AS many, sum(fen)::bigint AS fen
    FROM (SELECT * FROM named UNION ALL SELECT hour, line, 1, 0 FROM people) AS each GROUP BY 1, 2
), present AS MATERIALIZED (
    SELECT DISTINCT user_id, date_trunc('day', at, $1) AS day, kind FROM seen
    WHERE kind IN ('command_said', 'order_accepted')
), came AS (
    SELECT user_id, date_trunc('day', min(at), $1) AS day FROM seen
    WHERE kind = 'user_joined' GROUP BY user_id
), days AS (
    SELECT date_trunc('day', at, $1) AS at, line, sum(many)::bigint AS many, sum(fen)::bigint AS fen FROM hours GROUP BY 1, 2
    UNION ALL
    SELECT day, CASE kind WHEN 'command_said' THEN 'active' ELSE 'buyers' END, count(*), 0 FROM present GROUP BY 1, 2
    UNION ALL
    SELECT came.day, 'kept.' || later, count(*), 0
    FROM came CROSS JOIN (VALUES (1), (7)) AS l(later)
    JOIN present ON present.user_id = came.user_id AND kind = 'command_said'
        AND (present.day AT TIME ZONE $1)::date = (came.day AT TIME ZONE $1)::date + later
    GROUP BY 1, 2
), seconds AS (
    SELECT date_trunc('second', at) AS at, count(*) FILTER (WHERE kind = 'command_said') AS commands,
           count(*) FILTER (WHERE kind = 'command_said' AND split_part(label, ' ', 2) <> '') AS buying,
           count(*) FILTER (WHERE kind = 'order_accepted') AS orders
    FROM seen WHERE kind IN ('command_said', 'order_accepted') GROUP BY 1
), peaks AS (
    SELECT grain, date_trunc(grain, at, $1) AS at, 'peak.' || line AS line, max(many) AS many
    FROM seconds
    CROSS JOIN LATERAL (VALUES ('commands', commands), ('buying', buying), ('orders', orders)) AS l(line, many)
    CROSS JOIN (VALUES ('hour'), ('day')) AS g(grain)
    WHERE many > 0 GROUP BY 1, 2, 3
), made AS (
    SELECT 'hour' AS grain, at, line, many, fen FROM hours
    UNION ALL SELECT 'day', at, line, many, fen FROM days
    UNION ALL SELECT grain, at, line, many, 0 FROM peaks
    UNION ALL SELECT 'second', s.at, l.line, l.many, 0 FROM seconds AS s
        CROSS JOIN LATERAL (VALUES ('commands', commands), ('buying', buying), ('orders', orders)) AS l(line, many)
        WHERE l.many > 0
), counted AS (
    SELECT grain, at, line, many, fen FROM report_lines WHERE many <> 0 OR fen <> 0
    UNION ALL SELECT 'second', s.at, l.line, l.many, 0 FROM report_seconds AS s
        CROSS JOIN LATERAL (VALUES ('commands', commands), ('buying', buying), ('orders', orders)) AS l(line, many)
        WHERE l.many > 0
), compared AS MATERIALIZED (
    SELECT grain, at, line, coalesce(c.many, 0) AS counted_many, coalesce(c.fen, 0) AS counted_fen,
           coalesce(m.many, 0) AS many, coalesce(m.fen, 0) AS fen
    FROM counted AS c FULL JOIN made AS m USING (grain, at, line)
)
SELECT w.lines, w.differences, d.* FROM (
    SELECT count(*) AS lines, count(*) FILTER (WHERE (counted_many, counted_fen) <> (many, fen)) AS differences
    FROM compared
) AS w LEFT JOIN (
    SELECT * FROM compared WHERE (counted_many, counted_fen) <> (many, fen) ORDER BY grain, at, line LIMIT $3
) AS d ON true

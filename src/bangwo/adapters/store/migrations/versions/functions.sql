-- All functions as they now are: the first migration makes them, and each that changes one makes them all again.
-- Guards that fail raise BW001 with the word of the guard; an insert that finds its key taken raises 23505, and the
-- caller knows the word by the table.

CREATE OR REPLACE FUNCTION conflict(what text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'BW001', MESSAGE = what;
END $$;

-- Takes an amount from one slot that has enough and that nobody else is at. Waits for nobody; false when there is none.
CREATE OR REPLACE FUNCTION take_from_a_slot(in_campaign text, in_fen bigint, in_first integer) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    chosen integer;
BEGIN
    SELECT slot INTO chosen FROM budget_slots
        WHERE campaign_id = in_campaign AND slot = in_first AND left_fen >= in_fen
        FOR NO KEY UPDATE SKIP LOCKED;
    IF chosen IS NULL THEN
        SELECT slot INTO chosen FROM budget_slots
            WHERE campaign_id = in_campaign AND left_fen >= in_fen
            LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED;
    END IF;
    IF chosen IS NULL THEN
        RETURN false;
    END IF;
    UPDATE budget_slots SET left_fen = left_fen - in_fen WHERE campaign_id = in_campaign AND slot = chosen;
    RETURN true;
END $$;

-- Takes an amount from as many slots as it needs, all of them locked by the caller. False when all together lack it.
CREATE OR REPLACE FUNCTION take_from_all_slots(in_campaign text, in_fen bigint) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT coalesce(sum(left_fen), 0) < in_fen FROM budget_slots WHERE campaign_id = in_campaign) THEN
        RETURN false;
    END IF;
    UPDATE budget_slots SET left_fen = budget_slots.left_fen - share.fen
        FROM (SELECT slot, least(left_fen, greatest(0, in_fen - (sum(left_fen) OVER (ORDER BY slot) - left_fen))) AS fen
              FROM budget_slots WHERE campaign_id = in_campaign) AS share
        WHERE campaign_id = in_campaign AND budget_slots.slot = share.slot AND share.fen > 0;
    RETURN true;
END $$;

-- Holds budget and ends holds, in the order given. `in_locked` says that all slots are locked by the caller; if not, and
-- it cannot be done without waiting, BW002 asks for that.
CREATE OR REPLACE FUNCTION move_budget(in_user text, in_moves jsonb, in_locked boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    move jsonb;
    campaign text;
    hold text;
    change bigint;
    enough boolean;
BEGIN
    FOR move IN SELECT value FROM jsonb_array_elements(in_moves) LOOP
        campaign := move->>'campaign';
        hold := move->>'hold';
        IF move->>'do' = 'hold' THEN
            change := (move->>'fen')::bigint;
            IF move ? 'opens' AND NOT EXISTS (SELECT FROM campaigns WHERE campaign_id = campaign) THEN
                PERFORM open_budget(campaign, (move->>'opens')::bigint, 64);
            END IF;
            INSERT INTO budget_holds VALUES (in_user, hold, campaign, change, 'held');
        ELSIF move->>'do' = 'take' THEN
            change := (move->>'fen')::bigint;
            hold := in_user;
        ELSE
            UPDATE budget_holds SET state = move->>'end'
                WHERE user_id = in_user AND hold_id = hold AND campaign_id = campaign AND state = move->>'follows'
                RETURNING -fen INTO change;
            IF change IS NULL THEN
                PERFORM conflict('budget');
            END IF;
            CONTINUE WHEN move->>'end' = 'used';
        END IF;
        IF in_locked THEN
            -- nobody else is at the slots, and giving back (a negative amount) goes to the first
            IF change < 0 THEN
                UPDATE budget_slots SET left_fen = left_fen - change
                    WHERE campaign_id = campaign
                      AND slot = (SELECT min(slot) FROM budget_slots WHERE campaign_id = campaign);
                enough := FOUND;
            ELSE
                enough := take_from_all_slots(campaign, change);
            END IF;
        ELSE
            enough := take_from_a_slot(campaign, change, hashtext(hold) & 63);
            -- where the whole budget lacks it there is no need to lock it in order to know
            IF NOT enough AND change <= (SELECT sum(left_fen) FROM budget_slots WHERE campaign_id = campaign) THEN
                RAISE EXCEPTION USING ERRCODE = 'BW002', MESSAGE = 'the slots must be locked';
            END IF;
        END IF;
        IF NOT enough THEN
            PERFORM conflict('budget');
        END IF;
    END LOOP;
END $$;

-- Everything of one commit. `in_writes` comes in one order for all callers (by table, then by key), and budget comes last,
-- so that no two commits wait for each other: those that wait for a slot hold only slots before it.
CREATE OR REPLACE FUNCTION commit_changes(in_user text, in_writes jsonb, in_bodies json[], in_moves jsonb) RETURNS void
    LANGUAGE plpgsql AS $$
DECLARE
    w jsonb;
    many integer;
BEGIN
    FOR w IN SELECT value FROM jsonb_array_elements(in_writes) LOOP
        CASE w->>'do'
        WHEN 'person.new' THEN
            INSERT INTO logins VALUES (w->>'phone', in_user);
            INSERT INTO persons VALUES (in_user, w->>'phone', (w->>'version')::int, in_bodies[(w->>'body')::int]);
        WHEN 'person' THEN
            UPDATE persons SET version = (w->>'version')::int, body = in_bodies[(w->>'body')::int]
                WHERE user_id = in_user AND version = (w->>'version')::int - 1 AND phone = w->>'phone';
            IF NOT FOUND THEN PERFORM conflict('person'); END IF;
        WHEN 'invite_code' THEN
            INSERT INTO invite_codes VALUES (w->>'code', in_user);
            INSERT INTO invites VALUES (in_user, w->>'code');
        WHEN 'invitation' THEN
            INSERT INTO invited VALUES (w->>'invited', in_user);
            INSERT INTO invitations VALUES (in_user, w->>'invited', (w->>'at')::timestamptz, w->>'who', w->>'key',
                w->>'digest');
        WHEN 'conversation.new' THEN
            INSERT INTO conversations VALUES (in_user, w->>'id', 1, (w->>'open')::boolean, (w->>'at')::timestamptz,
                w->>'quote', in_bodies[(w->>'body')::int]);
        WHEN 'conversation' THEN
            UPDATE conversations SET version = (w->>'version')::int, open = (w->>'open')::boolean,
                    updated_at = (w->>'at')::timestamptz, quote_id = w->>'quote', state = in_bodies[(w->>'body')::int]
                WHERE user_id = in_user AND conversation_id = w->>'id' AND version = (w->>'version')::int - 1;
            IF NOT FOUND THEN PERFORM conflict('conversation'); END IF;
        WHEN 'turn' THEN
            INSERT INTO turns VALUES (in_user, w->>'conversation', w->>'id', (w->>'at')::timestamptz, w->>'text', w->>'reply');
        WHEN 'quote.new' THEN
            INSERT INTO quotes VALUES (in_user, w->>'id', w->>'state', (w->>'expires_at')::timestamptz,
                in_bodies[(w->>'body')::int]);
        WHEN 'quote' THEN
            UPDATE quotes SET state = w->>'state'
                WHERE user_id = in_user AND quote_id = w->>'id' AND state = w->>'expects';
            IF NOT FOUND THEN PERFORM conflict('quote'); END IF;
        WHEN 'order.new' THEN
            INSERT INTO orders (user_id, order_id, version, created_at, next_at, body, quote)
                VALUES (in_user, w->>'id', 1, (w->>'created_at')::timestamptz, (w->>'next_at')::timestamptz,
                    in_bodies[(w->>'body')::int], in_bodies[(w->>'quote')::int]);
        WHEN 'order' THEN
            UPDATE orders SET version = (w->>'version')::int, next_at = (w->>'next_at')::timestamptz,
                    body = in_bodies[(w->>'body')::int], claimed_by = NULL, claimed_until = NULL
                WHERE user_id = in_user AND order_id = w->>'id' AND version = (w->>'version')::int - 1;
            IF NOT FOUND THEN PERFORM conflict('order'); END IF;
        WHEN 'card.new' THEN
            INSERT INTO cards VALUES (in_user, w->>'id', w->>'state', w->>'held_for', (w->>'at')::timestamptz,
                in_bodies[(w->>'body')::int]);
        WHEN 'card' THEN
            UPDATE cards SET state = w->>'state', held_for = w->>'held_for', body = in_bodies[(w->>'body')::int]
                WHERE user_id = in_user AND card_id = w->>'id' AND state = w->>'expects' AND held_for = w->>'expects_for';
            IF NOT FOUND THEN PERFORM conflict('card'); END IF;
        WHEN 'transfers' THEN
            INSERT INTO transfers
                SELECT in_user, t.id, t.order_id, t.kind, t.debit, t.credit, t.fen, t.currency, t.at
                FROM jsonb_to_recordset(w->'rows') AS t(id text, order_id text, kind text, debit text, credit text,
                    fen bigint, currency text, at timestamptz);
        WHEN 'facts' THEN
            INSERT INTO facts
                SELECT in_user, f.id, f.kind, f.at, f.subject, f.fen, f.label, f.ms
                FROM jsonb_to_recordset(w->'rows') AS f(id text, kind text, at timestamptz, subject text, fen bigint,
                    label text, ms integer);
        WHEN 'consent' THEN
            INSERT INTO consents VALUES (in_user, w->>'id', in_bodies[(w->>'body')::int]);
        WHEN 'journal' THEN
            INSERT INTO journal
                SELECT in_user, j.order_id, j.seq, j.at, j.step, j.outcome, j.detail
                FROM jsonb_to_recordset(w->'rows') AS j(order_id text, seq int, at timestamptz, step text, outcome text,
                    detail text);
        WHEN 'provider_order' THEN
            INSERT INTO provider_orders VALUES (w->>'provider', w->>'id', in_user, w->>'order_id') ON CONFLICT DO NOTHING;
        WHEN 'answer' THEN
            INSERT INTO answers VALUES (in_user, w->>'key', w->>'digest', w->>'order_id', in_bodies[(w->>'body')::int]);
        WHEN 'case.new' THEN
            INSERT INTO cases VALUES (in_user, w->>'id', 1, w->>'state', w->>'about', (w->>'at')::timestamptz,
                (w->>'next_at')::timestamptz, in_bodies[(w->>'body')::int]);
        WHEN 'case' THEN
            UPDATE cases SET version = (w->>'version')::int, state = w->>'state',
                    next_at = (w->>'next_at')::timestamptz, body = in_bodies[(w->>'body')::int]
                WHERE user_id = in_user AND case_id = w->>'id' AND version = (w->>'version')::int - 1;
            IF NOT FOUND THEN PERFORM conflict('case'); END IF;
        WHEN 'memo' THEN
            INSERT INTO memos VALUES (in_user, w->>'id', (w->>'at')::timestamptz, in_bodies[(w->>'body')::int]);
        WHEN 'memos.drop' THEN
            DELETE FROM memos WHERE user_id = in_user AND memo_id = ANY (string_to_array(w->>'ids', ','));
            GET DIAGNOSTICS many = ROW_COUNT;
            IF many <> (w->>'many')::int THEN PERFORM conflict('memo'); END IF;
        WHEN 'operator.new' THEN
            INSERT INTO operators VALUES (w->>'name', 1, in_bodies[(w->>'body')::int]);
        WHEN 'operator' THEN
            UPDATE operators SET version = (w->>'version')::int, body = in_bodies[(w->>'body')::int]
                WHERE name = w->>'name' AND version = (w->>'version')::int - 1;
            IF NOT FOUND THEN PERFORM conflict('operator'); END IF;
        WHEN 'deed' THEN
            INSERT INTO deeds VALUES (in_user, w->>'id', (w->>'at')::timestamptz, w->>'operator', w->>'deed', w->>'case',
                w->>'detail');
        WHEN 'group.new' THEN
            INSERT INTO group_codes VALUES (w->>'code', in_user, w->>'id');
            INSERT INTO groups VALUES (in_user, w->>'id', 1, in_bodies[(w->>'body')::int]);
        WHEN 'group' THEN
            UPDATE groups SET version = (w->>'version')::int, body = in_bodies[(w->>'body')::int]
                WHERE user_id = in_user AND group_id = w->>'id' AND version = (w->>'version')::int - 1;
            IF NOT FOUND THEN PERFORM conflict('group'); END IF;
        WHEN 'standing.new' THEN
            INSERT INTO standings VALUES (in_user, w->>'id', 1, (w->>'at')::timestamptz, (w->>'next_at')::timestamptz,
                in_bodies[(w->>'body')::int]);
        WHEN 'standing' THEN
            UPDATE standings SET version = (w->>'version')::int, next_at = (w->>'next_at')::timestamptz,
                    body = in_bodies[(w->>'body')::int]
                WHERE user_id = in_user AND standing_id = w->>'id' AND version = (w->>'version')::int - 1;
            IF NOT FOUND THEN PERFORM conflict('standing'); END IF;
        WHEN 'answer.finish' THEN
            -- the first that tells what came of a command is what it is answered with for ever
            UPDATE answers SET answer = in_bodies[(w->>'body')::int]
                WHERE user_id = in_user AND key = w->>'key' AND answer::text = 'null';
        END CASE;
    END LOOP;

    IF in_moves IS NOT NULL THEN
        BEGIN
            PERFORM move_budget(in_user, in_moves, false);
        EXCEPTION WHEN SQLSTATE 'BW002' THEN
            -- what was locked so far is free again: now every slot, in one order for all
            PERFORM 1 FROM budget_slots
                WHERE campaign_id IN (SELECT m->>'campaign' FROM jsonb_array_elements(in_moves) AS m)
                ORDER BY campaign_id, slot FOR NO KEY UPDATE;
            PERFORM move_budget(in_user, in_moves, true);
        END;
    END IF;
END $$;

-- A campaign's budget, spread over its slots to the last fen. One that is there keeps what it has.
CREATE OR REPLACE FUNCTION open_budget(in_campaign text, in_fen bigint, in_slots integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO campaigns VALUES (in_campaign, in_fen) ON CONFLICT DO NOTHING;
    IF FOUND THEN
        INSERT INTO budget_slots
            SELECT in_campaign, slot, in_fen / in_slots + CASE WHEN slot < in_fen % in_slots THEN 1 ELSE 0 END
            FROM generate_series(0, in_slots - 1) AS slot;
    END IF;
END $$;

-- Makes a budget that is there another size. What is held and used stays; conflict where that is more than the new size.
CREATE OR REPLACE FUNCTION resize_budget(in_campaign text, in_fen bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    more bigint;
BEGIN
    -- in the same order as everyone who needs all slots
    PERFORM 1 FROM budget_slots WHERE campaign_id = in_campaign ORDER BY slot FOR NO KEY UPDATE;
    SELECT in_fen - budget_fen INTO more FROM campaigns WHERE campaign_id = in_campaign FOR NO KEY UPDATE;
    IF more < 0 AND NOT take_from_all_slots(in_campaign, -more) THEN
        PERFORM conflict('budget');
    ELSIF more > 0 THEN
        UPDATE budget_slots SET left_fen = left_fen + more / 64 + CASE WHEN slot < more % 64 THEN 1 ELSE 0 END
            WHERE campaign_id = in_campaign;
    END IF;
    UPDATE campaigns SET budget_fen = in_fen WHERE campaign_id = in_campaign;
END $$;

-- One more line of a campaign's record, and its budgets as `in_pots` (name to fen) says.
CREATE OR REPLACE FUNCTION change_campaign(
    in_campaign text, in_seq integer, in_deed text, in_at timestamptz, in_by text, in_reason text, in_source text,
    in_span_from timestamptz, in_span_until timestamptz, in_pots jsonb
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    pot record;
BEGIN
    UPDATE campaign_head SET revision = revision + 1 WHERE one = 1;
    IF (SELECT coalesce(max(seq), 0) + 1 <> in_seq FROM campaign_changes WHERE campaign_id = in_campaign) THEN
        PERFORM conflict('campaign');
    END IF;
    INSERT INTO campaign_changes VALUES (in_campaign, in_seq, in_deed, in_at, in_by, in_reason, in_source, in_span_from,
        in_span_until);
    FOR pot IN SELECT key, value::bigint AS fen FROM jsonb_each_text(in_pots) ORDER BY key LOOP
        PERFORM open_budget(pot.key, pot.fen, 64);
        PERFORM resize_budget(pot.key, pot.fen);
    END LOOP;
END $$;

-- Takes up to an amount, as much as there is, and tells how much. Of no pot there is always enough.
CREATE OR REPLACE FUNCTION take_up_to(in_pot text, in_most bigint, in_first integer) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    part bigint;
BEGIN
    IF in_pot IS NULL OR in_most = 0 OR take_from_a_slot(in_pot, in_most, in_first) THEN
        RETURN in_most;
    END IF;
    -- where nothing is left there is no need to lock the slots in order to know
    IF (SELECT coalesce(sum(left_fen), 0) = 0 FROM budget_slots WHERE campaign_id = in_pot) THEN
        RETURN 0;
    END IF;
    PERFORM 1 FROM budget_slots WHERE campaign_id = in_pot ORDER BY slot FOR NO KEY UPDATE;
    SELECT least(in_most, coalesce(sum(left_fen), 0)) INTO part FROM budget_slots WHERE campaign_id = in_pot;
    IF part > 0 THEN
        PERFORM take_from_all_slots(in_pot, part);
    END IF;
    RETURN part;
END $$;

-- Gives many cards of one campaign to as many people at once, those that come first in the order given while any are left.
-- Each is told: `done`, `card` (its id was taken before), `budget` (none was left). Cards come before the pot, as in every
-- commit, so that nobody who waits for a card holds a slot.
CREATE OR REPLACE FUNCTION claim_cards(in_pot text, in_claims jsonb, in_bodies json[]) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
    outcomes text[];
    made integer[];
    got bigint;
BEGIN
    WITH claims AS MATERIALIZED (
        SELECT (row_number() OVER ())::integer AS place, c.*
        FROM jsonb_to_recordset(in_claims) AS c("user" text, id text, state text, at timestamptz, fact text, fen bigint, label text)
    ), inserted AS (
        INSERT INTO cards
            SELECT "user", id, state, '', at, in_bodies[place] FROM claims ORDER BY "user", id
            ON CONFLICT DO NOTHING RETURNING user_id, card_id
    )
    SELECT array_agg(place ORDER BY place) INTO made FROM claims JOIN inserted ON user_id = "user" AND card_id = id;

    got := take_up_to(in_pot, coalesce(cardinality(made), 0), hashtext(in_claims->0->>'user') & 63);
    IF got < cardinality(made) THEN
        DELETE FROM cards USING jsonb_array_elements(in_claims) WITH ORDINALITY AS c(claim, place)
            WHERE c.place = ANY (made[got + 1:]) AND user_id = claim->>'user' AND card_id = claim->>'id';
    END IF;
    INSERT INTO facts
        SELECT claim->>'user', claim->>'fact', 'card_granted', (claim->>'at')::timestamptz, claim->>'id',
            (claim->>'fen')::bigint, claim->>'label'
        FROM jsonb_array_elements(in_claims) WITH ORDINALITY AS c(claim, place) WHERE c.place = ANY (made[:got]);
    SELECT array_agg(CASE WHEN place = ANY (made[:got]) THEN 'done' WHEN place = ANY (made) THEN 'budget' ELSE 'card' END
                     ORDER BY place)
        INTO outcomes FROM generate_series(1, jsonb_array_length(in_claims)) AS place;
    RETURN outcomes;
END $$;

-- The report is counted by one at a time: whoever owns the cursor. Tells from where on facts are to be counted, and which
-- transaction is the oldest that is still under way: all before it have ended, and their facts are seen or never will be.
-- Nothing where another owns it.
CREATE OR REPLACE FUNCTION own_report(in_owner text, in_seconds double precision) RETURNS TABLE (since xid8, upto xid8)
    LANGUAGE plpgsql AS $$
DECLARE
    restored boolean;
BEGIN
    SELECT c.wrote::xid <> c.xmin INTO restored FROM report_cursor AS c
        WHERE one = 1 AND (owner = in_owner OR owned_until < clock_timestamp()) FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF restored THEN
        DELETE FROM report_lines;
        DELETE FROM report_seconds;
        DELETE FROM report_sketches;
        DELETE FROM report_people;
        UPDATE facts SET tx = '0' WHERE tx <> '0';
        UPDATE report_cursor SET upto = '0' WHERE one = 1;
    END IF;
    UPDATE report_cursor SET wrote = pg_current_xact_id(), owner = in_owner,
        owned_until = clock_timestamp() + make_interval(secs => in_seconds) WHERE one = 1;
    RETURN QUERY SELECT c.upto, pg_snapshot_xmin(pg_current_snapshot()) FROM report_cursor AS c WHERE one = 1;
END $$;

-- Adds what the facts of the transactions from `in_since` to before `in_upto` come to, and moves the cursor over them: both
-- or neither, and only where it still stood there. Of the most per second the greater is kept.
CREATE OR REPLACE FUNCTION add_to_report(
    in_since xid8, in_upto xid8, in_at timestamptz, in_zone text,
    in_users text[], in_people json[],
    in_grains text[], in_ats timestamptz[], in_lines text[], in_many bigint[], in_fen bigint[],
    in_seconds timestamptz[], in_commands bigint[], in_buying bigint[], in_orders bigint[],
    in_sketched text[], in_hours timestamptz[], in_sketches bytea[]
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE report_cursor SET upto = in_upto, counted_at = in_at, wrote = pg_current_xact_id()
        WHERE one = 1 AND upto = in_since;
    IF NOT FOUND THEN
        PERFORM conflict('report');
    END IF;
    INSERT INTO report_people SELECT * FROM unnest(in_users, in_people)
        ON CONFLICT (user_id) DO UPDATE SET body = excluded.body;
    INSERT INTO report_lines AS r SELECT * FROM unnest(in_grains, in_ats, in_lines, in_many, in_fen)
        ON CONFLICT (grain, at, line) DO UPDATE SET many = r.many + excluded.many, fen = r.fen + excluded.fen;
    INSERT INTO report_sketches SELECT * FROM unnest(in_sketched, in_hours, in_sketches)
        ON CONFLICT (line, at) DO UPDATE SET body = excluded.body;
    WITH grown AS (
        INSERT INTO report_seconds AS r SELECT * FROM unnest(in_seconds, in_commands, in_buying, in_orders)
            ON CONFLICT (at) DO UPDATE SET commands = r.commands + excluded.commands,
                buying = r.buying + excluded.buying, orders = r.orders + excluded.orders
            RETURNING r.at, r.commands, r.buying, r.orders
    )
    INSERT INTO report_lines AS r
        SELECT grain, date_trunc(grain, grown.at, in_zone), 'peak.' || line, max(many), 0
        FROM grown
        CROSS JOIN LATERAL (VALUES ('commands', commands), ('buying', buying), ('orders', orders)) AS l(line, many)
        CROSS JOIN (VALUES ('hour'), ('day')) AS g(grain)
        WHERE many > 0 GROUP BY 1, 2, 3
        ON CONFLICT (grain, at, line) DO UPDATE SET many = greatest(r.many, excluded.many);
END $$;

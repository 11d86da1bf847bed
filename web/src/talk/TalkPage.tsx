/** TalkPage: one conversation, from the first sentence to the order. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";

import { NEW_CONVERSATION } from "../api/turn";
import type { Quote } from "../api/types";
import { Icon } from "../parts/Icon";
import { Seal } from "../parts/Seal";
import { Failed, Loading } from "../parts/States";
import { hush, speak } from "../speech/speak";
import { setPrefs, usePrefs } from "../state/prefs";
import { useSession } from "../state/session";
import { Talk, useTalk } from "../state/talk";
import { sayIn, useSay } from "../words";
import { yuan } from "../words/format";
import { ActionsContext } from "./actions";
import { PastOrder } from "./cards/OrderCard";
import { Blocks } from "./Blocks";
import { Composer } from "./Composer";
import { ExchangeView, Reply } from "./ExchangeView";
import { Welcome } from "./Welcome";

const open = new Map<string, Talk>();

function talkOf(id: string, user: string): Talk {
  const known = open.get(id);
  if (known?.user === user) return known;
  const talk = new Talk(id, user);
  open.set(id, talk);
  return talk;
}

/** The next new conversation begins empty. */
export function forgetNew(): void {
  open.delete(NEW_CONVERSATION);
}

/** Nothing of one person is left for the next. */
export function forgetAll(): void {
  open.clear();
}

let handed = "";

/** Words that the next new conversation begins with: from another page of ours, never from an address. */
export function beginWith(text: string): void {
  forgetNew();
  handed = text;
}

export default function TalkPage({ id }: { id: string }) {
  const say = useSay();
  const [, go] = useLocation();
  const { elder, spoken, language } = usePrefs();
  const user = useSession().me?.user_id ?? "";
  const talk = useMemo(() => talkOf(id, user), [id, user]);
  const state = useTalk(talk);
  const [given, setGiven] = useState<{ text: string } | null>(null);
  const [changing, setChanging] = useState(false);
  const log = useRef<HTMLDivElement>(null);
  const busy = talk.busy || state.loading;

  useEffect(() => {
    if (state.loading) void talk.load().then(() => talk.resume());
    else talk.resume();
  }, [talk]);
  useEffect(() => {
    if (state.id === id) return;
    open.delete(NEW_CONVERSATION); // it has a name now
    open.set(state.id, talk);
    go(`/talk/${state.id}`, { replace: true });
  }, [state.id, id, talk, go]);

  useEffect(() => {
    const first = handed;
    handed = "";
    if (first && !talk.busy) talk.say(first);
  }, [talk]);
  const last = state.exchanges.at(-1);
  const answered = state.exchanges.findLast((each) => each.turn);
  useEffect(() => {
    if (log.current) settle(log.current, changing);
  }, [last?.key, last?.status, state.loading]);
  const reply = last?.turn?.reply ?? "";
  useEffect(() => {
    if (spoken && reply) speak(reply, language, elder);
    return hush;
  }, [reply, last?.key]);

  const confirm = useCallback((quote: Quote) => {
    setChanging(false);
    talk.confirm(quote, sayIn(language)("saidYes", { price: yuan(quote.pay_fen) }));
  }, [talk, language]);
  const actions = useMemo(
    () => ({ say: (text: string) => talk.say(text), confirm, prefill: (text: string) => setGiven({ text }), changing, setChanging, busy }),
    [talk, confirm, changing, busy],
  );
  const empty = !state.loading && !state.failed && !state.past.length && !state.exchanges.length;
  return (
    <ActionsContext.Provider value={actions}>
      <main className="talk" id="main">
        {!empty && <h1 className="unseen">{say("talk")}</h1>}
        <div className="talk-log" ref={log}>
          {state.loading && <Loading />}
          {state.failed && <Failed detail={say("failedTalk")} again={() => void talk.load()} />}
          {empty && <Welcome />}
          {state.past.map((each) => (
            <article className="exchange past" key={each.id}>
              {each.text && <p className="me">{each.text}</p>}
              <div className="answer">
                <Seal className="face" />
                <div className="answer-body">
                  <Reply text={each.reply} />
                  {orderIn(each.reply) && <PastOrder id={orderIn(each.reply)} />}
                </div>
              </div>
            </article>
          ))}
          {state.table && (
            <div className="answer table">
              <Seal className="face" />
              <div className="answer-body">
                <Blocks blocks={state.table.blocks} quote={state.table.quote} live={!answered} />
              </div>
            </div>
          )}
          {state.exchanges.map((each) => (
            <ExchangeView key={each.key} exchange={each} last={each === answered} hurry={talk.hurry} />
          ))}
        </div>
        <p className="unseen" aria-live="polite">
          {reply}
        </p>
        <div className="talk-foot">
          <div className="talk-tools">
            {elder && (
              <button type="button" className="chip" disabled={busy} onClick={() => talk.say(say("sayHuman"))}>
                <Icon name="phone" />
                {say("callHuman")}
              </button>
            )}
            <button
              type="button"
              className="chip"
              aria-pressed={spoken}
              aria-label={say("spokenAnswers")}
              onClick={() => setPrefs({ spoken: !spoken })}
            >
              <Icon name={spoken ? "speaker" : "mute"} />
              {!elder && say("spokenAnswers")}
            </button>
          </div>
          <Composer busy={busy} given={given} onSay={(text) => talk.say(text)} />
        </div>
      </main>
    </ActionsContext.Provider>
  );
}

/** The order that a reply of the past tells of; empty where it tells of none. */
function orderIn(reply: string): string {
  return /\bo_[a-z0-9]{16,}\b/.exec(reply)?.[0] ?? "";
}

/** Shows the latest exchange: from its beginning where it is long, unless one is still choosing at its end. */
function settle(log: HTMLElement, atEnd: boolean): void {
  const latest = log.querySelector<HTMLElement>(":scope > :is(.exchange, .table):last-child");
  if (!latest) return;
  const long = latest.offsetHeight > log.clientHeight && !atEnd;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const top = long ? latest.offsetTop - log.offsetTop - 12 : log.scrollHeight;
  log.scrollTo({ top, behavior: calm ? "auto" : "smooth" });
}

/** QuoteCard: the receipt of what would be ordered, what may still be changed in it, and the one big yes. */
import Button from "antd-mobile/es/components/button";
import { lazy, Suspense, useEffect, useId, useState } from "react";

import type { Quote } from "../../api/types";
import { Icon } from "../../parts/Icon";
import { getPrefs, usePrefs } from "../../state/prefs";
import { houseNow } from "../../state/session";
import { canSpeak, speak } from "../../speech/speak";
import { useSay } from "../../words";
import { yuan } from "../../words/format";
import { useActions } from "../actions";
import { Agree } from "./Agree";
import { aloud, Receipt } from "./Receipt";

const change = (): Promise<typeof import("./Change")> => import("./Change");
const Change = lazy(change);

export function QuoteCard({ quote, live }: { quote: Quote; live: boolean }) {
  const say = useSay();
  const id = useId();
  const { elder } = usePrefs();
  const { confirm, busy, say: tell, changing, setChanging } = useActions();
  const [agreeing, setAgreeing] = useState(false);
  const left = useSecondsLeft(quote.expires_at, live);
  useEffect(() => void (live && change().catch(() => undefined)), [live]); // there before it is wanted
  if (!live) return <Old quote={quote} />;
  return (
    <div role="group" className="card ticket" aria-label={say("quote")}>
      <Receipt quote={quote} id={id} />
      <div className="ticket-foot">
        {changing ? (
          <Suspense fallback={<p className="soft">{say("loading")}</p>}>
            <Change quote={quote} />
          </Suspense>
        ) : (
          <button type="button" className="link" aria-expanded="false" onClick={() => setChanging(true)}>
            <Icon name="edit" />
            {say("change")}
          </button>
        )}
        <Button
          block
          color="primary"
          size="large"
          className="yes"
          disabled={busy}
          aria-describedby={id}
          onClick={() => (elder ? setAgreeing(true) : confirm(quote))}
        >
          {say("confirmPay")} <span className="yes-price">{yuan(quote.pay_fen)}</span>
        </Button>
        <div className="ticket-small">
          <span className={left < 60 ? "hurry" : "soft"}>
            {left > 0 ? say("goodFor", { time: clockLeft(left) }) : say("priceOver")}
          </span>
          {canSpeak() && (
            <button type="button" className="link" onClick={() => speak(aloud(say, quote), getPrefs().language, elder)}>
              <Icon name="speaker" />
              {say("readAloud")}
            </button>
          )}
          <button type="button" className="link" disabled={busy} onClick={() => tell(say("sayNever"))}>
            {say("noThanks")}
          </button>
        </div>
      </div>
      {agreeing && <Agree quote={quote} onClose={() => setAgreeing(false)} />}
    </div>
  );
}

/** A quote that another has taken the place of: one line of history. */
function Old({ quote }: { quote: Quote }) {
  const say = useSay();
  const names = quote.lines.map((each) => each.name).join(say("comma"));
  return (
    <p className="old-quote">
      <Icon name="clock" />
      {say("oldQuote", { what: names, price: yuan(quote.pay_fen) })}
    </p>
  );
}

function clockLeft(seconds: number): string {
  return `${Math.trunc(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function useSecondsLeft(until: string, running: boolean): number {
  const count = (): number => Math.max(0, Math.round((Date.parse(until) - houseNow()) / 1000));
  const [left, setLeft] = useState(count);
  useEffect(() => {
    if (!running) return undefined;
    setLeft(count());
    const timer = window.setInterval(() => setLeft(count()), 1000);
    return () => window.clearInterval(timer);
  }, [until, running]);
  return left;
}

/** ExchangeView: what was said, how far the answer is, and the answer. */
import Button from "antd-mobile/es/components/button";
import { Fragment, useEffect, useState } from "react";
import { Link } from "wouter";

import type { Exchange } from "../state/talk";
import { Icon } from "../parts/Icon";
import { Seal } from "../parts/Seal";
import { useSay, type Word } from "../words";
import { Answers } from "./Answers";
import { Blocks } from "./Blocks";

const STEPS: Readonly<Record<string, Word>> = {
  understood: "step-understood",
  searching: "step-searching",
  found: "step-found",
  holding: "step-holding",
  quoted: "step-quoted",
  ordering: "step-ordering",
};

export function ExchangeView({ exchange, last, hurry }: { exchange: Exchange; last: boolean; hurry: () => void }) {
  const { turn, status } = exchange;
  return (
    <article className="exchange">
      <p className="me">{exchange.said}</p>
      {turn ? (
        <div className="answer">
          <Seal className="face" />
          <div className="answer-body">
            <Reply text={turn.quote && turn.aside !== undefined ? (turn.aside ?? "") : turn.reply} />
            <Blocks blocks={turn.blocks} quote={turn.quote} live={last} orders={turn.orders} trade={tradeIn(turn.acts)} />
            {last && <Answers asks={turn.asks} />}
          </div>
        </div>
      ) : (
        <Waiting exchange={exchange} hurry={hurry} />
      )}
      {status === "refused" && exchange.problem && (
        <p className="refused" role="alert">
          {exchange.problem.detail}
        </p>
      )}
    </article>
  );
}

/** The trade that a sentence was about. */
function tradeIn(acts: readonly unknown[]): string | undefined {
  const named = acts.find((each): each is { trade: string } => typeof (each as { trade?: unknown }).trade === "string");
  return named?.trade;
}

/** A reply line by line; the number of an order leads to it. */
export function Reply({ text }: { text: string }) {
  if (!text.trim()) return null;
  const parts = text.split(/\b(o_[a-z0-9]{16,})\b/);
  return (
    <p className="reply">
      {parts.map((part, place) =>
        place % 2 ? (
          <Link key={place} href={`/orders/${part}`} className="order-number">
            {part.slice(-6).toUpperCase()}
          </Link>
        ) : (
          <Fragment key={place}>{part}</Fragment>
        ),
      )}
    </p>
  );
}

function Waiting({ exchange, hurry }: { exchange: Exchange; hurry: () => void }) {
  const say = useSay();
  const seconds = useSecondsTo(exchange.retryAt);
  const { status, problem } = exchange;
  if (status === "refused") return null;
  if (status === "lost") {
    return (
      <div className="notice" role="status">
        <Icon name="offline" />
        <div>
          <strong>{say("lost")}</strong>
          <p>{say("lostWhy", { seconds })}</p>
          <Button size="small" onClick={hurry}>
            {say("tryNow")}
          </Button>
        </div>
      </div>
    );
  }
  if (status === "waiting") {
    const place = typeof problem?.position === "number" ? problem.position : null;
    return (
      <div className="notice waiting-place" role="status">
        <Seal text="候" className="queue" />
        <div>
          <strong>{say(problem?.code === "overloaded" ? "full" : "pause")}</strong>
          <p>{place === null ? say("fullWhy", { seconds }) : say("fullPlace", { place, seconds })}</p>
          <p className="soft">{say("fullKept")}</p>
        </div>
      </div>
    );
  }
  const step = STEPS[exchange.steps.at(-1) ?? ""];
  return (
    <p className="thinking" role="status">
      <span className="brush" aria-hidden="true">
        <i /> <i /> <i />
      </span>
      {say(step ?? (exchange.command.kind === "confirm" ? "step-ordering" : "step-listening"))}
    </p>
  );
}

function useSecondsTo(moment: number | undefined): number {
  const count = (): number => Math.max(0, Math.ceil(((moment ?? 0) - Date.now()) / 1000));
  const [seconds, setSeconds] = useState(count);
  useEffect(() => {
    setSeconds(count());
    const timer = window.setInterval(() => setSeconds(count()), 500);
    return () => window.clearInterval(timer);
  }, [moment]);
  return seconds;
}

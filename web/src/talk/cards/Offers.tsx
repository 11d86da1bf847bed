/** Offers: a numbered list to choose from, by touch or by its number. */
import { useState } from "react";

import type { Option, Quote } from "../../api/types";
import { PictureOf } from "../../parts/Picture";
import { tradeOf } from "../../pictures/kinds";
import { usePrefs } from "../../state/prefs";
import { useSay, type Say } from "../../words";
import { dayAndClock, metres, stars, yuan } from "../../words/format";
import { useActions } from "../actions";

const ELDER_SHOWN = 2;

interface Props {
  options: Option[];
  live: boolean;
  quote: Quote | null;
  trade: string | undefined;
}

export function Offers({ options, live, quote, trade }: Props) {
  const say = useSay();
  const { elder } = usePrefs();
  const [all, setAll] = useState(false);
  const others = quote ? options.filter((each) => !isQuoted(each, quote)) : options;
  const shown = elder && !all ? others.slice(0, ELDER_SHOWN) : others;
  if (!others.length) return null;
  return (
    <div role="group" className={`card offers ${quote ? "offers-other" : ""}`} aria-label={say(quote ? "otherOffers" : "offers")}>
      {quote && <h2 className="card-kicker">{say("otherOffers")}</h2>}
      <ol>
        {shown.map((each) => (
          <li key={each.ref + each.index}>
            <Offer option={each} live={live} trade={quote?.trade ?? trade ?? tradeOf(each.ref, each.at)} />
          </li>
        ))}
      </ol>
      {shown.length < others.length && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {say("moreOffers", { many: others.length - shown.length })}
        </button>
      )}
    </div>
  );
}

function Offer({ option, live, trade }: { option: Option; live: boolean; trade: string }) {
  const say = useSay();
  const { language } = usePrefs();
  const { say: tell, busy } = useActions();
  const about = details(say, option);
  return (
    <button type="button" className="offer" disabled={!live || busy} onClick={() => tell(say("pick", { n: option.index }))}>
      <PictureOf name={option.title} trade={trade} />
      <span className="offer-words">
        <span className="offer-title">
          <span className="offer-index">{option.index}</span>
          {option.title}
        </span>
        {option.at && <span className="offer-at">{dayAndClock(language, option.at)}</span>}
        {option.shop && <span className="offer-shop">{option.shop}</span>}
        {about && <span className="offer-about">{about}</span>}
      </span>
      {option.price_fen !== undefined && <span className="price">{yuan(option.price_fen)}</span>}
    </button>
  );
}

function details(say: Say, option: Option): string {
  const parts: string[] = [];
  if (option.rating) parts.push(say("rated", { stars: stars(option.rating) }));
  if (option.metres !== undefined) parts.push(metres(say, option.metres));
  if (option.minutes !== undefined) parts.push(say("minutes", { many: option.minutes }));
  for (const name of ["carrier", "number", "cabin", "room_type", "breakfast", "car", "address"]) {
    const value = option[name];
    if (typeof value === "string" && value) parts.push(value);
  }
  return parts.join(" · ");
}

/** Whether an entry is what the quote is about already. */
function isQuoted(option: Option, quote: Quote): boolean {
  const { shop, starts_at: starts } = quote.details;
  if (option.shop !== shop) return false;
  if (typeof starts === "string" && option.at) {
    return Date.parse(option.at) === Date.parse(starts) && option.title.includes(String(quote.details.hall ?? ""));
  }
  return quote.lines.every((line) => option.title.includes(line.name));
}

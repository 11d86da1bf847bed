/** CardSlip: a free-order card as one would hold it. */
import type { Card } from "../../api/types";
import { Picture } from "../../parts/Picture";
import { usePrefs } from "../../state/prefs";
import { houseNow } from "../../state/session";
import { useSay } from "../../words";
import { day, daysApart, yuan } from "../../words/format";

const SOON_DAYS = 2;

export function CardSlip({ card }: { card: Card }) {
  const say = useSay();
  const { language } = usePrefs();
  const days = daysApart(houseNow(), card.expires_at);
  const soon = card.state === "granted" && days <= SOON_DAYS;
  return (
    <li className="slip" data-state={card.state}>
      <Picture kind="card" />
      <span className="slip-words">
        <span className="slip-title">{say("freeCard")}</span>
        <span className="soft">
          {card.state === "granted" || card.state === "held"
            ? say("until", { day: day(language, card.expires_at) })
            : say(`card-${card.state}`)}
          {card.state === "held" && ` · ${say("card-held")}`}
          {soon && <span className="hurry"> · {days <= 0 ? say("lastDay") : say("daysLeft", { days })}</span>}
        </span>
      </span>
      <span className="slip-max">
        <span className="soft">{say("upTo")}</span> {yuan(card.max_fen).replace(/\.00$/, "")}
      </span>
    </li>
  );
}

/** WalletPage: free-order cards with their ends, what may be spent, and what was paid and given back. */
import { Link } from "wouter";

import type { Wallet } from "../api/types";
import { Empty, Ready } from "../parts/States";
import { useLoad } from "../state/load";
import { usePrefs } from "../state/prefs";
import { CardSlip } from "../talk/cards/CardSlip";
import { useSay, type Word } from "../words";
import { dayAndClock, yuan } from "../words/format";
import { Ceilings } from "./Ceilings";

const KINDS: Readonly<Record<string, Word>> = { charge: "entryPaid", charged: "entryPaid", refund: "entryRefund", refunded: "entryRefund" };

export default function WalletPage() {
  const say = useSay();
  const found = useLoad<Wallet>("/v1/wallet");
  return (
    <main className="page" id="main">
      <h1>{say("wallet")}</h1>
      <Ready found={found}>{(wallet) => <Whole wallet={wallet} />}</Ready>
    </main>
  );
}

function Whole({ wallet }: { wallet: Wallet }) {
  const say = useSay();
  const { language } = usePrefs();
  const usable = wallet.cards.filter((each) => each.state === "granted" || each.state === "held");
  const others = wallet.cards.filter((each) => !usable.includes(each));
  const { cards_max: most, card_max_fen: each } = wallet.limits;
  return (
    <>
      <section aria-labelledby="cards">
        <h2 id="cards">{say("cards", { many: wallet.limits.usable })}</h2>
        {usable.length ? (
          <ul className="slips">
            {usable.map((card) => (
              <CardSlip key={card.id} card={card} />
            ))}
          </ul>
        ) : (
          <Empty picture="card" title={say("noCards")}>
            <Link href="/invite" className="button">
              {say("inviteFriend")}
            </Link>
          </Empty>
        )}
        <p className="soft small">{say("limits", { most, each: yuan(each).replace(/\.00$/, ""), sum: yuan(most * each).replace(/\.00$/, "") })}</p>
        {others.length > 0 && (
          <details>
            <summary>{say("usedCards", { many: others.length })}</summary>
            <ul className="slips">
              {others.map((card) => (
                <CardSlip key={card.id} card={card} />
              ))}
            </ul>
          </details>
        )}
      </section>
      <Ceilings limits={wallet.limits} />
      <section className="card" aria-labelledby="bills">
        <h2 id="bills">{say("bills")}</h2>
        {wallet.entries.length ? (
          <ul className="entries">
            {wallet.entries.toReversed().map((entry) => (
              <li key={entry.at + entry.kind + entry.order_id}>
                <Link href={`/orders/${entry.order_id}`}>
                  <span>
                    {say(KINDS[entry.kind] ?? (entry.fen < 0 ? "entryPaid" : "entryRefund"))}
                    <span className="soft small block">{dayAndClock(language, entry.at)}</span>
                  </span>
                  <span className={entry.fen < 0 ? "price" : "price off"}>{yuan(entry.fen)}</span>
                </Link>
              </li>
            ))}
          </ul>
        ) : (
          <p className="soft">{say("noBills")}</p>
        )}
      </section>
    </>
  );
}

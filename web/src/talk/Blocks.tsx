/** Blocks: what a turn shows, each kind by its card; what has options can always be chosen from. */
import { Link } from "wouter";

import type { Block, Order, Quote } from "../api/types";
import { useSay } from "../words";
import { CardSlip } from "./cards/CardSlip";
import { Offers } from "./cards/Offers";
import { OrderCard } from "./cards/OrderCard";
import { QuoteCard } from "./cards/QuoteCard";

interface Props {
  blocks: Block[];
  quote: Quote | null;
  /** Whether this is what lies on the table now: only then can anything be chosen. */
  live: boolean;
  orders?: Order[];
  /** What the sentence was about, where it said so. */
  trade?: string | undefined;
}

export function Blocks({ blocks, quote, live, orders = [], trade }: Props) {
  const told = new Set(blocks.flatMap((each) => (each.order ? [each.order.id] : [])));
  return (
    <>
      {orders
        .filter((each) => !told.has(each.id))
        .map((each) => (
          <OrderCard key={each.id} order={each} fresh />
        ))}
      {quote && <QuoteCard quote={quote} live={live} />}
      {blocks.map((each, place) => (
        <OneBlock key={place} block={each} quote={quote} live={live} orders={orders} trade={trade} />
      ))}
    </>
  );
}

function OneBlock({ block, quote, live, orders, trade }: Omit<Required<Props>, "blocks"> & { block: Block }) {
  const say = useSay();
  if (block.kind === "quote") return null;
  if (block.kind === "order" && block.order) {
    const { id } = block.order;
    return <OrderCard order={block.order} fresh={orders.some((each) => each.id === id)} />;
  }
  if (block.kind === "wallet" && block.cards?.length) {
    return (
      <div role="group" className="card" aria-label={say("wallet")}>
        <ul className="slips">
          {block.cards.map((each) => (
            <CardSlip key={each.id} card={each} />
          ))}
        </ul>
      </div>
    );
  }
  if (block.kind === "group" && block.group) {
    return (
      <Link className="button" href={`/g/${block.group.code}`}>
        {say("groupOrder")}
      </Link>
    );
  }
  if (block.options?.length) {
    const about = typeof block.trade === "string" ? block.trade : block.kind === "places" ? "place" : trade;
    return <Offers options={block.options} live={live} quote={quote} trade={about} />;
  }
  return null;
}

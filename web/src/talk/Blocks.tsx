/** Blocks: what a turn shows, each kind by its card; what has options can always be chosen from. */
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
}

export function Blocks({ blocks, quote, live, orders = [] }: Props) {
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
        <OneBlock key={place} block={each} quote={quote} live={live} orders={orders} />
      ))}
    </>
  );
}

function OneBlock({ block, quote, live, orders }: { block: Block; quote: Quote | null; live: boolean; orders: Order[] }) {
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
  if (block.options?.length) {
    const trade = typeof block.trade === "string" ? { trade: block.trade } : block.kind === "places" ? { trade: "place" } : {};
    return <Offers options={block.options} live={live} quote={quote} {...trade} />;
  }
  return null;
}

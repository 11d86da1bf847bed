/** OrdersPage: all orders, the latest first; those on their way are live. */
import { useState } from "react";
import { Link } from "wouter";

import { isOver, useLiveOrder } from "../api/live";
import type { Order } from "../api/types";
import { PictureOf } from "../parts/Picture";
import { Empty, Ready } from "../parts/States";
import { useLoad } from "../state/load";
import { usePrefs } from "../state/prefs";
import { itemsOf, titleOf } from "../talk/cards/OrderCard";
import { Progress } from "../talk/cards/Progress";
import { useSay } from "../words";
import { dayAndClock, yuan } from "../words/format";

const SHOWN = 30;

export default function OrdersPage() {
  const say = useSay();
  const found = useLoad<{ orders: Order[] }>("/v1/orders");
  const [many, setMany] = useState(SHOWN);
  return (
    <main className="page" id="main">
      <h1>{say("orders")}</h1>
      <Ready found={found}>
        {({ orders }) =>
          orders.length ? (
            <>
              <OrderList orders={orders.slice(0, many)} />
              {orders.length > many && (
                <button type="button" className="link" onClick={() => setMany(many + SHOWN)}>
                  {say("older")}
                </button>
              )}
            </>
          ) : (
            <Empty picture="bag" title={say("noOrders")}>
              <Link href="/" className="button">
                {say("orderFirst")}
              </Link>
            </Empty>
          )
        }
      </Ready>
    </main>
  );
}

function OrderList({ orders }: { orders: Order[] }) {
  return (
    <ul className="order-list">
      {orders.map((each) => (
        <li key={each.id}>{isOver(each) ? <Row order={each} /> : <LiveRow order={each} />}</li>
      ))}
    </ul>
  );
}

function LiveRow({ order }: { order: Order }) {
  return <Row order={useLiveOrder(order)} />;
}

function Row({ order }: { order: Order }) {
  const say = useSay();
  const { language } = usePrefs();
  const at = order.timeline[0]?.at;
  return (
    <Link href={`/orders/${order.id}`} className="card order-row">
      <PictureOf name={order.items[0]?.name ?? ""} trade={order.trade} />
      <span className="order-words">
        <span className="order-title">{titleOf(order)}</span>
        <span className="soft">{itemsOf(order)}</span>
        <span className="soft small">{at ? dayAndClock(language, at) : ""}</span>
      </span>
      <span className="order-end">
        <span className="order-state" data-state={order.state}>
          {say(`state-${order.state}`)}
        </span>
        <span className="price">{yuan(order.paid_fen)}</span>
      </span>
      {!isOver(order) && <Progress order={order} />}
    </Link>
  );
}

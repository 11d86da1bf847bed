/** Live: an order as it changes, by server-sent events, for as long as it is not over and somebody looks. */
import { useEffect, useState } from "react";

import type { Order } from "./types";

const OVER = new Set(["completed", "cancelled", "failed"]);

export function isOver(order: Order): boolean {
  return OVER.has(order.state);
}

/** The order as it now stands; starts from what is known already. */
export function useLiveOrder(known: Order): Order {
  const [order, setOrder] = useState(known);
  const { id, timeline } = known;
  useEffect(() => setOrder((old) => (old.id === id && old.timeline.length > timeline.length ? old : known)), [id, timeline, known]);
  const over = isOver(order);
  useEffect(() => {
    if (over) return undefined;
    const source = new EventSource(`/v1/orders/${id}/events`);
    source.addEventListener("order", (event) => {
      const next = JSON.parse((event as MessageEvent<string>).data) as Order;
      setOrder(next);
      if (isOver(next)) source.close();
    });
    return () => source.close();
  }, [id, over]);
  return order;
}

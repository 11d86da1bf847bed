/** Live: an order as it changes, for as long as it is not over and somebody looks. */
import { useEffect, useState } from "react";

import { get, Lost, Refused } from "./client";
import type { Order } from "./types";

const OVER = new Set(["completed", "cancelled", "failed"]);
const STREAMS_MAX = 2;
/** A browser keeps six connections to one house for all its tabs: what is said must always find one free. */
const LOOK_EVERY_MS = 6000;

let streams = 0;

export function isOver(order: Order): boolean {
  return OVER.has(order.state);
}

/** The order as it now stands; starts from what is known already. */
export function useLiveOrder(known: Order): Order {
  const [order, setOrder] = useState(known);
  const watched = useVisible();
  const { id } = known;
  useEffect(() => setOrder((old) => (old.id === id && old.timeline.length > known.timeline.length ? old : known)), [id, known]);
  const over = isOver(order);
  useEffect(() => {
    if (over || !watched) return undefined;
    return streams < STREAMS_MAX ? heard(id, setOrder) : asked(id, setOrder);
  }, [id, over, watched]);
  return order;
}

/** Server-sent events; the browser connects again by itself. */
function heard(id: string, tell: (order: Order) => void): () => void {
  const source = new EventSource(`/v1/orders/${id}/events`);
  streams += 1;
  source.addEventListener("order", (event) => tell(JSON.parse((event as MessageEvent<string>).data) as Order));
  return () => {
    streams -= 1;
    source.close();
  };
}

/** The same by asking, where there are enough streams already. */
function asked(id: string, tell: (order: Order) => void): () => void {
  const look = async (): Promise<void> => {
    try {
      tell(await get<Order>(`/v1/orders/${id}`));
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Lost)) throw error; // the next look may work
    }
  };
  const timer = window.setInterval(() => void look(), LOOK_EVERY_MS);
  return () => window.clearInterval(timer);
}

function useVisible(): boolean {
  const [visible, setVisible] = useState(document.visibilityState !== "hidden");
  useEffect(() => {
    const change = (): void => setVisible(document.visibilityState !== "hidden");
    document.addEventListener("visibilitychange", change);
    return () => document.removeEventListener("visibilitychange", change);
  }, []);
  return visible;
}

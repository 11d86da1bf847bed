/** OrderCard: an order in the conversation, as it stands now. */
import { Link } from "wouter";

import { isOver, useLiveOrder } from "../../api/live";
import type { Order } from "../../api/types";
import { Icon } from "../../parts/Icon";
import { PictureOf } from "../../parts/Picture";
import { Seal } from "../../parts/Seal";
import { useLoad } from "../../state/load";
import { usePrefs } from "../../state/prefs";
import { useSay } from "../../words";
import { clock, yuan } from "../../words/format";
import { Progress } from "./Progress";

export function OrderCard({ order: known, fresh = false }: { order: Order; fresh?: boolean }) {
  const say = useSay();
  const { language } = usePrefs();
  const order = useLiveOrder(known);
  const eta = order.details.deliver_at;
  return (
    <div role="group" className={`card order ${fresh ? "order-fresh" : ""}`} aria-label={say("order")}>
      {!isOver(order) && <Seal text="已办" className="stamp" />}
      <Link href={`/orders/${order.id}`} className="order-link">
        <PictureOf name={order.items[0]?.name ?? ""} trade={order.trade} />
        <span className="order-words">
          <span className="order-title">{titleOf(order)}</span>
          <span className="soft">{itemsOf(order)}</span>
          <span className="order-state" data-state={order.state} role="status">
            {say(`state-${order.state}`)}
            {typeof eta === "string" && !isOver(order) && ` · ${say("eta", { time: clock(language, eta) })}`}
          </span>
        </span>
        <span className="price">{yuan(order.paid_fen)}</span>
        <Icon name="right" />
      </Link>
      <Progress order={order} />
    </div>
  );
}

/** An order that history only names. */
export function PastOrder({ id }: { id: string }) {
  const found = useLoad<Order>(`/v1/orders/${id}`);
  return found.state === "ready" ? <OrderCard order={found.value} /> : null;
}

export function titleOf(order: Order): string {
  return String(order.details.title ?? order.details.name ?? order.details.shop ?? "");
}

export function itemsOf(order: Order): string {
  return order.items.map((each) => (each.qty > 1 ? `${each.name} ×${each.qty}` : each.name)).join("、");
}

/** OrderPage: one order as it lives: where it is, its tickets, its money, and what can still be done. */
import Button from "antd-mobile/es/components/button";
import { lazy, Suspense, useState } from "react";
import { Link, useLocation } from "wouter";

import { get, Lost, newKey, Refused } from "../api/client";
import { isOver, useLiveOrder } from "../api/live";
import type { Order } from "../api/types";
import { PictureOf } from "../parts/Picture";
import { Sheet } from "../parts/Sheet";
import { Ready } from "../parts/States";
import { useLoad } from "../state/load";
import { usePrefs } from "../state/prefs";
import { itemsOf, titleOf } from "../talk/cards/OrderCard";
import { Progress } from "../talk/cards/Progress";
import { Particulars } from "../talk/cards/Particulars";
import { beginWith } from "../talk/TalkPage";
import { useSay } from "../words";
import { clock, dayAndClock, yuan } from "../words/format";

const Qr = lazy(() => import("../parts/Qr"));
const CityMap = lazy(() => import("../parts/CityMap"));

export default function OrderPage({ id }: { id: string }) {
  const say = useSay();
  const found = useLoad<Order>(`/v1/orders/${encodeURIComponent(id)}`);
  return (
    <main className="page" id="main">
      <nav aria-label={say("back")}>
        <Link href="/orders" className="back">
          ‹ {say("orders")}
        </Link>
      </nav>
      <Ready found={found}>{(order) => <Whole known={order} />}</Ready>
    </main>
  );
}

function Whole({ known }: { known: Order }) {
  const say = useSay();
  const { language } = usePrefs();
  const order = useLiveOrder(known);
  const codes = Array.isArray(order.details.codes) ? order.details.codes.map(String) : [];
  const { deliver_at: eta } = order.details;
  return (
    <>
      <section className="card ticket order-whole">
        <div className="receipt-head">
          <PictureOf name={order.items[0]?.name ?? ""} trade={order.trade} size="l" />
          <div>
            <h1>{titleOf(order)}</h1>
            <p className="order-state big" data-state={order.state} role="status">
              {say(`state-${order.state}`)}
            </p>
            {typeof eta === "string" && !isOver(order) && <p className="when">{say("eta", { time: clock(language, eta) })}</p>}
            <Particulars details={order.details} />
          </div>
        </div>
        <Progress order={order} />
        {codes.map((code) => (
          <Suspense key={code}>
            <figure className="code">
              <Qr text={code} label={say("ticketCode")} />
              <figcaption>{code}</figcaption>
            </figure>
          </Suspense>
        ))}
        {Boolean(order.where || order.details.driver) && !isOver(order) && (
          <Suspense>
            <CityMap order={order} />
          </Suspense>
        )}
        <Sums order={order} />
      </section>
      <Timeline order={order} />
      <Deeds order={order} />
      <p className="soft small order-id">{say("orderNumber", { id: order.id })}</p>
    </>
  );
}

function Sums({ order }: { order: Order }) {
  const say = useSay();
  return (
    <table className="receipt-lines">
      <caption className="unseen">{say("receipt")}</caption>
      <tbody>
        {order.items.map((item, place) => (
          <tr key={place}>
            <th scope="row">
              {item.name}
              {item.options.length > 0 && <span className="options">{item.options.join(" · ")}</span>}
            </th>
            <td>×{item.qty}</td>
          </tr>
        ))}
        <tr className="soft">
          <th scope="row">{say("total")}</th>
          <td>{yuan(order.total_fen)}</td>
        </tr>
        {order.discount_fen > 0 && (
          <tr className="off">
            <th scope="row">{say("freeCard")}</th>
            <td>{yuan(-order.discount_fen)}</td>
          </tr>
        )}
        {order.refunded_fen > 0 && (
          <tr className="off">
            <th scope="row">{say("refunded")}</th>
            <td>{yuan(order.refunded_fen)}</td>
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{say("paid")}</th>
          <td className="pay">{yuan(order.paid_fen)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function Timeline({ order }: { order: Order }) {
  const say = useSay();
  const { language } = usePrefs();
  return (
    <section className="card" aria-labelledby="timeline">
      <h2 id="timeline">{say("timeline")}</h2>
      <ol className="timeline">
        {order.timeline.map((each) => (
          <li key={each.at + each.state}>
            <time dateTime={each.at}>{dayAndClock(language, each.at)}</time>
            <span>{say(`state-${each.state}` as "state-accepted")}</span>
          </li>
        ))}
      </ol>
      {order.where && <p className="soft">{say("bringTo", { where: order.where })}</p>}
    </section>
  );
}

function Deeds({ order }: { order: Order }) {
  const say = useSay();
  const [, go] = useLocation();
  const [asking, setAsking] = useState(false);
  const again = (): void => {
    beginWith(say("sayAgain", { what: order.items.map((each) => each.name).join(say("comma")), shop: String(order.details.shop ?? "") }));
    go("/");
  };
  const may = !isOver(order) && order.state !== "cancelling";
  return (
    <div className="deeds">
      <Button block onClick={again}>
        {say("orderAgain")}
      </Button>
      {may && (
        <Button block onClick={() => setAsking(true)}>
          {say("cancelOrder")}
        </Button>
      )}
      {asking && <Cancel order={order} onClose={() => setAsking(false)} />}
    </div>
  );
}

function Cancel({ order, onClose }: { order: Order; onClose: () => void }) {
  const say = useSay();
  const [key] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const cancel = async (): Promise<void> => {
    setBusy(true);
    try {
      await get<Order>(`/v1/orders/${order.id}/cancel`, { method: "POST", body: {}, key });
      onClose();
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Lost)) throw error;
      setTrouble(error instanceof Refused ? error.problem.detail : say("failedNet"));
      setBusy(false);
    }
  };
  return (
    <Sheet title={say("cancelAsk")} onClose={onClose}>
      <p>{say("cancelWhat", { what: itemsOf(order), price: yuan(order.paid_fen) })}</p>
      {trouble && (
        <p className="refused" role="alert">
          {trouble}
        </p>
      )}
      <Button block color="primary" size="large" className="yes" loading={busy} onClick={() => void cancel()}>
        {say("yesCancel")}
      </Button>
      <Button block size="large" onClick={onClose}>
        {say("keepIt")}
      </Button>
    </Sheet>
  );
}

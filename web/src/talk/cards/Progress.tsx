/** Progress: how far an order has come, as a row of steps. */
import type { Order } from "../../api/types";
import { useSay } from "../../words";

const BROUGHT = ["accepted", "preparing", "on_the_way", "completed"] as const;
const FETCHED = ["accepted", "ready", "completed"] as const;

export function Progress({ order }: { order: Order }) {
  const say = useSay();
  if (["cancelled", "cancelling", "failed"].includes(order.state)) return null;
  const steps: readonly string[] = order.where ? BROUGHT : FETCHED;
  const reached = steps.indexOf(order.state);
  return (
    <ol className="progress" aria-label={say("progress")}>
      {steps.map((step, place) => (
        <li key={step} className={place <= reached ? "done" : ""} aria-current={place === reached ? "step" : undefined}>
          <span className="unseen">{say(`state-${step}` as "state-accepted")}</span>
        </li>
      ))}
    </ol>
  );
}

/** Begin: waits for words and login; without a connection it says so and tries again. */
import { useEffect, useState, type ReactNode } from "react";

import { Seal } from "./parts/Seal";
import { Failed } from "./parts/States";
import { look } from "./state/session";
import { useSay } from "./words";

const PATIENCE_MS = 400;

export function Begin({ ready, children }: { ready: Promise<unknown>; children: ReactNode }) {
  const say = useSay();
  const [state, setState] = useState<"waiting" | "slow" | "ready" | "failed">("waiting");
  const settle = (promise: Promise<unknown>): void => {
    promise.then(
      () => setState("ready"),
      () => setState("failed"),
    );
  };
  const again = (): void => {
    setState("slow");
    settle(look());
  };
  useEffect(() => {
    settle(ready);
    const timer = window.setTimeout(() => setState((now) => (now === "waiting" ? "slow" : now)), PATIENCE_MS);
    return () => window.clearTimeout(timer);
  }, [ready]);
  useEffect(() => {
    if (state !== "failed") return undefined;
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [state]);
  if (state === "ready") return <>{children}</>;
  return (
    <main className="beginning" id="main">
      <h1>
        <Seal className="seal-big" />
        <span className="unseen">帮我 Bangwo</span>
      </h1>
      {state === "failed" && <Failed detail={say("failedStart")} again={again} />}
    </main>
  );
}

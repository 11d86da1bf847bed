/** Load: a thing read from the house, with what to show while it comes and when it does not. */
import { useCallback, useEffect, useState } from "react";

import { get, Refused } from "../api/client";
import { look } from "./session";

export type Loaded<T> =
  | { state: "loading" }
  | { state: "failed"; detail: string; status: number; again: () => void }
  | { state: "ready"; value: T; put: (value: T) => void; again: () => void };

export function useLoad<T>(path: string): Loaded<T> {
  const [found, setFound] = useState<{ path: string; value?: T; error?: unknown } | null>(null);
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((each) => each + 1), []);
  useEffect(() => {
    const leaving = new AbortController();
    get<T>(path, { signal: leaving.signal }).then(
      (value) => !leaving.signal.aborted && setFound({ path, value }),
      (error: unknown) => {
        if (leaving.signal.aborted) return;
        if (error instanceof Refused && error.problem.status === 401) void look().catch(() => undefined); // to the login
        setFound({ path, error });
      },
    );
    return () => leaving.abort();
  }, [path, round]);
  if (!found || found.path !== path) return { state: "loading" };
  if (found.error !== undefined) {
    const refused = found.error instanceof Refused ? found.error.problem : undefined;
    return { state: "failed", detail: refused?.detail ?? "", status: refused?.status ?? 0, again };
  }
  return { state: "ready", value: found.value as T, put: (value) => setFound({ path, value }), again };
}

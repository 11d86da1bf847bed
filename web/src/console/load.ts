/** Load: a thing read for the console, again on demand and, where it moves, every few seconds. */
import { useCallback, useEffect, useState } from "react";

import { get, Lost, Refused } from "../api/client";
import { look } from "./session";
import { useSay, type Say } from "./words";

export interface Found<T> {
  value: T | null;
  /** What stands in the way, in the house's words; empty while there is nothing to complain of. */
  trouble: string;
  again: () => void;
}

export function useFound<T>(path: string | null, everyMs = 0): Found<T> {
  const say = useSay();
  const [value, setValue] = useState<T | null>(null);
  const [trouble, setTrouble] = useState("");
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((each) => each + 1), []);
  useEffect(() => setValue(null), [path]);
  useEffect(() => {
    if (path === null) return undefined;
    const leaving = new AbortController();
    get<T>(path, { signal: leaving.signal }).then(
      (found) => {
        setValue(found);
        setTrouble("");
      },
      (error: unknown) => {
        if (leaving.signal.aborted) return;
        if (error instanceof Refused && error.problem.status === 401) void look().catch(() => undefined);
        setTrouble(wordsOf(error, say));
      },
    );
    const next = everyMs ? window.setTimeout(again, everyMs) : undefined;
    return () => {
      leaving.abort();
      window.clearTimeout(next);
    };
  }, [path, round, everyMs, again, say]);
  return { value, trouble, again };
}

/** What to tell of an error of a call. Anything else is a fault of ours, and is thrown on. */
export function wordsOf(error: unknown, say: Say): string {
  if (error instanceof Refused) return error.problem.detail;
  if (error instanceof Lost) return say("lost");
  throw error;
}

/** Chip: how something stands, in a word; its colour only repeats the word. */
import type { ReactNode } from "react";

export type Tone = "ok" | "wait" | "bad" | "plain";

export function Chip({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`chip chip-${tone}`}>{children}</span>;
}

/** Talk: the exchanges of one conversation. A command keeps its key until it was answered, so it is never done twice. */
import { useSyncExternalStore } from "react";

import { get, Lost, newKey, Refused } from "../api/client";
import { NEW_CONVERSATION, take, type Command } from "../api/turn";
import type { Block, History, Problem, Quote, Turn } from "../api/types";
import { getSession, look } from "./session";

export type Status = "sending" | "lost" | "waiting" | "signed-out" | "refused" | "done";

export interface Exchange {
  key: string;
  command: Command;
  /** What is shown as said; a pressed button has its own words. */
  said: string;
  status: Status;
  /** What the house told while it works, the latest last. */
  steps: string[];
  /** When it is tried again, in milliseconds of this device. */
  retryAt?: number;
  tries: number;
  turn?: Turn;
  problem?: Problem;
}

/** A turn of the past, of which only the words are kept. */
export interface Past {
  id: string;
  text: string;
  reply: string;
  at: string;
}

export interface TalkState {
  id: string;
  loading: boolean;
  failed: boolean;
  past: Past[];
  exchanges: Exchange[];
  /** What lay on the table when the conversation was opened again. */
  table: { quote: Quote | null; blocks: Block[] } | null;
}

const PENDING = "bangwo.pending";
const WAIT_MAX_S = 15;

export class Talk {
  state: TalkState;
  private readonly listeners = new Set<() => void>();
  private wake: (() => void) | null = null;

  readonly user: string;

  constructor(id: string, user = "") {
    this.user = user;
    this.state = { id, loading: id !== NEW_CONVERSATION, failed: false, past: [], exchanges: [], table: null };
  }

  readonly subscribe = (listen: () => void): (() => void) => {
    this.listeners.add(listen);
    return () => this.listeners.delete(listen);
  };

  private put(change: Partial<TalkState>): void {
    this.state = { ...this.state, ...change };
    for (const each of this.listeners) each();
  }

  get busy(): boolean {
    const last = this.state.exchanges.at(-1);
    return last !== undefined && last.status !== "done" && last.status !== "refused";
  }

  /** Read what was said before. */
  async load(): Promise<void> {
    if (this.state.id === NEW_CONVERSATION) return;
    this.put({ loading: true, failed: false });
    try {
      const history = await get<History>(`/v1/conversations/${this.state.id}`);
      const past = history.turns.map((each) => ({ id: each.turn_id, text: each.text, reply: each.reply, at: each.at }));
      this.put({ past, loading: false, table: { quote: history.quote, blocks: history.blocks as unknown as Block[] } });
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Lost)) throw error;
      this.put({ loading: false, failed: true });
    }
  }

  say(text: string): void {
    if (this.busy) return;
    void this.begin({ kind: "say", text, conversationId: this.state.id }, text);
  }

  confirm(quote: Quote, said: string): void {
    if (this.busy) return;
    void this.begin({ kind: "confirm", quoteId: quote.id, digest: quote.digest }, said);
  }

  /** Take up what this browser had asked before it was closed or reloaded. */
  readonly resume = (): void => {
    if (this.state.exchanges.at(-1)?.status === "signed-out") this.hurry();
    const kept = pending();
    if (kept && kept.user !== this.user) return forget();
    if (!kept || kept.id !== this.state.id || this.busy) return;
    void this.begin(kept.command, kept.said, kept.key);
  };

  /** Do not wait any longer before the next try. */
  readonly hurry = (): void => this.wake?.();

  private async begin(command: Command, said: string, key = newKey()): Promise<void> {
    const exchange: Exchange = { key, command, said, status: "sending", steps: [], tries: 0 };
    keep({ id: this.state.id, user: this.user, command, said, key });
    this.put({ exchanges: [...this.state.exchanges, exchange] });
    while (!(await this.tried(exchange))) exchange.tries += 1;
    forget();
  }

  /** One try; true when it is over. */
  private async tried(exchange: Exchange): Promise<boolean> {
    if (userNow() !== this.user) return this.wait(exchange, "signed-out", Number.POSITIVE_INFINITY);
    this.change(exchange, { status: "sending", steps: [] });
    try {
      const turn = await take(exchange.command, exchange.key, (name) => {
        this.change(exchange, { steps: [...exchange.steps, name] });
      });
      this.put({ id: turn.conversation_id, table: null });
      this.change(exchange, { status: "done", turn });
      return true;
    } catch (error) {
      if (error instanceof Lost) return this.wait(exchange, "lost", Math.min(2 ** exchange.tries, WAIT_MAX_S));
      if (error instanceof Refused) return this.refused(exchange, error);
      throw error;
    }
  }

  private async refused(exchange: Exchange, { problem, retryAfterS }: Refused): Promise<boolean> {
    if (problem.status === 503 || problem.status === 429) {
      this.change(exchange, { problem });
      return this.wait(exchange, "waiting", retryAfterS ?? 2);
    }
    if (problem.status === 401) {
      const back = await look().catch(() => false);
      if (back && exchange.tries === 0) return false; // only the page's proof was old
      return this.wait(exchange, "signed-out", Number.POSITIVE_INFINITY);
    }
    this.change(exchange, { status: "refused", problem });
    return true;
  }

  private async wait(exchange: Exchange, status: Status, seconds: number): Promise<false> {
    const until = Date.now() + seconds * 1000;
    this.change(exchange, Number.isFinite(until) ? { status, retryAt: until } : { status });
    await new Promise<void>((go) => {
      this.wake = go;
      if (!Number.isFinite(until)) return; // only whoever said it may go on with it
      window.setTimeout(go, seconds * 1000);
      window.addEventListener("online", () => go(), { once: true });
    });
    this.wake = null;
    return false;
  }

  private change(exchange: Exchange, change: Partial<Exchange>): void {
    Object.assign(exchange, change);
    this.put({ exchanges: [...this.state.exchanges] });
  }
}

interface Pending {
  id: string;
  user: string;
  command: Command;
  said: string;
  key: string;
}

function userNow(): string {
  return getSession().me?.user_id ?? "";
}

function keep(value: Pending): void {
  sessionStorage.setItem(PENDING, JSON.stringify(value));
}

function forget(): void {
  sessionStorage.removeItem(PENDING);
}

function pending(): Pending | null {
  const kept = sessionStorage.getItem(PENDING);
  return kept ? (JSON.parse(kept) as Pending) : null;
}

/** The conversation in which this person waits for an answer, if any; what somebody else left is forgotten. */
export function pendingIn(user: string): string | null {
  const kept = pending();
  if (kept && kept.user !== user) forget();
  return kept?.user === user ? kept.id : null;
}

/** Whether anybody waits for an answer in this tab. */
export function anythingPending(): boolean {
  return pending() !== null;
}

export function useTalk(talk: Talk): TalkState {
  return useSyncExternalStore(talk.subscribe, () => talk.state);
}

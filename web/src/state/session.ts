/** Session: who is logged in on this browser, and the clock of the house. */
import { useSyncExternalStore } from "react";

import { carry, get } from "../api/client";
import type { BrowserSession, Me } from "../api/types";
import { getPrefs, setPrefs } from "./prefs";
import { isLanguage } from "../words";

export interface Session {
  me: Me | null;
  sandbox: boolean;
  /** Milliseconds that the house's clock is ahead of this device's. */
  aheadMs: number;
}

const listeners = new Set<() => void>();
let session: Session = { me: null, sandbox: false, aheadMs: 0 };

export function useSession(): Session {
  return useSyncExternalStore(
    (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    () => session,
  );
}

export function getSession(): Session {
  return session;
}

function put(next: Session): void {
  session = next;
  for (const each of listeners) each();
}

function seen(answer: BrowserSession): void {
  carry({ csrf: answer.csrf });
  put({ me: answer.me, sandbox: answer.sandbox, aheadMs: Date.parse(answer.now) - Date.now() });
  if (answer.me && isLanguage(answer.me.language)) carry({ language: getPrefs().language });
}

/** Ask who we are; true when somebody is logged in. Throws Lost. */
export async function look(): Promise<boolean> {
  seen(await get<BrowserSession>("/v1/web/session"));
  return session.me !== null;
}

/** Log in. Throws Refused and Lost. */
export async function logIn(phone: string, code: string): Promise<void> {
  const answer = await get<BrowserSession>("/v1/web/session", { method: "POST", body: { phone, code } });
  seen(answer);
  const language = answer.me?.language;
  if (answer.new) void change({ language: getPrefs().language });
  else if (language && isLanguage(language)) setPrefs({ language });
}

export async function logOut(): Promise<void> {
  await get<void>("/v1/web/session", { method: "DELETE" });
  carry({ csrf: "" });
  put({ ...session, me: null });
}

/** Change oneself. Throws Refused and Lost. */
export async function change(body: { name?: string; birth_year?: number; language?: string }): Promise<void> {
  known(await get<Me>("/v1/me", { method: "PATCH", body }));
}

/** The person as the house now knows them. */
export function known(me: Me): void {
  put({ ...session, me });
}

/** What time it is in the house. */
export function houseNow(): number {
  return Date.now() + session.aheadMs;
}

/** Preferences: how the app looks and speaks on this device. Nothing secret lies here. */
import { useSyncExternalStore } from "react";

import type { Language } from "../words";

export type Theme = "auto" | "light" | "dark";

export interface Prefs {
  theme: Theme;
  elder: boolean;
  spoken: boolean;
  language: Language;
  /** Whether elder mode was offered already. */
  elderOffered: boolean;
}

const PLACE = "bangwo.prefs";
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();
let prefs: Prefs = { theme: "auto", elder: false, spoken: false, language: guessed(), elderOffered: false, ...kept() };

function guessed(): Language {
  const tag = navigator.language.toLowerCase();
  if (/^zh-(hant|tw|hk|mo)/.test(tag)) return "zh-Hant";
  return tag.startsWith("zh") ? "zh-Hans" : "en";
}

function kept(): Partial<Prefs> {
  try {
    return JSON.parse(localStorage.getItem(PLACE) ?? "{}") as Partial<Prefs>;
  } catch {
    return {};
  }
}

export function getPrefs(): Prefs {
  return prefs;
}

export function setPrefs(change: Partial<Prefs>): void {
  prefs = { ...prefs, ...change };
  try {
    localStorage.setItem(PLACE, JSON.stringify(prefs));
  } catch {
    // a private window keeps nothing, and that is fine
  }
  wear();
  for (const each of listeners) each();
}

export function usePrefs(): Prefs {
  return useSyncExternalStore(
    (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    () => prefs,
  );
}

/** Puts the preferences on the page. */
export function wear(): void {
  const root = document.documentElement;
  root.dataset.theme = prefs.theme === "auto" ? (dark.matches ? "dark" : "light") : prefs.theme;
  root.dataset.elder = prefs.elder ? "on" : "off";
  root.lang = prefs.language;
}

dark.addEventListener("change", wear);

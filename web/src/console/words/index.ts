/** Words of the console, in three languages; one that is missing in any of them does not compile. */
import { useMemo } from "react";

import { usePrefs } from "../../state/prefs";
import type { Language } from "../../words";
import { zhHans } from "./zh-Hans";

export type Word = keyof typeof zhHans;
export type Words = Readonly<Record<Word, string>>;
export type Say = (word: Word, values?: Readonly<Record<string, string | number>>) => string;

const known: Partial<Record<Language, Words>> = { "zh-Hans": zhHans };

/** Brings a language's words here before anything is said in it. */
export async function learn(language: Language): Promise<void> {
  if (language === "zh-Hant") known[language] ??= (await import("./zh-Hant")).zhHant;
  if (language === "en") known[language] ??= (await import("./en")).en;
}

export function useSay(): Say {
  const { language } = usePrefs();
  return useMemo(() => {
    const words = known[language] ?? zhHans;
    return (word, values) => words[word].replace(/\{(\w+)\}/g, (whole, name: string) => String(values?.[name] ?? whole));
  }, [language]);
}

/** A word made of a prefix and a value the house names: of one that is not known, the value itself. */
export function useNamed(): (prefix: string, value: string) => string {
  const say = useSay();
  return (prefix, value) => (`${prefix}-${value}` in zhHans ? say(`${prefix}-${value}` as Word) : value);
}

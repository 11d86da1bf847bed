/** Words: what the app says, in three languages; a sentence that is missing in one of them does not compile. */
import { usePrefs } from "../state/prefs";
import { zhHans } from "./zh-Hans";

export type Word = keyof typeof zhHans;
export type Words = Readonly<Record<Word, string>>;
export const LANGUAGES = ["zh-Hans", "zh-Hant", "en"] as const;
export type Language = (typeof LANGUAGES)[number];
export type Say = (word: Word, values?: Readonly<Record<string, string | number>>) => string;

const known: Partial<Record<Language, Words>> = { "zh-Hans": zhHans };

export function isLanguage(text: string): text is Language {
  return (LANGUAGES as readonly string[]).includes(text);
}

/** Brings a language's words here before anything is said in it. */
export async function learn(language: Language): Promise<void> {
  if (language === "zh-Hant") known[language] ??= (await import("./zh-Hant")).zhHant;
  if (language === "en") known[language] ??= (await import("./en")).en;
}

export function sayIn(language: Language): Say {
  const words = known[language] ?? zhHans;
  return (word, values) => words[word].replace(/\{(\w+)\}/g, (whole, name: string) => String(values?.[name] ?? whole));
}

export function useSay(): Say {
  return sayIn(usePrefs().language);
}

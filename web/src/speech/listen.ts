/** Listen: what is spoken becomes text, by the browser's own recogniser where it has one. */
import { useCallback, useEffect, useRef, useState } from "react";

import type { Language } from "../words";

interface Result {
  readonly isFinal: boolean;
  readonly 0: { readonly transcript: string };
}

interface Recogniser {
  lang: string;
  interimResults: boolean;
  continuous: boolean;
  onresult: ((event: { results: ArrayLike<Result> }) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start: () => void;
  stop: () => void;
  abort: () => void;
}

type RecogniserKind = new () => Recogniser;

const TONGUES: Readonly<Record<Language, string>> = { "zh-Hans": "zh-CN", "zh-Hant": "zh-TW", en: "en-US" };

function recogniser(): RecogniserKind | undefined {
  const browser = window as { SpeechRecognition?: RecogniserKind; webkitSpeechRecognition?: RecogniserKind };
  return browser.SpeechRecognition ?? browser.webkitSpeechRecognition;
}

export interface Listening {
  able: boolean;
  on: boolean;
  /** What was heard so far. */
  heard: string;
  /** Why it does not work, as the browser names it. */
  trouble: string;
  start: () => void;
  stop: () => void;
}

/** Hears one utterance at a time; `said` gets the words when it ends. */
export function useListening(language: Language, said: (text: string) => void): Listening {
  const [on, setOn] = useState(false);
  const [heard, setHeard] = useState("");
  const [trouble, setTrouble] = useState("");
  const current = useRef<Recogniser | null>(null);
  const deliver = useRef(said);
  deliver.current = said;

  const stop = useCallback(() => current.current?.stop(), []);
  const start = useCallback(() => {
    const Kind = recogniser();
    if (!Kind || current.current) return;
    const ear = new Kind();
    let words = "";
    ear.lang = TONGUES[language];
    ear.interimResults = true;
    ear.continuous = false;
    ear.onresult = ({ results }) => {
      words = Array.from(results, (each) => each[0].transcript).join("");
      setHeard(words);
    };
    ear.onerror = ({ error }) => setTrouble(error);
    ear.onend = () => {
      current.current = null;
      setOn(false);
      setHeard("");
      if (words.trim()) deliver.current(words.trim());
    };
    current.current = ear;
    setTrouble("");
    setOn(true);
    ear.start();
  }, [language]);

  useEffect(() => () => current.current?.abort(), []);
  return { able: recogniser() !== undefined, on, heard, trouble, start, stop };
}

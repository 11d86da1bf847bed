/** Speak: answers read aloud by the browser's own voice, where it has one. */
import type { Language } from "../words";

const TONGUES: Readonly<Record<Language, string>> = { "zh-Hans": "zh-CN", "zh-Hant": "zh-TW", en: "en-US" };

export function canSpeak(): boolean {
  return "speechSynthesis" in window;
}

/** Reads a text aloud instead of whatever was being read. */
export function speak(text: string, language: Language, slowly = false): void {
  if (!canSpeak() || !text) return;
  window.speechSynthesis.cancel();
  const voice = new SpeechSynthesisUtterance(text.replaceAll(/[【】《》]/g, " ").replaceAll(/\bo_[a-z0-9]+/g, ""));
  voice.lang = TONGUES[language];
  voice.rate = slowly ? 0.85 : 1;
  window.speechSynthesis.speak(voice);
}

export function hush(): void {
  if (canSpeak()) window.speechSynthesis.cancel();
}

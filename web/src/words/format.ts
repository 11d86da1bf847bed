/** Format: money, moments and distances as people write them. */
import type { Language, Say } from ".";

/** Fen as yuan: ¥12.40. */
export function yuan(fen: number): string {
  const cents = String(Math.abs(fen) % 100).padStart(2, "0");
  return `${fen < 0 ? "−" : ""}¥${Math.trunc(Math.abs(fen) / 100)}.${cents}`;
}

const ZONE = "Asia/Shanghai";

function part(language: Language, moment: string | number, options: Intl.DateTimeFormatOptions): string {
  const zone = { timeZone: ZONE, ...options } as const;
  return new Intl.DateTimeFormat(language, zone).format(new Date(moment));
}

export function clock(language: Language, moment: string | number): string {
  return part(language, moment, { hour: "2-digit", minute: "2-digit", hour12: false });
}

export function day(language: Language, moment: string | number): string {
  return part(language, moment, { month: "short", day: "numeric", weekday: "short" });
}

export function dayAndClock(language: Language, moment: string | number): string {
  return `${day(language, moment)} ${clock(language, moment)}`;
}

/** Days from a moment to another, by the calendar of the deployment. */
export function daysApart(from: number, to: string): number {
  const date = (moment: number): number =>
    Date.parse(new Intl.DateTimeFormat("en-CA", { timeZone: ZONE }).format(new Date(moment)));
  return Math.round((date(Date.parse(to)) - date(from)) / 86_400_000);
}

export function metres(say: Say, many: number): string {
  return many < 1000 ? say("metres", { many }) : say("kilometres", { many: (many / 1000).toFixed(1) });
}

/** 48 tenths of a star: 4.8. */
export function stars(tenths: number): string {
  return (tenths / 10).toFixed(1);
}

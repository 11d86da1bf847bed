/** Words: every language says the same, with the same things left to be filled in. */
import { describe, expect, it } from "vitest";

import { en } from "../src/words/en";
import { daysApart, metres, yuan } from "../src/words/format";
import { zhHans } from "../src/words/zh-Hans";
import { zhHant } from "../src/words/zh-Hant";

const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((each) => each[1] ?? "").sort();

describe.each([
  ["zh-Hant", zhHant],
  ["en", en],
] as const)("%s", (_, words) => {
  it.each(Object.keys(zhHans) as (keyof typeof zhHans)[])("%s leaves only what is filled in", (word) => {
    expect(words[word]).not.toBe("");
    const given = new Set(holes(zhHans[word]));
    expect(holes(words[word]).filter((each) => !given.has(each))).toEqual([]);
  });
});

describe("money", () => {
  it.each([
    [1, "¥0.01"],
    [0, "¥0.00"],
    [1240, "¥12.40"],
    [-2500, "−¥25.00"],
    [100_000_005, "¥1000000.05"],
  ])("%d fen is %s", (fen, text) => expect(yuan(fen)).toBe(text));
});

describe("distance and days", () => {
  const say = (word: string, values?: Readonly<Record<string, string | number>>): string => `${word} ${values?.many}`;
  it.each([
    [999, "metres 999"],
    [1252, "kilometres 1.3"],
  ])("%d", (many, text) => expect(metres(say, many)).toBe(text));
  it.each([
    ["2026-02-10T23:59:00+08:00", "2026-02-11T00:01:00+08:00", 1],
    ["2026-02-10T00:01:00+08:00", "2026-02-10T23:59:00+08:00", 0],
    ["2026-02-28T12:00:00+08:00", "2026-03-01T12:00:00+08:00", 1],
  ])("from %s to %s", (from, to, days) => expect(daysApart(Date.parse(from), to)).toBe(days));
});

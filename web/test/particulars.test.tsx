// @vitest-environment jsdom
/** Particulars: the details of every trade, as the contract names them, in words. */
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { expect, it, vi } from "vitest";

vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => undefined }));
Object.defineProperty(navigator, "language", { value: "zh-CN" });

const { Particulars } = await import("../src/talk/cards/Particulars");

function shown(details: Record<string, unknown>): string {
  const place = document.createElement("div");
  const root = createRoot(place);
  flushSync(() => root.render(<Particulars details={details} />));
  return place.textContent ?? "";
}

const rows: [string, Record<string, unknown>, string[]][] = [
  [
    "a showing",
    { starts_at: "2026-02-17T20:00:00+08:00", venue: "云幕影城", hall: "IMAX厅", format: "IMAX", seats: [{ row: 5, col: 7 }, { row: 5, col: 8 }] },
    ["2月17日", "20:00", "云幕影城 · IMAX厅 · IMAX", "5 排 7、8 座"],
  ],
  [
    "a flight over midnight",
    { number: "CA1835", carrier: "国航", from: { city: "北京", name: "首都机场", terminal: "T3" }, to: "上海", departs_at: "2026-02-17T23:10:00+08:00", arrives_at: "2026-02-18T01:20:00+08:00", cabin: "economy", passengers: { adult: 2, child: 1 } },
    ["北京 首都机场 T3 → 上海", "23:10 → 01:20", "+1", "国航 · CA1835 · 经济型 · 成人 ×2 · 儿童 ×1"],
  ],
  ["a train", { number: "G7", from: "北京南", to: "上海虹桥", departs_at: "2026-02-17T10:00:00+08:00", cabin: "hard_sleeper" }, ["北京南 → 上海虹桥", "G7 · 硬卧"]],
  ["a hotel", { name: "全季", city: "杭州", check_in: "2026-02-17", nights: 2, rooms: 1, room_type: "twin" }, ["2月17日", "2 晚", "杭州 · 双床房 · 1 间"]],
  ["a sight", { name: "灵隐", date: "2026-02-17", tickets: { adult: 2, senior: 1 } }, ["2月17日", "成人 ×2 · 老人 ×1"]],
  [
    "a ride",
    { from: { text: "和平路18号", lat: 30, lon: 120 }, to_label: "公司", to: "文三路", car: "comfort", driver: { name: "李师傅", plate: "浙A12345" } },
    ["和平路18号 → 公司", "舒适型 · 李师傅 · 浙A12345"],
  ],
  ["a word that nobody knows yet", { departs_at: "2026-02-17T10:00:00+08:00", cabin: "observation" }, ["observation"]],
];

it.each(rows)("%s", (_, details, told) => {
  for (const each of told) expect(shown(details)).toContain(each);
});

it("goods have none", () => expect(shown({ shop: "鹿鸣茶事" })).toBe(""));

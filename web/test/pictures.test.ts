/** Pictures: what things look like, and that every picture that is named was drawn. */
import { describe, expect, it } from "vitest";

import { KINDS, pictureOf, tradeOf, TRADES } from "../src/pictures/kinds";
import sprite from "../src/pictures/sprite.svg?raw";

const drawn = new Set([...sprite.matchAll(/symbol id="([\w-]+)"/g)].map((each) => each[1]));

describe("a thing", () => {
  it.each([
    ["桂花乌龙鲜奶茶", "food", "milk-tea"],
    ["热拿铁", "food", "coffee"],
    ["宫保鸡丁盖饭", "food", "rice"],
    ["重庆小面", "food", "noodles"],
    ["鲜虾馄饨", "food", "dumpling"],
    ["富硒鸡蛋", "grocery", "eggs"],
    ["红富士苹果", "grocery", "fruit"],
    ["提拉米苏", "food", "cake"],
    ["《惊蛰无声》IMAX厅 IMAX", "movie", "film"],
    ["什么都不是", "food", "dish"],
    ["什么都不是", "grocery", "bag"],
    ["上海虹桥", "train", "train"],
    ["全季酒店大床房", "hotel", "hotel"],
  ])("%s of %s is %s", (name, trade, picture) => expect(pictureOf(name, trade)).toBe(picture));

  it.each([...KINDS.map(([kind]) => kind), ...Object.values(TRADES), "card", "gift"])("%s was drawn", (kind) =>
    expect(drawn).toContain(kind),
  );

  it.each([
    ["fresh:cailanzi-4", null, "grocery"],
    ["tickets:c01h1", "2026-02-17T20:00+08:00", "movie"],
    ["flash:luming-2", null, "food"],
  ])("the trade of %s", (ref, at, trade) => expect(tradeOf(ref, at)).toBe(trade));
});

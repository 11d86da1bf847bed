// @vitest-environment jsdom
/** Talk: a command keeps its key until it is answered, whatever becomes of the answers. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => undefined }));

const { Talk } = await import("../src/state/talk");

const TURN = { conversation_id: "v_1", turn_id: "t_1", reply: "好", acts: [], asks: null, blocks: [], quote: null, orders: [] };
const EVENTS = `event: understood\ndata: {}\n\nevent: turn\ndata: ${JSON.stringify(TURN)}\n\n`;

type Answer = () => Response | Promise<Response>;

const answered: Answer = () => new Response(EVENTS, { headers: { "Content-Type": "text/event-stream" } });
const broken: Answer = () => Promise.reject(new TypeError("network"));
const half: Answer = () => new Response("event: understood\ndata: {}\n\n");
const gateway: Answer = () => new Response("<html>bad gateway</html>", { status: 502 });
const full: Answer = () =>
  Response.json({ code: "overloaded", status: 503, detail: "满" }, { status: 503, headers: { "Retry-After": "3" } });
const refused: Answer = () => Response.json({ code: "text_empty", status: 400, detail: "空" }, { status: 400 });

let keys: string[] = [];

function house(...answers: Answer[]): void {
  vi.stubGlobal("fetch", (_: string, request: RequestInit) => {
    keys.push((request.headers as Record<string, string>)["Idempotency-Key"] ?? "");
    return Promise.resolve((answers.shift() ?? answered)());
  });
}

beforeEach(() => {
  keys = [];
  sessionStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe("a sentence", () => {
  it.each([
    ["was answered", [answered], 1],
    ["met a broken connection", [broken, answered], 2],
    ["heard half an answer", [half, answered], 2],
    ["met something between us and the house", [gateway, answered], 2],
    ["found the house full", [full, answered], 2],
    ["met all of it", [broken, half, full, gateway, answered], 5],
  ])("that %s is told once, under one key", async (_, answers, calls) => {
    house(...answers);
    const talk = new Talk("new");
    talk.say("帮我点一杯奶茶");
    await vi.runAllTimersAsync();
    expect(talk.state.exchanges.map((each) => [each.status, each.turn?.reply])).toEqual([["done", "好"]]);
    expect(talk.state.id).toBe("v_1");
    expect(keys).toHaveLength(calls);
    expect(new Set(keys).size).toBe(1);
    expect(sessionStorage).toHaveLength(0);
  });

  it("waits as long as the house says", async () => {
    house(full, answered);
    const talk = new Talk("v_1");
    talk.say("好");
    await vi.advanceTimersByTimeAsync(2900);
    expect([talk.state.exchanges[0]?.status, keys.length]).toEqual(["waiting", 1]);
    await vi.advanceTimersByTimeAsync(200);
    expect([talk.state.exchanges[0]?.status, keys.length]).toEqual(["done", 2]);
  });

  it("that is refused is over, and the next may be said", async () => {
    house(refused, answered);
    const talk = new Talk("v_1");
    talk.say(" ");
    await vi.runAllTimersAsync();
    expect(talk.state.exchanges[0]?.problem?.detail).toBe("空");
    expect(talk.busy).toBe(false);
  });

  it("is not said while another waits for its answer", async () => {
    house(broken, answered);
    const talk = new Talk("v_1");
    talk.say("一");
    talk.say("二");
    await vi.runAllTimersAsync();
    expect(talk.state.exchanges.map((each) => each.said)).toEqual(["一"]);
  });

  it("that the page was closed on is taken up with the same key", async () => {
    house(broken, broken);
    new Talk("v_1").say("好");
    await vi.advanceTimersByTimeAsync(10);
    const [key] = keys;
    house(answered);
    const back = new Talk("v_1");
    back.state = { ...back.state, loading: false };
    back.resume();
    await vi.advanceTimersByTimeAsync(10);
    expect(back.state.exchanges[0]?.turn?.reply).toBe("好");
    expect(keys.every((each) => each === key)).toBe(true);
  });
});

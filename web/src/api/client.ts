/** Client: calls to the house of this page, by cookie; commands show that a page of ours sent them. */
import type { Problem } from "./types";

/** A refusal as the house worded it. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly problem: Problem;
  /** Seconds after which to ask again, where the house named them. */
  readonly retryAfterS: number | undefined;
  constructor(problem: Problem, retryAfterS?: number) {
    super(problem.detail);
    this.problem = problem;
    this.retryAfterS = retryAfterS;
  }
}

/** No answer came: what was asked may have been done. */
export class Lost extends Error {
  override readonly name = "Lost";
}

const shown = { csrf: "", language: "zh-Hans" };

/** What every call carries from now on. */
export function carry(values: Partial<typeof shown>): void {
  Object.assign(shown, values);
}

export interface Call {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  key?: string;
  accept?: string;
  signal?: AbortSignal;
}

/** The answer, whatever it is of. Throws Refused and Lost. */
export async function ask(path: string, call: Call = {}): Promise<Response> {
  const headers: Record<string, string> = { "Accept-Language": shown.language, Accept: call.accept ?? "application/json" };
  if (call.method && call.method !== "GET") headers["X-CSRF-Token"] = shown.csrf;
  if (call.body !== undefined) headers["Content-Type"] = "application/json";
  if (call.key) headers["Idempotency-Key"] = call.key;
  const request: RequestInit = { method: call.method ?? "GET", headers, credentials: "same-origin" };
  if (call.body !== undefined) request.body = JSON.stringify(call.body);
  if (call.signal) request.signal = call.signal;
  let answer: Response;
  try {
    answer = await fetch(path, request);
  } catch (error) {
    throw new Lost(String(error));
  }
  if (!answer.ok) throw await refusal(answer);
  return answer;
}

/** The JSON answer. Throws Refused and Lost. */
export async function get<T>(path: string, call: Call = {}): Promise<T> {
  const answer = await ask(path, call);
  try {
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  } catch (error) {
    throw new Lost(String(error));
  }
}

async function refusal(answer: Response): Promise<Error> {
  const wait = Number(answer.headers.get("retry-after"));
  try {
    return new Refused((await answer.json()) as Problem, wait > 0 ? wait : undefined);
  } catch {
    if (answer.status < 500) return new Refused({ code: "unknown", detail: answer.statusText, status: answer.status });
    return new Lost(`status ${answer.status}`); // something between us and the house answered
  }
}

/** A new key for a command. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12)); // randomUUID wants https
  return `web-${Array.from(bytes, (each) => each.toString(16).padStart(2, "0")).join("")}`;
}

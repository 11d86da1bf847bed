/** Turn: one command said or pressed, its events as they come, and the whole answer at the end. */
import { createParser } from "eventsource-parser";

import { ask, Lost, Refused } from "./client";
import type { Problem, Turn } from "./types";

/** What a person did: said a sentence, or pressed the button under a quote. */
export type Command =
  | { kind: "say"; text: string; conversationId: string }
  | { kind: "confirm"; quoteId: string; digest: string };

export const NEW_CONVERSATION = "new";
const SILENCE_MS = 25_000;

/** Sends it and hears the answer; the same key twice is done once. Throws Refused and Lost. */
export async function take(command: Command, key: string, tell: (name: string, content: unknown) => void): Promise<Turn> {
  const patience = new AbortController();
  let timer = window.setTimeout(() => patience.abort(), SILENCE_MS);
  const heard = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => patience.abort(), SILENCE_MS);
  };
  try {
    const answer = await ask(path(command), {
      method: "POST",
      body: body(command),
      key,
      accept: "text/event-stream",
      signal: patience.signal,
    });
    return await whole(answer, tell, heard);
  } finally {
    window.clearTimeout(timer);
  }
}

function path(command: Command): string {
  return command.kind === "say" ? "/v1/turns" : `/v1/quotes/${encodeURIComponent(command.quoteId)}/confirm`;
}

function body(command: Command): unknown {
  if (command.kind === "confirm") return { digest: command.digest };
  return { text: command.text, conversation_id: command.conversationId };
}

async function whole(answer: Response, tell: (name: string, content: unknown) => void, heard: () => void): Promise<Turn> {
  let turn: Turn | undefined;
  let problem: Problem | undefined;
  const parser = createParser({
    onEvent: ({ event, data }) => {
      const content: unknown = JSON.parse(data);
      if (event === "turn") turn = content as Turn;
      else if (event === "problem") problem = content as Problem;
      else tell(event ?? "", content);
    },
  });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      heard();
      parser.feed(part.value);
    }
  } catch (error) {
    throw new Lost(String(error));
  }
  if (problem) throw new Refused(problem, typeof problem.retry_after_s === "number" ? problem.retry_after_s : undefined);
  if (!turn) throw new Lost("the answer broke off");
  return turn;
}

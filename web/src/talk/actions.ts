/** Actions: what cards in a conversation can do; everything but the yes is a sentence, so touch and words agree. */
import { createContext, useContext } from "react";

import type { Quote } from "../api/types";

export interface Actions {
  /** Says a sentence for the person. */
  say: (text: string) => void;
  /** Says yes to exactly this quote. */
  confirm: (quote: Quote) => void;
  /** Puts words before the person, to be ended by them. */
  prefill: (text: string) => void;
  /** Whether what may be chosen in a quote is laid open; it stays so from one quote to the next. */
  changing: boolean;
  setChanging: (on: boolean) => void;
  /** Whether an answer is on its way, so that nothing else may be asked. */
  busy: boolean;
}

export const ActionsContext = createContext<Actions>({
  say: () => undefined,
  confirm: () => undefined,
  prefill: () => undefined,
  changing: false,
  setChanging: () => undefined,
  busy: false,
});

export function useActions(): Actions {
  return useContext(ActionsContext);
}

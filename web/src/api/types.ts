/** Types: the shapes of the contract, by the names that the app uses. */
import type { components } from "./schema";

/** A shape by the fields that are named: more may come, and nobody here should rely on them. */
type Known<T> = { [K in keyof T as string extends K ? never : K]: T[K] };
type All = components["schemas"];
type Shapes = { [K in keyof All]: Known<All[K]> };

export type Me = Shapes["Me"];
export type Address = Shapes["AddressShape"];
export type BrowserSession = Shapes["BrowserSession"];
export type Quote = Shapes["QuoteShape"];
export type Order = Shapes["OrderShape"];
export type Card = Shapes["CardShape"];
export type Wallet = Shapes["Wallet"];
export type Invite = Shapes["Invite"];
export type History = Shapes["History"];
export type ConversationList = Shapes["ConversationList"];
export type Conversation = Shapes["ConversationShape"];
export type Choices = Shapes["ChoicesShape"];
export type Group = Shapes["GroupShape"];
export type SharedOrder = Shapes["SharedOrder"];
export type SharedMenu = Shapes["SharedMenu"];
export type SharedOffer = Shapes["SharedOffer"];
export type Hall = Shapes["Hall"];
export type Whereabouts = Shapes["Whereabouts"];

/** A Turn, its blocks as they are known here. */
export type Turn = Omit<Shapes["TurnShape"], "blocks"> & { blocks: Block[] };

/** One numbered entry of a list. Trades add fields of their own. */
export interface Option {
  index: number;
  ref: string;
  title: string;
  shop?: string;
  price_fen?: number;
  at?: string;
  metres?: number;
  minutes?: number;
  rating?: number;
  [more: string]: unknown;
}

/** What is shown in a turn; kinds that are not known here are shown by their options. */
export interface Block {
  kind: string;
  options?: Option[];
  order?: Order;
  cards?: Card[];
  quote_id?: string;
  group?: SharedOrder;
  [more: string]: unknown;
}

/** A refusal (RFC 9457). */
export interface Problem {
  code: string;
  detail: string;
  status: number;
  request_id?: string;
  [fact: string]: unknown;
}

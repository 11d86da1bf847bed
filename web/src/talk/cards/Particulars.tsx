/** Particulars: when, where and what of a trade, from the details of a quote or an order. */
import type { ReactNode } from "react";

import { usePrefs } from "../../state/prefs";
import { useSay, type Language, type Say, type Word } from "../../words";
import { clock, daysApart, dayAndClock } from "../../words/format";
import { zhHans } from "../../words/zh-Hans";

type Details = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

export function Particulars({ details }: { details: Details }) {
  const say = useSay();
  const { language } = usePrefs();
  if (details.starts_at) return <Showing details={details} />;
  if (details.departs_at) return <Journey details={details} />;
  if (details.check_in) {
    const nights = say("nights", { many: text(details.nights) || 1 });
    const rooms = say("rooms", { many: text(details.rooms) || 1 });
    return (
      <Lines
        head={`${date(language, text(details.check_in))} · ${nights}`}
        rest={[text(details.city), worded(say, text(details.room_type)), rooms]}
      />
    );
  }
  if (details.tickets) return <Lines head={date(language, text(details.date))} rest={[people(say, details.tickets)]} />;
  if (details.car) return <Ride details={details} />;
  return null;
}

function Lines({ head, rest, seats = "" }: { head: ReactNode; rest: string[]; seats?: string }) {
  const told = rest.filter(Boolean).join(" · ");
  return (
    <>
      {head && <p className="when">{head}</p>}
      {told && <p className="soft">{told}</p>}
      {seats && <p className="seats-said">{seats}</p>}
    </>
  );
}

function Showing({ details }: { details: Details }) {
  const say = useSay();
  const { language } = usePrefs();
  return (
    <Lines
      head={dayAndClock(language, text(details.starts_at))}
      rest={[text(details.venue), text(details.hall), text(details.format)]}
      seats={seatsText(say, details.seats)}
    />
  );
}

function Journey({ details }: { details: Details }) {
  const say = useSay();
  const { language } = usePrefs();
  const [departs, arrives] = [text(details.departs_at), text(details.arrives_at)];
  const later = arrives ? daysApart(Date.parse(departs), arrives) : 0;
  const head = (
    <>
      {dayAndClock(language, departs)}
      {arrives && ` → ${clock(language, arrives)}`}
      {later > 0 && <sup>+{later}</sup>}
    </>
  );
  const way = [place(details.from), place(details.to)].filter(Boolean).join(" → ");
  return (
    <>
      {way && <p className="way">{way}</p>}
      <Lines
        head={head}
        rest={[text(details.carrier), text(details.number), worded(say, text(details.cabin)), people(say, details.passengers)]}
      />
    </>
  );
}

function Ride({ details }: { details: Details }) {
  const say = useSay();
  const { language } = usePrefs();
  const from = text(details.from_label) || place(details.from);
  const to = text(details.to_label) || place(details.to);
  const driver = (details.driver ?? {}) as Details;
  const pickup = text(details.pickup_at);
  return (
    <>
      <p className="way">{[from, to].filter(Boolean).join(" → ")}</p>
      <Lines
        head={pickup ? dayAndClock(language, pickup) : ""}
        rest={[worded(say, text(details.car)), text(driver.name), text(driver.car), text(driver.plate)]}
      />
    </>
  );
}

/** A stop, a place or a plain name. */
function place(value: unknown): string {
  if (typeof value !== "object" || value === null) return text(value);
  const { city, name, text: said, terminal } = value as Details;
  const [where, exact] = [text(city), text(name) || text(said)];
  return [exact.startsWith(where) ? exact : [where, exact].filter(Boolean).join(" "), text(terminal)].filter(Boolean).join(" ");
}

/** How many of which kind: 2 成人 · 1 儿童. */
function people(say: Say, value: unknown): string {
  if (Array.isArray(value)) return value.map((each) => (typeof each === "object" ? text((each as Details).name) : text(each))).join("、");
  if (typeof value !== "object" || value === null) return value ? say("pieces", { many: text(value) }) : "";
  const kinds = Object.entries(value as Details).filter(([, many]) => typeof many === "number" && many > 0);
  return kinds.map(([kind, many]) => `${worded(say, kind === "count" ? "adult" : kind)} ×${text(many)}`).join(" · ");
}

/** A word of the contract in the person's language; one that is not known stays as it is. */
function worded(say: Say, word: string): string {
  const key = `kind-${word}`;
  return key in zhHans ? say(key as Word) : word;
}

function date(language: Language, day: string): string {
  return day ? dayAndClock(language, `${day}T00:00:00+08:00`).replace(/\s*\d{1,2}:\d\d$/, "") : "";
}

/** Seats row by row, as they are said: 7 排 9、10 座. */
export function seatsText(say: Say, seats: unknown): string {
  const rows = new Map<number, number[]>();
  for (const seat of (Array.isArray(seats) ? seats : []) as { row: number; col: number }[]) {
    rows.set(seat.row, [...(rows.get(seat.row) ?? []), seat.col]);
  }
  return [...rows].map(([row, cols]) => say("seatsIn", { row, cols: cols.join(say("comma")) })).join(say("comma"));
}

/** Seats: the hall from above; arrow keys walk, Enter takes a seat, and one button says which ones are wanted. */
import Button from "antd-mobile/es/components/button";
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";

import type { Hall } from "../../api/types";
import { useSay } from "../../words";
import { useActions } from "../actions";

type Seat = readonly [number, number];

const name = ([row, col]: Seat): string => `${row}-${col}`;

export function Seats({ hall, count }: { hall: Hall; count: number }) {
  const say = useSay();
  const { say: tell, busy } = useActions();
  const ours = hall.chosen as Seat[];
  const [picked, setPicked] = useState<Seat[]>(ours);
  const [at, setAt] = useState<Seat>(ours[0] ?? (hall.free[0] as Seat | undefined) ?? [1, 1]);
  const grid = useRef<HTMLDivElement>(null);
  const free = useMemo(() => new Set([...hall.free, ...hall.chosen].map((each) => name(each as Seat))), [hall]);
  const there = useMemo(() => new Set(hall.seats.map((each) => name(each as Seat))), [hall]);
  const taken = picked.map(name);

  const take = (seat: Seat): void => {
    if (!free.has(name(seat))) return;
    if (taken.includes(name(seat))) setPicked(picked.filter((each) => name(each) !== name(seat)));
    else setPicked([...picked.filter((each) => each[0] === seat[0]), seat].slice(-count)); // one row is one sentence
  };
  const walk = (event: KeyboardEvent): void => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!step) return;
    event.preventDefault();
    const next: Seat = [at[0] + (step[0] ?? 0), at[1] + (step[1] ?? 0)];
    if (!there.has(name(next))) return;
    setAt(next);
    grid.current?.querySelector<HTMLElement>(`[data-seat="${name(next)}"]`)?.focus();
  };
  useEffect(() => {
    const scroll = grid.current?.parentElement;
    const first = grid.current?.querySelector<HTMLElement>('[aria-pressed="true"]');
    if (scroll && first) scroll.scrollLeft = first.offsetLeft - scroll.offsetLeft - scroll.clientWidth / 2;
  }, []);
  const cols = picked.map((each) => each[1]).sort((a, b) => a - b);
  const changed = picked.length === count && taken.some((each) => !ours.map(name).includes(each));
  const words = (kind: string, [row, col]: Seat): string => say("seatNamed", { row, col, kind });
  return (
    <div className="hall">
      <p className="screen">{say("screen")}</p>
      <div className="hall-scroll" tabIndex={-1}>
        <div className="hall-rows" role="group" aria-label={say("hall", { count })} ref={grid} onKeyDown={walk}>
          {Array.from({ length: hall.rows }, (_, place) => place + 1).map((row) => (
            <div className="hall-row" key={row}>
              <span className="row-number">{row}</span>
              {Array.from({ length: hall.cols }, (_, place) => place + 1).map((col) => {
                const seat: Seat = [row, col];
                const gap = hall.aisles.includes(col) ? "aisle" : "";
                if (!there.has(name(seat))) return <span key={col} className={`no-seat ${gap}`} />;
                const mine = taken.includes(name(seat));
                const open = free.has(name(seat));
                return (
                  <button
                    key={col}
                    type="button"
                    data-seat={name(seat)}
                    className={`seat ${gap}`}
                    aria-pressed={mine}
                    aria-disabled={!open}
                    tabIndex={name(seat) === name(at) ? 0 : -1}
                    aria-label={words(say(mine ? "seatMine" : open ? "seatFree" : "seatTaken"), seat)}
                    onClick={() => (setAt(seat), take(seat))}
                  />
                );
              })}
            </div>
          ))}
        </div>
      </div>
      <p className="hall-key" aria-hidden="true">
        <span className="seat" /> {say("seatFree")} <span className="seat" aria-disabled="true" /> {say("seatTaken")}{" "}
        <span className="seat" aria-pressed="true" /> {say("seatMine")}
      </p>
      <Button
        block
        disabled={busy || !changed}
        onClick={() => tell(say("saySeats", { row: picked[0]?.[0] ?? 0, cols: cols.map((col) => say("seatIn", { col })).join(say("comma")) }))}
      >
        {picked.length === count
          ? say("takeSeats", { row: picked[0]?.[0] ?? 0, cols: cols.join(say("comma")) })
          : say("pickSeats", { many: count - picked.length })}
      </Button>
    </div>
  );
}

/** Ceilings: what an order and a day may cost at most, as the person sets it. */
import Button from "antd-mobile/es/components/button";
import Input from "antd-mobile/es/components/input";
import { useState, type FormEvent } from "react";

import { get, Lost, newKey, Refused } from "../api/client";
import type { Wallet } from "../api/types";
import { useSay, type Word } from "../words";

type Limits = Pick<Wallet["limits"], "order_fen" | "day_fen">;

const FIELDS: readonly (readonly [keyof Limits, Word])[] = [
  ["order_fen", "ceilingOrder"],
  ["day_fen", "ceilingDay"],
];

export function Ceilings({ limits }: { limits: Limits }) {
  const say = useSay();
  const [wanted, setWanted] = useState({ order_fen: shown(limits.order_fen), day_fen: shown(limits.day_fen) });
  const [told, setTold] = useState<{ text: string; bad: boolean } | null>(null);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const body = { order_fen: fen(wanted.order_fen), day_fen: fen(wanted.day_fen) };
    try {
      await get<Limits>("/v1/wallet/limits", { method: "PUT", body, key: newKey() });
      setTold({ text: say("saved"), bad: false });
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Lost)) throw error;
      setTold({ text: error instanceof Refused ? error.problem.detail : say("failedNet"), bad: true });
    }
  };
  return (
    <form className="card fields" aria-labelledby="ceilings" onSubmit={(event) => void save(event)}>
      <h2 id="ceilings">{say("ceilings")}</h2>
      <p className="soft small">{say("ceilingsWhy")}</p>
      {FIELDS.map(([name, word]) => (
        <label key={name}>
          <span className="label">{say(word)}</span>
          <Input
            value={wanted[name]}
            onChange={(text) => setWanted({ ...wanted, [name]: text.replace(/[^\d.]/g, "").slice(0, 9) })}
            inputMode="decimal"
            placeholder={say("ceilingNone")}
          />
        </label>
      ))}
      <Button type="submit" block>
        {say("save")}
      </Button>
      <p role="status" className={told?.bad ? "refused" : "soft small"}>
        {told?.text}
      </p>
    </form>
  );
}

function shown(limit: number | null): string {
  return limit === null ? "" : (limit / 100).toFixed(2).replace(/\.00$/, "");
}

/** Fen of an amount in yuan; null of an empty field, or of one that is no amount. */
function fen(yuan: string): number | null {
  const [whole = "", part = ""] = yuan.split(".");
  const found = Number(whole || "0") * 100 + Number(part.slice(0, 2).padEnd(2, "0"));
  return found > 0 ? found : null;
}

/** Stat: one number with what it is, how it grew, and a line about it. */
import { useSay } from "../words";

interface Props {
  title: string;
  value: number;
  shown?: (value: number) => string;
  growth?: number | null | undefined;
  note?: string;
}

export function Stat({ title, value, shown = (each) => each.toLocaleString("en"), growth, note = "" }: Props) {
  const say = useSay();
  return (
    <div className="tile">
      <dt>{title}</dt>
      <dd key={value} className="tile-value">
        {shown(value)}
      </dd>
      {typeof growth === "number" && <dd className="soft small">{say("growth", { by: `${growth < 0 ? "▼ −" : "▲ +"}${Math.abs(growth * 100).toFixed(0)}%` })}</dd>}
      {note && <dd className="soft small">{note}</dd>}
    </div>
  );
}

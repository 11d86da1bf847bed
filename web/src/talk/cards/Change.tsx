/** Change: what may still be chosen in a quote. Each touch says what a person would say. */
import type { Choices, Group, Quote } from "../../api/types";
import { Icon } from "../../parts/Icon";
import { useLoad } from "../../state/load";
import { useSession } from "../../state/session";
import { useSay } from "../../words";
import { yuan } from "../../words/format";
import { useActions } from "../actions";
import { Seats } from "./Seats";

const QTY_MAX = 99;

type Line = Choices["lines"][number];

export default function Change({ quote }: { quote: Quote }) {
  const say = useSay();
  const found = useLoad<Choices>(`/v1/quotes/${quote.id}/choices`);
  if (found.state === "loading") return <p className="soft">{say("loading")}</p>;
  if (found.state === "failed") return <p className="soft">{found.detail || say("failedNet")}</p>;
  const { lines, seat_map: hall } = found.value;
  return (
    <div className="change">
      {lines.map((line) => (
        <LineChange key={line.name} line={line} alone={lines.length === 1} counted={hall === null} />
      ))}
      {hall && <Seats hall={hall} count={quote.lines.reduce((sum, each) => sum + each.qty, 0)} />}
      {quote.where !== undefined && <Where />}
    </div>
  );
}

function LineChange({ line, alone, counted }: { line: Line; alone: boolean; counted: boolean }) {
  const say = useSay();
  const { say: tell, busy } = useActions();
  const count = (many: number): string => say(alone ? "sayCount" : "sayCountOf", { many, unit: line.unit, name: line.name });
  return (
    <fieldset className="change-line">
      <legend>{line.name}</legend>
      {counted && (
        <div className="stepper" role="group" aria-label={say("howMany", { name: line.name })}>
          <button
            type="button"
            className="round"
            aria-label={say("less")}
            disabled={busy || (alone && line.qty <= 1)}
            onClick={() => tell(line.qty > 1 ? count(line.qty - 1) : say("sayDrop", { name: line.name }))}
          >
            <Icon name="minus" />
          </button>
          <output>
            {line.qty} {line.unit}
          </output>
          <button
            type="button"
            className="round"
            aria-label={say("more")}
            disabled={busy || line.qty >= QTY_MAX}
            onClick={() => tell(count(line.qty + 1))}
          >
            <Icon name="plus" />
          </button>
        </div>
      )}
      {line.groups.map((group) => (
        <GroupChange key={group.name} group={group} line={line} alone={alone} />
      ))}
    </fieldset>
  );
}

function GroupChange({ group, line, alone }: { group: Group; line: Line; alone: boolean }) {
  const { say: tell, busy } = useActions();
  return (
    <div className="chips" role="group" aria-label={group.name}>
      {group.choices.map((choice) => (
        <button
          key={choice.name}
          type="button"
          className="chip"
          aria-pressed={choice.chosen}
          disabled={busy || !choice.available}
          onClick={() => !choice.chosen && tell(alone ? choice.said : `${line.name}${choice.said}`)}
        >
          {choice.said}
          {choice.fen !== 0 && <span className="chip-more">{(choice.fen > 0 ? "+" : "") + yuan(choice.fen)}</span>}
        </button>
      ))}
    </div>
  );
}

function Where() {
  const say = useSay();
  const { me } = useSession();
  const { say: tell, prefill, busy } = useActions();
  return (
    <div className="chips" role="group" aria-label={say("whereTo")}>
      {me?.addresses.map((each) => (
        <button key={each.label} type="button" className="chip" disabled={busy} onClick={() => tell(say("sayTo", { where: each.label }))}>
          <Icon name="pin" />
          {each.label}
        </button>
      ))}
      <button type="button" className="chip" disabled={busy} onClick={() => prefill(say("sayTo", { where: "" }))}>
        {say("elsewhere")}
      </button>
      <button type="button" className="chip" disabled={busy} onClick={() => prefill(say("sayNote"))}>
        {say("addNote")}
      </button>
    </div>
  );
}

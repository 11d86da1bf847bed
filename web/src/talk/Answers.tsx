/** Answers: what can be said next to what was asked, as chips; typing or speaking serves as well. */
import { useSession } from "../state/session";
import { useSay, type Word } from "../words";
import { useActions } from "./actions";

const CHIPS: Readonly<Record<string, readonly Word[]>> = {
  count: ["one", "two", "three", "four"],
  date: ["today", "tomorrow", "afterTomorrow"],
  time: ["morning", "afternoon", "evening"],
  confirm_cancel: ["yesCancel", "keepIt"],
};

export function Answers({ asks }: { asks: string | null }) {
  const say = useSay();
  const { me } = useSession();
  const { say: tell, prefill, busy } = useActions();
  if (asks === "address") {
    return (
      <div className="chips answers" role="group" aria-label={say("whereTo")}>
        {me?.addresses.map((each) => (
          <button key={each.label} type="button" className="chip" disabled={busy} onClick={() => tell(say("sayTo", { where: each.label }))}>
            {each.label} · {each.text}
          </button>
        ))}
        <button type="button" className="chip" disabled={busy} onClick={() => prefill(say("sayTo", { where: "" }))}>
          {say("writeAddress")}
        </button>
      </div>
    );
  }
  const words = CHIPS[asks ?? ""];
  if (!words) return null;
  return (
    <div className="chips answers" role="group" aria-label={say("answers")}>
      {words.map((word) => (
        <button key={word} type="button" className="chip" disabled={busy} onClick={() => tell(say(word))}>
          {say(word)}
        </button>
      ))}
    </div>
  );
}

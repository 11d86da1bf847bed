/** Welcome: an empty conversation: who is greeted, and what one could begin with. */
import { useEffect, useState } from "react";
import { Link } from "wouter";

import { get } from "../api/client";
import type { ConversationList, Wallet } from "../api/types";
import { Icon } from "../parts/Icon";
import { Picture, PictureOf } from "../parts/Picture";
import { usePrefs } from "../state/prefs";
import { houseNow, useSession } from "../state/session";
import { useSay, type Word } from "../words";
import { clock, yuan } from "../words/format";
import { useActions } from "./actions";

const BEGINNINGS: readonly (readonly [string, Word])[] = [
  ["milk-tea", "begin-tea"],
  ["rice", "begin-lunch"],
  ["eggs", "begin-eggs"],
  ["film", "begin-film"],
  ["coffee", "begin-coffee"],
  ["cake", "begin-cake"],
];
const ELDER_SHOWN = 3;

export function Welcome() {
  const say = useSay();
  const { elder, language } = usePrefs();
  const { me } = useSession();
  const { say: tell, busy } = useActions();
  const hour = Number.parseInt(clock("en", houseNow()), 10);
  const greeting = say(hour < 5 ? "night" : hour < 11 ? "goodMorning" : hour < 14 ? "goodNoon" : hour < 18 ? "goodAfternoon" : "goodEvening");
  const shown = elder ? BEGINNINGS.slice(0, ELDER_SHOWN) : BEGINNINGS;
  return (
    <div className="welcome" lang={language}>
      <h1>
        {greeting}
        {me?.name ? say("comma") + me.name : ""}
        <span className="welcome-ask">{say("whatToday")}</span>
      </h1>
      <Gifts />
      <ul className="begin">
        {shown.map(([picture, word]) => (
          <li key={word}>
            <button type="button" className="begin-tile" disabled={busy} onClick={() => tell(say(word))}>
              <Picture kind={picture} size="l" />
              <span>{say(word)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The cards that can be used, and the conversation that was not ended. */
function Gifts() {
  const say = useSay();
  const [wallet, setWallet] = useState<Wallet | null>(null);
  const [open, setOpen] = useState<ConversationList["conversations"][number] | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    const call = { signal: leaving.signal };
    get<Wallet>("/v1/wallet", call).then(setWallet, () => undefined); // a greeting does without
    get<ConversationList>("/v1/conversations", call).then(
      (found) => setOpen(found.conversations.find((each) => each.open && each.first) ?? null),
      () => undefined,
    );
    return () => leaving.abort();
  }, []);
  const usable = wallet?.limits.usable ?? 0;
  return (
    <div className="gifts">
      {usable > 0 && (
        <Link href="/wallet" className="gift">
          <Picture kind="card" size="s" />
          <span>{say("youHave", { many: usable, most: yuan(wallet?.limits.card_max_fen ?? 0).replace(/\.00$/, "") })}</span>
          <Icon name="right" />
        </Link>
      )}
      {open && (
        <Link href={`/talk/${open.conversation_id}`} className="gift">
          <PictureOf name={open.first} trade="food" size="s" />
          <span>{say("goOn", { what: open.first })}</span>
          <Icon name="right" />
        </Link>
      )}
    </div>
  );
}

/** Conversations: what was talked about before, to be gone on with or read again. */
import { Link, useLocation } from "wouter";

import type { ConversationList } from "../api/types";
import { Icon } from "../parts/Icon";
import { Sheet } from "../parts/Sheet";
import { Empty, Ready } from "../parts/States";
import { useLoad } from "../state/load";
import { usePrefs } from "../state/prefs";
import { useSay } from "../words";
import { dayAndClock } from "../words/format";
import { forgetNew } from "./TalkPage";

export default function Conversations({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const { language } = usePrefs();
  const [, go] = useLocation();
  const found = useLoad<ConversationList>("/v1/conversations");
  const anew = (): void => {
    forgetNew();
    onClose();
    go("/");
  };
  return (
    <Sheet title={say("conversations")} onClose={onClose} side="left">
      <button type="button" className="button wide" onClick={anew}>
        <Icon name="plus" />
        {say("newTalk")}
      </button>
      <Ready found={found}>
        {({ conversations }) =>
          conversations.length ? (
            <ul className="conversations">
              {conversations.map((each) => (
                <li key={each.conversation_id}>
                  <Link href={`/talk/${each.conversation_id}`} onClick={onClose}>
                    <span className="conversation-first">{each.first || say("talk")}</span>
                    <span className="soft small">
                      {dayAndClock(language, each.updated_at)}
                      {each.open && ` · ${say("stillOpen")}`}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          ) : (
            <Empty picture="milk-tea" title={say("noTalks")} />
          )
        }
      </Ready>
    </Sheet>
  );
}

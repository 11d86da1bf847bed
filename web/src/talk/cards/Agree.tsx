/** Agree: elder mode's last look: all of it, large, read aloud, and two clear answers. */
import Button from "antd-mobile/es/components/button";
import { useEffect } from "react";

import type { Quote } from "../../api/types";
import { Icon } from "../../parts/Icon";
import { Sheet } from "../../parts/Sheet";
import { hush, speak } from "../../speech/speak";
import { usePrefs } from "../../state/prefs";
import { useSay } from "../../words";
import { yuan } from "../../words/format";
import { useActions } from "../actions";
import { aloud, Receipt } from "./Receipt";

export function Agree({ quote, onClose }: { quote: Quote; onClose: () => void }) {
  const say = useSay();
  const { language } = usePrefs();
  const { confirm, busy } = useActions();
  const text = aloud(say, quote);
  useEffect(() => {
    speak(text, language, true);
    return hush;
  }, [text, language]);
  const yes = (): void => {
    onClose();
    confirm(quote);
  };
  return (
    <Sheet title={say("agreeTitle")} onClose={onClose}>
      <Receipt quote={quote} id="agreed" />
      <button type="button" className="link" onClick={() => speak(text, language, true)}>
        <Icon name="speaker" />
        {say("readAgain")}
      </button>
      <Button block color="primary" size="large" className="yes" disabled={busy} aria-describedby="agreed" onClick={yes}>
        {say("confirmPay")} <span className="yes-price">{yuan(quote.pay_fen)}</span>
      </Button>
      <Button block size="large" onClick={onClose}>
        {say("notYet")}
      </Button>
    </Sheet>
  );
}

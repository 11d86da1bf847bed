/** Composer: where one types or speaks. */
import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from "react";

import { Icon } from "../parts/Icon";
import { useListening } from "../speech/listen";
import { usePrefs } from "../state/prefs";
import { useSay } from "../words";

const TEXT_MAX = 2000;

interface Props {
  busy: boolean;
  /** Words to begin with; a new object puts them there again. */
  given: { text: string } | null;
  onSay: (text: string) => void;
}

export function Composer({ busy, given, onSay }: Props) {
  const say = useSay();
  const { language, elder } = usePrefs();
  const [text, setText] = useState("");
  const [explained, setExplained] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const ear = useListening(language, (words) => (busy ? setText(words) : onSay(words)));
  useEffect(() => {
    if (!given) return;
    setText(given.text);
    field.current?.focus();
  }, [given]);
  useEffect(() => {
    const box = field.current;
    if (!box) return;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight}px`;
  }, [text, ear.heard]);

  const send = (event?: FormEvent): void => {
    event?.preventDefault();
    const words = text.trim();
    if (!words || busy) return;
    onSay(words);
    setText("");
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  const speak = (): void => {
    if (!ear.able) setExplained(true);
    else if (ear.on) ear.stop();
    else ear.start();
  };
  return (
    <form className="composer" onSubmit={send} data-listening={ear.on}>
      {(explained || ear.trouble) && (
        <p className="composer-why" role="status">
          {say(explained ? "noSpeech" : ear.trouble === "not-allowed" ? "noMicrophone" : "notHeard")}
        </p>
      )}
      <div className="composer-row">
        <button type="button" className="mic" aria-pressed={ear.on} aria-label={say(ear.on ? "stopListening" : "speak")} onClick={speak}>
          <Icon name="mic" />
          {elder && <span aria-hidden="true">{say(ear.on ? "stopListening" : "speakShort")}</span>}
        </button>
        <label className="composer-field">
          <span className="unseen">{say("sayIt")}</span>
          <textarea
            ref={field}
            rows={1}
            maxLength={TEXT_MAX}
            value={ear.on ? ear.heard : text}
            readOnly={ear.on}
            placeholder={say(ear.on ? "listening" : "placeholder")}
            enterKeyHint="send"
            onChange={(event) => setText(event.target.value)}
            onKeyDown={key}
          />
        </label>
        <button type="submit" className="send" aria-label={say("send")} disabled={busy || !text.trim()}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}

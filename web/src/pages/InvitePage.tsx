/** InvitePage: my link as words, as a QR and to be shared; and a friend's code taken in. */
import Button from "antd-mobile/es/components/button";
import Input from "antd-mobile/es/components/input";
import { lazy, Suspense, useState, type FormEvent } from "react";
import { useSearch } from "wouter";

import { get, Lost, newKey, Refused } from "../api/client";
import type { Invite } from "../api/types";
import { Icon } from "../parts/Icon";
import { Seal } from "../parts/Seal";
import { Ready } from "../parts/States";
import { useLoad } from "../state/load";
import { useSay } from "../words";

const Qr = lazy(() => import("../parts/Qr"));

export default function InvitePage() {
  const say = useSay();
  const found = useLoad<Invite>("/v1/invite");
  return (
    <main className="page" id="main">
      <h1>{say("invite")}</h1>
      <Ready found={found}>{(invite) => <Mine invite={invite} />}</Ready>
      <Accept />
    </main>
  );
}

function Mine({ invite }: { invite: Invite }) {
  const say = useSay();
  const [told, setTold] = useState("");
  const link = `${window.location.origin}/?invite=${encodeURIComponent(invite.code)}`;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link);
      setTold(say("copied"));
    } catch {
      setTold(say("copyByHand"));
    }
  };
  const share = async (): Promise<void> => {
    if (!("share" in navigator)) return copy();
    try {
      await navigator.share({ title: "帮我 Bangwo", text: say("inviteText"), url: link });
    } catch (error) {
      if ((error as DOMException).name !== "AbortError") await copy(); // closing the sheet is an answer too
    }
    return undefined;
  };
  return (
    <section className="card poster" aria-labelledby="poster">
      <Seal className="seal-big" />
      <h2 id="poster">{say("inviteTitle")}</h2>
      <p>{say("inviteWhy")}</p>
      <Suspense fallback={<span className="qr" />}>
        <Qr text={link} label={say("inviteQr")} />
      </Suspense>
      <p className="invite-code">{invite.code}</p>
      <p className="invite-link">{link}</p>
      <div className="deeds">
        <Button block color="primary" className="yes" onClick={() => void share()}>
          <Icon name="share" /> {say("share")}
        </Button>
        <Button block onClick={() => void copy()}>
          <Icon name="copy" /> {say("copyLink")}
        </Button>
        <a className="button" href="/v1/invite/poster" download="bangwo-invite.png">
          {say("savePoster")}
        </a>
      </div>
      <p role="status" className="soft small">
        {told || say("cameSoFar", { many: invite.count })}
      </p>
    </section>
  );
}

function Accept() {
  const say = useSay();
  const given = new URLSearchParams(useSearch()).get("code") ?? "";
  const [code, setCode] = useState(given);
  const [key] = useState(newKey);
  const [told, setTold] = useState<{ text: string; bad: boolean } | null>(null);
  const accept = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    try {
      await get("/v1/invite/accept", { method: "POST", body: { code: code.trim() }, key: `${key}-${code.trim()}` });
      setTold({ text: say("accepted"), bad: false });
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Lost)) throw error;
      setTold({ text: error instanceof Refused ? error.problem.detail : say("failedNet"), bad: true });
    }
  };
  return (
    <form className="card accept" onSubmit={(event) => void accept(event)}>
      <label>
        <span className="label">{say("friendCode")}</span>
        <Input value={code} onChange={setCode} maxLength={32} />
      </label>
      <Button type="submit" disabled={!/^\w+$/.test(code.trim())}>
        {say("take")}
      </Button>
      {told && (
        <p className={told.bad ? "refused" : "soft"} role="status">
          {told.text}
        </p>
      )}
    </form>
  );
}

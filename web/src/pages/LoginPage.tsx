/** LoginPage: a phone number and a code; in the sandbox the code is told. */
import Button from "antd-mobile/es/components/button";
import Input from "antd-mobile/es/components/input";
import { useState, type FormEvent } from "react";

import { Lost, Refused } from "../api/client";
import { Picture } from "../parts/Picture";
import { Seal } from "../parts/Seal";
import { logIn, useSession } from "../state/session";
import { anythingPending } from "../state/talk";
import { useSay } from "../words";

const SANDBOX_CODE = "000000";

export default function LoginPage() {
  const say = useSay();
  const { sandbox } = useSession();
  const [phone, setPhone] = useState("");
  const [code, setCode] = useState("");
  const [trouble, setTrouble] = useState("");
  const [busy, setBusy] = useState(false);
  const enter = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!/^\+?[0-9]{5,15}$/.test(phone)) return setTrouble(say("phoneWrong"));
    setBusy(true);
    setTrouble("");
    try {
      await logIn(phone, code);
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Lost)) throw error;
      setTrouble(error instanceof Refused ? error.problem.detail : say("failedNet"));
    } finally {
      setBusy(false);
    }
    return undefined;
  };
  return (
    <main className="login" id="main">
      <div className="login-side" aria-hidden="true">
        {["milk-tea", "film", "eggs", "plane", "cake", "noodles", "hotel", "fruit", "car"].map((kind) => (
          <Picture key={kind} kind={kind} size="l" />
        ))}
      </div>
      <form className="login-form" onSubmit={(event) => void enter(event)} noValidate>
        <h1>
          <Seal className="seal-big" />
          <span className="unseen">帮我 Bangwo</span>
          <span className="login-promise">{say("promise")}</span>
        </h1>
        {anythingPending() && (
          <p className="hint" role="status">
            <strong>{say("signedOut")}</strong> {say("signedOutWhy")}
          </p>
        )}
        <label>
          <span className="label">{say("phone")}</span>
          <Input value={phone} onChange={setPhone} type="tel" autoComplete="tel" placeholder="13800000000" aria-invalid={!!trouble} />
        </label>
        <label>
          <span className="label">{say("code")}</span>
          <Input value={code} onChange={setCode} inputMode="numeric" autoComplete="one-time-code" maxLength={6} placeholder="••••••" />
        </label>
        {sandbox && (
          <p className="hint">
            {say("sandboxCode")}{" "}
            <button type="button" className="link" onClick={() => setCode(SANDBOX_CODE)}>
              {SANDBOX_CODE}
            </button>
          </p>
        )}
        {trouble && (
          <p className="refused" role="alert">
            {trouble}
          </p>
        )}
        <Button type="submit" block color="primary" size="large" className="yes" loading={busy} disabled={!phone || !code}>
          {say("logIn")}
        </Button>
        <p className="soft small">{say("loginNote")}</p>
      </form>
    </main>
  );
}

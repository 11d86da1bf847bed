/** MePage: who I am here, where things are brought, how the app looks and speaks, and what is kept of me. */
import Button from "antd-mobile/es/components/button";
import Input from "antd-mobile/es/components/input";
import { useState, type FormEvent } from "react";
import { useLocation } from "wouter";

import { get, Lost, newKey, Refused } from "../api/client";
import type { Address, Me } from "../api/types";
import { Icon } from "../parts/Icon";
import { Sheet } from "../parts/Sheet";
import { Switch } from "../parts/Switch";
import { canSpeak } from "../speech/speak";
import { setPrefs, usePrefs, type Theme } from "../state/prefs";
import { change, known, logOut, useSession } from "../state/session";
import { forgetAll } from "../talk/TalkPage";
import { LANGUAGES, learn, useSay, type Language, type Word } from "../words";
import { carry } from "../api/client";

const NAMES: Readonly<Record<Language, string>> = { "zh-Hans": "简体中文", "zh-Hant": "繁體中文", en: "English" };
const THEMES: readonly (readonly [Theme, Word])[] = [
  ["auto", "themeAuto"],
  ["light", "themeLight"],
  ["dark", "themeDark"],
];

export default function MePage() {
  const say = useSay();
  const { me } = useSession();
  if (!me) return null;
  return (
    <main className="page" id="main">
      <h1>{say("me")}</h1>
      <Looks />
      <Addresses me={me} />
      <Profile me={me} />
      <Privacy me={me} />
    </main>
  );
}

function Looks() {
  const say = useSay();
  const { elder, spoken, theme, language } = usePrefs();
  const pick = async (next: Language): Promise<void> => {
    await learn(next);
    carry({ language: next });
    setPrefs({ language: next });
    await change({ language: next }).catch(() => undefined); // the device remembers it anyhow
  };
  return (
    <section className="card" aria-labelledby="looks">
      <h2 id="looks">{say("looks")}</h2>
      <Switch on={elder} label={say("elder")} hint={say("elderHint")} onChange={(on) => setPrefs({ elder: on, elderOffered: true })} />
      {canSpeak() && <Switch on={spoken} label={say("spokenAnswers")} hint={say("spokenHint")} onChange={(on) => setPrefs({ spoken: on })} />}
      <fieldset className="choice">
        <legend>{say("language")}</legend>
        {LANGUAGES.map((each) => (
          <label key={each} className="chip" lang={each}>
            <input type="radio" name="language" checked={language === each} onChange={() => void pick(each)} />
            {NAMES[each]}
          </label>
        ))}
      </fieldset>
      <fieldset className="choice">
        <legend>{say("theme")}</legend>
        {THEMES.map(([each, word]) => (
          <label key={each} className="chip">
            <input type="radio" name="theme" checked={theme === each} onChange={() => setPrefs({ theme: each })} />
            {say(word)}
          </label>
        ))}
      </fieldset>
    </section>
  );
}

function Addresses({ me }: { me: Me }) {
  const say = useSay();
  const [editing, setEditing] = useState<Address | null>(null);
  return (
    <section className="card" aria-labelledby="addresses">
      <h2 id="addresses">{say("addresses")}</h2>
      {me.addresses.length === 0 && <p className="soft">{say("noAddresses")}</p>}
      <ul className="rows">
        {me.addresses.map((each) => (
          <li key={each.label}>
            <Icon name="pin" />
            <span className="row-words">
              <strong>{each.label}</strong> {each.text}
              {(each.contact || each.phone) && (
                <span className="soft small block">
                  {each.contact} {each.phone}
                </span>
              )}
            </span>
            <button type="button" className="round" aria-label={say("editOf", { what: each.label })} onClick={() => setEditing(each)}>
              <Icon name="edit" />
            </button>
          </li>
        ))}
      </ul>
      <Button block onClick={() => setEditing({ label: "", text: "", contact: "", phone: "" })}>
        {say("addAddress")}
      </Button>
      {editing && <AddressSheet address={editing} onClose={() => setEditing(null)} />}
    </section>
  );
}

function AddressSheet({ address, onClose }: { address: Address; onClose: () => void }) {
  const say = useSay();
  const [wanted, setWanted] = useState(address);
  const [trouble, setTrouble] = useState("");
  const path = `/v1/me/addresses/${encodeURIComponent((address.label || wanted.label).trim())}`;
  const tell = async (call: Promise<Me>): Promise<void> => {
    try {
      known(await call);
      onClose();
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Lost)) throw error;
      setTrouble(error instanceof Refused ? error.problem.detail : say("failedNet"));
    }
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const body = { text: wanted.text.trim(), contact: wanted.contact.trim(), phone: wanted.phone.trim() };
    void tell(get<Me>(path, { method: "PUT", body, key: newKey() }));
  };
  const field = (name: keyof Address) => ({ value: wanted[name], onChange: (text: string) => setWanted({ ...wanted, [name]: text.replaceAll("/", "／") }) });
  return (
    <Sheet title={say(address.label ? "editAddress" : "addAddress")} onClose={onClose}>
      <form className="fields" onSubmit={save}>
        <label>
          <span className="label">{say("addressLabel")}</span>
          <Input {...field("label")} maxLength={20} readOnly={!!address.label} placeholder={say("addressLabelHint")} />
        </label>
        <label>
          <span className="label">{say("addressText")}</span>
          <Input {...field("text")} maxLength={200} autoComplete="street-address" />
        </label>
        <label>
          <span className="label">{say("contact")}</span>
          <Input {...field("contact")} maxLength={100} autoComplete="name" />
        </label>
        <label>
          <span className="label">{say("phone")}</span>
          <Input {...field("phone")} type="tel" maxLength={16} autoComplete="tel" />
        </label>
        {trouble && (
          <p className="refused" role="alert">
            {trouble}
          </p>
        )}
        <Button type="submit" block color="primary" className="yes" disabled={!wanted.label.trim() || !wanted.text.trim()}>
          {say("save")}
        </Button>
        {address.label && (
          <Button block onClick={() => void tell(get<Me>(path, { method: "DELETE", key: newKey() }))}>
            {say("forget")}
          </Button>
        )}
      </form>
    </Sheet>
  );
}

function Profile({ me }: { me: Me }) {
  const say = useSay();
  const [name, setName] = useState(me.name);
  const [year, setYear] = useState(me.birth_year ? String(me.birth_year) : "");
  const [told, setTold] = useState("");
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    try {
      await change({ name: name.trim(), ...(year ? { birth_year: Number(year) } : {}) });
      setTold(say("saved"));
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Lost)) throw error;
      setTold(error instanceof Refused ? error.problem.detail : say("failedNet"));
    }
  };
  return (
    <section className="card" aria-labelledby="profile">
      <h2 id="profile">{say("profile")}</h2>
      <form className="fields" onSubmit={(event) => void save(event)}>
        <label>
          <span className="label">{say("name")}</span>
          <Input value={name} onChange={setName} maxLength={100} autoComplete="name" />
        </label>
        <label>
          <span className="label">{say("birthYear")}</span>
          <Input value={year} onChange={(text) => setYear(text.replace(/\D/g, "").slice(0, 4))} inputMode="numeric" autoComplete="bday-year" />
        </label>
        <Button type="submit" block>
          {say("save")}
        </Button>
        <p role="status" className="soft small">
          {told}
        </p>
      </form>
    </section>
  );
}

function EraseSheet({ phone, onGone, onClose }: { phone: string; onGone: () => void; onClose: () => void }) {
  const say = useSay();
  const [typed, setTyped] = useState("");
  const [trouble, setTrouble] = useState("");
  const erase = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    try {
      await get<void>("/v1/me/erase", { method: "POST", body: { phone }, key: newKey() });
      onGone();
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Lost)) throw error;
      setTrouble(error instanceof Refused ? error.problem.detail : say("failedNet"));
    }
  };
  return (
    <Sheet title={say("eraseMine")} onClose={onClose}>
      <form className="fields" onSubmit={(event) => void erase(event)}>
        <p>{say("eraseWhat")}</p>
        <label>
          <span className="label">{say("eraseType")}</span>
          <Input value={typed} onChange={setTyped} type="tel" maxLength={16} />
        </label>
        {trouble && (
          <p className="refused" role="alert">
            {trouble}
          </p>
        )}
        <Button type="submit" block color="danger" disabled={typed.trim() !== phone}>
          {say("eraseYes")}
        </Button>
      </form>
    </Sheet>
  );
}

function Privacy({ me }: { me: Me }) {
  const say = useSay();
  const [erasing, setErasing] = useState(false);
  const [, go] = useLocation();
  const leave = async (): Promise<void> => {
    await logOut();
    forgetAll();
    go("/login", { replace: true });
  };
  return (
    <section className="card" aria-labelledby="privacy">
      <h2 id="privacy">{say("privacy")}</h2>
      <p className="soft">{say("privacyText")}</p>
      <div className="deeds">
        <a className="button" href="/v1/me/export" download="bangwo.json">
          {say("exportMine")}
        </a>
        <Button block onClick={() => void leave()}>
          {say("logOut")}
        </Button>
        <button type="button" className="link" onClick={() => setErasing(true)}>
          {say("eraseMine")}
        </button>
      </div>
      {erasing && <EraseSheet phone={me.phone} onGone={() => void leave()} onClose={() => setErasing(false)} />}
    </section>
  );
}

/** GroupPage: an order that several people put together: who wants what, and the shop's menu to add to it. */
import Button from "antd-mobile/es/components/button";
import Input from "antd-mobile/es/components/input";
import { useEffect, useState, type FormEvent } from "react";
import { Link } from "wouter";

import { get, Lost, newKey, Refused } from "../api/client";
import type { SharedMenu, SharedOffer, SharedOrder } from "../api/types";
import { Empty, Ready } from "../parts/States";
import { useLoad } from "../state/load";
import { useSay } from "../words";
import { yuan } from "../words/format";

const LOOK_EVERY_MS = 4000;

export default function GroupPage({ code }: { code: string }) {
  const say = useSay();
  const found = useLoad<SharedOrder>(`/v1/groups/${encodeURIComponent(code)}`);
  return (
    <main className="page" id="main">
      <h1>{say("groupOrder")}</h1>
      <Ready found={found}>
        {(group) => <Shared group={group} put={found.state === "ready" ? found.put : () => undefined} />}
      </Ready>
    </main>
  );
}

function Shared({ group, put }: { group: SharedOrder; put: (group: SharedOrder) => void }) {
  const say = useSay();
  const [refused, setRefused] = useState("");
  const path = `/v1/groups/${group.code}`;
  useEffect(() => {
    if (!group.open) return undefined;
    const look = setInterval(() => void get<SharedOrder>(path).then(put, () => undefined), LOOK_EVERY_MS);
    return () => clearInterval(look);
  }, [path, group.open, put]);
  const change = async (call: Promise<SharedOrder>): Promise<void> => {
    try {
      put(await call);
      setRefused("");
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Lost)) throw error;
      setRefused(error instanceof Refused ? error.problem.detail : say("failedNet"));
    }
  };
  const drop = (id: string): void => void change(get(`${path}/shares/${id}`, { method: "DELETE", key: newKey() }));
  return (
    <>
      <section className="card" aria-labelledby="shared">
        <h2 id="shared">{group.shop}</h2>
        <p className="soft">{say(group.open ? (group.mine ? "groupMine" : "groupTheirs") : "groupOver")}</p>
        <ul className="shares">
          {group.shares.map((each) => (
            <li key={each.id}>
              <span>
                <b>{each.who}</b> {each.name} ×{each.qty} <span className="soft small">{each.options.join(" ")}</span>
              </span>
              <span className="price">{yuan(each.unit_fen * each.qty)}</span>
              {group.open && (each.mine || group.mine) && (
                <Button size="small" onClick={() => drop(each.id)} aria-label={say("groupDrop", { what: each.name })}>
                  {say("forget")}
                </Button>
              )}
            </li>
          ))}
        </ul>
        <p className="price">{say("groupTotal", { sum: yuan(group.total_fen) })}</p>
        {group.mine && (
          <Link href="/" className="button">
            {say("groupBack")}
          </Link>
        )}
        <p role="status" className={refused ? "refused" : "unseen"}>
          {refused}
        </p>
      </section>
      {group.open && (
        <Menu
          path={path}
          add={(ref, choices) =>
            change(get(`${path}/shares`, { method: "POST", body: { ref, choice_ids: choices }, key: newKey() }))
          }
        />
      )}
    </>
  );
}

function Menu({ path, add }: { path: string; add: (ref: string, choices: string[]) => Promise<void> }) {
  const say = useSay();
  const [text, setText] = useState("");
  const [sought, setSought] = useState("");
  const found = useLoad<SharedMenu>(`${path}/menu?text=${encodeURIComponent(sought)}`);
  const look = (event: FormEvent): void => {
    event.preventDefault();
    setSought(text.trim());
  };
  return (
    <section className="card" aria-labelledby="menu">
      <h2 id="menu">{say("groupMenu")}</h2>
      <form className="accept" onSubmit={look}>
        <label>
          <span className="label">{say("groupSearch")}</span>
          <Input value={text} onChange={setText} maxLength={100} />
        </label>
        <Button type="submit">{say("groupLook")}</Button>
      </form>
      <Ready found={found}>
        {({ offers }) =>
          offers.length ? (
            <ul className="shares">
              {offers.map((each) => (
                <Dish key={each.ref} offer={each} add={add} />
              ))}
            </ul>
          ) : (
            <Empty picture="food" title={say("groupNothing")} />
          )
        }
      </Ready>
    </section>
  );
}

/** One thing of the menu, with what may be chosen of it. */
function Dish({ offer, add }: { offer: SharedOffer; add: (ref: string, choices: string[]) => Promise<void> }) {
  const say = useSay();
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const press = async (): Promise<void> => {
    setBusy(true);
    await add(offer.ref, Object.values(chosen).filter(Boolean));
    setBusy(false);
  };
  return (
    <li>
      <span>
        <b>{offer.name}</b>
        {offer.groups.map((group) => (
          <select
            key={group.label}
            aria-label={`${offer.name} ${group.label}`}
            value={chosen[group.label] ?? group.default[0] ?? ""}
            onChange={(event) => setChosen({ ...chosen, [group.label]: event.target.value })}
          >
            {!group.default.length && <option value="">{group.label}</option>}
            {group.choices.map((each) => (
              <option key={each.id} value={each.id}>
                {each.fen ? `${each.name} +${yuan(each.fen)}` : each.name}
              </option>
            ))}
          </select>
        ))}
      </span>
      <span className="price">{yuan(offer.price_fen)}</span>
      <Button size="small" color="primary" disabled={busy} onClick={() => void press()} aria-label={say("groupAdd", { what: offer.name })}>
        {say("groupAddOne")}
      </Button>
    </li>
  );
}

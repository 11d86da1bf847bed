/** App: the frame around every page: where one is, where one can go, and who may enter. */
import { lazy, Suspense, useEffect, useState } from "react";
import { Link, Redirect, useLocation, useSearch } from "wouter";

import { NEW_CONVERSATION } from "./api/turn";
import { Boundary } from "./parts/Boundary";
import { Icon, type IconName } from "./parts/Icon";
import { Seal } from "./parts/Seal";
import { Loading } from "./parts/States";
import { setPrefs, usePrefs } from "./state/prefs";
import { houseNow, useSession } from "./state/session";
import { pendingIn } from "./state/talk";
import TalkPage, { forgetNew } from "./talk/TalkPage";
import { useSay, type Word } from "./words";

const LoginPage = lazy(() => import("./pages/LoginPage"));
const OrdersPage = lazy(() => import("./pages/OrdersPage"));
const OrderPage = lazy(() => import("./pages/OrderPage"));
const WalletPage = lazy(() => import("./pages/WalletPage"));
const InvitePage = lazy(() => import("./pages/InvitePage"));
const MePage = lazy(() => import("./pages/MePage"));
const GroupPage = lazy(() => import("./pages/GroupPage"));
const Conversations = lazy(() => import("./talk/Conversations"));

const PLACES: readonly (readonly [string, IconName, Word])[] = [
  ["/", "talk", "talk"],
  ["/orders", "orders", "orders"],
  ["/wallet", "wallet", "wallet"],
  ["/invite", "gift", "invite"],
  ["/me", "me", "me"],
];
const ELDER_AGE = 60;

export function App() {
  const say = useSay();
  const { me } = useSession();
  const [path] = useLocation();
  const search = useSearch();
  useEffect(() => {
    document.title = titleOf(path, say);
  }, [path, say]);
  if (path === "/login") {
    return (
      <Suspense fallback={<Loading />}>{me ? <Redirect to={wantedPage(search)} replace /> : <LoginPage />}</Suspense>
    );
  }
  if (!me) return <Redirect to={`/login?next=${encodeURIComponent(path + (search ? `?${search}` : ""))}`} replace />;
  const inTalk = path === "/" || path.startsWith("/talk/");
  return (
    <div className="frame" data-talk={inTalk}>
      <a className="skip" href="#main">
        {say("skip")}
      </a>
      <Head inTalk={inTalk} />
      <Places path={path} inTalk={inTalk} />
      <div className="stage">
        <ElderOffer />
        <Boundary what={path}>
          <Suspense fallback={<Loading />}>
            <Page path={path} search={search} />
          </Suspense>
        </Boundary>
      </div>
    </div>
  );
}

function Page({ path, search }: { path: string; search: string }) {
  const [, kind = "", id = ""] = path.split("/").map(decodeURIComponent);
  switch (kind) {
    case "":
      return <Home search={search} />;
    case "talk":
      return <TalkPage id={id || NEW_CONVERSATION} />;
    case "orders":
      return id ? <OrderPage key={id} id={id} /> : <OrdersPage />;
    case "wallet":
      return <WalletPage />;
    case "invite":
      return <InvitePage />;
    case "g":
      return <GroupPage key={id} code={id} />;
    case "me":
      return <MePage />;
    default:
      return <Redirect to="/" replace />;
  }
}

/** The beginning: what was asked before the page was left is taken up first. */
function Home({ search }: { search: string }) {
  const invite = new URLSearchParams(search).get("invite");
  const pending = pendingIn(useSession().me?.user_id ?? "");
  if (invite) return <Redirect to={`/invite?code=${encodeURIComponent(invite)}`} replace />;
  if (pending && pending !== NEW_CONVERSATION) return <Redirect to={`/talk/${pending}`} replace />;
  return <TalkPage id={NEW_CONVERSATION} />;
}

function Head({ inTalk }: { inTalk: boolean }) {
  const say = useSay();
  const [listed, setListed] = useState(false);
  const [path, go] = useLocation();
  useEffect(() => setListed(false), [path]);
  const anew = (): void => {
    forgetNew();
    go("/");
  };
  return (
    <header className="head">
      {inTalk && (
        <button type="button" className="round head-list" aria-label={say("conversations")} onClick={() => setListed(true)}>
          <Icon name="menu" />
          <span aria-hidden="true">{say("conversations")}</span>
        </button>
      )}
      <Link href="/" className="brand">
        <Seal />
        <span className="brand-name">Bangwo</span>
        <span className="unseen">{say("home")}</span>
      </Link>
      {inTalk && (
        <button type="button" className="round head-new" aria-label={say("newTalk")} onClick={anew}>
          <Icon name="plus" />
          <span aria-hidden="true">{say("newTalk")}</span>
        </button>
      )}
      {listed && (
        <Suspense>
          <Conversations onClose={() => setListed(false)} />
        </Suspense>
      )}
    </header>
  );
}

function Places({ path, inTalk }: { path: string; inTalk: boolean }) {
  const say = useSay();
  return (
    <nav className="places" aria-label={say("places")}>
      <ul>
        {PLACES.map(([to, icon, word]) => (
          <li key={to}>
            <Link href={to} className="place" aria-current={(to === "/" ? inTalk : path.startsWith(to)) ? "page" : undefined}>
              <Icon name={icon} />
              <span>{say(word)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Elder mode is offered once to who may like it, and never forced. */
function ElderOffer() {
  const say = useSay();
  const { me } = useSession();
  const { elder, elderOffered } = usePrefs();
  const age = me?.birth_year ? new Date(houseNow()).getFullYear() - me.birth_year : 0;
  if (elder || elderOffered || age < ELDER_AGE) return null;
  return (
    <aside className="notice offer-elder" aria-label={say("elder")}>
      <Icon name="elder" />
      <div>
        <strong>{say("elderOffer")}</strong>
        <p>
          <button type="button" className="button" onClick={() => setPrefs({ elder: true, elderOffered: true })}>
            {say("elderYes")}
          </button>{" "}
          <button type="button" className="link" onClick={() => setPrefs({ elderOffered: true })}>
            {say("elderNo")}
          </button>
        </p>
      </div>
    </aside>
  );
}

/** Where somebody was going when they were asked to log in: only ever a page of ours. */
function wantedPage(search: string): string {
  const next = new URLSearchParams(search).get("next") ?? "/";
  return /^\/(?![/\\])/.test(next) ? next : "/";
}

function titleOf(path: string, say: (word: Word) => string): string {
  const place = PLACES.find(([to]) => to !== "/" && path.startsWith(to));
  const word: Word = path === "/login" ? "logIn" : path.startsWith("/g/") ? "groupOrder" : (place?.[2] ?? "talk");
  return `${say(word)} · 帮我 Bangwo`;
}

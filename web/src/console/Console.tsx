/** Console: the frame: who is on duty, what there is to look at, and the page that is looked at. */
import { App as Antd, Button, ConfigProvider, Layout, Menu, Select } from "antd";
import en from "antd/locale/en_US";
import zhHans from "antd/locale/zh_CN";
import zhHant from "antd/locale/zh_TW";
import { lazy, Suspense, useEffect, useMemo, type ReactNode } from "react";
import { Redirect, Route, Router, Switch, useLocation } from "wouter";

import { carry } from "../api/client";
import { Boundary } from "../parts/Boundary";
import { Seal } from "../parts/Seal";
import { setPrefs, usePrefs } from "../state/prefs";
import { LANGUAGES, type Language } from "../words";
import { Login } from "./Login";
import { logOut, useOperator, type Operator } from "./session";
import { clothes } from "./theme";
import { learn, useNamed, useSay, type Word } from "./words";

const Wall = lazy(() => import("./pages/Wall"));
const Campaigns = lazy(() => import("./pages/Campaigns"));
const CampaignPage = lazy(() => import("./pages/CampaignPage"));
const Orders = lazy(() => import("./pages/Orders"));
const OrderStory = lazy(() => import("./pages/OrderStory"));
const Cases = lazy(() => import("./pages/Cases"));
const CasePage = lazy(() => import("./pages/CasePage"));
const Providers = lazy(() => import("./pages/Providers"));
const Deeds = lazy(() => import("./pages/Deeds"));

const LOCALES = { "zh-Hans": zhHans, "zh-Hant": zhHant, en } as const;
const NAMES: Readonly<Record<Language, string>> = { "zh-Hans": "简体中文", "zh-Hant": "繁體中文", en: "English" };
const PAGES: readonly (readonly [string, Word])[] = [
  ["/", "wall"],
  ["/campaigns", "campaigns"],
  ["/orders", "orders"],
  ["/cases", "cases"],
  ["/providers", "providers"],
  ["/deeds", "deeds"],
];

export function Console() {
  const { language, theme } = usePrefs();
  const operator = useOperator();
  const say = useSay();
  useEffect(() => {
    document.title = `帮我 Bangwo · ${say("console")}`;
  }, [say]);
  const worn = useMemo(clothes, [theme]);
  const nonce = document.querySelector<HTMLMetaElement>("meta[name=csp-nonce]")?.content ?? "";
  return (
    <ConfigProvider button={{ autoInsertSpace: false }} csp={{ nonce }} locale={LOCALES[language]} theme={worn}>
      <Antd>{operator ? <Frame operator={operator} /> : <Login />}</Antd>
    </ConfigProvider>
  );
}

function Frame({ operator }: { operator: Operator }) {
  return (
    <Router base="/console">
      <Shell operator={operator}>
        <Switch>
          <Route path="/" component={Wall} />
          <Route path="/campaigns" component={Campaigns} />
          <Route path="/campaigns/:id">{({ id }) => <CampaignPage key={id} id={id} />}</Route>
          <Route path="/orders" component={Orders} />
          <Route path="/orders/:user/:id">{({ user, id }) => <OrderStory key={id} user={user} id={id} />}</Route>
          <Route path="/cases" component={Cases} />
          <Route path="/cases/:id">{({ id }) => <CasePage key={id} id={id} />}</Route>
          <Route path="/providers" component={Providers} />
          <Route path="/deeds" component={Deeds} />
          <Route>
            <Redirect to="/" replace />
          </Route>
        </Switch>
      </Shell>
    </Router>
  );
}

function Shell({ operator, children }: { operator: Operator; children: ReactNode }) {
  const say = useSay();
  const named = useNamed();
  const { language } = usePrefs();
  const [path, go] = useLocation();
  const open = PAGES.findLast(([place]) => path === place || path.startsWith(`${place}/`))?.[0] ?? "/";
  const speak = async (next: Language): Promise<void> => {
    await learn(next);
    carry({ language: next });
    setPrefs({ language: next });
  };
  return (
    <Layout className="console">
      <a className="skip" href="#main">
        {say("skip")}
      </a>
      <Layout.Header className="console-head">
        <Seal />
        <strong className="console-name">{say("console")}</strong>
        <Select<Language>
          aria-label={say("language")}
          value={language}
          onChange={(next) => void speak(next)}
          options={LANGUAGES.map((each) => ({ value: each, label: NAMES[each] }))}
        />
        <span className="console-who">
          {operator.name} · {named("role", operator.role)}
        </span>
        <Button onClick={() => void logOut()}>{say("logOut")}</Button>
      </Layout.Header>
      <nav aria-label={say("menu")}>
        <Menu
          mode="horizontal"
          selectedKeys={[open]}
          onClick={({ key }) => go(key)}
          items={PAGES.map(([place, word]) => ({ key: place, label: say(word) }))}
        />
      </nav>
      <main id="main" className="console-page">
        <Boundary what={path}>
          <Suspense fallback={<p role="status">{say("loading")}</p>}>{children}</Suspense>
        </Boundary>
      </main>
    </Layout>
  );
}

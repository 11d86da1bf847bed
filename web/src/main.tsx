/** Main: preferences on, words learned, login looked at, and then the app. */
import "antd-mobile/es/global";
import "./style/tokens.css";
import "./style/base.css";
import "./style/talk.css";
import "./style/pages.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { carry } from "./api/client";
import { App } from "./App";
import { getPrefs, wear } from "./state/prefs";
import { look } from "./state/session";
import { learn } from "./words";
import { Begin } from "./Begin";

wear();
carry({ language: getPrefs().language });
const root = document.getElementById("root");
if (!root) throw new Error("no root");

const ready = Promise.all([learn(getPrefs().language), look()]);
createRoot(root).render(
  <StrictMode>
    <Begin ready={ready}>
      <App />
    </Begin>
  </StrictMode>,
);

if (import.meta.env.PROD && "serviceWorker" in navigator) {
  void navigator.serviceWorker.register("/sw.js").catch(() => undefined); // without it the app only needs the net
}

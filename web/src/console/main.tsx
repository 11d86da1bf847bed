/** The operators' console: an entry of its own, so that nobody who orders tea loads a line of it. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { getPrefs, wear } from "../state/prefs";
import { carry } from "../api/client";
import { Console } from "./Console";
import { learn } from "./words";
import { look } from "./session";
import "../style/tokens.css";
import "./console.css";

wear();
carry({ language: getPrefs().language });
nonceForStyles();
const root = document.getElementById("root");
if (!root) throw new Error("no root");
const ready = Promise.allSettled([learn(getPrefs().language), look()]);
void ready.then(() =>
  createRoot(root).render(
    <StrictMode>
      <Console />
    </StrictMode>,
  ),
);

/** Some components measure by a style of their own and forget the nonce that the page allows styles by. */
function nonceForStyles(): void {
  const nonce = document.querySelector<HTMLMetaElement>("meta[name=csp-nonce]")?.content ?? "";
  const make = document.createElement.bind(document);
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const made = make(name, options);
    if (name === "style") made.nonce = nonce;
    return made;
  }) as typeof document.createElement;
}

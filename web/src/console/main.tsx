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

/** Boundary: a part that could not be shown says so, and the rest of the app lives on. */
import { Component, type ReactNode } from "react";

import { getPrefs } from "../state/prefs";
import { sayIn } from "../words";
import { Failed } from "./States";

interface Props {
  /** What is shown: when it changes, it is tried again. */
  what: string;
  children: ReactNode;
}

export class Boundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidUpdate(before: Props): void {
    if (before.what !== this.props.what && this.state.failed) this.setState({ failed: false });
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return <Failed detail={sayIn(getPrefs().language)("failedNet")} again={() => window.location.reload()} />;
  }
}

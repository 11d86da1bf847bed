/** States: a page that is loading, empty or failed says so, and what can be done. */
import Button from "antd-mobile/es/components/button";
import Skeleton from "antd-mobile/es/components/skeleton";
import type { ReactNode } from "react";

import type { Loaded } from "../state/load";
import { useSay } from "../words";
import { Picture } from "./Picture";

export function Loading() {
  const say = useSay();
  return (
    <div className="loading" role="status" aria-label={say("loading")}>
      <Skeleton.Title animated />
      <Skeleton.Paragraph lineCount={4} animated />
    </div>
  );
}

export function Empty({ picture, title, children }: { picture: string; title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <Picture kind={picture} size="l" />
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}

export function Failed({ detail, again }: { detail: string; again: () => void }) {
  const say = useSay();
  return (
    <div className="empty" role="alert">
      <Picture kind="place" size="l" />
      <p className="empty-title">{say("failed")}</p>
      <p className="soft">{detail || say("failedNet")}</p>
      <Button onClick={again}>{say("again")}</Button>
    </div>
  );
}

/** The value once it is there, else how it stands. */
export function Ready<T>({ found, children }: { found: Loaded<T>; children: (value: T) => ReactNode }) {
  if (found.state === "loading") return <Loading />;
  if (found.state === "failed") return <Failed detail={found.detail} again={found.again} />;
  return <>{children(found.value)}</>;
}

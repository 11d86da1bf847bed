/** State: what is shown while a thing is read, when it cannot be, and when there is nothing. */
import { Alert, Button, Skeleton } from "antd";
import type { ReactNode } from "react";

import type { Found } from "../load";
import { useSay } from "../words";

export function State<T>({ found, children }: { found: Found<T>; children: (value: T) => ReactNode }) {
  const say = useSay();
  const again = (
    <Button size="small" onClick={found.again}>
      {say("again")}
    </Button>
  );
  return (
    <>
      {found.trouble && <Alert type="error" showIcon title={found.trouble} action={again} className="gap" />}
      {found.value === null ? !found.trouble && <Skeleton active aria-label={say("loading")} /> : children(found.value)}
    </>
  );
}

/** Session: which operator is on duty in this browser; every call of the console carries that login's proof. */
import { useSyncExternalStore } from "react";

import { carry, get } from "../api/client";
import type { components } from "../api/schema";

type Answer = components["schemas"]["OperatorSession"];
export type Operator = NonNullable<Answer["operator"]>;
export type Role = Operator["role"];

const RANK: Readonly<Record<Role, number>> = { viewer: 0, agent: 1, manager: 2 };
const listeners = new Set<() => void>();
let onDuty: Operator | null = null;

function put(answer: Answer): void {
  carry({ csrf: answer.csrf });
  onDuty = answer.operator;
  for (const each of listeners) each();
}

/** Ask who is on duty. Throws Lost. */
export async function look(): Promise<void> {
  put(await get<Answer>("/v1/operator/session"));
}

/** Log in. Throws Refused and Lost. */
export async function logIn(name: string, password: string): Promise<void> {
  put(await get<Answer>("/v1/operator/session", { method: "POST", body: { name, password } }));
}

export async function logOut(): Promise<void> {
  await get<void>("/v1/operator/session", { method: "DELETE" });
  put({ operator: null, csrf: "" });
}

export function useOperator(): Operator | null {
  return useSyncExternalStore(
    (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    () => onDuty,
  );
}

/** Whether the operator on duty may do what that role may. */
export function useMay(role: Role): boolean {
  const operator = useOperator();
  return operator !== null && RANK[operator.role] >= RANK[role];
}

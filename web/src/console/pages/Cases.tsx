/** Cases: the queue of people who wait for somebody, the longest waiting first. */
import { Empty, Table } from "antd";
import { Link } from "wouter";

import type { components } from "../../api/schema";
import { usePrefs } from "../../state/prefs";
import { dayAndClock } from "../../words/format";
import { useFound } from "../load";
import { Chip } from "../parts/Chip";
import { State } from "../parts/State";
import { useNamed, useSay } from "../words";

type Answer = components["schemas"]["WorkList"];
type Work = Answer["cases"][number];
const EVERY_MS = 4000;

export default function Cases() {
  const say = useSay();
  const named = useNamed();
  const { language } = usePrefs();
  const found = useFound<Answer>("/v1/operator/cases", EVERY_MS);
  return (
    <>
      <h1>{say("queue")}</h1>
      <State found={found}>
        {({ cases }) =>
          cases.length ? (
            <Table<Work>
              rowKey="id"
              dataSource={cases}
              scroll={{ x: true }}
              columns={[
                { title: say("number"), dataIndex: "number", render: (number: string, each) => <Link href={`/cases/${each.id}`}>{number}</Link> },
                { title: say("kind"), dataIndex: "kind", render: (kind: string) => named("kind", kind) },
                { title: say("said"), dataIndex: "said", ellipsis: true },
                { title: say("opened"), dataIndex: "opened_at", render: (at: string) => dayAndClock(language, at) },
                { title: say("state"), dataIndex: "state", render: (state: string, each) => <CaseState state={state} by={each.taken_by} /> },
              ]}
            />
          ) : (
            <Empty description={say("noCases")} />
          )
        }
      </State>
    </>
  );
}

export function CaseState({ state, by }: { state: string; by: string }) {
  const say = useSay();
  const named = useNamed();
  const told = state === "taken" && by ? say("takenBy", { who: by }) : named("case", state);
  return <Chip tone={state === "waiting" ? "bad" : state === "taken" ? "wait" : "plain"}>{told}</Chip>;
}

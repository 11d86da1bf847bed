/** Providers: the connected services, what they sell, and whether they answer. */
import { Table } from "antd";

import type { components } from "../../api/schema";
import { usePrefs } from "../../state/prefs";
import { dayAndClock } from "../../words/format";
import { useFound } from "../load";
import { Chip } from "../parts/Chip";
import { State } from "../parts/State";
import { useNamed, useSay } from "../words";

type Answer = components["schemas"]["ProviderList"];
type Row = Answer["providers"][number];
const EVERY_MS = 5000;

export default function Providers() {
  const say = useSay();
  const named = useNamed();
  const { language } = usePrefs();
  const found = useFound<Answer>("/v1/operator/providers", EVERY_MS);
  return (
    <>
      <h1>{say("providers")}</h1>
      <State found={found}>
        {({ providers }) => (
          <Table<Row>
            rowKey="name"
            dataSource={providers}
            pagination={false}
            scroll={{ x: true }}
            columns={[
              { title: say("provider"), dataIndex: "name" },
              { title: say("state"), dataIndex: "ok", render: (ok: boolean, each) => <Chip tone={ok ? "ok" : "bad"}>{ok ? say("healthy") : `${say("down")} ${each.trouble}`}</Chip> },
              { title: say("sells"), dataIndex: "trades", render: (trades: string[]) => trades.map((each) => named("trade", each)).join("、") },
              { title: say("offers"), dataIndex: "offers", render: (many: number) => many.toLocaleString("en") },
              { title: say("seen"), dataIndex: "seen_at", render: (at: string | null) => (at ? dayAndClock(language, at) : "") },
            ]}
          />
        )}
      </State>
    </>
  );
}

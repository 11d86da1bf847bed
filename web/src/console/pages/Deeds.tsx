/** Deeds: the record of what operators did, which nobody can change. */
import { Table } from "antd";

import type { components } from "../../api/schema";
import { usePrefs } from "../../state/prefs";
import { dayAndClock } from "../../words/format";
import { useFound } from "../load";
import { State } from "../parts/State";
import { useMay } from "../session";
import { useNamed, useSay } from "../words";

type Answer = components["schemas"]["Deeds"];

export default function Deeds() {
  const say = useSay();
  const named = useNamed();
  const { language } = usePrefs();
  const lead = useMay("manager");
  const found = useFound<Answer>(lead ? "/v1/operator/deeds" : null);
  return (
    <>
      <h1>{say("deeds")}</h1>
      {lead ? (
        <State found={found}>
          {({ deeds }) => (
            <Table
              tableLayout="fixed"
              rowKey="id"
              dataSource={deeds}
              columns={[
                { title: say("time"), dataIndex: "at", render: (at: string) => dayAndClock(language, at) },
                { title: say("who"), dataIndex: "operator" },
                { title: say("what"), dataIndex: "deed", render: (deed: string) => named("deed", deed) },
                { title: say("person"), dataIndex: "whom" },
                { title: say("detail"), dataIndex: "detail" },
              ]}
            />
          )}
        </State>
      ) : (
        <p>{say("onlyManagers")}</p>
      )}
    </>
  );
}

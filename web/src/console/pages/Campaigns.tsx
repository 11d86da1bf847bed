/** Campaigns: every campaign, how it stands and what is left of its budget; and a file to begin another. */
import { Button, Progress, Table } from "antd";
import { Link, useLocation } from "wouter";

import type { components } from "../../api/schema";
import { usePrefs } from "../../state/prefs";
import { dayAndClock } from "../../words/format";
import { yuan } from "../format";
import { useFound } from "../load";
import { Chip } from "../parts/Chip";
import { State } from "../parts/State";
import { useMay } from "../session";
import { useNamed, useSay } from "../words";

type Answer = components["schemas"]["CampaignList"];
type Campaign = Answer["campaigns"][number];
const EVERY_MS = 4000;

export default function Campaigns() {
  const say = useSay();
  const { language } = usePrefs();
  const [, go] = useLocation();
  const lead = useMay("manager");
  const found = useFound<Answer>("/v1/operator/campaigns", EVERY_MS);
  return (
    <>
      <div className="page-head">
        <h1>{say("campaigns")}</h1>
        {lead && (
          <Button type="primary" onClick={() => go("/campaigns/new")}>
            {say("begin")}
          </Button>
        )}
      </div>
      <State found={found}>
        {({ campaigns }) => (
          <Table<Campaign>
            rowKey="campaign"
            dataSource={campaigns}
            pagination={false}
            scroll={{ x: true }}
            locale={{ emptyText: say("noCampaigns") }}
            columns={[
              { title: say("campaign"), dataIndex: "title", render: (title: string, each) => <Link href={`/campaigns/${each.campaign}`}>{title}</Link> },
              { title: say("state"), dataIndex: "state", render: (state: string) => <Standing state={state} /> },
              { title: say("until"), dataIndex: "until", render: (until: string | null) => (until ? dayAndClock(language, until) : say("noEnd")) },
              { title: say("budget"), dataIndex: "budget_fen", render: yuan },
              { title: say("left"), dataIndex: "left_fen", render: yuan },
              { title: say("share"), key: "spent", render: (_, each) => <Spent whole={each.budget_fen} left={each.left_fen} /> },
            ]}
          />
        )}
      </State>
    </>
  );
}

export function Standing({ state }: { state: string }) {
  const named = useNamed();
  return <Chip tone={state === "running" ? "ok" : state === "paused" ? "wait" : "plain"}>{named("standing", state)}</Chip>;
}

export function Spent({ whole, left }: { whole: number; left: number }) {
  const say = useSay();
  const share = whole ? Math.round(((whole - left) / whole) * 1000) / 10 : 0;
  return <Progress percent={share} size="small" aria-label={say("spent", { share: `${share}%` })} format={() => `${share}%`} className="spent" />;
}

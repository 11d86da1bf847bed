/** Orders: found by number or phone, or the latest. */
import { Input, Table } from "antd";
import { useState } from "react";
import { Link } from "wouter";

import type { components } from "../../api/schema";
import { usePrefs } from "../../state/prefs";
import { dayAndClock } from "../../words/format";
import { yuan } from "../format";
import { useFound } from "../load";
import { State } from "../parts/State";
import { useNamed, useSay } from "../words";

type Answer = components["schemas"]["OrderFinds"];
type Row = Answer["orders"][number];
const EVERY_MS = 3000;

export default function Orders() {
  const say = useSay();
  const named = useNamed();
  const { language } = usePrefs();
  const [wanted, setWanted] = useState("");
  const found = useFound<Answer>(`/v1/operator/orders?find=${encodeURIComponent(wanted)}`, EVERY_MS);
  return (
    <>
      <div className="page-head">
        <h1>{say("orders")}</h1>
        <Input.Search className="find" placeholder={say("findOrder")} aria-label={say("findOrder")} enterButton={say("find")} allowClear onSearch={(text) => setWanted(text.trim())} />
      </div>
      <State found={found}>
        {({ orders }) => (
          <Table<Row>
            rowKey={({ order }) => order.id}
            dataSource={orders}
            scroll={{ x: true }}
            locale={{ emptyText: say("nothing") }}
            columns={[
              { title: say("time"), key: "at", render: (_, { order }) => dayAndClock(language, order.timeline[0]?.at ?? "") },
              { title: say("order"), key: "id", render: (_, { order, user_id }) => <Link href={`/orders/${user_id}/${order.id}`}>{order.id}</Link> },
              { title: say("person"), dataIndex: "who" },
              { title: say("trade"), key: "trade", render: (_, { order }) => named("trade", order.trade) },
              { title: say("items"), key: "items", render: (_, { order }) => order.items.map((each) => `${each.name} ×${each.qty}`).join("、") },
              { title: say("paid"), key: "paid", render: (_, { order }) => yuan(order.paid_fen) },
              { title: say("state"), key: "state", render: (_, { order }) => named("order", order.state) },
            ]}
          />
        )}
      </State>
    </>
  );
}

/** OrderStory: the whole story of an order: what was said, what was promised, what was done, where the money went. */
import { App, Button, Card, Col, Descriptions, Input, Popconfirm, Row, Steps } from "antd";
import { useState } from "react";

import { get, newKey } from "../../api/client";
import type { components } from "../../api/schema";
import { usePrefs } from "../../state/prefs";
import { dayAndClock } from "../../words/format";
import { yuan } from "../format";
import { useFound, wordsOf } from "../load";
import { Figures } from "../parts/Chart";
import { State } from "../parts/State";
import { useMay } from "../session";
import { useNamed, useSay } from "../words";

type Story = components["schemas"]["OrderStory"];
const EVERY_MS = 3000;
const OVER = new Set(["completed", "cancelled", "failed", "cancelling"]);

export default function OrderStory({ user, id }: { user: string; id: string }) {
  const found = useFound<Story>(`/v1/operator/orders/${user}/${id}`, EVERY_MS);
  return <State found={found}>{(story) => <Whole story={story} again={found.again} />}</State>;
}

function Whole({ story, again }: { story: Story; again: () => void }) {
  const say = useSay();
  const named = useNamed();
  const { language } = usePrefs();
  const { order, quote } = story;
  return (
    <>
      <div className="page-head">
        <h1>{order.id}</h1>
        <Cancel story={story} again={again} />
      </div>
      <Card className="gap">
        <Steps
          size="small"
          current={order.timeline.length - 1}
          status={order.state === "failed" || order.state === "cancelled" ? "error" : "process"}
          items={order.timeline.map((each) => ({ title: named("order", each.state), content: dayAndClock(language, each.at) }))}
        />
      </Card>
      <Row gutter={[16, 16]}>
        <Col xs={24} lg={12}>
          <Card title={say("said")} className="gap">
            <ol className="said">
              {story.turns.map((each, at) => (
                <li key={at}>
                  <span className="soft small">{dayAndClock(language, each.at)}</span>
                  <p className="said-text">{each.text}</p>
                  <p className="said-reply">{each.reply}</p>
                </li>
              ))}
            </ol>
          </Card>
          <Card title={say("quoted")}>
            <Figures
              title={say("quoted")}
              sheet={{
                head: [say("items"), say("many"), say("price")],
                rows: [
                  ...quote.lines.map((each) => [`${each.name} ${each.options.join(" ")}`, each.qty, yuan(each.total_fen)] as const),
                  ...quote.discounts.map((each) => [each.source, "", yuan(-each.fen)] as const),
                  [say("paid"), "", yuan(quote.pay_fen)],
                ],
              }}
            />
            <Descriptions
              column={1}
              items={[
                { key: "m", label: say("merchant"), children: String(order.details.shop ?? "") },
                { key: "p", label: say("person"), children: story.who },
                { key: "w", label: say("address"), children: order.where ?? "" },
                { key: "c", label: say("consent"), children: story.consent ? `${dayAndClock(language, story.consent.at)} · ${story.consent.digest}` : "" },
              ]}
            />
          </Card>
        </Col>
        <Col xs={24} lg={12}>
          <Card title={say("steps")} className="gap">
            <Figures title={say("steps")} sheet={{ head: [say("time"), say("step"), say("outcome")], rows: story.journal.map((each) => [dayAndClock(language, each.at), each.step, each.outcome]) }} />
          </Card>
          <Card title={say("ledger")}>
            <Figures
              title={say("ledger")}
              sheet={{ head: [say("time"), say("debit"), say("credit"), say("price")], rows: story.entries.map((each) => [dayAndClock(language, each.at), each.debit, each.credit, yuan(each.fen)]) }}
            />
          </Card>
        </Col>
      </Row>
    </>
  );
}

function Cancel({ story, again }: { story: Story; again: () => void }) {
  const say = useSay();
  const { message } = App.useApp();
  const lead = useMay("manager");
  const [reason, setReason] = useState("");
  const [key] = useState(newKey);
  if (!lead || OVER.has(story.order.state)) return null;
  const cancel = async (): Promise<void> => {
    try {
      await get(`/v1/operator/orders/${story.user_id}/${story.order.id}/cancel`, { method: "POST", body: { reason }, key });
      void message.success(say("cancelled"));
    } catch (error) {
      void message.error(wordsOf(error, say));
    }
    again();
  };
  return (
    <Popconfirm
      title={say("cancelOrder")}
      description={<Input value={reason} onChange={(event) => setReason(event.target.value)} placeholder={say("reason")} aria-label={say("reason")} maxLength={200} />}
      okText={say("cancelOrder")}
      cancelText={say("cancel")}
      onConfirm={() => void cancel()}
    >
      <Button danger>{say("cancelOrder")}</Button>
    </Popconfirm>
  );
}

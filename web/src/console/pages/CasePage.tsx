/** CasePage: one case with all that belongs to it, and what can be done: take it, reply, settle, close. */
import { App, Button, Card, Checkbox, Col, Descriptions, Form, Input, InputNumber, Radio, Row, Space, Timeline } from "antd";
import { useRef } from "react";
import { Link } from "wouter";

import { get, newKey } from "../../api/client";
import type { components } from "../../api/schema";
import { usePrefs } from "../../state/prefs";
import { dayAndClock } from "../../words/format";
import { yuan } from "../format";
import { useFound, wordsOf } from "../load";
import { Figures } from "../parts/Chart";
import { State } from "../parts/State";
import { useMay, useOperator } from "../session";
import { useNamed, useSay } from "../words";
import { CaseState } from "./Cases";

type File = components["schemas"]["CaseFile"];
type Said = { at: string; text: string; reply: string };
type Entry = { at: string; kind: string; debit: string; credit: string; fen: number };
type Step = { at: string; step: string; outcome: string };
type Wish = { refund: number | null; bearer: "merchant" | "house"; reason: string; unfreeze: boolean };
const EVERY_MS = 5000;

export default function CasePage({ id }: { id: string }) {
  const found = useFound<File>(`/v1/operator/cases/${id}`, EVERY_MS);
  return <State found={found}>{(file) => <Whole file={file} again={found.again} />}</State>;
}

function Whole({ file, again }: { file: File; again: () => void }) {
  const say = useSay();
  const named = useNamed();
  const { language } = usePrefs();
  const { case: work, order } = file;
  return (
    <>
      <div className="page-head">
        <h1>
          {work.number} · {named("kind", work.kind)}
        </h1>
        <CaseState state={work.state} by={work.taken_by} />
      </div>
      <Row gutter={[16, 16]}>
        <Col xs={24} lg={12}>
          <Card title={say("talk")}>
            <Timeline
              items={[
                { key: "said", content: <Line at={work.opened_at} by={say("person")} text={work.said} /> },
                ...work.words.map((each, at) => ({ key: at, content: <Line at={each.at} by={each.by === "person" ? say("person") : each.by} text={each.text} /> })),
              ]}
            />
            <Deeds file={file} again={again} />
          </Card>
        </Col>
        <Col xs={24} lg={12}>
          {order && (
            <Card title={<Link href={`/orders/${work.user_id}/${order.id}`}>{order.id}</Link>} className="gap">
              <Descriptions
                column={1}
                items={[
                  { key: "s", label: say("state"), children: named("order", order.state) },
                  { key: "i", label: say("items"), children: order.items.map((each) => `${each.name} ×${each.qty}`).join("、") },
                  { key: "p", label: say("paid"), children: yuan(order.paid_fen) },
                  { key: "r", label: say("refunded"), children: yuan(order.refunded_fen) },
                ]}
              />
            </Card>
          )}
          <Card title={say("conversation")} className="gap">
            <ol className="said">
              {(file.turns as Said[]).map((each, at) => (
                <li key={at}>
                  <span className="soft small">{dayAndClock(language, each.at)}</span>
                  <p className="said-text">{each.text}</p>
                  <p className="said-reply">{each.reply}</p>
                </li>
              ))}
            </ol>
          </Card>
          {order && (
            <Card title={say("ledger")}>
              <Figures
                title={say("ledger")}
                sheet={{ head: [say("time"), say("debit"), say("credit"), say("price")], rows: (file.entries as Entry[]).map((each) => [dayAndClock(language, each.at), each.debit, each.credit, yuan(each.fen)]) }}
              />
              <Figures title={say("steps")} sheet={{ head: [say("time"), say("step"), say("outcome")], rows: (file.journal as Step[]).map((each) => [dayAndClock(language, each.at), each.step, each.outcome]) }} />
            </Card>
          )}
        </Col>
      </Row>
    </>
  );
}

function Line({ at, by, text }: { at: string; by: string; text: string }) {
  const { language } = usePrefs();
  return (
    <>
      <span className="soft small">
        {dayAndClock(language, at)} · {by}
      </span>
      <p className="said-text">{text}</p>
    </>
  );
}

/** What the operator on duty may do with it now. */
function Deeds({ file, again }: { file: File; again: () => void }) {
  const say = useSay();
  const { message } = App.useApp();
  const operator = useOperator();
  const agent = useMay("agent");
  const keys = useRef(new Map<string, string>());
  const { case: work } = file;
  if (!agent || work.state === "closed") return null;
  const call = async (deed: string, body?: unknown): Promise<boolean> => {
    const command = deed + JSON.stringify(body ?? "");
    const key = keys.current.get(command) ?? newKey(); // a second press is the same command
    keys.current.set(command, key);
    try {
      await get(`/v1/operator/cases/${work.id}/${deed}`, { method: "POST", key, ...(body === undefined ? {} : { body }) });
      keys.current.delete(command);
      return true;
    } catch (error) {
      void message.error(wordsOf(error, say));
      return false;
    } finally {
      again();
    }
  };
  if (work.state === "waiting" || work.taken_by !== operator?.name) {
    return (
      <Button type="primary" onClick={() => void call("take")}>
        {say("take")}
      </Button>
    );
  }
  return (
    <Space orientation="vertical" className="wide">
      <Reply send={(text) => call("reply", { text })} />
      {work.state === "taken" && (file.left_fen > 0 || work.card_id) && <Settle file={file} settle={(wish) => call("settle", wish)} />}
      <Button onClick={() => void call("close")}>{say("close")}</Button>
    </Space>
  );
}

function Reply({ send }: { send: (text: string) => Promise<boolean> }) {
  const say = useSay();
  const [form] = Form.useForm<{ text: string }>();
  return (
    <Form form={form} layout="vertical" onFinish={({ text }) => void send(text).then((sent) => sent && form.resetFields())}>
      <Form.Item name="text" label={say("reply")} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea rows={3} maxLength={1000} placeholder={say("replyHint")} />
      </Form.Item>
      <Button type="primary" htmlType="submit">
        {say("send")}
      </Button>
    </Form>
  );
}

function Settle({ file, settle }: { file: File; settle: (wish: unknown) => Promise<boolean> }) {
  const say = useSay();
  const done = ({ refund, bearer, reason, unfreeze }: Wish): void => {
    void settle({ refund_fen: Math.round((refund ?? 0) * 100), bearer, reason: reason ?? "", unfreeze: !!unfreeze });
  };
  return (
    <Form layout="vertical" initialValues={{ refund: 0, bearer: "merchant", reason: "", unfreeze: false }} onFinish={done} className="settle">
      {file.left_fen > 0 && (
        <>
          <Form.Item name="refund" label={say("refundYuan", { left: yuan(file.left_fen) })}>
            <InputNumber min={0} max={file.left_fen / 100} step={0.01} precision={2} />
          </Form.Item>
          <Form.Item name="bearer" label={say("bearer")}>
            <Radio.Group
              options={[
                { value: "merchant", label: say("bearer-merchant") },
                { value: "house", label: say("bearer-house") },
              ]}
            />
          </Form.Item>
        </>
      )}
      {file.case.card_id && (
        <Form.Item name="unfreeze" valuePropName="checked">
          <Checkbox>{say("unfreeze")}</Checkbox>
        </Form.Item>
      )}
      <Form.Item name="reason" label={say("reason")}>
        <Input maxLength={200} placeholder={say("reasonHint")} />
      </Form.Item>
      <Button htmlType="submit">{say("settle")}</Button>
    </Form>
  );
}

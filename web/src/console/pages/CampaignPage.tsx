/** CampaignPage: one campaign: its budget as it burns, its file to be checked and put in force, and its record. */
import { App, Button, Card, Col, Descriptions, Input, InputNumber, Modal, Row, Space, Timeline } from "antd";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { useLocation } from "wouter";

import { get, newKey } from "../../api/client";
import type { components } from "../../api/schema";
import { usePrefs } from "../../state/prefs";
import { dayAndClock } from "../../words/format";
import { yuan } from "../format";
import { useFound, wordsOf } from "../load";
import { axes, Chart } from "../parts/Chart";
import { State } from "../parts/State";
import { useMay } from "../session";
import { useNamed, useSay, type Word } from "../words";
import { Spent, Standing } from "./Campaigns";

type Story = components["schemas"]["CampaignStory"];
type Checked = components["schemas"]["CampaignCheck"];
const EVERY_MS = 4000;
const POINTS_MAX = 900;

export default function CampaignPage({ id }: { id: string }) {
  const say = useSay();
  const known = id !== "new";
  const found = useFound<Story>(known ? `/v1/operator/campaigns/${id}` : null, EVERY_MS);
  if (!known) {
    return (
      <>
        <h1>{say("begin")}</h1>
        <Editor source="" again={() => undefined} />
      </>
    );
  }
  return <State found={found}>{(story) => <Whole story={story} again={found.again} />}</State>;
}

function Whole({ story, again }: { story: Story; again: () => void }) {
  const say = useSay();
  const named = useNamed();
  const { language } = usePrefs();
  return (
    <>
      <div className="page-head">
        <h1>{story.title}</h1>
        <Standing state={story.state} />
        <span className="soft">{say("version", { version: story.version })}</span>
        <Steer story={story} again={again} />
      </div>
      <Row gutter={[16, 16]}>
        <Col xs={24} xl={14}>
          <Editor key={story.seq} source={story.source} again={again} />
        </Col>
        <Col xs={24} xl={10}>
          <Card className="gap">
            <Descriptions
              column={1}
              items={[
                { key: "b", label: say("budget"), children: yuan(story.budget_fen) },
                { key: "l", label: say("left"), children: yuan(story.left_fen) },
                { key: "u", label: say("until"), children: story.until ? dayAndClock(language, story.until) : say("noEnd") },
              ]}
            />
            <Spent whole={story.budget_fen} left={story.left_fen} />
          </Card>
          <Burn left={story.left_fen} />
          <Card title={say("record")}>
            <Timeline
              items={story.record.toReversed().map((each) => ({
                key: each.seq,
                content: (
                  <>
                    <strong>{named("deed", each.deed)}</strong> · {each.by}
                    <span className="soft small block">{dayAndClock(language, each.at)}</span>
                    {each.reason}
                  </>
                ),
              }))}
            />
          </Card>
        </Col>
      </Row>
    </>
  );
}

/** What is left of the budget since this page was opened. */
function Burn({ left }: { left: number }) {
  const say = useSay();
  const points = useRef<(readonly [string, number])[]>([]);
  const [seen, setSeen] = useState<readonly (readonly [string, number])[]>([]);
  useEffect(() => {
    const note = (): void => {
      points.current = [...points.current, [new Date().toLocaleTimeString("en-GB"), left] as const].slice(-POINTS_MAX);
      setSeen(points.current);
    };
    note();
    const ticking = window.setInterval(note, EVERY_MS);
    return () => window.clearInterval(ticking);
  }, [left]);
  const option = useMemo(() => {
    const { xAxis, yAxis } = axes(seen.map(([at]) => at));
    return { xAxis, yAxis: { ...(yAxis as object), scale: true }, animation: false, series: [{ type: "line", showSymbol: false, areaStyle: { opacity: 0.12 }, name: say("left"), data: seen.map(([, fen]) => fen / 100) }] };
  }, [seen, say]);
  return (
    <Card className="gap">
      <Chart title={say("burnDown")} option={option} sheet={{ head: [say("time"), say("left")], rows: seen.map(([at, fen]) => [at, yuan(fen)]) }} height={180} />
    </Card>
  );
}

function Editor({ source, again }: { source: string; again: () => void }) {
  const say = useSay();
  const lead = useMay("manager");
  const [, go] = useLocation();
  const { message } = App.useApp();
  const [text, setText] = useState(source);
  const [reason, setReason] = useState("");
  const [checked, setChecked] = useState<{ of: string; found: Checked } | null>(null);
  const fits = checked?.of === text && checked.found.ok;
  const call = async (path: string, body: unknown): Promise<Checked | null> => {
    try {
      return await get<Checked>(path, { method: "POST", body, key: newKey() });
    } catch (error) {
      void message.error(wordsOf(error, say));
      return null;
    }
  };
  const check = async (): Promise<void> => {
    const found = await call("/v1/operator/campaigns/check", { source: text });
    if (found) setChecked({ of: text, found });
  };
  const apply = async (): Promise<void> => {
    const found = await call("/v1/operator/campaigns/apply", { source: text, reason });
    if (!found) return;
    setChecked({ of: text, found });
    if (!found.ok) return;
    void message.success(say("applied", { version: found.version ?? "" }));
    again();
    if (!source) go(`/campaigns/${found.campaign}`);
  };
  return (
    <Card title={say("source")}>
      <Input.TextArea className="source" aria-label={say("source")} value={text} onChange={(event) => setText(event.target.value)} spellCheck={false} rows={32} readOnly={!lead} />
      {checked?.of === text && <Findings checked={checked.found} />}
      {lead ? (
        <Space wrap className="gap-above">
          <Button onClick={() => void check()}>{say("check")}</Button>
          <Input aria-label={say("reason")} placeholder={`${say("reason")}: ${say("reasonHint")}`} value={reason} onChange={(event) => setReason(event.target.value)} maxLength={200} className="reason" />
          <Button type="primary" disabled={!fits || !checked?.found.diff} onClick={() => void apply()}>
            {say("apply")}
          </Button>
        </Space>
      ) : (
        <p className="soft">{say("onlyManagers")}</p>
      )}
    </Card>
  );
}

function Findings({ checked }: { checked: Checked }) {
  const say = useSay();
  if (!checked.ok) {
    return (
      <div role="alert" className="findings">
        <strong>{say("mistakes", { many: checked.mistakes.length })}</strong>
        <ul>
          {checked.mistakes.map((each, at) => (
            <li key={at}>
              {each.line > 0 && <strong>{say("line", { line: each.line })} </strong>}
              {each.text}
            </li>
          ))}
        </ul>
      </div>
    );
  }
  return (
    <div role="status" className="findings">
      <strong>{say(checked.diff ? "checkFine" : "unchanged")}</strong>
      {checked.diff && (
        <pre className="diff" tabIndex={0} aria-label={say("changes")}>
          {checked.diff.split("\n").map((line, at) => (
            <span key={at} className={line.startsWith("+") ? "plus" : line.startsWith("-") ? "minus" : ""}>
              {`${line}\n`}
            </span>
          ))}
        </pre>
      )}
    </div>
  );
}

/** Pause, resume, make up for an outage, end: each asks why. */
function Steer({ story, again }: { story: Story; again: () => void }) {
  const say = useSay();
  const lead = useMay("manager");
  const { message } = App.useApp();
  const [deed, setDeed] = useState<Word | null>(null);
  const [reason, setReason] = useState("");
  const [hours, setHours] = useState<number | null>(1);
  if (!lead || story.state === "ended") return null;
  const paths: Partial<Record<Word, string>> = { pause: "pause", resume: "resume", extend: "extend", endIt: "end" };
  const act = async (): Promise<void> => {
    if (!deed) return;
    const body = deed === "extend" ? { reason, hours: hours ?? 0 } : { reason };
    try {
      await get(`/v1/operator/campaigns/${story.campaign}/${paths[deed]}`, { method: "POST", body, key: newKey() });
      setDeed(null);
    } catch (error) {
      void message.error(wordsOf(error, say));
    }
    again();
  };
  const button = (word: Word, more: { danger?: boolean } = {}): ReactNode => (
    <Button key={word} {...more} onClick={() => setDeed(word)}>
      {say(word)}
    </Button>
  );
  return (
    <Space wrap>
      {story.state === "paused" ? button("resume") : button("pause")}
      {button("extend")}
      {button("endIt", { danger: true })}
      <Modal open={deed !== null} title={deed && say(deed)} okText={deed && say(deed)} cancelText={say("cancel")} onOk={() => void act()} onCancel={() => setDeed(null)}>
        {deed === "endIt" && <p>{say("endSure")}</p>}
        {deed === "extend" && (
          <label className="block gap">
            {say("outageHours")} <InputNumber min={0.01} max={720} value={hours} onChange={setHours} />
          </label>
        )}
        <label className="block">
          {say("reason")}
          <Input value={reason} onChange={(event) => setReason(event.target.value)} placeholder={say("reasonHint")} maxLength={200} />
        </label>
      </Modal>
    </Space>
  );
}

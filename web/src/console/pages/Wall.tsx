/** Wall: the war report, live: numbers that tick, the course of it, and what became of the cards. */
import { Card, Col, Empty, Row } from "antd";
import { useEffect, useMemo, useState } from "react";

import type { components } from "../../api/schema";
import { usePrefs } from "../../state/prefs";
import { dayAndClock } from "../../words/format";
import { yuan } from "../format";
import { axes, Chart } from "../parts/Chart";
import { Chip } from "../parts/Chip";
import { Stat } from "../parts/Stat";
import { token } from "../theme";
import { useNamed, useSay, type Word } from "../words";

type Report = components["schemas"]["Report"];
type Row = Report["hours"][number];

const TILES: readonly (readonly [string, Word])[] = [
  ["commands", "commands"],
  ["buying", "buying"],
  ["orders", "ordersMade"],
  ["orders_with_card", "withCard"],
  ["orders_full_price", "fullPrice"],
  ["joined", "joined"],
  ["first_orders", "firstOrders"],
  ["refused", "refused"],
];

export default function Wall() {
  const say = useSay();
  const [report, live] = useStream();
  if (!report) return <p role="status">{say("loading")}</p>;
  return (
    <>
      <div className="page-head">
        <h1>{say("wall")}</h1>
        <Chip tone={live ? "ok" : "bad"}>{say(live ? "live" : "lost")}</Chip>
        {report.behind && <Chip tone="wait">{say("behind")}</Chip>}
        <Period report={report} />
      </div>
      <Tiles report={report} />
      <Row gutter={[16, 16]}>
        <Col xs={24} xl={12}>
          <Seconds rows={report.seconds} />
        </Col>
        <Col xs={24} xl={12}>
          <Course rows={report.hours.length ? report.hours : report.days} byHour={report.hours.length > 0} />
        </Col>
        <Col xs={24} md={12} xl={8}>
          <Trades trades={report.trades} />
        </Col>
        <Col xs={24} md={12} xl={8}>
          <Funnel cards={report.cards} />
        </Col>
        <Col xs={24} md={12} xl={8}>
          <Ages totals={report.totals} />
        </Col>
        <Col xs={24} md={12}>
          <Refusals refusals={report.refusals} />
        </Col>
        <Col xs={24} md={12}>
          <Retention rows={report.retention} />
        </Col>
      </Row>
    </>
  );
}

/** The report as it ticks, and whether it does. */
function useStream(): [Report | null, boolean] {
  const [report, setReport] = useState<Report | null>(null);
  const [live, setLive] = useState(false);
  useEffect(() => {
    const source = new EventSource("/v1/report/stream");
    source.addEventListener("report", (event: MessageEvent<string>) => {
      setReport(JSON.parse(event.data) as Report);
      setLive(true);
    });
    source.addEventListener("error", () => setLive(false)); // the browser asks again by itself
    return () => source.close();
  }, []);
  return [report, live];
}

function Period({ report }: { report: Report }) {
  const { language } = usePrefs();
  return (
    <span className="soft">
      {dayAndClock(language, report.since)} – {dayAndClock(language, report.until)}
    </span>
  );
}

function Tiles({ report }: { report: Report }) {
  const say = useSay();
  const { totals, growth, people, peaks, money, waiting } = report;
  const share = percent(totals.without_card_share ?? 0);
  return (
    <dl className="tiles">
      {TILES.map(([name, word]) => (
        <Stat key={name} title={say(word)} value={totals[name] ?? 0} growth={growth[name]} note={name === "orders_with_card" ? say("habit", { share }) : ""} />
      ))}
      <Stat title={say("active")} value={people.active} growth={growth.active} note={say("about", { error: percent(people.error) })} />
      <Stat title={say("over60")} value={totals.first_orders_over_60 ?? 0} />
      <Stat title={say("subsidy")} value={Number(money.subsidy_fen ?? 0)} shown={yuan} growth={growth.subsidy} note={`${say("perOrder")} ${yuan(Math.round(Number(money.subsidy_fen_per_order ?? 0)))}`} />
      <Stat title={`${say("peak")} · ${say("ordersMade")}`} value={peaks.orders?.per_second ?? 0} note={`${say("commands")} ${peaks.commands?.per_second ?? 0}`} />
      <Stat title={say("waitingNow")} value={waiting.orders} note={waiting.p50_ms === null ? "" : `${say("waited")} ${waiting.p50_ms} ms`} />
    </dl>
  );
}

function Seconds({ rows }: { rows: Row[] }) {
  const say = useSay();
  const names = [say("commands"), say("ordersMade")];
  const option = useMemo(
    () => ({
      ...axes(rows.map((row) => clockOf(row, true))),
      animation: false,
      series: ["commands", "orders"].map((name, at) => ({ type: "line", step: "end", showSymbol: false, name: names[at], data: rows.map((row) => row[name] ?? 0), lineStyle: { type: at ? "solid" : "dashed", width: 2 } })),
    }),
    [rows, names.join()],
  );
  const sheet = { head: [say("hour"), ...names], rows: rows.map((row) => [clockOf(row, true), row.commands ?? 0, row.orders ?? 0]) };
  return (
    <Card>
      <Chart title={say("bySecond")} option={option} sheet={sheet} />
    </Card>
  );
}

function Course({ rows, byHour }: { rows: Row[]; byHour: boolean }) {
  const say = useSay();
  const parts: readonly (readonly [string, Word])[] = [
    ["commands", "commands"],
    ["orders", "ordersMade"],
    ["orders_full_price", "fullPrice"],
  ];
  const names = parts.map(([, word]) => say(word));
  const option = useMemo(
    () => ({
      ...axes(rows.map((row) => clockOf(row, false, byHour))),
      series: parts.map(([name], at) => ({ type: "line", name: names[at], showSymbol: false, data: rows.map((row) => row[name] ?? 0), lineStyle: { type: (["dashed", "solid", "dotted"] as const)[at], width: 2 }, ...(at === 1 ? { areaStyle: { opacity: 0.12 } } : {}) })),
    }),
    [rows, names.join(), byHour],
  );
  const sheet = { head: [say("hour"), ...names], rows: rows.map((row) => [clockOf(row, false, byHour), ...parts.map(([name]) => row[name] ?? 0)]) };
  return (
    <Card>
      <Chart title={say(byHour ? "byHour" : "byDay")} option={option} sheet={sheet} />
    </Card>
  );
}

function Trades({ trades }: { trades: Report["trades"] }) {
  const say = useSay();
  const named = useNamed();
  const rows = Object.entries(trades).sort(([, a], [, b]) => (a.orders ?? 0) - (b.orders ?? 0));
  const labels = rows.map(([trade]) => named("trade", trade)).join();
  const option = useMemo(() => {
    const { xAxis, yAxis } = axes(labels.split(","));
    return { xAxis: yAxis, yAxis: xAxis, series: [{ type: "bar", barMaxWidth: 28, name: say("ordersMade"), data: rows.map(([, each]) => each.orders ?? 0), label: { show: true, position: "right" } }] };
  }, [trades, labels, say]);
  const sheet = { head: [say("trade"), say("buying"), say("ordersMade")], rows: rows.toReversed().map(([trade, each]) => [named("trade", trade), each.buying ?? 0, each.orders ?? 0]) };
  return (
    <Card>
      <Chart title={say("byTrade")} option={option} sheet={sheet} height={280} />
    </Card>
  );
}

function Funnel({ cards }: { cards: Report["cards"] }) {
  const say = useSay();
  const used = Number(cards.used ?? 0);
  const steps = [
    [say("card-granted"), Number(cards.granted ?? 0)],
    [say("card-used"), used],
    [say("card-kept"), used - Number(cards.returned ?? 0)],
  ] as const;
  const option = useMemo(
    () => ({
      tooltip: { show: false },
      legend: { show: false },
      series: [{ type: "funnel", sort: "none", left: 8, right: 8, top: 8, bottom: 8, minSize: "18%", gap: 3, label: { position: "inside", formatter: "{b} {c}", color: token("--sheet") }, data: steps.map(([name, value]) => ({ name, value })) }],
    }),
    [steps.join()],
  );
  return (
    <Card>
      <Chart title={say("funnel")} option={option} sheet={{ head: [say("state"), say("many")], rows: steps }} height={280} />
    </Card>
  );
}

function Ages({ totals }: { totals: Report["totals"] }) {
  const say = useSay();
  const over = Number(totals.first_orders_over_60 ?? 0);
  const rows = [
    [say("under60"), Number(totals.first_orders ?? 0) - over],
    [say("from60"), over],
  ] as const;
  const option = useMemo(() => ({ ...axes(rows.map(([name]) => name)), series: [{ type: "bar", barMaxWidth: 64, label: { show: true, position: "top" }, data: rows.map(([, many]) => many) }] }), [rows.join()]);
  return (
    <Card>
      <Chart title={say("ages")} option={option} sheet={{ head: [say("person"), say("many")], rows }} height={280} />
    </Card>
  );
}

function Refusals({ refusals }: { refusals: Report["refusals"] }) {
  const say = useSay();
  const rows = Object.entries(refusals).sort(([, a], [, b]) => b - a);
  const option = useMemo(() => {
    const shown = rows.slice(0, 8).reverse();
    const { xAxis, yAxis } = axes(shown.map(([code]) => code));
    return { xAxis: yAxis, yAxis: xAxis, series: [{ type: "bar", barMaxWidth: 28, data: shown.map(([, many]) => many), label: { show: true, position: "right" } }] };
  }, [refusals]);
  return (
    <Card>
      {rows.length ? <Chart title={say("refusals")} option={option} sheet={{ head: [say("code"), say("many")], rows }} /> : <Empty description={`${say("refusals")}: ${say("nothing")}`} />}
    </Card>
  );
}

function Retention({ rows }: { rows: Report["retention"] }) {
  const say = useSay();
  const told = rows.map((row) => [String(row.day ?? ""), row.joined ?? 0, row.kept_1 ?? "", row.kept_7 ?? ""]);
  const option = useMemo(
    () => ({
      ...axes(told.map(([day]) => String(day))),
      series: [
        { type: "bar", barMaxWidth: 36, name: say("joined"), data: told.map((row) => row[1]) },
        { type: "bar", barMaxWidth: 36, name: say("dayAfter"), data: told.map((row) => row[2] || 0) },
        { type: "bar", barMaxWidth: 36, name: say("weekAfter"), data: told.map((row) => row[3] || 0) },
      ],
    }),
    [rows, say],
  );
  return (
    <Card>
      <Chart title={say("retention")} option={option} sheet={{ head: [say("cohort"), say("joined"), say("dayAfter"), say("weekAfter")], rows: told }} />
    </Card>
  );
}

function clockOf(row: Row, seconds: boolean, hours = true): string {
  const at = String(row.at ?? row.day ?? "");
  if (seconds) return at.slice(11, 19);
  return hours ? `${at.slice(5, 10)} ${at.slice(11, 13)}:00` : at.slice(5, 10);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

/** Chart: a picture of figures, with the figures themselves in a table beside it. */
import { BarChart, FunnelChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use, type EChartsCoreOption } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef, type ReactNode } from "react";

import { usePrefs } from "../../state/prefs";
import { palette, token } from "../theme";
import { useSay } from "../words";

use([BarChart, FunnelChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

export interface Sheet {
  head: readonly string[];
  rows: readonly (readonly ReactNode[])[];
}

export function Chart({ title, option, sheet, height = 240 }: { title: string; option: EChartsCoreOption; sheet: Sheet; height?: number }) {
  const say = useSay();
  const { theme } = usePrefs();
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<ReturnType<typeof init> | null>(null);
  useEffect(() => {
    if (!place.current) return undefined;
    const chart = init(place.current);
    drawn.current = chart;
    const sized = new ResizeObserver(() => chart.resize());
    sized.observe(place.current);
    return () => {
      sized.disconnect();
      chart.dispose();
      drawn.current = null;
    };
  }, [theme]);
  useEffect(() => {
    drawn.current?.setOption({ ...clothes(), ...option }, { notMerge: true });
  }, [option, theme]);
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <div ref={place} style={{ height }} aria-hidden="true" />
      <details>
        <summary>{say("asTable")}</summary>
        <Figures sheet={sheet} title={title} />
      </details>
    </figure>
  );
}

export function Figures({ sheet, title }: { sheet: Sheet; title: string }) {
  return (
    <div className="figures" tabIndex={0} role="region" aria-label={title}>
      <table>
        <thead>
          <tr>
            {sheet.head.map((each) => (
              <th key={each} scope="col">
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) => (column ? <td key={column}>{cell}</td> : <th key={column} scope="row">{cell}</th>))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function clothes(): EChartsCoreOption {
  return {
    color: palette(),
    textStyle: { color: token("--ink"), fontFamily: token("--sans") },
    animation: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
    animationDuration: 260,
    grid: { left: 8, right: 12, top: 28, bottom: 4, containLabel: true },
    tooltip: { trigger: "axis", renderMode: "richText", confine: true }, // html in tooltips would need inline styles
    legend: { top: 0, right: 0, textStyle: { color: token("--ink-2") } },
  };
}

/** Axes in the app's colours. */
export function axes(labels: readonly string[]): EChartsCoreOption {
  const line = { lineStyle: { color: token("--line-strong") } };
  return {
    xAxis: { type: "category", data: labels, axisLine: line, axisLabel: { color: token("--ink-2") } },
    yAxis: { type: "value", minInterval: 1, splitLine: { lineStyle: { color: token("--line") } }, axisLabel: { color: token("--ink-2") } },
  };
}

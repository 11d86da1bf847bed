/** CityMap: shop, door and courier on a small map, drawn from their coordinates; asked anew while it is open. */
import { useEffect, useState } from "react";

import { get, Lost, Refused } from "../api/client";
import type { Order, Whereabouts } from "../api/types";
import { useSay } from "../words";
import { metres } from "../words/format";

const LOOK_EVERY_MS = 4000;
const WIDTH = 320;
const HEIGHT = 180;
const MARGIN = 34;
const METRES_PER_DEGREE = 111_320;

interface Point {
  lat: number;
  lon: number;
}

export default function CityMap({ order }: { order: Order }) {
  const say = useSay();
  const asked = useWhereabouts(order);
  const found = ridden(order) ?? asked;
  if (!found?.to || !found.shop) return null;
  const { to, shop, courier } = found;
  const draw = projection([to, shop, ...(courier ? [courier] : [])]);
  const [from, end] = [draw(shop), draw(to)];
  const now = courier ? draw(courier) : null;
  const left = courier ? apart(courier, to) : null;
  return (
    <figure className="map">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={left === null ? say("mapAlone") : say("mapLeft", { far: metres(say, left) })}>
        <Streets seed={Math.round(shop.lat * 1e4)} />
        <path className="map-way" d={`M${from.x} ${from.y}Q${end.x} ${from.y} ${end.x} ${end.y}`} />
        <g transform={`translate(${from.x} ${from.y})`} className="map-shop">
          <circle r="11" />
          <path d="M-5 -2h10l-1 7h-8zM-6 -4l1-2h10l1 2z" />
        </g>
        <g transform={`translate(${end.x} ${end.y})`} className="map-home">
          <circle r="11" />
          <path d="M-5.500 0L0 -5.500 5.500 0V5.500h-11z" />
        </g>
        {now && (
          <g className="map-courier" style={{ transform: `translate(${now.x}px, ${now.y}px)` }}>
            <circle className="map-halo" r="15" />
            <circle r="9" />
            <path d="M-4 2.500a2 2 0 1 0 .1 0M4 2.500a2 2 0 1 0 .1 0M-4 2L-1 -3h3l2 5" />
          </g>
        )}
      </svg>
      <figcaption className="soft small">
        {shop.name} → {to.name ?? order.where}
        {left !== null && ` · ${say("mapLeft", { far: metres(say, left) })}`}
      </figcaption>
    </figure>
  );
}

/** Quiet blocks and streets behind the points: which ones depends on the place only. */
function Streets({ seed }: { seed: number }) {
  const slant = (seed % 7) - 3;
  const lines = Array.from({ length: 9 }, (_, place) => place * 42 - 10 + (seed % 19));
  return (
    <g className="map-streets" transform={`rotate(${slant} 160 90)`}>
      {lines.map((x, place) => (
        <path key={`v${place}`} d={`M${x} -40v260`} strokeWidth={place % 3 ? 3 : 8} />
      ))}
      {lines.slice(0, 6).map((y, place) => (
        <path key={`h${place}`} d={`M-40 ${y * 0.8}h420`} strokeWidth={place % 3 ? 3 : 8} />
      ))}
      <path className="map-lake" d="M230 -20c30 30 70 20 130 50v-90H220z" />
    </g>
  );
}

function useWhereabouts(order: Order): Whereabouts | null {
  const [found, setFound] = useState<Whereabouts | null>(null);
  const moving = order.state === "on_the_way" || order.state === "preparing";
  useEffect(() => {
    let gone = false;
    let timer = 0;
    const look = async (): Promise<void> => {
      try {
        const next = await get<Whereabouts>(`/v1/orders/${order.id}/whereabouts`);
        if (!gone) setFound(next);
      } catch (error) {
        if (!(error instanceof Refused || error instanceof Lost)) throw error; // the next look may work
      }
      if (!gone && moving) timer = window.setTimeout(() => void look(), LOOK_EVERY_MS);
    };
    void look();
    return () => {
      gone = true;
      window.clearTimeout(timer);
    };
  }, [order.id, order.state, moving]);
  return found;
}

/** A ride says by itself where it begins, ends and is. */
function ridden(order: Order): Whereabouts | null {
  const { from, to, driver } = order.details as Record<string, Partial<Point & { text: string }> | undefined>;
  if (!located(from) || !located(to)) return null;
  const spot = (point: Point & { text?: string }) => ({ lat: point.lat, lon: point.lon, name: point.text ?? null });
  return { shop: spot(from), to: spot(to), courier: located(driver) ? spot(driver) : null };
}

function located(point: Partial<Point> | undefined): point is Point & { text?: string } {
  return typeof point?.lat === "number" && typeof point.lon === "number";
}

function projection(points: Point[]): (point: Point) => { x: number; y: number } {
  const squeeze = Math.cos(((points[0]?.lat ?? 0) * Math.PI) / 180);
  const xs = points.map((each) => each.lon * squeeze);
  const ys = points.map((each) => -each.lat);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const wide = Math.max(...xs) - left;
  const high = Math.max(...ys) - top;
  const scale = Math.min((WIDTH - 2 * MARGIN) / (wide || 1e-6), (HEIGHT - 2 * MARGIN) / (high || 1e-6));
  const [right, down] = [(WIDTH - wide * scale) / 2, (HEIGHT - high * scale) / 2];
  return ({ lat, lon }) => ({ x: (lon * squeeze - left) * scale + right, y: (-lat - top) * scale + down });
}

function apart(a: Point, b: Point): number {
  const north = (a.lat - b.lat) * METRES_PER_DEGREE;
  const east = (a.lon - b.lon) * METRES_PER_DEGREE * Math.cos((a.lat * Math.PI) / 180);
  return Math.round(Math.hypot(north, east));
}

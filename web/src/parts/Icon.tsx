/** Icon: drawn with one line weight, silent for screen readers: what a button does is said by its name. */
const PATHS = {
  talk: "M4 5h16v11H10l-5 4v-4H4z",
  orders: "M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6",
  wallet: "M3 7h15a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3H3zM3 7l11-4v4M16 13.500h1",
  gift: "M4 10h16v11H4zM3 7h18v3H3zM12 7v14M12 7c-2-5-6-4-6-2s3 2 6 2c3 0 6 0 6-2s-4-3-6 2z",
  me: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c1-5 4-7 8-7s7 2 8 7",
  mic: "M12 15a3.500 3.500 0 0 0 3.500-3.500v-5a3.500 3.500 0 0 0-7 0v5A3.500 3.500 0 0 0 12 15zM5 11.500a7 7 0 0 0 14 0M12 18.500V22",
  send: "M12 20V5M5.500 11.500L12 5l6.500 6.500",
  menu: "M4 7h16M4 12h16M4 17h10",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  close: "M6 6l12 12M18 6L6 18",
  check: "M5 12.500l5 5L19.500 7",
  right: "M9 5l7 7-7 7",
  down: "M5 9l7 7 7-7",
  speaker: "M4 9.500v5h4l5 4.500V5L8 9.500zM16.500 8.500a5 5 0 0 1 0 7M19 6a8.500 8.500 0 0 1 0 12",
  mute: "M4 9.500v5h4l5 4.500V5L8 9.500zM17 10l5 5M22 10l-5 5",
  phone: "M5 3.500h4l1.500 5-2.500 2a13 13 0 0 0 5.500 5.500l2-2.500 5 1.500v4c0 1-.8 2-2 2C10.500 21 3 13.500 3 5.500c0-1.200 1-2 2-2z",
  share: "M12 15V3M7.500 7L12 3l4.500 4M5 12v8h14v-8",
  copy: "M9 9h11v12H9zM5 15H4V3h12v2",
  refresh: "M20 11a8 8 0 1 0-2.300 6.300M20 4v7h-7",
  pin: "M12 21s7-6.500 7-12a7 7 0 0 0-14 0c0 5.500 7 12 7 12zM12 11.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z",
  edit: "M4 20l1-4.500L16 4.500l3.500 3.500L8.500 19z",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.500 2",
  seat: "M6 4v8h11l1 5M6 12l-1 5h13M7 17v3M16 17v3",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.500 1.500M17.500 17.500L19 19M19 5l-1.500 1.500M6.500 17.500L5 19",
  elder: "M9 6a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM9 8c-3 1-4 4-4 8h3l1 6h3V12l4 3v7M12 10l4 3",
  offline: "M3 3l18 18M5 12a10 10 0 0 1 4-2.300M2 8.500a15 15 0 0 1 4-2.600M10 5a15 15 0 0 1 12 3.500M13.500 9.600A10 10 0 0 1 19 12M8.500 15.500a5 5 0 0 1 5.500-.8M12 20h.01",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

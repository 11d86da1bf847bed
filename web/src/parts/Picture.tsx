/** Picture: a drawing of the kind of thing, beside the words that say which. */
import { pictureOf } from "../pictures/kinds";
import sprite from "../pictures/sprite.svg?url";

const TINTS: Readonly<Record<string, string>> = {
  film: "dusk", show: "dusk", plane: "sky", train: "sky", hotel: "dusk", sight: "leaf", car: "sun", place: "leaf",
  vegetables: "leaf", fruit: "leaf", water: "sky", milk: "sky", fish: "sky", household: "sky", bag: "leaf",
  card: "rose", gift: "rose", flowers: "rose", cake: "rose",
};

export function Picture({ kind, size = "m" }: { kind: string; size?: "s" | "m" | "l" }) {
  return (
    <span className={`picture picture-${size} tint-${TINTS[kind] ?? "sun"}`} aria-hidden="true">
      <svg viewBox="0 0 64 64" focusable="false">
        <use href={`${sprite}#${kind}`} />
      </svg>
    </span>
  );
}

export function PictureOf({ name, trade, size = "m" }: { name: string; trade: string; size?: "s" | "m" | "l" }) {
  return <Picture kind={pictureOf(name, trade)} size={size} />;
}

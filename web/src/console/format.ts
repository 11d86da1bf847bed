/** Format: sums as operators read them, with their thousands apart. */
import { yuan as plain } from "../words/format";

/** Fen as yuan: ¥3,000,000,000.00. */
export function yuan(fen: number): string {
  return plain(fen).replace(/\B(?=(\d{3})+\.)/g, ",");
}

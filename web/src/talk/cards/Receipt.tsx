/** Receipt: exactly what is agreed to: each line, fee and discount, to where, and what is paid. */
import type { Quote } from "../../api/types";
import { PictureOf } from "../../parts/Picture";
import { useSay, type Say, type Word } from "../../words";
import { yuan } from "../../words/format";
import { zhHans } from "../../words/zh-Hans";
import { Particulars, seatsText } from "./Particulars";

export function Receipt({ quote, id }: { quote: Quote; id?: string }) {
  const say = useSay();
  const first = quote.lines[0]?.name ?? "";
  return (
    <div className="receipt" id={id}>
      <div className="receipt-head">
        <PictureOf name={first} trade={quote.trade} size="l" />
        <Heading quote={quote} />
      </div>
      <table className="receipt-lines">
        <caption className="unseen">{say("receipt")}</caption>
        <tbody>
          {quote.lines.map((line, place) => (
            <tr key={place}>
              <th scope="row">
                {line.name}
                {line.qty > 1 && <span className="times"> ×{line.qty}</span>}
                {line.options.length > 0 && <span className="options">{line.options.join(" · ")}</span>}
              </th>
              <td>{yuan(line.total_fen)}</td>
            </tr>
          ))}
          {fees(quote).map((fee) => (
            <tr key={fee.kind} className="soft">
              <th scope="row">{feeName(say, fee.kind)}</th>
              <td>{fee.fen ? yuan(fee.fen) : say("free")}</td>
            </tr>
          ))}
          {quote.discounts.map((each, place) => (
            <tr key={place} className="off">
              <th scope="row">{each.source}</th>
              <td>{yuan(-each.fen)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say("youPay")}</th>
            <td className="pay">{yuan(quote.pay_fen)}</td>
          </tr>
        </tfoot>
      </table>
      {(quote.where || typeof quote.details.note === "string") && (
        <p className="receipt-where">
          {quote.where && say("bringTo", { where: quote.where })}
          {typeof quote.details.note === "string" && <span className="block">{say("note", { note: quote.details.note })}</span>}
        </p>
      )}
    </div>
  );
}

function Heading({ quote }: { quote: Quote }) {
  const say = useSay();
  const { title, name, shop } = quote.details;
  const trade = `trade-${quote.trade}`;
  return (
    <div>
      <h2>{String(title ?? name ?? shop ?? "")}</h2>
      <p className="soft">{trade in zhHans ? say(trade as Word) : quote.trade}</p>
      <Particulars details={quote.details} />
    </div>
  );
}

function fees(quote: Quote): { kind: string; fen: number }[] {
  return quote.fees as unknown as { kind: string; fen: number }[];
}

function feeName(say: Say, kind: string): string {
  return kind === "delivery" ? say("deliveryFee") : kind;
}

/** What a quote says when it is read aloud before the yes. */
export function aloud(say: Say, quote: Quote): string {
  const lines = quote.lines.map((each) => `${each.name} ${each.options.join(" ")} ×${each.qty}`).join(say("comma"));
  const seats = seatsText(say, quote.details.seats);
  const where = quote.where ? say("bringTo", { where: quote.where }) : "";
  const what = say("aloud", { shop: String(quote.details.shop ?? ""), what: [lines, seats].filter(Boolean).join(say("comma")) });
  return `${what}${where ? `${where}${say("stop")}` : ""}${say("aloudPay", { price: (quote.pay_fen / 100).toFixed(2) })}`;
}

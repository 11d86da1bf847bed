/** ConsolePage: where operators will work; a chunk of its own, so that nobody else loads it. */
import { Empty } from "../parts/States";
import { useSay } from "../words";

export default function ConsolePage() {
  const say = useSay();
  return (
    <main className="page" id="main">
      <h1>{say("console")}</h1>
      <Empty picture="place" title={say("consoleSoon")} />
    </main>
  );
}

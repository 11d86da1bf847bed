/** Sheet: a dialog that rises over the page: the browser's own, which keeps focus in and lets Escape out. */
import { useEffect, useId, useRef, type ReactNode } from "react";

import { useSay } from "../words";
import { Icon } from "./Icon";

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  side?: "bottom" | "left";
  /** Whether the title is only for those who cannot see what the sheet is. */
  quiet?: boolean;
}

export function Sheet({ title, onClose, children, side = "bottom", quiet = false }: Props) {
  const say = useSay();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    if (shown && !shown.open) shown.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`sheet sheet-${side}`}
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <div className="sheet-body">
        <div className="sheet-head">
          <h2 id={id} className={quiet ? "unseen" : ""}>
            {title}
          </h2>
          <button type="button" className="round" aria-label={say("close")} onClick={() => dialog.current?.close()}>
            <Icon name="close" />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}

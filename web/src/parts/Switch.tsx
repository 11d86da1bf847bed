/** Switch: a checkbox that looks like what it does. */
import { useId } from "react";

interface Props {
  on: boolean;
  label: string;
  hint?: string;
  onChange: (on: boolean) => void;
}

export function Switch({ on, label, hint, onChange }: Props) {
  const id = useId();
  return (
    <div className="switch-row">
      <label htmlFor={id}>
        {label}
        {hint && <span className="soft small block">{hint}</span>}
      </label>
      <input id={id} type="checkbox" role="switch" className="switch" checked={on} onChange={(event) => onChange(event.target.checked)} />
    </div>
  );
}

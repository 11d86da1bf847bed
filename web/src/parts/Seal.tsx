/** Seal: the mark of the house, and what stamps an order that was agreed to. */
export function Seal({ text = "帮我", className = "" }: { text?: string; className?: string }) {
  return (
    <span className={`seal ${className}`} aria-hidden="true" lang="zh-Hans">
      {text}
    </span>
  );
}

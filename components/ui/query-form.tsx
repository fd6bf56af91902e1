import type { ReactNode } from "react";
import { Button } from "./button.tsx";

/** Parameters that a form has to carry along where it is sent without JavaScript. */
export type Kept = readonly (readonly [name: string, value: string])[];

/** Fields that apply at once; without JavaScript a button sends them, with what they do not change. */
export function QueryForm({
  action,
  kept,
  className,
  children,
}: {
  action: string;
  kept: Kept;
  className: string;
  children: ReactNode;
}) {
  return (
    <form action={action} className={className}>
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <noscript>
        <Button type="submit">Apply</Button>
      </noscript>
    </form>
  );
}

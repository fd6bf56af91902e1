import type { MarkState } from "./state-mark.tsx";

/** What a toast says. */
export type Notice = {
  text: string;
  detail?: string;
  state?: MarkState;
  action?: { label: string; onClick: () => void } | { label: string; href: string };
};

import type { ButtonProps } from "./button.tsx";

/** One thing to do: a step in this page or another one, a file to save, a place to go; a rule or a heading between them. */
export type MenuEntry =
  | { kind: "rule" }
  | { kind: "heading"; text: string }
  | { kind: "do"; label: string; hint?: string; onSelect: () => void }
  | { kind: "save"; label: string; hint?: string; href: string; fileName?: string }
  /** Without an address it cannot be done now. */
  | { kind: "go"; label: string; href: string | undefined };

export type MenuProps = { button: ButtonProps; entries: readonly MenuEntry[] };

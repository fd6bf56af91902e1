/** What a key asks for, where nobody is typing. */
export type KeyWish =
  | { kind: "palette" }
  | { kind: "keys" }
  | { kind: "search" }
  | { kind: "row"; step: -1 | 1 }
  | { kind: "go"; href: string };

type Pressed = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; isTyping: boolean };

const GOES: Record<string, string> = {
  h: "/",
  c: "/compare",
  f: "/findings",
  r: "/runs",
  s: "/status",
  t: "/trends",
};

/** The wish of a key after `before` (the key pressed just before it); undefined leaves the key to the browser. */
export function wishOf(pressed: Pressed, before: string | undefined): KeyWish | undefined {
  const { key, ctrlKey, metaKey, altKey, isTyping } = pressed;
  if ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === "k") return { kind: "palette" };
  if (isTyping || ctrlKey || metaKey || altKey) return undefined;
  const href = before === "g" ? GOES[key] : undefined;
  if (href !== undefined) return { kind: "go", href };
  if (key === "/") return { kind: "search" };
  if (key === "?") return { kind: "keys" };
  if (key === "j" || key === "k") return { kind: "row", step: key === "j" ? 1 : -1 };
  return undefined;
}

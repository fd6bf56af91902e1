import type { MouseEvent } from "react";
import { classNames } from "@/components/ui/class-names.ts";
import { type LogColour, toLogSpans } from "./log-text.ts";

/** The terminal's colours in the page's own, legible in both themes. */
const COLOURS: Record<LogColour, string> = {
  black: "text-ink-3",
  red: "text-bad",
  green: "text-ok",
  yellow: "text-warn",
  blue: "text-accent",
  magenta: "text-accent",
  cyan: "text-ok",
  white: "text-ink",
};

export type LogLineProps = {
  number: number;
  text: string;
  /** Seconds since its attempt began, as they are shown. */
  offset: string;
  /** `#12` where another step's output begins. */
  stepMark?: string | undefined;
  query?: string;
  isChosen?: boolean;
  isFound?: boolean;
  onChoose?: (number: number, isExtending: boolean) => void;
};

/** One line: its number (a link to it), when it came, and its text, which is text and nothing else. */
export function LogLine({
  number,
  text,
  offset,
  stepMark,
  query = "",
  isChosen,
  isFound,
  onChoose,
}: LogLineProps) {
  const choose = onChoose
    ? (event: MouseEvent) => {
        event.preventDefault();
        onChoose(number, event.shiftKey);
      }
    : undefined;
  return (
    <div
      id={`L${number}`}
      className={classNames(
        "h-[19px] whitespace-pre pr-4",
        isChosen && "bg-accent-wash shadow-[inset_2px_0_var(--accent)]",
        isFound && !isChosen && "bg-sunken",
      )}
    >
      <a
        href={`#L${number}`}
        onClick={choose}
        aria-current={isChosen ? "true" : undefined}
        className="inline-block w-[60px] select-none pr-3.5 text-right text-ink-3 no-underline -outline-offset-2 hover:text-accent"
      >
        {number}
      </a>
      <span className="inline-block w-[60px] select-none pr-3.5 text-right text-ink-3">{offset}</span>
      <span className="inline-block w-[40px] select-none text-ink-3">{stepMark}</span>
      <bdi dir="ltr">
        {toLogSpans(text, query).map((span, index) => {
          const names = classNames(
            span.colour && COLOURS[span.colour],
            span.isBold && (span.colour ? "font-semibold" : "font-semibold text-ink"),
            span.isDim && "text-ink-3",
          );
          return span.isMatch ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: spans have no other identity, and never move
            <mark key={index} className="bg-[color-mix(in_oklab,var(--warn)_34%,var(--bg))] text-ink">
              {span.text}
            </mark>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: spans have no other identity, and never move
            <span key={index} className={names || undefined}>
              {span.text}
            </span>
          );
        })}
      </bdi>
    </div>
  );
}

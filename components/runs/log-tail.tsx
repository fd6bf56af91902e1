import { LogLine } from "./log-line.tsx";

/** The end of a log as the server rendered it, for readers without JavaScript and for the first moment. */
export type LogTail = { firstLine: number; lines: readonly string[] };

export function PlainLogTail({ tail }: { tail: LogTail }) {
  const numbered = tail.lines.map((text, index) => ({ text, number: tail.firstLine + index }));
  return (
    <>
      {tail.firstLine > 1 ? (
        <p className="px-3.5 pb-2 text-ink-3">from line {tail.firstLine} on; the raw log has all lines</p>
      ) : null}
      {numbered.map(({ number, text }) => (
        <LogLine key={number} number={number} text={text} offset="" />
      ))}
    </>
  );
}

import { classNames } from "@/components/ui/class-names.ts";

const LINES_BEFORE = 5;
const LINES_AFTER = 2;

/** The lines of lab/Dockerfile around the one that failed, that one marked. */
export function DockerfileExcerpt({ lines, failing }: { lines: readonly string[]; failing: number }) {
  if (failing < 1 || failing > lines.length) return null;
  const first = Math.max(1, failing - LINES_BEFORE);
  const shown = lines
    .slice(first - 1, failing + LINES_AFTER)
    .map((text, index) => ({ text, number: first + index }));
  return (
    <pre className="mono overflow-x-auto rounded-control border border-rule bg-bg py-2 text-ink-2 leading-[19px]">
      {shown.map(({ text, number }) => (
        <div
          key={number}
          className={classNames(
            "min-w-max pr-4",
            number === failing && "bg-bad-wash text-bad shadow-[inset_2px_0_var(--bad)]",
          )}
        >
          <span className="inline-block w-[52px] select-none pr-3.5 text-right text-ink-3">{number}</span>
          {text}
        </div>
      ))}
    </pre>
  );
}

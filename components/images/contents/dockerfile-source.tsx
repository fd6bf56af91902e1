import { Disclosure } from "@/components/ui/disclosure.tsx";

/** lab/Dockerfile as it is now, each line with an anchor; those that made this image are marked. */
export function DockerfileSource({
  lines,
  marked,
}: {
  lines: readonly string[];
  marked: ReadonlySet<number>;
}) {
  if (lines.length === 0) return null;
  return (
    <Disclosure summary="Show lab/Dockerfile, with the lines that made this image marked">
      <pre className="mono max-h-[480px] overflow-auto rounded-plate border border-rule bg-plate py-2 text-ink-2 leading-[19px]">
        {lines.map((text, index) => {
          const number = index + 1;
          return (
            <div
              key={number}
              id={`dockerfile-${number}`}
              className={
                marked.has(number)
                  ? "min-w-max scroll-mt-40 pr-4 text-ink shadow-[inset_2px_0_var(--accent)] target:bg-accent-wash"
                  : "min-w-max pr-4 target:bg-accent-wash"
              }
            >
              <span className="inline-block w-[52px] select-none pr-3.5 text-right text-ink-3">{number}</span>
              {text}
            </div>
          );
        })}
      </pre>
    </Disclosure>
  );
}

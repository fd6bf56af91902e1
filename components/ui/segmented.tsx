import { Link } from "@/components/ui/link.tsx";
import { classNames } from "./class-names.ts";

export type Segment = { label: string; href: string; current: boolean };

/** A choice of a few that lives in the URL: links, so that it works without JavaScript. */
export function Segmented({ label, segments }: { label: string; segments: readonly Segment[] }) {
  return (
    <fieldset className="m-0 inline-flex print:hidden h-9 min-w-0 flex-auto rounded-control border border-rule-2 p-0 md:h-8 md:flex-none">
      <legend className="sr-only">{label}</legend>
      {segments.map((segment, index) => (
        <Link
          key={segment.label}
          href={segment.href}
          scroll={false}
          aria-current={segment.current ? "true" : undefined}
          className={classNames(
            "flex flex-1 items-center justify-center whitespace-nowrap px-2.5 text-caption no-underline -outline-offset-2 transition-colors duration-[120ms]",
            index > 0 && "border-rule border-l",
            segment.current ? "bg-sunken font-semibold text-ink" : "text-ink-2 hover:text-ink",
          )}
        >
          {segment.label}
        </Link>
      ))}
    </fieldset>
  );
}

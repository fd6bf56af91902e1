import type { ReactNode } from "react";

/** Heading, a hint beside it, tools at the right end. */
export function SectionHead({
  id,
  title,
  hint,
  tools,
}: {
  id?: string;
  title: string;
  hint?: ReactNode;
  tools?: ReactNode;
}) {
  return (
    <div className="mb-4 flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <h2 id={id} className="text-ink text-section">
        {title}
      </h2>
      {hint ? <p className="order-3 w-full text-caption text-ink-3 md:order-none md:w-auto">{hint}</p> : null}
      {tools ? <div className="ml-auto flex flex-wrap items-center gap-0.5 self-center">{tools}</div> : null}
    </div>
  );
}

/** A part of a page between two hairlines; `isHalf` where it stands in `Halves`. */
export function Section({
  id,
  title,
  hint,
  tools,
  isHalf,
  children,
}: {
  id: string;
  title: string;
  hint?: ReactNode;
  tools?: ReactNode;
  isHalf?: boolean;
  children: ReactNode;
}) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className={`border-rule border-t pt-6 pb-7 md:pt-7 md:pb-9 ${isHalf ? "min-w-0 lg:border-t-0" : ""}`}
    >
      <SectionHead id={`${id}-title`} title={title} hint={hint} tools={tools} />
      {children}
    </section>
  );
}

/** Two sections side by side where there is room, under one hairline. */
export function Halves({ children }: { children: ReactNode }) {
  return <div className="border-rule lg:grid lg:grid-cols-2 lg:gap-x-16 lg:border-t">{children}</div>;
}

/** A quiet link at a section's right end. */
export function ToolLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      className="rounded-control px-2 py-1 text-caption text-ink-3 no-underline hover:bg-sunken hover:text-ink pointer-coarse:py-2"
    >
      {children}
    </a>
  );
}

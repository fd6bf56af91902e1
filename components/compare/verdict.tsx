import { classNames } from "@/components/ui/class-names.ts";
import { Disclosure } from "@/components/ui/disclosure.tsx";
import { VariantGlyph } from "@/components/ui/variant-glyph.tsx";
import type { VerdictPart } from "@/lib/compare/verdict.ts";

/** A figure and its unit stay on one line. */
const keepUnits = (text: string) => text.replace(/(\d) (?=%|[kMG]i?B\b)/g, "$1\u00a0");

/** Where the evidence for a part is: on this page, or on the page that `base` names. */
function Part({ part, base }: { part: VerdictPart; base: string }) {
  switch (part.kind) {
    case "text":
      return keepUnits(part.text);
    case "name":
      return <span className="whitespace-nowrap">{part.text}</span>;
    case "evidence":
      return (
        <a
          href={`${base}#${part.anchor}`}
          className={classNames("decoration-rule-3", /^\d/.test(part.text) && "font-semibold text-ink")}
        >
          {keepUnits(part.text)}
        </a>
      );
    case "variant":
      return (
        <a
          href={`/images/${part.imageId}`}
          className="whitespace-nowrap font-semibold text-ink decoration-rule-3"
        >
          <VariantGlyph variant={part.variant} className="mr-[0.3em] size-[0.62em]! align-[0.02em]" />
          {part.text}
        </a>
      );
  }
}

/** The comparison in a few sentences; every figure leads to where it comes from. */
export function Verdict({
  parts,
  base = "",
  rules,
}: {
  parts: readonly VerdictPart[];
  base?: string;
  /** The rules that made the sentences, to be opened below them. */
  rules?: readonly string[];
}) {
  const sentences = (
    <p className="max-w-[46em] text-pretty text-ink-2 text-verdict-sm md:text-verdict">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sentence's parts have no other name and never move
        <Part key={index} part={part} base={base} />
      ))}
    </p>
  );
  if (!rules) return sentences;
  return (
    <div>
      {sentences}
      <Disclosure summary="How this is said">
        <ul className="max-w-[80ch] list-disc pl-5">
          {rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </Disclosure>
    </div>
  );
}

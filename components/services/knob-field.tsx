import { useId } from "react";
import { Select } from "@/components/ui/select.tsx";
import { getKnob, type KnobKey } from "@/lib/variants/knobs.ts";

/** One setting of a recipe; a choice that a service cannot be compiled with says why below. */
export function KnobField({
  knob: key,
  value,
  whyNot,
  onTurn,
}: {
  knob: KnobKey;
  value: string;
  whyNot: (value: string) => string | undefined;
  onTurn: (value: string) => void;
}) {
  const id = useId();
  const { title, why, choices } = getKnob(key);
  const offered = choices.map((choice) => ({
    value: String(choice.value),
    words: choice.words,
    reason: whyNot(String(choice.value)),
  }));
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium text-caption text-ink" title={why}>
        {title}
      </label>
      <Select
        id={id}
        className="w-full"
        value={value}
        aria-describedby={`${id}-why`}
        onChange={(event) => onTurn(event.target.value)}
      >
        {offered.map((choice) => (
          <option key={choice.value} value={choice.value} disabled={choice.reason !== undefined}>
            {choice.reason === undefined ? choice.words : `${choice.words} (not offered)`}
          </option>
        ))}
      </Select>
      <div id={`${id}-why`} className="mt-1 grid gap-1 text-axis text-ink-3">
        <p>{why}</p>
        {offered.map(({ value: each, reason }) => (reason === undefined ? null : <p key={each}>{reason}</p>))}
      </div>
    </div>
  );
}

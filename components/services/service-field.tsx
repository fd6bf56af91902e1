import { type ComponentProps, useId } from "react";
import type { FieldProblem } from "@/components/api/use-ask.ts";
import { Input, Label } from "@/components/ui/field.tsx";

/** A field of a service's form: below it what is wrong with it by the server's words, and what may stand there. */
export function ServiceField({
  name,
  label,
  remark,
  problem,
  ...input
}: ComponentProps<"input"> & {
  name: string;
  label: string;
  remark?: string;
  problem: FieldProblem | undefined;
}) {
  const id = useId();
  const isWrong = problem?.field === name;
  return (
    <>
      <Label htmlFor={id} className="first:mt-0">
        {label}
      </Label>
      <Input
        id={id}
        name={name}
        autoComplete="off"
        aria-invalid={isWrong}
        aria-describedby={`${id}-wrong ${id}-remark`}
        {...input}
      />
      <p
        id={`${id}-wrong`}
        role="alert"
        className="mt-1 text-bad text-caption empty:hidden [overflow-wrap:anywhere]"
      >
        {isWrong ? problem.message.replace(/^`[\w.]+`: /, "") : null}
      </p>
      <p id={`${id}-remark`} className="mt-1 text-axis text-ink-3 empty:hidden [overflow-wrap:anywhere]">
        {remark}
      </p>
    </>
  );
}

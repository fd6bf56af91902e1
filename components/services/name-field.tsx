import type { FieldProblem } from "@/components/api/use-ask.ts";
import { ServiceField } from "./service-field.tsx";

/** The name of a new service, which stands in URLs and in the names of images. */
export function NameField({
  placeholder,
  problem,
}: {
  placeholder: string;
  problem: FieldProblem | undefined;
}) {
  return (
    <ServiceField
      name="name"
      label="Name"
      problem={problem}
      required
      maxLength={60}
      pattern="[a-z0-9]+(-+[a-z0-9]+)*"
      title="small letters and digits, with dashes between them"
      placeholder={placeholder}
    />
  );
}

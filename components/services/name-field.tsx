import { Input, Label } from "@/components/ui/field.tsx";

/** The name of a new service, which stands in URLs and in the names of images. */
export function NameField({ id, placeholder }: { id: string; placeholder: string }) {
  return (
    <>
      <Label htmlFor={id} className="mt-0">
        Name
      </Label>
      <Input
        id={id}
        name="name"
        required
        maxLength={60}
        pattern="[a-z0-9]+(-+[a-z0-9]+)*"
        title="small letters and digits, with dashes between them"
        placeholder={placeholder}
        autoComplete="off"
      />
    </>
  );
}

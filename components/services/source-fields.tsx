import type { FieldProblem } from "@/components/api/use-ask.ts";
import type { GivenSource } from "@/lib/services/schemas.ts";
import type { AllowedPlaces } from "./allowed-places.ts";
import { ServiceField } from "./service-field.tsx";

/** Where the source of a service is, of the kind that was chosen; nothing can be typed where an operator allows none. */
export function SourceFields({
  kind,
  allowed,
  given = {},
  problem,
}: {
  kind: "git" | "path";
  allowed: AllowedPlaces;
  /** What it is now. */
  given?: GivenSource | undefined;
  problem: FieldProblem | undefined;
}) {
  const places = allowed[kind];
  const known = places.join(" or ");
  const start = (places[0] ?? "").replace(/\/$/, "");
  return (
    <fieldset disabled={places.length === 0} className="min-w-0">
      {kind === "git" ? (
        <>
          <ServiceField
            name="git"
            label="Address"
            problem={problem}
            required
            defaultValue={given.git}
            placeholder={start === "" ? "" : `https://${start}/team/ledger.git`}
            remark={
              start === ""
                ? "No host is allowed: IMAGE_DIET_GIT_HOSTS names those that are."
                : `From ${known}. Its newest commit is taken now, and whenever you ask for it.`
            }
          />
          <ServiceField
            name="ref"
            label="Branch or tag, if not the default one"
            problem={problem}
            maxLength={200}
            defaultValue={given.ref}
          />
        </>
      ) : (
        <ServiceField
          name="path"
          label="Folder"
          problem={problem}
          required
          defaultValue={given.path}
          placeholder={start === "" ? "" : `${start}/…`}
          remark={
            start === ""
              ? "No folder is allowed: IMAGE_DIET_SOURCE_ROOTS names those that are."
              : `Below ${known}. It is read anew for every run.`
          }
        />
      )}
      <ServiceField
        name="package"
        label="Package, if its manifest is a workspace’s"
        problem={problem}
        maxLength={64}
        defaultValue={given.package}
      />
    </fieldset>
  );
}

import { AskButton } from "@/components/api/ask-button.tsx";
import type { ServiceOverview } from "@/lib/services/schemas.ts";
import { AddProgram } from "./add-program.tsx";
import type { AllowedPlaces } from "./allowed-places.ts";
import { ArchiveService } from "./archive-service.tsx";
import { EditService } from "./edit-service.tsx";

/** What can be done with a service beside building it. */
export function ServiceDeeds({
  overview: { service, given },
  allowed,
}: {
  overview: ServiceOverview;
  allowed: AllowedPlaces;
}) {
  const { slug, kind, isDefault } = service;
  const path = `/services/${encodeURIComponent(slug)}`;
  const isOwn = kind !== "lab";
  if (!isOwn && isDefault) return null;
  return (
    <div className="flex flex-wrap items-center justify-end gap-2 py-2">
      {kind === "git" ? (
        <AskButton
          path={`${path}/fetch`}
          look="default"
          aria-label={`Fetch the newest commit of ${slug}`}
          doing="Fetching…"
        >
          Fetch newest commit
        </AskButton>
      ) : null}
      {kind === "prebuilt" ? <AddProgram folders={allowed.prebuilt} replaced={slug} /> : null}
      {isDefault ? null : (
        <AskButton
          path={path}
          method="PATCH"
          body={{ isDefault: true }}
          look="default"
          aria-label={`Show at the start page: ${slug}`}
        >
          Show at the start page
        </AskButton>
      )}
      {isOwn ? <EditService service={service} given={given} allowed={allowed} /> : null}
      {isOwn && !isDefault ? <ArchiveService service={slug} /> : null}
    </div>
  );
}

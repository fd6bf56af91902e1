"use client";

import { Button } from "@/components/ui/button.tsx";
import { latePart } from "@/components/ui/late-part.tsx";
import { useLateDialog } from "@/components/ui/use-late-dialog.ts";
import type { EditedService } from "./edit-service-dialog.tsx";

const EditServiceDialog = latePart(() =>
  import("./edit-service-dialog.tsx").then((module) => module.EditServiceDialog),
);

/** Changes what a service is called, says of itself and is made of. */
export function EditService(edited: EditedService) {
  const { isWanted, button, dialog } = useLateDialog();
  return (
    <>
      <Button size="small" aria-label={`Edit ${edited.service.slug}`} {...button}>
        Edit…
      </Button>
      {isWanted ? <EditServiceDialog {...edited} {...dialog} /> : null}
    </>
  );
}

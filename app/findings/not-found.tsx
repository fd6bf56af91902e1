import type { Metadata } from "next";
import { UnknownPlace } from "@/components/layout/unknown-place.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function UnknownFindings() {
  return (
    <UnknownPlace
      title="Findings"
      names="a service, a run, an image or a scan"
      again={{ href: "/findings", label: "Findings of the default service" }}
    />
  );
}

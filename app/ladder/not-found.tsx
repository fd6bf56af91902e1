import type { Metadata } from "next";
import { UnknownPlace } from "@/components/layout/unknown-place.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function UnknownClimber() {
  return (
    <UnknownPlace
      title="Ladder"
      names="a service"
      again={{ href: "/ladder", label: "Ladder of the default service" }}
    />
  );
}

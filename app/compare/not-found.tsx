import type { Metadata } from "next";
import { UnknownPlace } from "@/components/layout/unknown-place.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function UnknownComparison() {
  return (
    <UnknownPlace
      title="Compare"
      names="a service, a run or an image"
      again={{ href: "/compare", label: "Open the default comparison" }}
    />
  );
}

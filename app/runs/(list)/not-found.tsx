import type { Metadata } from "next";
import { UnknownPlace } from "@/components/layout/unknown-place.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function UnknownService() {
  return <UnknownPlace title="Runs" names="a service" again={{ href: "/runs", label: "All runs" }} />;
}

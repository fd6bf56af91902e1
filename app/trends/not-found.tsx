import type { Metadata } from "next";
import { UnknownPlace } from "@/components/layout/unknown-place.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function UnknownService() {
  return (
    <UnknownPlace
      title="Trends"
      names="a service"
      again={{ href: "/trends", label: "Trends of the default service" }}
    />
  );
}

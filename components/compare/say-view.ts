import { shortDigest } from "@/lib/format.ts";

/** What a comparison's query says it shows, in a few words: `whoami: scratch, alpine: recipe small, against alpine`. */
export function sayView(query: string): string {
  const params = new URLSearchParams(query);
  const images = params.get("images")?.split(",").length;
  const words = [
    params.get("service") ?? "",
    images ? `${images} picked images` : (params.get("variants")?.replaceAll(",", ", ") ?? "five variants"),
    params.get("recipe") ? `recipe ${params.get("recipe")}` : "",
  ];
  const how = [
    params.get("run") ? `run ${params.get("run")}` : "",
    params.get("ref") ? `against ${sayReference(params.get("ref") ?? "")}` : "",
    params.get("at") ? `as of ${params.get("at")?.slice(0, 16).replace("T", " ")}` : "",
  ];
  return [words.filter(Boolean).join(": "), ...how].filter(Boolean).join(", ");
}

/** A variant's name, or an image's digest made short. */
function sayReference(reference: string): string {
  return /^(?:sha256:)?[0-9a-f]{12,}$/.test(reference) ? shortDigest(reference) : reference;
}

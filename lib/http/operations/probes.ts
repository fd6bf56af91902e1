import { z } from "zod";
import { newestProbe, probeView } from "../../probes/schemas.ts";
import { startProbeInput } from "../../probes/start-probe.ts";
import { operation } from "../operation.ts";
import { imageParams, noBody, nothing, queryInteger } from "./parts.ts";

const probeParams = z.object({ id: z.uuid("is no probe id (a UUID)") });
const probeAnswer = z.object({ probe: probeView });

export const startProbeOperation = operation({
  id: "startProbe",
  method: "post",
  path: "/probes",
  summary:
    "Run images as production would (no root, read-only, no capabilities) and measure start, memory, stop, HTTPS and throughput, in turns",
  params: nothing,
  query: nothing,
  body: startProbeInput,
  answers: {
    202: { description: "Queued", schema: probeAnswer },
    200: { description: "These images were being probed already: that probe", schema: probeAnswer },
  },
  errors: ["unauthorized", "not-found", "conflict", "gone", "database-unavailable"],
});

export const listNewestProbesOperation = operation({
  id: "listNewestProbes",
  method: "get",
  path: "/probes",
  summary: "Of each image the probe that was asked for last, and its state",
  params: nothing,
  query: z.object({
    images: z
      .string()
      .max(2000)
      .transform((text) => text.split(",").filter((id) => id !== ""))
      .describe("full image ids, separated by commas"),
  }),
  body: noBody,
  answers: {
    200: {
      description: "An image that was never probed is left out",
      schema: z.object({ probes: z.array(newestProbe) }),
    },
  },
  errors: ["database-unavailable"],
});

export const getProbeOperation = operation({
  id: "getProbe",
  method: "get",
  path: "/probes/{id}",
  summary:
    "One probe: what it waits for or does, and what was seen of each image, raw samples and log included",
  params: probeParams,
  query: nothing,
  body: noBody,
  answers: { 200: { description: "The probe", schema: probeAnswer } },
  errors: ["not-found", "database-unavailable"],
});

export const listProbesOperation = operation({
  id: "listProbes",
  method: "get",
  path: "/images/{imageId}/probes",
  summary: "The probes that an image was in, the newest first",
  params: imageParams,
  query: z.object({ limit: queryInteger(1, 100).default(20) }),
  body: noBody,
  answers: { 200: { description: "The probes", schema: z.object({ probes: z.array(probeView) }) } },
  errors: ["not-found", "database-unavailable"],
});

export const cancelProbeOperation = operation({
  id: "cancelProbe",
  method: "post",
  path: "/probes/{id}/cancel",
  summary: "Cancel a probe",
  params: probeParams,
  query: nothing,
  body: noBody,
  answers: { 202: { description: "It stops as soon as its worker sees it", schema: probeAnswer } },
  errors: ["unauthorized", "not-found", "conflict", "database-unavailable"],
});

import { type RowSpec, text } from "./row-spec.ts";

/** What the image's configuration says about its start. */
export const RUNTIME_ROWS: readonly RowSpec[] = [
  {
    id: "ports",
    label: "Ports",
    explanation: "What the image says it listens on.",
    read: ({ image }) => ({ value: text(image.config.exposedPorts.join(", ") || "none") }),
  },
  {
    id: "entrypoint",
    label: "Entrypoint",
    explanation: "What is started.",
    read: ({ image }) => ({
      value: text([...image.config.entrypoint, ...image.config.cmd].join(" ") || "none"),
    }),
  },
  {
    id: "workdir",
    label: "Working directory",
    explanation: "Where it is started.",
    read: ({ image }) => ({ value: text(image.config.workingDir || "/") }),
  },
];

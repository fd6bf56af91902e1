import type { Logger } from "pino";
import type { ResolveBase } from "../bases/types.ts";
import type { Db } from "../db/client.ts";
import type { Engine } from "../engine/types.ts";
import type { Env } from "../env.ts";
import type { ByteSource } from "../oci/byte-source.ts";
import type { KnownImage } from "../oci/known-layers.ts";
import type { OpenCollector } from "../oci/layer-reader.ts";
import type { MeasuredImage } from "../oci/types.ts";
import type { EngineStatus } from "../status/schemas.ts";

/** The parts of the project that only a worker uses, given to it by bin/worker.ts. */
export type WorkerTools = {
  findEngineHost: (env: Env) => Promise<string | undefined>;
  probeEngine: (host: string | undefined) => Promise<EngineStatus>;
  connectEngine: (host: string) => Engine;
  resolveBase: ResolveBase;
  measureImage: (
    archive: ByteSource,
    options: {
      baseDiffIds: readonly string[];
      signal: AbortSignal;
      openCollector?: OpenCollector | undefined;
      known?: KnownImage | undefined;
      compress?: boolean | undefined;
    },
  ) => Promise<MeasuredImage>;
};

export type WorkerContext = {
  /** This worker's own id; a new one for each process. */
  id: string;
  db: Db;
  env: Env;
  log: Logger;
  tools: WorkerTools;
};

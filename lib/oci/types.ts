/** The image's config as the OCI image specification has it, the parts that are read. */
export type ImageConfig = {
  architecture: string;
  os: string;
  created?: string;
  config: {
    User?: string;
    WorkingDir?: string;
    Entrypoint?: string[];
    Cmd?: string[];
    Env?: string[];
    ExposedPorts?: Record<string, unknown>;
    Labels?: Record<string, string>;
  };
  rootfs: { diff_ids: string[] };
  history: { created?: string; created_by?: string; empty_layer?: boolean; comment?: string }[];
};

export type MeasuredLayer = {
  index: number;
  /** sha256 of the uncompressed tar */
  diffId: string;
  /** sha256 of the gzip level 6 blob; unknown where it was not asked for */
  digest: string | undefined;
  /** sizes of the regular files, added up */
  sizeBytes: number;
  tarBytes: number;
  compressedBytes: number | undefined;
  fileCount: number;
  createdBy: string;
  fromBase: boolean;
};

export type MeasuredBinary = { path: string; sizeBytes: number; sha256: string };

/** What one streaming pass over an image's export finds. */
export type MeasuredImage = {
  /** Digest of the config. */
  imageId: string;
  /** What engines with a containerd image store call the image: digests of the indexes and the manifest that lead to it. */
  manifestDigests: string[];
  config: ImageConfig;
  /** The config file's very bytes as text. */
  configText: string;
  layers: MeasuredLayer[];
  sizeBytes: number;
  /** Unknown where that of a layer is. */
  compressedBytes: number | undefined;
  fileCount: number;
  /** Adds up to sizeBytes: files of the base's layers (certificates apart), the service's binary, CA bundles, the rest. */
  breakdown: { baseBytes: number; binaryBytes: number; certificatesBytes: number; otherBytes: number };
  binary: MeasuredBinary | undefined;
  /** dive's definitions, see DESIGN.md */
  efficiencyRatio: number;
  wastedBytes: number;
  reclaimableBytes: number;
};

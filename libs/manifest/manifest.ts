import type { Instant, Json, Position, TimeBasis } from '@ledgerdesk/kernel';

/** The format of manifests. A higher number is not read. */
export const MANIFEST_FORMAT = 'ledgerdesk-manifest/1';

/** What can be asked of a log. */
export const QUESTION_KINDS = [
  'report',
  'facts',
  'read-model',
  'replay',
  'lineage',
  'diff',
  'what-if',
  'export',
  'sql',
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** What was asked: enough to ask it again. */
export interface Question {
  readonly kind: QuestionKind;
  /** Name of the report or read model. */
  readonly name: string;
  /** Every parameter that the answer depends on, with defaults filled in. */
  readonly parameters: Readonly<Record<string, Json>>;
}

/** The number of rows of an answer, and their digest: see `RowsDigest`. */
export interface DigestedRows {
  readonly count: number;
  /** In lower-case hex. */
  readonly sha256: string;
}

/** The code of a read model that an answer was computed with. */
export interface ManifestProjection {
  readonly name: string;
  /** 0 for a projection that is not part of the release. */
  readonly version: number;
  /** SHA-256 of its file in the folder `read-models` of the build; null if the code was not built. */
  readonly sha256: string | null;
}

/** A version of a policy file. */
export interface ManifestPolicy {
  readonly file: string;
  readonly version: string;
  /** SHA-256 of its contents as canonical JSON (RFC 8785), in lower-case hex. */
  readonly sha256: string;
}

/** A signed checkpoint of the tree of the log. */
export interface ManifestCheckpoint {
  readonly origin: string;
  /** Number of leaves. */
  readonly size: number;
  /** Root hash, in base64. */
  readonly root: string;
  /** The signed note. */
  readonly note: string;
}

/** What an answer was computed from, so that anybody with the log can compute it again and compare it. */
export interface Manifest {
  readonly format: typeof MANIFEST_FORMAT;
  readonly question: Question;
  /** SHA-256 of the question with `by`, `at` and `masked`, in lower-case hex: see `questionDigest`. */
  readonly questionSha256: string;
  /** Digest of each part of the question, which tells the one that was changed: see `questionPartDigests`. */
  readonly questionParts?: Readonly<Record<string, string>>;
  /** The log, and the position up to which it was read. */
  readonly log: { readonly id: string; readonly epoch: number; readonly position: Position };
  /** Whether an instant selected events by when they were recorded or occurred. */
  readonly by: TimeBasis;
  /** The instant as of which was asked. Absent for a position, and for the current state. */
  readonly at?: Instant;
  /** The release, and the SHA-256 of its build; null if the code was not built. */
  readonly code: { readonly version: string; readonly build: string | null };
  readonly projections: readonly ManifestProjection[];
  /** Every version of each policy file that decisions had used up to the position: at most the newest 1,000. */
  readonly policies: readonly ManifestPolicy[];
  /** Version of the time-zone data. */
  readonly timeZoneData: string;
  readonly rows: DigestedRows;
  /** True if personal fields were masked. Absent if they were shown. */
  readonly masked?: true;
  /** The newest signed checkpoint, if it covers the position. */
  readonly checkpoint?: ManifestCheckpoint;
}

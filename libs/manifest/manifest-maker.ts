import { readEpoch, type ReadableLog } from '@ledgerdesk/event-store';
import { comparePositions, type Instant, type Position, type TimeBasis } from '@ledgerdesk/kernel';
import type { StoredTree } from '@ledgerdesk/tree-store';
import {
  type DigestedRows,
  type Manifest,
  MANIFEST_FORMAT,
  type ManifestCheckpoint,
  type ManifestProjection,
  type Question,
} from './manifest.js';
import { questionDigest, questionPartDigests } from './question-digest.js';
import { UsedPolicies } from './used-policies.js';

/** The log and the code that answers are computed from. */
export interface ManifestSource {
  readonly log: Pick<ReadableLog, 'logId' | 'readStream'>;
  readonly code: Manifest['code'];
  /** SHA-256 of the code of each projection, by name: see `ManifestProjection`. */
  readonly projectionHashes: Readonly<Record<string, string>>;
  /** Version of the time-zone data. */
  readonly timeZoneData: string;
  /** The tree of the log in its current epoch, if there is one. */
  readonly tree?: Pick<StoredTree, 'origin' | 'lastCheckpoint'> | undefined;
}

/** A projection that an answer was computed with. `version`: of its rows, which may be that of an earlier release. */
export type AnsweringProjection = Pick<ManifestProjection, 'name' | 'version'> &
  (
    | {
        /** True if this release has the code of the version. */
        readonly isCurrent: boolean;
      }
    | {
        /** SHA-256 of the code of a projection that is not part of the release. */
        readonly sha256: string;
      }
  );

/** An answer to be described. */
export interface Answered {
  readonly question: Question;
  /** Position up to which the log was read. */
  readonly position: Position;
  readonly by?: TimeBasis | undefined;
  readonly at?: Instant | undefined;
  readonly projections: readonly AnsweringProjection[];
  readonly rows: DigestedRows;
  readonly masked?: boolean;
}

/**
 * Makes the manifests of answers. Keep one per log: it remembers the policies that it has read.
 *
 * @example
 * const manifests = new ManifestMaker({ log, code, projectionHashes, timeZoneData, tree });
 * const manifest = await manifests.manifestOf({ question, position, projections, rows: digestOf(rows) });
 */
export class ManifestMaker {
  readonly #policies: UsedPolicies;

  constructor(private readonly source: ManifestSource) {
    this.#policies = new UsedPolicies(source.log);
  }

  /** The manifest of an answer. */
  async manifestOf(answered: Answered): Promise<Manifest> {
    const { log, code, timeZoneData } = this.source;
    const { question, position, by = 'recorded', at, projections, rows, masked = false } = answered;
    const [epoch, policies, checkpoint] = await Promise.all([
      readEpoch(log),
      this.#policies.at(position),
      this.#checkpoint(position),
    ]);
    const asked = { question, by, ...(at !== undefined && { at }), ...(masked && { masked }) };
    return {
      format: MANIFEST_FORMAT,
      question,
      questionSha256: questionDigest(asked),
      questionParts: questionPartDigests(asked),
      log: { id: log.logId, epoch, position },
      by,
      ...(at !== undefined && { at }),
      code,
      projections: projections.map((projection) => this.#projection(projection)),
      policies,
      timeZoneData,
      rows,
      ...(masked && { masked }),
      ...(checkpoint && { checkpoint }),
    };
  }

  #projection(projection: AnsweringProjection): ManifestProjection {
    const { name, version } = projection;
    if ('sha256' in projection) return projection;
    return { name, version, sha256: projection.isCurrent ? (this.source.projectionHashes[name] ?? null) : null };
  }

  /** The newest checkpoint; undefined if it was signed before the event at the position. */
  async #checkpoint(position: Position): Promise<ManifestCheckpoint | undefined> {
    const { tree } = this.source;
    const last = await tree?.lastCheckpoint();
    if (!tree || !last || comparePositions(last.position, position) < 0) return undefined;
    const { size, root, note } = last;
    return { origin: tree.origin, size, root: Buffer.from(root).toString('base64'), note };
  }
}

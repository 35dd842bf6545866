import type { Policies } from '@ledgerdesk/domain';
import type { Evolver, Instant } from '@ledgerdesk/kernel';
import type { LoadedStream } from './loaded-stream.js';
import { type PolicySource, policyVersion } from './policies/policy-versions.js';
import type { PolicyTimeline } from './policies/policy-timeline.js';
import { TrackedPolicies } from './policies/tracked-policies.js';
import type { StreamCache } from './stream-cache.js';

/**
 * Reads what a decision needs besides its own stream: other streams, and the policies in force at the decision's
 * instant. Records the stream revisions and the policy versions that were read, for the metadata of the events.
 */
export class FactReader {
  /** Policies in force at `at`. */
  readonly policies: Policies;
  private readonly streamRevisions: Record<string, number> = {};
  #restsOnCache = false;
  private readonly policyReads = new Map<PolicySource, Set<Policies>>();

  constructor(
    private readonly streams: Pick<StreamCache, 'isCurrent' | 'cached' | 'known' | 'read'>,
    private readonly timeline: PolicyTimeline,
    /** The instant of the decision. */
    readonly at: Instant,
    /** Whether streams that are known need not be read. See `StreamCache.load`. */
    private readonly mayRest = true,
  ) {
    this.policies = this.policiesAt(at);
  }

  /** Policies in force at another instant. */
  policiesAt(instant: Instant): Policies {
    return new TrackedPolicies(this.timeline.at(instant), (source, policies) => {
      const reads = this.policyReads.get(source);
      if (reads) reads.add(policies);
      else this.policyReads.set(source, new Set([policies]));
    });
  }

  /** True if a state was used that was not read for this decision. */
  get restsOnCache(): boolean {
    return this.#restsOnCache;
  }

  /** The current state of another stream. */
  async read<State>(decider: Evolver<State>, stream: string): Promise<State> {
    const { state, revision } = await this.load(decider, stream);
    this.streamRevisions[stream] = revision;
    return state;
  }

  /** The current state of a stream whose revision the decision does not record. */
  async peek<State>(decider: Evolver<State>, stream: string): Promise<State> {
    return (await this.load(decider, stream)).state;
  }

  /** Revisions of the streams read so far, by stream name; -1 for an empty stream. */
  get revisions(): Readonly<Record<string, number>> {
    return this.streamRevisions;
  }

  /** Versions of the policy sources read so far; several versions of one source are separated by `, `. */
  get versions(): Readonly<Record<string, string>> {
    const listed: Record<string, string> = {};
    for (const [source, reads] of this.policyReads) {
      const versions = new Set<string>();
      for (const policies of reads) versions.add(policyVersion(policies, source));
      listed[source] = [...versions].join(', ');
    }
    return listed;
  }

  private load<State>(decider: Evolver<State>, stream: string): LoadedStream<State> | Promise<LoadedStream<State>> {
    const cached = this.mayRest && this.streams.isCurrent ? this.streams.cached(decider, stream) : undefined;
    this.#restsOnCache ||= cached !== undefined;
    return cached ?? this.streams.known<State>(stream) ?? this.streams.read(decider, stream);
  }
}

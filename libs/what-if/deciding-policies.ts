import { combinePolicies, type PolicyTimeline, policyVersion, withRecordedTexts } from '@ledgerdesk/application';
import type { Policies } from '@ledgerdesk/domain';
import type { Instant } from '@ledgerdesk/kernel';

/** The files that decide response clocks. */
export const CLOCK_FILES = ['policy', 'calendars'] as const;
export type ClockFile = (typeof CLOCK_FILES)[number];

/** The contents of recorded versions of policy files, by name and version. */
export interface VersionTexts {
  textOf(name: ClockFile, version: string): unknown;
}

/** Which policies replace those in force, and for which clocks. */
export interface Replacement {
  /** The given files, with those of the configuration in place of files that are not given. */
  readonly timeline: PolicyTimeline;
  /** The files that are given. */
  readonly files: readonly ClockFile[];
  /** Clocks that start at or after `from` and before `to`. Default: all. */
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
}

/** When a decision was made, and which versions it used. */
interface RecordedDecision {
  readonly at: Instant;
  readonly versions: Readonly<Record<string, string>>;
}

/**
 * The policies that decide a clock: those that the log names, or, for a clock that starts in the period of the
 * question, the given ones.
 */
export class DecidingPolicies {
  private readonly read = new Map<string, Policies>();
  private readonly combined = new Map<Policies, Map<Policies, Policies>>();
  private readonly unknown = new Set<string>();

  constructor(
    /** The policies in force by the configuration, for versions that the log does not have. */
    private readonly configured: PolicyTimeline,
    private readonly texts: VersionTexts,
    private readonly replacement: Replacement,
  ) {}

  /** Recorded versions whose contents neither the log nor the configuration has, as `policy 2026-11`. */
  get unknownVersions(): readonly string[] {
    return [...this.unknown].sort();
  }

  /** True if some clocks start inside of the period, and others outside. */
  get isBounded(): boolean {
    const { from, to } = this.replacement;
    return from !== undefined || to !== undefined;
  }

  /** True if a clock that starts at an instant is decided by the given policies. */
  isReplaced(startedAt: Instant): boolean {
    const { from = '', to } = this.replacement;
    return from <= startedAt && (to === undefined || startedAt < to);
  }

  /** The policies of a decision about a clock that has started, or starts, at an instant. */
  forClock(startedAt: Instant, decision: RecordedDecision): Policies {
    return this.isReplaced(startedAt)
      ? this.replaced(startedAt, decision)
      : this.recorded(decision.versions, decision.at);
  }

  /** The policies of the same decision if it were on the other side of the period's bounds. */
  elsewhere(startedAt: Instant, decision: RecordedDecision): Policies {
    return this.isReplaced(startedAt)
      ? this.recorded(decision.versions, decision.at)
      : this.replaced(startedAt, decision);
  }

  /** The policies of a decision as it was recorded. */
  recorded(versions: Readonly<Record<string, string>>, at: Instant): Policies {
    return this.combine(this.fileOf('policy', versions, at), this.fileOf('calendars', versions, at));
  }

  private replaced(startedAt: Instant, { versions, at }: RecordedDecision): Policies {
    const { timeline, files } = this.replacement;
    const of = (name: ClockFile): Policies =>
      files.includes(name) ? timeline.at(startedAt) : this.fileOf(name, versions, at);
    return this.combine(of('policy'), of('calendars'));
  }

  /** Policies with the version of a file that a decision used; if the log does not name one, the one in force then. */
  private fileOf(name: ClockFile, versions: Readonly<Record<string, string>>, at: Instant): Policies {
    const inForce = this.configured.at(at);
    const version = versions[name];
    if (version === undefined || version === policyVersion(inForce, name)) return inForce;
    const key = `${name} ${version}`;
    const known = this.read.get(key);
    if (known) return known;
    const text = this.texts.textOf(name, version);
    if (text === undefined) this.unknown.add(key);
    const found = text === undefined ? inForce : withRecordedTexts(inForce, { [name]: text });
    this.read.set(key, found);
    return found;
  }

  /** The policy of one and the calendars of the other. Throws PolicyFileError if they do not belong together. */
  private combine(policy: Policies, calendars: Policies): Policies {
    if (policy === calendars) return policy;
    const byCalendars = this.combined.get(policy) ?? new Map<Policies, Policies>();
    this.combined.set(policy, byCalendars);
    const known = byCalendars.get(calendars);
    if (known) return known;
    const both = combinePolicies(policy, calendars);
    byCalendars.set(calendars, both);
    return both;
  }
}

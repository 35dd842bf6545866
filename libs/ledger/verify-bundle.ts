import { toHex, utf8 } from './bytes.js';
import type { Json } from './canonical-json.js';
import { compareCheckpoints } from './compare-checkpoints.js';
import { type EnvelopeFields, parseEnvelope } from './envelope.js';
import { damage, type Finding, NO_SAVED_CHECKPOINT, unknown } from './finding.js';
import { type ConsistencyEvidence, parseConsistency, parseProof } from './proof-documents.js';
import { isFinding, readCheckpoint, type Trust, type TrustedCheckpoint } from './read-checkpoint.js';
import { matchesCommitment, parseOpening, sealedCommitment } from './sealed-fields.js';
import { sha256 } from './sha256.js';
import { BUNDLE_FORMAT } from './ticket-bundle.js';
import { leafHash } from './tree-hash.js';
import { verifyInclusion } from './verify-proofs.js';

/** An event that a bundle proves. */
export interface ProvenEvent {
  readonly index: number;
  readonly event: EnvelopeFields;
  /** The disclosed fields, if they match. */
  readonly fields?: Readonly<Record<string, Json>>;
  /** True if the event has personal fields that the bundle does not disclose. */
  readonly isSealed: boolean;
}

/** What a bundle was found to say. */
export interface VerifiedBundle {
  readonly findings: readonly Finding[];
  readonly ticket?: string;
  readonly scope?: 'all' | 'public';
  readonly checkpoint?: TrustedCheckpoint;
  readonly events: readonly ProvenEvent[];
  readonly policies: readonly ProvenEvent[];
}

/** What the reader of a bundle brings. */
export interface BundleOptions extends Trust {
  /** The checkpoint that they saved, already read. */
  readonly saved?: TrustedCheckpoint;
  /** A proof that links it to the bundle's, if the bundle has none. */
  readonly evidence?: ConsistencyEvidence;
}

/** Limits of what a bundle may hold. */
const MAX_EVENTS = 100_000;

/** Policy files whose versions events name, and which the log records. */
const POLICY_FILES = ['policy', 'prices', 'calendars', 'taxonomy', 'features', 'catalogue'];

type Fields = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isEntries = (value: unknown): value is readonly Fields[] =>
  Array.isArray(value) && value.length <= MAX_EVENTS && value.every(isObject);

/** Checks one entry: its envelope, its proof, what it discloses. */
const proveEvent = (entry: Fields, checkpoint: TrustedCheckpoint): ProvenEvent | Finding => {
  const { index, envelope, inclusion, disclosed } = entry;
  const proof = parseProof(inclusion);
  if (typeof index !== 'number' || typeof envelope !== 'string' || !proof)
    return damage('malformed', 'bundle', 'An event of the bundle has no index, no envelope or no proof.');
  const bytes = utf8(envelope);
  const event = parseEnvelope(bytes);
  const place = `leaf ${index}${event ? ` (${event.stream} revision ${event.revision})` : ''}`;
  if (!verifyInclusion(leafHash(bytes), index, checkpoint, proof))
    return damage(
      'event-changed',
      place,
      `The log of ${checkpoint.size} events does not have this event at this place: the event, its place or its ` +
        'proof was changed.',
    );
  if (!event)
    return damage('not-canonical', place, 'The log has these bytes, but they are not the envelope of an event.');
  const isSealed = sealedCommitment(event.data) !== undefined;
  if (disclosed === undefined) return { index, event, isSealed };
  const opening = parseOpening(disclosed);
  if (!opening || !matchesCommitment(event.data, opening))
    return damage(
      'bad-opening',
      place,
      'The disclosed fields are not those that the event committed to when it was recorded.',
    );
  return { index, event, isSealed: false, fields: opening.fields };
};

const textField = (data: Readonly<Record<string, Json>>, name: string): string | undefined => {
  const value = data[name];
  return typeof value === 'string' ? value : undefined;
};

/** Checks the hash of a recorded policy. */
const policyFindings = ({ index, event }: ProvenEvent): readonly Finding[] => {
  const place = `leaf ${index} (${event.stream} revision ${event.revision})`;
  if (event.type !== 'PolicyVersionUsed' || !event.stream.startsWith('policy-'))
    return [damage('wrong-stream', place, 'This event is listed as a policy and is none.')];
  const text = textField(event.data, 'text');
  return text === undefined || toHex(sha256(utf8(text))) === textField(event.data, 'sha256')
    ? []
    : [damage('bad-policy', place, 'The recorded text of this policy does not have the recorded hash.')];
};

const versionsUsed = ({ event }: ProvenEvent): readonly string[] => {
  const { versions } = event.metadata;
  if (!isObject(versions)) return [];
  return POLICY_FILES.flatMap((name) => {
    const listed = versions[name];
    return typeof listed === 'string' ? listed.split(', ').map((version) => `${name} ${version}`) : [];
  });
};

/** Policies that the events used and the bundle does not have. */
const missingPolicies = (events: readonly ProvenEvent[], policies: readonly ProvenEvent[]): readonly Finding[] => {
  const known = new Set(
    policies.map(({ event: { data } }) => `${textField(data, 'name')} ${textField(data, 'policyVersion')}`),
  );
  const missing = new Set(events.flatMap(versionsUsed).filter((version) => !known.has(version)));
  return [...missing].map((version) =>
    unknown(
      'no-policy',
      `policy file ${version}`,
      'Events of this ticket were decided by this version. The bundle does not have its text, so what it said cannot ' +
        'be known from it.',
    ),
  );
};

/** Checks that the events are those of the ticket, in order, and all of them if the bundle says so. */
const orderFindings = (
  events: readonly ProvenEvent[],
  { ticket, scope }: { readonly ticket: string; readonly scope: 'all' | 'public' },
): readonly Finding[] => {
  const stream = `ticket-${ticket}`;
  let last: ProvenEvent | undefined;
  const findings: Finding[] = [];
  for (const one of events) {
    const place = `leaf ${one.index} (${one.event.stream} revision ${one.event.revision})`;
    const expected = (last?.event.revision ?? -1) + 1;
    if (one.event.stream !== stream)
      findings.push(damage('wrong-stream', place, `This event does not belong to the stream ${stream}.`));
    else if (last && (one.index <= last.index || one.event.revision <= last.event.revision))
      findings.push(damage('wrong-order', place, 'This event is not after the one that the bundle lists before it.'));
    else if (scope === 'all' && one.event.revision !== expected)
      findings.push(
        damage('events-missing', place, `The bundle claims to be complete, and lacks revision ${expected}.`),
      );
    last = one;
  }
  return events.length > 0 ? findings : [damage('events-missing', stream, 'The bundle has no event of its ticket.')];
};

const malformed = (meaning: string): VerifiedBundle => ({
  findings: [damage('malformed', 'bundle', meaning)],
  events: [],
  policies: [],
});

/** Compares the bundle's checkpoint with the saved one, or says what cannot be known without. */
const historyFindings = (bundle: Fields, checkpoint: TrustedCheckpoint, options: BundleOptions): readonly Finding[] => {
  const evidence = options.evidence ?? parseConsistency(bundle['consistency']);
  if (options.saved) return compareCheckpoints(options.saved, checkpoint, evidence, { bySize: true });
  return checkpoint.cosignatures.length > 0 ? [] : [NO_SAVED_CHECKPOINT];
};

const split = (
  entries: readonly Fields[],
  checkpoint: TrustedCheckpoint,
): { readonly proven: readonly ProvenEvent[]; readonly findings: readonly Finding[] } => {
  const all = entries.map((entry) => proveEvent(entry, checkpoint));
  return { proven: all.flatMap((one) => (isFinding(one) ? [] : one)), findings: all.filter(isFinding) };
};

/**
 * Verifies a bundle for one ticket offline. `bundle` is its parsed JSON: anything.
 *
 * @example
 * const { findings, events } = verifyBundle(JSON.parse(text), { keys: [parseVerifierKey(vkey)], saved });
 */
export const verifyBundle = (bundle: unknown, options: BundleOptions): VerifiedBundle => {
  if (!isObject(bundle) || bundle['format'] !== BUNDLE_FORMAT)
    return malformed(`This is no bundle of the format ${BUNDLE_FORMAT}.`);
  const { ticket, scope, checkpoint: note, events, policies } = bundle;
  if (typeof ticket !== 'string' || (scope !== 'all' && scope !== 'public') || typeof note !== 'string')
    return malformed('The bundle does not name its ticket, its scope or its checkpoint.');
  if (!isEntries(events) || !isEntries(policies)) return malformed('The bundle has no list of events or policies.');
  const checkpoint = readCheckpoint(note, options, "the bundle's checkpoint");
  if (isFinding(checkpoint)) return { findings: [checkpoint], events: [], policies: [] };
  const [ofTicket, ofPolicies] = [split(events, checkpoint), split(policies, checkpoint)];
  const found = [...ofTicket.findings, ...ofPolicies.findings];
  const order = ofTicket.findings.length > 0 ? [] : orderFindings(ofTicket.proven, { ticket, scope });
  const missing = scope === 'all' ? missingPolicies(ofTicket.proven, ofPolicies.proven) : [];
  return {
    ticket,
    scope,
    checkpoint,
    events: ofTicket.proven,
    policies: ofPolicies.proven,
    findings: [
      ...found,
      ...order,
      ...ofPolicies.proven.flatMap(policyFindings),
      ...missing,
      ...historyFindings(bundle, checkpoint, options),
    ],
  };
};

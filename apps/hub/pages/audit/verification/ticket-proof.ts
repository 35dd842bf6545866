import { concat, fromBase64, fromBase64Url, sameBytes, toBase64Url, toHex, utf8 } from './bytes.js';
import { canonicalJson, type Envelope, isObject, type JsonObject, parseEnvelope } from './envelope.js';
import { HASH_BYTES, leafHash, sha256, verifyConsistency, verifyInclusion } from './merkle-tree.js';
import {
  type Checkpoint,
  type CheckpointFault,
  CheckpointRefused,
  openCheckpoint,
  type VerifierKey,
} from './signed-checkpoint.js';

/** What a check can find. `no-saved-checkpoint` and `no-policy` say what cannot be known; all others are damage. */
export type FindingKind =
  | CheckpointFault
  | 'event-changed'
  | 'not-canonical'
  | 'wrong-stream'
  | 'wrong-order'
  | 'events-missing'
  | 'bad-opening'
  | 'bad-policy'
  | 'no-policy'
  | 'no-saved-checkpoint'
  | 'bundle-older'
  | 'no-proof'
  | 'fork';

/** Something that a check found, and where: `leaf 12`. */
export interface Finding {
  readonly kind: FindingKind;
  readonly place: string;
}

/** An event that the log is proven to have. */
export interface ProvenEvent extends Envelope {
  readonly index: number;
  /** `disclosed`: the personal fields are those that the event committed to. */
  readonly personal: 'none' | 'sealed' | 'disclosed';
}

/** What a bundle was found to say. */
export interface CheckedProof {
  readonly findings: readonly Finding[];
  readonly ticket: string | undefined;
  readonly scope: 'all' | 'public' | undefined;
  readonly checkpoint: Checkpoint | undefined;
  readonly events: readonly ProvenEvent[];
  readonly policies: readonly ProvenEvent[];
}

/** Kinds of findings that say what cannot be known, and not that something is wrong. */
export const UNKNOWN: readonly FindingKind[] = ['no-saved-checkpoint', 'no-policy', 'no-proof', 'bundle-older'];

const FORMAT = 'ledgerdesk-ticket-bundle/v1';
const MAX_EVENTS = 100_000;
const MAX_PROOF_HASHES = 128;
const POLICY_FILES = ['policy', 'prices', 'calendars', 'taxonomy', 'features', 'catalogue'];

const hashesIn = (proof: unknown): readonly Uint8Array[] | undefined => {
  if (!Array.isArray(proof) || proof.length > MAX_PROOF_HASHES) return undefined;
  const hashes = proof.flatMap((text: unknown) => (typeof text === 'string' ? (fromBase64(text) ?? []) : []));
  return hashes.length === proof.length && hashes.every(({ length }) => length === HASH_BYTES) ? hashes : undefined;
};

const entriesIn = (value: unknown): readonly JsonObject[] | undefined =>
  Array.isArray(value) && value.length <= MAX_EVENTS && value.every(isObject) ? value : undefined;

/** The commitment in the data of an event; undefined if it has no sealed box. */
const commitmentIn = (data: JsonObject): string | undefined => {
  const sealed = data['$sealed'];
  if (!isObject(sealed)) return undefined;
  return typeof sealed['commitment'] === 'string' ? sealed['commitment'] : '';
};

/** Returns true if disclosed fields and their salt are those that the event committed to. */
const isOpening = async (data: JsonObject, disclosed: unknown): Promise<boolean> => {
  if (!isObject(disclosed) || !isObject(disclosed['fields']) || typeof disclosed['salt'] !== 'string') return false;
  const salt = fromBase64Url(disclosed['salt']);
  if (salt?.length !== HASH_BYTES) return false;
  try {
    const commitment = toBase64Url(await sha256(concat(salt, utf8(canonicalJson(disclosed['fields'])))));
    return commitment === commitmentIn(data);
  } catch {
    return false;
  }
};

/** Checks one entry: its envelope, its proof, and what it discloses. */
const prove = async (entry: JsonObject, checkpoint: Checkpoint): Promise<ProvenEvent | Finding> => {
  const { index, envelope, inclusion, disclosed } = entry;
  const proof = hashesIn(inclusion);
  if (typeof index !== 'number' || typeof envelope !== 'string' || !proof)
    return { kind: 'malformed', place: 'bundle' };
  const place = `leaf ${index}`;
  if (!(await verifyInclusion(await leafHash(utf8(envelope)), index, checkpoint, proof)))
    return { kind: 'event-changed', place };
  const event = parseEnvelope(envelope);
  if (!event) return { kind: 'not-canonical', place };
  if (disclosed === undefined)
    return { ...event, index, personal: commitmentIn(event.data) === undefined ? 'none' : 'sealed' };
  return (await isOpening(event.data, disclosed))
    ? { ...event, index, personal: 'disclosed' }
    : { kind: 'bad-opening', place };
};

const isFinding = (one: ProvenEvent | Finding): one is Finding => 'kind' in one;

/** Checks that the events are those of the ticket, in order, and all of them if the bundle says so. */
const orderFindings = (events: readonly ProvenEvent[], ticket: string, scope: string): readonly Finding[] => {
  if (events.length === 0) return [{ kind: 'events-missing', place: `ticket-${ticket}` }];
  return events.flatMap((event, at): readonly Finding[] => {
    const [place, last] = [`leaf ${event.index}`, events[at - 1]];
    if (event.stream !== `ticket-${ticket}`) return [{ kind: 'wrong-stream', place }];
    if (last && (event.index <= last.index || event.revision <= last.revision)) return [{ kind: 'wrong-order', place }];
    return scope === 'all' && event.revision !== (last?.revision ?? -1) + 1 ? [{ kind: 'events-missing', place }] : [];
  });
};

/** Checks that what is listed as a policy is one, with the text of its hash. */
const policyFindings = async ({ index, type, stream, data }: ProvenEvent): Promise<readonly Finding[]> => {
  const place = `leaf ${index}`;
  if (type !== 'PolicyVersionUsed' || !stream.startsWith('policy-')) return [{ kind: 'wrong-stream', place }];
  const { text, sha256: expected } = data;
  return typeof text !== 'string' || toHex(await sha256(utf8(text))) === expected
    ? []
    : [{ kind: 'bad-policy', place }];
};

const versionsUsed = ({ metadata }: ProvenEvent): readonly (readonly [name: string, version: string])[] => {
  const { versions } = metadata;
  if (!isObject(versions)) return [];
  return POLICY_FILES.flatMap((name) => {
    const listed = versions[name];
    return typeof listed === 'string' ? listed.split(', ').map((version) => [name, version] as const) : [];
  });
};

const missingPolicies = (events: readonly ProvenEvent[], policies: readonly ProvenEvent[]): readonly Finding[] => {
  const known = new Set(policies.map(({ data: { name, policyVersion } }) => JSON.stringify([name, policyVersion])));
  const missing = events.flatMap(versionsUsed).filter((version) => !known.has(JSON.stringify(version)));
  return [...new Set(missing.map((version) => version.join(' ')))].map((place) => ({ kind: 'no-policy', place }));
};

/** Compares the checkpoint of a bundle with one that the auditor has saved. */
const historyFindings = async (
  saved: Checkpoint | undefined,
  checkpoint: Checkpoint,
  consistency: unknown,
): Promise<readonly Finding[]> => {
  const place = 'checkpoint';
  if (!saved) return [{ kind: 'no-saved-checkpoint', place }];
  if (saved.origin !== checkpoint.origin) return [{ kind: 'other-log', place }];
  if (saved.size > checkpoint.size) return [{ kind: 'bundle-older', place }];
  if (saved.size === checkpoint.size) return sameBytes(saved.root, checkpoint.root) ? [] : [{ kind: 'fork', place }];
  const proof =
    isObject(consistency) && consistency['from'] === saved.size ? hashesIn(consistency['proof']) : undefined;
  if (!proof) return saved.size === 0 ? [] : [{ kind: 'no-proof', place }];
  return (await verifyConsistency(saved, checkpoint, proof)) ? [] : [{ kind: 'fork', place }];
};

const nothing = (kind: FindingKind, place: string): CheckedProof => ({
  findings: [{ kind, place }],
  ticket: undefined,
  scope: undefined,
  checkpoint: undefined,
  events: [],
  policies: [],
});

/** The checkpoint, or why it is refused. */
const openOr = async (note: string, keys: readonly VerifierKey[]): Promise<Checkpoint | CheckpointFault> => {
  try {
    return await openCheckpoint(note, keys);
  } catch (error) {
    if (error instanceof CheckpointRefused) return error.fault;
    throw error;
  }
};

/**
 * Checks a ticket's proof with the keys that an auditor trusts, and with a checkpoint that they have saved, if any.
 * `bundle` is its parsed JSON: anything. `expected` is the id of the ticket that was asked for: a sound proof of
 * another ticket proves nothing about it.
 */
export const checkTicketProof = async (
  bundle: unknown,
  keys: readonly VerifierKey[],
  savedNote: string | undefined,
  expected?: string,
): Promise<CheckedProof> => {
  if (!isObject(bundle) || bundle['format'] !== FORMAT) return nothing('malformed', 'bundle');
  const { ticket, scope, checkpoint: note, consistency } = bundle;
  const [events, policies] = [entriesIn(bundle['events']), entriesIn(bundle['policies'])];
  const isWhole = typeof ticket === 'string' && typeof note === 'string' && (scope === 'all' || scope === 'public');
  if (!isWhole || !events || !policies) return nothing('malformed', 'bundle');
  const checkpoint = await openOr(note, keys);
  if (typeof checkpoint === 'string') return nothing(checkpoint, 'checkpoint of the bundle');
  const saved = savedNote === undefined ? undefined : await openOr(savedNote, keys);
  if (typeof saved === 'string') return nothing(saved, 'saved checkpoint');
  const ofTicket = await Promise.all(events.map((entry) => prove(entry, checkpoint)));
  const ofPolicies = await Promise.all(policies.map((entry) => prove(entry, checkpoint)));
  const provenEvents = ofTicket.flatMap((one) => (isFinding(one) ? [] : [one]));
  const provenPolicies = ofPolicies.flatMap((one) => (isFinding(one) ? [] : [one]));
  const faults = [...ofTicket, ...ofPolicies].filter(isFinding);
  return {
    ticket,
    scope,
    checkpoint,
    events: provenEvents,
    policies: provenPolicies,
    findings: [
      ...(expected === undefined || expected === ticket
        ? []
        : [{ kind: 'wrong-stream' as const, place: `ticket-${ticket}` }]),
      ...faults,
      ...(ofTicket.some(isFinding) ? [] : orderFindings(provenEvents, ticket, scope)),
      ...(await Promise.all(provenPolicies.map(policyFindings))).flat(),
      ...(scope === 'all' ? missingPolicies(provenEvents, provenPolicies) : []),
      ...(await historyFindings(saved, checkpoint, consistency)),
    ],
  };
};

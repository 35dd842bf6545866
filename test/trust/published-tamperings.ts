import type { BundleEvent, FindingKind, TicketBundle } from '@ledgerdesk/ledger';
import { SampleLedger, sampleEvents, signerOf } from '../support/ledger/sample-ledger.js';
import { ledgerAt, type Published, PUBLISHED_PARTS, type PublishedCase } from './published-case.js';
import { grown, type Rewrite, REWRITES } from './rewritten-logs.js';

/** A tampered artefact, and by which names an auditor must find it. */
export interface TamperedCase {
  readonly published: Published;
  /** With a saved checkpoint. */
  readonly found: readonly FindingKind[];
  /** Without one: the same, or that it cannot be known. */
  readonly foundWithout: readonly FindingKind[];
}

type Tampering = (test: PublishedCase) => Promise<TamperedCase>;

/** Found by everybody who has the public key. */
const foundByAll = (published: Published, ...found: readonly FindingKind[]): TamperedCase => ({
  published,
  found,
  foundWithout: found,
});

/** Signed by the true key: only who has saved a checkpoint can know. */
const foundBySaved = (published: Published, ...found: readonly FindingKind[]): TamperedCase => ({
  published,
  found,
  foundWithout: ['no-saved-checkpoint'],
});

/** The operator rewrites the log, builds a new tree over it and signs that. */
const rewriting =
  (rewrite: Rewrite): Tampering =>
  async (test) => {
    const events = rewrite(test.ledger.events, test.savedSize, test.random);
    const forged = new SampleLedger(events);
    const ticket = (events.find(({ stream }) => stream.startsWith('ticket-'))?.stream ?? '').slice('ticket-'.length);
    const published = await test.publish(test.random.pick(PUBLISHED_PARTS), forged, ticket);
    return foundBySaved(published, 'fork');
  };

const flipped = (bytes: Uint8Array, at: number): Buffer => {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
};

type Bundle = TicketBundle;

/** Changes the bundle of an honest log. */
const inBundle =
  (kinds: readonly FindingKind[], change: (bundle: Bundle, test: PublishedCase) => unknown): Tampering =>
  async (test) => {
    const bundle = await test.bundle();
    const { found, published } = foundByAll({ checkpoint: bundle.checkpoint, bundle: change(bundle, test) }, ...kinds);
    return { published, found, foundWithout: [...kinds, 'no-saved-checkpoint'] };
  };

const changedAt = (bundle: Bundle, at: number, change: (event: BundleEvent) => BundleEvent): Bundle => ({
  ...bundle,
  events: bundle.events.map((event, place) => (place === at ? change(event) : event)),
});

/** Two events of a bundle that follow each other. */
const pairIn = (bundle: Bundle, { random }: PublishedCase): readonly [number, BundleEvent, BundleEvent] => {
  const at = random.between(0, bundle.events.length - 2);
  const [one, other] = [bundle.events[at], bundle.events[at + 1]];
  if (!one || !other) throw new Error('The bundle has too few events.');
  return [at, one, other];
};

const boxOf = (envelope: string): string => /"\$sealed":\{[^}]*\}/.exec(envelope)?.[0] ?? '';

/** Changes the export of an honest log. */
const inExport =
  (kind: FindingKind, change: (bytes: Buffer, test: PublishedCase) => Uint8Array): Tampering =>
  async (test) => {
    const { ledger } = test;
    const published = { checkpoint: ledger.checkpoint(), export: change(ledger.export(), test) };
    const found = { published, found: [kind] };
    const isComplete = kind === 'event-changed' || kind === 'events-missing' || kind === 'not-canonical';
    return { ...found, foundWithout: isComplete ? [kind, 'no-saved-checkpoint'] : [kind] };
  };

/** The export of a part of the events, under the checkpoint of all. */
const exportOf = (test: PublishedCase, events: SampleLedger['events']): Uint8Array => new SampleLedger(events).export();

/** Kinds of tampering with what a log publishes. */
export const TAMPERINGS: Readonly<Record<string, Tampering>> = {
  ...Object.fromEntries(
    Object.entries(REWRITES).map(([name, rewrite]) => [
      `the log rewritten and signed again: ${name}`,
      rewriting(rewrite),
    ]),
  ),
  'a checkpoint signed with another key': async ({ ledger }) =>
    foundByAll({ checkpoint: ledger.checkpoint(ledger.size, signerOf(ledger.origin, 2)) }, 'not-signed'),
  'a checkpoint with a changed text': async ({ ledger, random }) => {
    const note = ledger.checkpoint();
    const [size, root] = [`\n${ledger.size}\n`, note.split('\n')[2] ?? ''];
    const changed = random.pick([
      note.replace(size, `\n${ledger.size + random.between(1, 9)}\n`),
      note.replace(root, ledger.checkpoint(1).split('\n')[2] ?? ''),
      note.replace('since 2026', 'since 2025'),
    ]);
    return foundByAll({ checkpoint: changed }, 'bad-signature');
  },
  'a checkpoint of another tenant': async ({ ledger }) =>
    foundByAll({ checkpoint: ledgerAt(ledger, 'support.example.com/other/1').checkpoint() }, 'other-log'),
  'a rollback to an older checkpoint': async ({ ledger, savedSize, random }) => {
    const older = random.between(1, savedSize - 1);
    return foundBySaved({ checkpoint: ledger.checkpoint(older) }, 'rollback');
  },
  'a new epoch that lost events': async (test) => {
    const kept = test.random.between(1, test.savedSize - 1);
    const events = grown(test.ledger.events.slice(0, kept), test.ledger.size - kept + 5, 999);
    const next = ledgerAt(test.ledger, 'support.example.com/default/2', events);
    const published = await test.publish(test.random.pick(['proof', 'export']), next);
    return foundBySaved(published, 'other-epoch');
  },
  'an export of one epoch with the checkpoint of another': async (test) => {
    const next = ledgerAt(test.ledger, 'support.example.com/default/2');
    return foundByAll({ checkpoint: next.checkpoint(), export: test.ledger.export() }, 'other-epoch');
  },
  'a bundle of one epoch with the checkpoint of another': async (test) => {
    const others = [...test.ledger.events.slice(0, 1), ...sampleEvents(test.ledger.size, { seed: 999 }).slice(1)];
    const next = ledgerAt(test.ledger, 'support.example.com/default/2', others);
    const bundle = await test.bundle();
    const mixed = { ...bundle, checkpoint: next.checkpoint() };
    const changed = Array<FindingKind>(bundle.events.length + bundle.policies.length).fill('event-changed');
    const history: FindingKind = test.savedSize === test.ledger.size ? 'other-epoch' : 'bad-proof';
    return {
      published: { checkpoint: mixed.checkpoint, bundle: mixed },
      found: [...changed, history],
      foundWithout: [...changed, 'no-saved-checkpoint'],
    };
  },
  'a changed consistency proof': async (test) => {
    const longer = new SampleLedger(grown(test.ledger.events, 9, 5));
    const proof = await longer.consistency(test.savedSize);
    const at = test.random.between(0, proof.proof.length - 1);
    const hashes = proof.proof.map((hash, place) =>
      place === at ? flipped(Buffer.from(hash, 'base64'), test.random.between(0, 31)).toString('base64') : hash,
    );
    return foundBySaved({ checkpoint: longer.checkpoint(), proof: { ...proof, proof: hashes } }, 'bad-proof');
  },
  'a changed tile': async (test) => {
    const longer = new SampleLedger(grown(test.ledger.events, 9, 5));
    const tiles = new Map(
      [...longer.tiles()].map(([path, bytes]) => [path, flipped(bytes, test.random.between(0, bytes.length - 1))]),
    );
    return foundBySaved({ checkpoint: longer.checkpoint(), tiles }, 'bad-tile');
  },
  'a changed byte of an event in a bundle': inBundle(['event-changed'], (bundle, { random }) =>
    changedAt(bundle, random.between(0, bundle.events.length - 1), (event) => ({
      ...event,
      envelope: event.envelope.replace(random.pick(['kenji', 'default', 'A256GCM']), 'other'),
    })),
  ),
  'swapped boxes in a bundle': inBundle(['event-changed', 'event-changed'], (bundle, test) => {
    const [at, one, other] = pairIn(bundle, test);
    const [box, otherBox] = [boxOf(one.envelope), boxOf(other.envelope)];
    const swapped = changedAt(bundle, at, (e) => ({ ...e, envelope: e.envelope.replace(box, () => otherBox) }));
    return changedAt(swapped, at + 1, (e) => ({ ...e, envelope: e.envelope.replace(otherBox, () => box) }));
  }),
  'swapped openings in a bundle': inBundle(['bad-opening', 'bad-opening'], (bundle, test) => {
    const [at, one, other] = pairIn(bundle, test);
    const swapped = changedAt(bundle, at, (e) => ({ ...e, ...(other.disclosed && { disclosed: other.disclosed }) }));
    return changedAt(swapped, at + 1, (e) => ({ ...e, ...(one.disclosed && { disclosed: one.disclosed }) }));
  }),
  'a box with two openings': inBundle(['bad-opening'], (bundle, { random }) =>
    changedAt(bundle, random.between(0, bundle.events.length - 1), (event) => ({
      ...event,
      disclosed: { fields: { body: 'Another text' }, salt: event.disclosed?.salt ?? '' },
    })),
  ),
  'an event left out of a complete bundle': inBundle(['events-missing'], (bundle, { random }) => ({
    ...bundle,
    events: bundle.events.toSpliced(random.between(0, bundle.events.length - 2), 1),
  })),
  'an event of another ticket in a bundle': inBundle(['wrong-stream'], (bundle) => ({
    ...bundle,
    events: [...bundle.events, ...bundle.policies],
  })),
  'an event at another place of the log': inBundle(['event-changed'], (bundle, { random }) =>
    changedAt(bundle, random.between(0, bundle.events.length - 1), (event) => ({ ...event, index: event.index + 1 })),
  ),
  'a bundle without a policy that was used': inBundle(['no-policy'], (bundle) => ({ ...bundle, policies: [] })),
  'a changed policy in a bundle': inBundle(['event-changed', 'no-policy'], (bundle) => ({
    ...bundle,
    policies: bundle.policies.map((one) => ({ ...one, envelope: one.envelope.replace(':8,', ':9,') })),
  })),
  'a changed byte in an export': inExport('event-changed', (bytes) => {
    const at = bytes.lastIndexOf('"kenji"') + 1;
    return flipped(bytes, at);
  }),
  'an event removed from an export': inExport('events-missing', (_, test) =>
    exportOf(test, test.ledger.events.toSpliced(test.random.between(0, test.ledger.size - 1), 1)),
  ),
  'two events of an export swapped': inExport('event-changed', (_, test) => {
    const at = test.random.between(0, test.ledger.size - 2);
    const [one, other] = [test.ledger.events[at], test.ledger.events[at + 1]];
    return exportOf(test, one && other ? test.ledger.events.with(at, other).with(at + 1, one) : []);
  }),
  'an export that ends early': inExport('malformed', (bytes, { random }) =>
    bytes.subarray(0, bytes.length - random.between(13, 400)),
  ),
};

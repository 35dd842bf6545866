import { isLeaf, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import { isTextVisibleToRequester, isVisibleToRequester, policyStream, ticketStream } from '@ledgerdesk/events';
import {
  BUNDLE_FORMAT,
  type BundleEvent,
  envelopeText,
  inclusionProof,
  type NodeReader,
  parseOpening,
  type TicketBundle,
} from '@ledgerdesk/ledger';
import type { EventMetadata } from '@ledgerdesk/kernel';
import { hasPersonalFields, type OpenContents } from '@ledgerdesk/sealing';
import { nodesOf } from '@ledgerdesk/tree-signing';
import type { SignedCheckpoint, StoredTree } from '@ledgerdesk/tree-store';
import { Inject, Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Problem } from '../platform/http/problem.js';
import { LEDGER_TREE, OPEN_CONTENTS, STORED_LOG } from '../platform/tokens.js';
import { base64, TreeProofs } from './tree-proofs.js';

/** Limits of a bundle. The proofs of a longer ticket are read one by one. */
const MAX_EVENTS = 1_000;
const MAX_BYTES = 8 * 1_048_576;
const MAX_POLICY_VERSIONS = 200;

const tooLong = (): Problem =>
  new Problem(422, 'ticket-too-long', 'The ticket has too many events for one bundle.', {
    details: { maxEvents: MAX_EVENTS },
  });

/** Versions of policy files that an event used, as `<name> <version>`. */
const versionsUsed = ({ metadata }: StoredEvent): readonly string[] => {
  const { versions = {} } = JSON.parse(metadata) as EventMetadata;
  return Object.entries(versions).flatMap(([name, listed]) =>
    listed.split(', ').map((version) => `${name} ${version}`),
  );
};

const versionOf = ({ data }: StoredEvent): string => {
  const { name, policyVersion } = JSON.parse(data) as { readonly name: string; readonly policyVersion: string };
  return `${name} ${policyVersion}`;
};

/** False if the requester may not see the event, or if it shows a text in the clear that they may not see. */
const isForRequester = (event: StoredEvent): boolean =>
  isVisibleToRequester(event) &&
  (isTextVisibleToRequester(event) || !hasPersonalFields({ type: event.type, data: JSON.parse(event.data) as object }));

/** Makes the bundles that prove what the log says about one ticket. */
@Injectable()
export class TicketProofs {
  constructor(
    private readonly proofs: TreeProofs,
    @Inject(LEDGER_TREE) private readonly tree: StoredTree,
    @Inject(STORED_LOG) private readonly log: Pick<ReadableLog, 'readStream'>,
    @Inject(OPEN_CONTENTS) private readonly openContents: OpenContents,
  ) {}

  /**
   * The bundle of a ticket up to the last checkpoint. `scope`: all its events, or those that the requester may see.
   * `from`: size of a checkpoint that the bundle's is proven to extend.
   */
  async bundle(ticketId: string, scope: TicketBundle['scope'], from: number | undefined): Promise<TicketBundle> {
    const checkpoint = await this.proofs.checkpoint();
    const stored = await this.eventsOf(ticketId);
    const shown = scope === 'all' ? stored : stored.filter(isForRequester);
    const nodes = nodesOf(this.tree, checkpoint.size);
    const policies = scope === 'all' ? await this.policiesOf(stored) : [];
    return {
      format: BUNDLE_FORMAT,
      ticket: ticketId,
      scope,
      checkpoint: checkpoint.note,
      events: await this.prove(shown, checkpoint, nodes, scope === 'all' ? undefined : isTextVisibleToRequester),
      policies: await this.prove(policies, checkpoint, nodes),
      ...(from !== undefined && { consistency: await this.proofs.consistency(from, checkpoint.size) }),
    };
  }

  private async eventsOf(ticketId: string): Promise<readonly StoredEvent[]> {
    const stored = await this.log.readStream(ticketStream(ticketId), { limit: MAX_EVENTS + 1, maxBytes: MAX_BYTES });
    const bytes = stored.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
    if (stored.length > MAX_EVENTS || bytes >= MAX_BYTES) throw tooLong();
    return stored.filter(isLeaf);
  }

  /** The events that recorded the versions of policy files which the events of a ticket used. */
  private async policiesOf(events: readonly StoredEvent[]): Promise<readonly StoredEvent[]> {
    const used = new Set(events.flatMap(versionsUsed));
    const names = new Set([...used].map((version) => version.split(' ', 1)[0] ?? ''));
    const recorded: StoredEvent[] = [];
    for (const name of names) {
      const versions = await this.log.readStream(policyStream(name), { limit: MAX_POLICY_VERSIONS });
      recorded.push(...versions.filter((event) => isLeaf(event) && used.has(versionOf(event))));
    }
    return recorded;
  }

  /** What lies in the box of an event, whose reader may see its texts. Nothing once its subject is erased. */
  private async disclosed(event: StoredEvent): Promise<Pick<BundleEvent, 'disclosed'>> {
    const disclosed = parseOpening(await this.openContents(event));
    return disclosed ? { disclosed } : {};
  }

  /** Events that the checkpoint does not have yet are left out. `mayRead`: those whose texts are disclosed. */
  private async prove(
    events: readonly StoredEvent[],
    { size }: SignedCheckpoint,
    nodes: NodeReader,
    mayRead: (event: StoredEvent) => boolean = () => true,
  ): Promise<readonly BundleEvent[]> {
    const proven: BundleEvent[] = [];
    for (const event of events) {
      const index = await this.tree.indexOf(event.position);
      if (index === undefined || index >= size) continue;
      const inclusion = (await inclusionProof(nodes, index, size)).map(base64);
      const envelope = envelopeText(event);
      proven.push({ index, envelope, inclusion, ...(mayRead(event) && (await this.disclosed(event))) });
      await nextTurn();
    }
    return proven;
  }
}

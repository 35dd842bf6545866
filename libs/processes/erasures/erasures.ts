import {
  AgentCommandMessage,
  ConsultantCommandMessage,
  executeOrThrow,
  PrivacyCommandMessage,
  reactionEnvelope,
} from '@ledgerdesk/application';
import type { AttachmentStore } from '@ledgerdesk/attachments';
import type { ReadableLog } from '@ledgerdesk/event-store';
import { isLogged, type LoggedEvent, type SubjectRef } from '@ledgerdesk/events';
import { addMillis, type Clock, type Position } from '@ledgerdesk/kernel';
import type { Outbox } from '@ledgerdesk/outbox';
import { isAttached, MEMBER_RECORDS, PROJECTIONS } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import type { Process } from '@ledgerdesk/runtime';
import type { KeyStore } from '@ledgerdesk/sealing';
import type { CommandBus } from '@nestjs/cqrs';
import { deleteMailsTo } from './delete-mails.js';
import { eraseMember, ERASURES, type ErasedRecords, NOTHING } from './erase-member.js';

/** Longest wait for the read models. If it is exceeded, the reaction is retried. */
const CATCH_UP_MS = 5_000;
/** Files stored up to now are deleted, also in this millisecond. */
const SECOND = 1_000;

/** Read models with texts of people. */
const PERSONAL_MODELS = PROJECTIONS.filter(({ table }) => table.personal !== undefined).map(({ name }) => name);

/** Subjects whose keys seal what is recorded of a person: a consultant is an agent, under whose key the name lies. */
const keyBearers = (kind: SubjectRef['kind']): readonly SubjectRef['kind'][] =>
  kind === 'consultant' ? ['consultant', 'agent'] : [kind];

interface ErasureOptions {
  readonly commands: CommandBus;
  readonly log: ReadableLog;
  readonly rows: RowReader;
  readonly attachments: Pick<AttachmentStore, 'delete'>;
  readonly outbox: Pick<Outbox, 'messages' | 'delete'>;
  readonly keys: Pick<KeyStore, 'erase'>;
  /** Resolves with true once the named read models have processed `position`, with false after `ms`. */
  readonly reached: (position: Position, ms: number, names: readonly string[]) => Promise<boolean>;
  /** Removes what was deleted from the files of the stores and from caches. Rejects if a reader prevents that. */
  readonly compact: () => Promise<void>;
  readonly clock: Clock;
  readonly tenant: string;
}

/**
 * Erases people. Each stream of the person records it first; then the key is destroyed, and what was stored beside the
 * log is deleted: rows, mails, files. Every step can be repeated, so that it resumes after a crash at any point.
 */
export const erasures = (options: ErasureOptions): Process => {
  const { commands, log, rows, attachments, outbox, keys, reached, compact, clock, tenant } = options;

  const caughtUp = async (position: Position, names: readonly string[] = PERSONAL_MODELS): Promise<void> => {
    if (!(await reached(position, CATCH_UP_MS, names)))
      throw new Error(`A read model of ${names.join(', ')} is behind position ${position}.`);
  };

  const eraseStreams = async (event: LoggedEvent<'SubjectErasureRequested'>, round: string): Promise<ErasedRecords> => {
    const { kind, subjectId } = event.data;
    if (kind === 'member') return eraseMember({ ...options, caughtUp }, event, round);
    const envelopeOf = (part: string) => reactionEnvelope(ERASURES, event, { tenant, parts: [part, round] });
    const eraseAgent = new AgentCommandMessage(envelopeOf('agent'), subjectId, { type: 'EraseAgent' });
    const { position } = await executeOrThrow<unknown>(commands, eraseAgent);
    if (kind === 'agent') return { ...NOTHING, position };
    const input = { type: 'EraseConsultant', consultantId: subjectId } as const;
    await executeOrThrow<unknown>(commands, new ConsultantCommandMessage(envelopeOf('consultant'), subjectId, input));
    return { ...NOTHING, position };
  };

  const deleteFiles = async ({ files, position }: ErasedRecords): Promise<void> => {
    if (files.size === 0) return;
    await caughtUp(position);
    const before = addMillis(clock.now(), SECOND);
    for (const sha256 of files) if (!(await isAttached(rows, sha256))) await attachments.delete(sha256, before);
  };

  const erase = async (event: LoggedEvent<'SubjectErasureRequested'>): Promise<void> => {
    const { kind, subjectId } = event.data;
    await deleteFiles(await eraseStreams(event, 'before'));
    for (const one of keyBearers(kind)) await keys.erase({ kind: one, id: subjectId }, clock.now());
    // Without a key nothing can be recorded of the person any more: this round finds what was recorded meanwhile.
    await caughtUp(await log.head(), MEMBER_RECORDS);
    const after = await eraseStreams(event, 'after');
    await deleteFiles(after);
    const { counts, position } = after;
    await caughtUp(position);
    if (kind === 'member') await deleteMailsTo(outbox, subjectId);
    await compact();
    const envelope = reactionEnvelope(ERASURES, event, { tenant, parts: ['complete'] });
    const complete = { type: 'CompleteErasure', erased: counts } as const;
    await executeOrThrow(commands, new PrivacyCommandMessage(envelope, { kind, subjectId }, complete));
  };

  return {
    name: ERASURES,
    handles: ['SubjectErasureRequested'],
    startFrom: 'start',
    react: async (event) => {
      if (isLogged(event, ['SubjectErasureRequested'])) await erase(event);
      return [];
    },
  };
};

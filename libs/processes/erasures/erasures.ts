import {
  AgentCommandMessage,
  ConsultantCommandMessage,
  executeOrThrow,
  PrivacyCommandMessage,
  reactionEnvelope,
  TeamCommandMessage,
} from '@ledgerdesk/application';
import type { AttachmentStore } from '@ledgerdesk/attachments';
import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import {
  agentStream,
  type ErasableSubject,
  isLogged,
  type LoggedEvent,
  memberStream,
  memberSubject,
  type SubjectRef,
  teamStream,
} from '@ledgerdesk/events';
import { addMillis, type Clock, type Position } from '@ledgerdesk/kernel';
import type { Outbox } from '@ledgerdesk/outbox';
import { isAttached, MEMBER_RECORDS, PROJECTIONS } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import type { Process } from '@ledgerdesk/runtime';
import type { KeyStore } from '@ledgerdesk/sealing';
import type { CommandBus } from '@nestjs/cqrs';
import { deleteMailsTo } from './delete-mails.js';
import { heldInStream } from './held-in-stream.js';
import { eraseMember, ERASURES, type ErasedRecords, NOTHING } from './erase-member.js';

/** Longest wait for the read models. If it is exceeded, the reaction is retried. */
const CATCH_UP_MS = 5_000;
/** Events of other erasures that are read if one fails. */
const WAITING = 1_000;
/** Files stored up to now are deleted, also in this millisecond. */
const SECOND = 1_000;

/** Read models with texts of people. */
const PERSONAL_MODELS = PROJECTIONS.filter(({ table }) => table.personal !== undefined).map(({ name }) => name);

/** Subjects whose keys seal what is recorded of a person: a consultant is an agent, under whose key the name lies. */
const keyBearers = (kind: SubjectRef['kind']): readonly SubjectRef['kind'][] =>
  kind === 'consultant' ? ['consultant', 'agent'] : [kind];

/** The stream that names a person, and the subject whose key seals the name. */
const recordOf = (kind: ErasableSubject, id: string): readonly [stream: string, bearer: SubjectRef] => {
  const [teamId = '', memberId = ''] = id.split('.');
  if (kind === 'account-manager') return [teamStream(teamId), { kind, id }];
  return kind === 'member'
    ? [memberStream(teamId, memberId), memberSubject(teamId, memberId)]
    : [agentStream(id), { kind: 'agent', id }];
};

/** A read model has not processed what the erasure recorded. */
class ReadModelBehind extends Error {
  constructor(names: readonly string[], position: Position) {
    super(`A read model of ${names.join(', ')} is behind position ${position}.`);
  }
}

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
    if (!(await reached(position, CATCH_UP_MS, names))) throw new ReadModelBehind(names, position);
  };

  const eraseStreams = async (event: LoggedEvent<'SubjectErasureRequested'>, round: string): Promise<ErasedRecords> => {
    const { kind, subjectId } = event.data;
    if (kind === 'member') return eraseMember({ ...options, caughtUp }, event, round);
    const { lostKeys } = await heldInStream(log, ...recordOf(kind, subjectId));
    const nothing = { ...NOTHING, lostKeys: new Set(lostKeys) };
    const envelopeOf = (part: string) => reactionEnvelope(ERASURES, event, { tenant, parts: [part, round] });
    if (kind === 'account-manager') {
      const eraseManager = { type: 'EraseAccountManager', subjectId } as const;
      const teamId = subjectId.split('.')[0] ?? '';
      const message = new TeamCommandMessage(envelopeOf('account-manager'), teamId, eraseManager);
      return { ...nothing, position: (await executeOrThrow<unknown>(commands, message)).position };
    }
    const eraseAgent = new AgentCommandMessage(envelopeOf('agent'), subjectId, { type: 'EraseAgent' });
    const { position } = await executeOrThrow<unknown>(commands, eraseAgent);
    if (kind === 'agent') return { ...nothing, position };
    const input = { type: 'EraseConsultant', consultantId: subjectId } as const;
    await executeOrThrow<unknown>(commands, new ConsultantCommandMessage(envelopeOf('consultant'), subjectId, input));
    return { ...nothing, position };
  };

  const deleteFiles = async ({ files, position }: ErasedRecords): Promise<void> => {
    if (files.size === 0) return;
    await caughtUp(position);
    const before = addMillis(clock.now(), SECOND);
    for (const sha256 of files) if (!(await isAttached(rows, sha256))) await attachments.delete(sha256, before);
  };

  /**
   * Erases the streams while the key is there. A read model that has stopped, perhaps before an event of this person
   * that does not open, does not keep the key from being destroyed: what it holds back is erased afterwards. Returns
   * the IDs of lost keys.
   */
  const eraseWithKey = async (event: LoggedEvent<'SubjectErasureRequested'>): Promise<readonly string[]> => {
    try {
      const erased = await eraseStreams(event, 'before');
      await deleteFiles(erased);
      return [...erased.lostKeys];
    } catch (error) {
      if (!(error instanceof ReadModelBehind)) throw error;
      const { kind, subjectId } = event.data;
      const [stream, bearer] = recordOf(kind, subjectId);
      return (await heldInStream(log, stream, bearer)).lostKeys;
    }
  };

  const erase = async (event: LoggedEvent<'SubjectErasureRequested'>): Promise<void> => {
    const { kind, subjectId } = event.data;
    const lostKeys = await eraseWithKey(event);
    for (const one of keyBearers(kind)) await keys.erase({ kind: one, id: subjectId }, clock.now(), lostKeys);
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

  /** Erases those who wait behind an erasure that failed and will be repeated. Each has a turn of its own later. */
  const eraseNext = async (position: Position): Promise<void> => {
    const { events } = await log.readAll({
      after: position,
      filter: { types: ['SubjectErasureRequested', 'SubjectErased'] },
      limit: WAITING,
    });
    const waiting = new Map<string, LoggedEvent<'SubjectErasureRequested'>>();
    for (const event of events.map(decode))
      if (isLogged(event, ['SubjectErasureRequested'])) waiting.set(event.stream, event);
      else waiting.delete(event.stream);
    for (const event of waiting.values()) await erase(event).catch(() => undefined);
  };

  return {
    name: ERASURES,
    handles: ['SubjectErasureRequested'],
    startFrom: 'start',
    react: async (event) => {
      if (!isLogged(event, ['SubjectErasureRequested'])) return [];
      try {
        await erase(event);
      } catch (error) {
        await eraseNext(event.position);
        throw error;
      }
      return [];
    },
  };
};

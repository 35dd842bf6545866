import {
  AgentCommandMessage,
  ConsultantCommandMessage,
  executeOrThrow,
  PrivacyCommandMessage,
  reactionEnvelope,
  TeamCommandMessage,
} from '@ledgerdesk/application';
import type { AttachmentStore } from '@ledgerdesk/attachments';
import { decode, pagesOf, type ReadableLog } from '@ledgerdesk/event-store';
import {
  agentStream,
  type ErasableSubject,
  isLogged,
  keyBearers,
  type LoggedEvent,
  memberStream,
  memberSubject,
  type SubjectFields,
  type SubjectRef,
  teamStream,
} from '@ledgerdesk/events';
import { addMillis, type Clock, messageOf, type Position } from '@ledgerdesk/kernel';
import type { Outbox } from '@ledgerdesk/outbox';
import { isAttached, MEMBER_RECORDS, PROJECTIONS } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import type { Process } from '@ledgerdesk/runtime';
import type { KeyStore } from '@ledgerdesk/sealing';
import type { CommandBus } from '@nestjs/cqrs';
import { deleteMailsTo } from './delete-mails.js';
import { heldInStream } from './held-in-stream.js';
import { eraseMember, ERASURES, type ErasedRecords, type FoundOfPerson, NOTHING } from './erase-member.js';

/** Longest wait for the read models. If it is exceeded, the reaction is retried. */
const CATCH_UP_MS = 5_000;
/** Files stored up to now are deleted, also in this millisecond. */
const SECOND = 1_000;

/** Read models with texts of people. */
const PERSONAL_MODELS = PROJECTIONS.filter(({ table }) => table.personal !== undefined).map(({ name }) => name);

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
  constructor(
    names: readonly string[],
    position: Position,
    /** True if it waits for an operator. */
    readonly isStopped: boolean,
  ) {
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
  /** Returns true if one of the named read models has stopped before an event until an operator helps. */
  readonly isStopped: (names: readonly string[]) => boolean;
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
  const { commands, log, rows, attachments, outbox, keys, reached, isStopped, compact, clock, tenant } = options;

  const caughtUp = async (position: Position, names: readonly string[] = PERSONAL_MODELS): Promise<void> => {
    if (!(await reached(position, CATCH_UP_MS, names))) throw new ReadModelBehind(names, position, isStopped(names));
  };

  const eraseStreams = async (
    event: LoggedEvent<'SubjectErasureRequested'>,
    round: string,
    found: FoundOfPerson,
  ): Promise<ErasedRecords> => {
    const { kind, subjectId } = event.data;
    if (kind === 'member') return eraseMember({ ...options, caughtUp }, event, round, found);
    const { lostKeys } = await heldInStream(log, ...recordOf(kind, subjectId));
    for (const keyId of lostKeys) found.lostKeys.add(keyId);
    const envelopeOf = (part: string) => reactionEnvelope(ERASURES, event, { tenant, parts: [part, round] });
    if (kind === 'account-manager') {
      const eraseManager = { type: 'EraseAccountManager', subjectId } as const;
      const teamId = subjectId.split('.')[0] ?? '';
      const message = new TeamCommandMessage(envelopeOf('account-manager'), teamId, eraseManager);
      return { counts: NOTHING, position: (await executeOrThrow<unknown>(commands, message)).position };
    }
    const eraseAgent = new AgentCommandMessage(envelopeOf('agent'), subjectId, { type: 'EraseAgent' });
    const { position } = await executeOrThrow<unknown>(commands, eraseAgent);
    if (kind === 'agent') return { counts: NOTHING, position };
    const input = { type: 'EraseConsultant', consultantId: subjectId } as const;
    await executeOrThrow<unknown>(commands, new ConsultantCommandMessage(envelopeOf('consultant'), subjectId, input));
    return { counts: NOTHING, position };
  };

  const deleteFiles = async ({ files }: FoundOfPerson, position: Position): Promise<void> => {
    if (files.size === 0) return;
    await caughtUp(position);
    const before = addMillis(clock.now(), SECOND);
    for (const sha256 of files) if (!(await isAttached(rows, sha256))) await attachments.delete(sha256, before);
  };

  /**
   * Erases the streams while the key is there. A read model that has stopped, perhaps before an event of this person
   * that does not open, does not keep the key from being destroyed: what it holds back is erased afterwards. One that
   * is only late is waited for.
   */
  const eraseWithKey = async (event: LoggedEvent<'SubjectErasureRequested'>, found: FoundOfPerson): Promise<void> => {
    try {
      await deleteFiles(found, (await eraseStreams(event, 'before', found)).position);
    } catch (error) {
      if (!(error instanceof ReadModelBehind && error.isStopped)) throw error;
      const { kind, subjectId } = event.data;
      const { lostKeys } = await heldInStream(log, ...recordOf(kind, subjectId));
      for (const keyId of lostKeys) found.lostKeys.add(keyId);
    }
  };

  const destroyKeys = async (
    { kind, subjectId: id }: SubjectFields,
    { lostKeys }: Pick<FoundOfPerson, 'lostKeys'>,
  ): Promise<void> => {
    for (const bearer of keyBearers({ kind, id })) await keys.erase(bearer, clock.now(), [...lostKeys]);
  };

  const erase = async (event: LoggedEvent<'SubjectErasureRequested'>): Promise<void> => {
    const { kind, subjectId } = event.data;
    const found: FoundOfPerson = { files: new Set(), lostKeys: new Set() };
    await eraseWithKey(event, found);
    await destroyKeys(event.data, found);
    // Without a key nothing can be recorded of the person any more: this round finds what was recorded meanwhile.
    await caughtUp(await log.head(), MEMBER_RECORDS);
    const { counts, position } = await eraseStreams(event, 'after', found);
    await destroyKeys(event.data, found);
    await deleteFiles(found, position);
    await caughtUp(position);
    if (kind === 'member') await deleteMailsTo(outbox, subjectId);
    await compact();
    const envelope = reactionEnvelope(ERASURES, event, { tenant, parts: ['complete'] });
    const complete = { type: 'CompleteErasure', erased: counts } as const;
    await executeOrThrow(commands, new PrivacyCommandMessage(envelope, { kind, subjectId }, complete));
  };

  /**
   * Erases those who wait behind an erasure that failed and will be repeated. Each has a turn of its own later. Returns
   * why some of them failed too.
   */
  const eraseNext = async (position: Position): Promise<readonly string[]> => {
    const waiting = new Map<string, LoggedEvent<'SubjectErasureRequested'>>();
    const filter = { types: ['SubjectErasureRequested', 'SubjectErased'] };
    for await (const { events } of pagesOf(log, { after: position, filter }))
      for (const event of events.map(decode))
        if (isLogged(event, ['SubjectErasureRequested'])) waiting.set(event.stream, event);
        else waiting.delete(event.stream);
    const failures: string[] = [];
    for (const event of waiting.values())
      await erase(event).catch((error: unknown) => failures.push(`${event.stream}: ${messageOf(error)}`));
    return failures;
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
        const others = await eraseNext(event.position);
        if (others.length === 0) throw error;
        throw new Error(`${messageOf(error)} ${others.length} later erasures fail too, such as ${others[0]}`, {
          cause: error,
        });
      }
      return [];
    },
  };
};

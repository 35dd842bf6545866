import {
  AgentCommandMessage,
  ConsultantCommandMessage,
  executeOrThrow,
  PrivacyCommandMessage,
  reactionEnvelope,
  TeamCommandMessage,
} from '@ledgerdesk/application';
import type { AttachmentStore } from '@ledgerdesk/attachments';
import type { ReadableLog } from '@ledgerdesk/event-store';
import {
  agentStream,
  type ErasableSubject,
  keyBearers,
  type LoggedEvent,
  memberStream,
  memberSubject,
  type SubjectFields,
  type SubjectRef,
  teamStream,
} from '@ledgerdesk/events';
import { addMillis, type Clock, type Position } from '@ledgerdesk/kernel';
import type { Outbox } from '@ledgerdesk/outbox';
import { isAttached, MEMBER_RECORDS, PROJECTIONS } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
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

/** What erasing people needs. */
export interface ErasureOptions {
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

type Requested = LoggedEvent<'SubjectErasureRequested'>;

/** Erases one person at a time. Every step can be repeated, so that it resumes after a crash at any point. */
export class PersonEraser {
  constructor(private readonly options: ErasureOptions) {}

  /** Takes all steps of an erasure that was requested. */
  async erase(event: Requested): Promise<void> {
    const { log, compact } = this.options;
    const found: FoundOfPerson = { files: new Set(), lostKeys: new Set() };
    await this.eraseWithKey(event, found);
    await this.destroyKeys(event.data, found);
    // Without a key nothing can be recorded of the person any more: this round finds what was recorded meanwhile.
    await this.caughtUp(await log.head(), MEMBER_RECORDS);
    const { counts, position } = await this.eraseStreams(event, 'after', found);
    await this.destroyKeys(event.data, found);
    await this.deleteFiles(found, position);
    await this.caughtUp(position);
    await this.deleteMails(event.data);
    await compact();
    await this.complete(event, counts);
  }

  /**
   * Erases the streams while the key is there. A read model that has stopped, perhaps before an event of this person
   * that does not open, does not keep the key from being destroyed: what it holds back is erased afterwards. One that
   * is only late is waited for.
   */
  private async eraseWithKey(event: Requested, found: FoundOfPerson): Promise<void> {
    try {
      await this.deleteFiles(found, (await this.eraseStreams(event, 'before', found)).position);
    } catch (error) {
      if (!(error instanceof ReadModelBehind && error.isStopped)) throw error;
      await this.findLostKeys(event.data, found);
    }
  }

  private async findLostKeys({ kind, subjectId }: SubjectFields, found: FoundOfPerson): Promise<void> {
    const { lostKeys } = await heldInStream(this.options.log, ...recordOf(kind, subjectId));
    for (const keyId of lostKeys) found.lostKeys.add(keyId);
  }

  private async eraseStreams(event: Requested, round: string, found: FoundOfPerson): Promise<ErasedRecords> {
    const { kind } = event.data;
    const caughtUp = (position: Position, names?: readonly string[]) => this.caughtUp(position, names);
    if (kind === 'member') return eraseMember({ ...this.options, caughtUp }, event, round, found);
    await this.findLostKeys(event.data, found);
    return kind === 'account-manager' ? this.eraseManager(event, round) : this.eraseStaff(event, round);
  }

  private async eraseManager(event: Requested, round: string): Promise<ErasedRecords> {
    const { commands } = this.options;
    const { subjectId } = event.data;
    const input = { type: 'EraseAccountManager', subjectId } as const;
    const envelope = this.envelopeOf(event, 'account-manager', round);
    const message = new TeamCommandMessage(envelope, subjectId.split('.')[0] ?? '', input);
    return { counts: NOTHING, position: (await executeOrThrow<unknown>(commands, message)).position };
  }

  private async eraseStaff(event: Requested, round: string): Promise<ErasedRecords> {
    const { commands } = this.options;
    const { kind, subjectId } = event.data;
    const agent = this.envelopeOf(event, 'agent', round);
    const eraseAgent = new AgentCommandMessage(agent, subjectId, { type: 'EraseAgent' });
    const { position } = await executeOrThrow<unknown>(commands, eraseAgent);
    if (kind === 'agent') return { counts: NOTHING, position };
    const input = { type: 'EraseConsultant', consultantId: subjectId } as const;
    const consultant = this.envelopeOf(event, 'consultant', round);
    await executeOrThrow<unknown>(commands, new ConsultantCommandMessage(consultant, subjectId, input));
    return { counts: NOTHING, position };
  }

  private async deleteFiles({ files }: FoundOfPerson, position: Position): Promise<void> {
    if (files.size === 0) return;
    const { attachments, clock, rows } = this.options;
    await this.caughtUp(position);
    const before = addMillis(clock.now(), SECOND);
    for (const sha256 of files) if (!(await isAttached(rows, sha256))) await attachments.delete(sha256, before);
  }

  private async destroyKeys(
    { kind, subjectId: id }: SubjectFields,
    { lostKeys }: Pick<FoundOfPerson, 'lostKeys'>,
  ): Promise<void> {
    const { keys, clock } = this.options;
    for (const bearer of keyBearers({ kind, id })) await keys.erase(bearer, clock.now(), [...lostKeys]);
  }

  private async deleteMails({ kind, subjectId }: SubjectFields): Promise<void> {
    if (kind === 'member') await deleteMailsTo(this.options.outbox, subjectId);
  }

  private async complete(event: Requested, erased: ErasedRecords['counts']): Promise<void> {
    const { commands } = this.options;
    const { kind, subjectId } = event.data;
    const input = { type: 'CompleteErasure', erased } as const;
    const message = new PrivacyCommandMessage(this.envelopeOf(event, 'complete'), { kind, subjectId }, input);
    await executeOrThrow(commands, message);
  }

  private envelopeOf(event: Requested, ...parts: readonly string[]) {
    return reactionEnvelope(ERASURES, event, { tenant: this.options.tenant, parts });
  }

  private async caughtUp(position: Position, names: readonly string[] = PERSONAL_MODELS): Promise<void> {
    const { reached, isStopped } = this.options;
    if (!(await reached(position, CATCH_UP_MS, names))) throw new ReadModelBehind(names, position, isStopped(names));
  }
}

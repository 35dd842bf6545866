import { type CommandInput, engineEnvelope, QuarterCommandMessage } from '@ledgerdesk/application';
import type { RecordDigestMails } from '@ledgerdesk/domain';

type Outcome = Omit<CommandInput<RecordDigestMails>, 'type'>;

/** What the command is a consequence of: an event or a message of the outbox. */
interface OutcomeSource {
  readonly causationId: string;
  readonly tenant: string;
}

/** Builds the command that records the outcome of the mails of a digest (Q1). A repeat has no effect. */
export const digestMailsMessage = (outcome: Outcome, { causationId, tenant }: OutcomeSource): QuarterCommandMessage =>
  new QuarterCommandMessage(
    engineEnvelope('digest-mails', {
      id: ['digest-mails', causationId, outcome.outcome],
      request: outcome,
      causationId,
      tenant,
    }),
    { type: 'RecordDigestMails', ...outcome },
  );

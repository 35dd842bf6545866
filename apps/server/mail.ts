import type { CommandExecutor } from '@ledgerdesk/application';
import { answerMails, digestMails, mailChannel } from '@ledgerdesk/processes';
import type { Channel, Process } from '@ledgerdesk/runtime';
import type { EngineContext } from './engine-context.js';
import { hasRole, type Settings } from './settings.js';

/** Whether this process sends mails; null if its roles do not include `processes`. */
export const mailStatus = (settings: Settings): 'on' | 'off' | null => {
  if (!hasRole(settings, 'processes')) return null;
  return settings.SMTP_URL === undefined ? 'off' : 'on';
};

/** The process managers that write mails. None without a mail server, so that no messages accumulate in the outbox. */
export const mailManagers = ({ settings, time: { clock } }: EngineContext): readonly Process[] =>
  settings.SMTP_URL === undefined ? [] : [answerMails(clock), digestMails(clock)];

/** The channel that delivers mails; none without a mail server. */
export const mailChannels = (
  { store, settings: { SMTP_URL, MAIL_FROM }, policies, time: { clock } }: EngineContext,
  executor: CommandExecutor,
): readonly Channel[] => {
  if (SMTP_URL === undefined || MAIL_FROM === undefined) return [];
  return [mailChannel({ log: store, executor, policies, clock, smtp: { url: SMTP_URL, from: MAIL_FROM } })];
};

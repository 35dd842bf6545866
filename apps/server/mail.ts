import { answerMails, appointmentMails, digestMails, mailChannel } from '@ledgerdesk/processes';
import type { Channel, Process } from '@ledgerdesk/runtime';
import type { EngineContext } from './engine-context.js';
import { hasRole, type Settings } from './settings.js';
import type { CommandServices } from './workers/command-services.js';

/** Whether this process sends mails; null if its roles do not include `processes`. */
export const mailStatus = (settings: Settings): 'on' | 'off' | null => {
  if (!hasRole(settings, 'processes')) return null;
  return settings.SMTP_URL === undefined ? 'off' : 'on';
};

/**
 * The process managers that write mails. Without a mail server no messages accumulate in the outbox: only digests are
 * followed, and recorded as not mailed.
 */
export const mailManagers = (
  { settings: { SMTP_URL, TENANT: tenant }, time: { clock } }: EngineContext,
  { commands }: CommandServices,
): readonly Process[] => {
  const isMailOn = SMTP_URL !== undefined;
  return [
    ...(isMailOn ? [answerMails(clock), appointmentMails(clock)] : []),
    digestMails({ commands, clock, tenant, isMailOn }),
  ];
};

/** The channel that delivers mails; none without a mail server. */
export const mailChannels = (
  { store: log, settings: { SMTP_URL, MAIL_FROM, TENANT: tenant }, policies, time: { clock } }: EngineContext,
  { executor, commands }: CommandServices,
): readonly Channel[] => {
  if (SMTP_URL === undefined || MAIL_FROM === undefined) return [];
  const smtp = { url: SMTP_URL, from: MAIL_FROM };
  return [mailChannel({ log, executor, commands, policies, clock, tenant, smtp })];
};

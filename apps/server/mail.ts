import type { CommandExecutor } from '@ledgerdesk/application';
import { answerMails, digestMails, mailChannel } from '@ledgerdesk/processes';
import type { Engine } from './engine.js';
import type { ProcessWork } from './workers/process-worker.js';
import { hasRole, type Settings } from './settings.js';

/** Whether mails are written here; null where processes are not. */
export const mailStatus = (settings: Settings): 'on' | 'off' | null => {
  if (!hasRole(settings, 'processes')) return null;
  return settings.SMTP_URL === undefined ? 'off' : 'on';
};

/** Writes to people, where there is a server to hand mails to; without one nothing is put by for later. */
export const mailWork = (
  { store, settings: { SMTP_URL, MAIL_FROM }, policies, time: { clock } }: Engine,
  executor: CommandExecutor,
): ProcessWork => {
  if (SMTP_URL === undefined || MAIL_FROM === undefined) return { processes: [], channels: [], clocks: [] };
  return {
    processes: [answerMails(clock), digestMails(clock)],
    channels: [mailChannel({ log: store, executor, policies, clock, smtp: { url: SMTP_URL, from: MAIL_FROM } })],
    clocks: [],
  };
};

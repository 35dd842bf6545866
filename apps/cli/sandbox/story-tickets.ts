import { addMillis, DAY, HOUR, type Instant, MINUTE } from '@ledgerdesk/kernel';
import type { AgentId, TeamId } from './people.js';

/** What becomes of a ticket. */
export type TicketOutcome = 'solved' | 'discussed' | 'late' | 'on-hold' | 'open';

/** A ticket of the story. */
export interface StoryTicket {
  readonly number: number;
  readonly openedAt: Instant;
  readonly teamId: TeamId;
  readonly memberId: string;
  readonly agentId: AgentId;
  readonly issueType: string;
  readonly language: 'en' | 'ja';
  readonly subject: string;
  readonly body: string;
  readonly outcome: TicketOutcome;
}

const TOPICS = [
  ['sync_upload', 'en', 'Sync has stopped', 'Nothing has synced since this morning.'],
  ['signin_access', 'ja', 'サインインできません', '認証コードが届きません。'],
  ['sharing_permissions', 'en', 'A shared link does not work', 'Our customer cannot open the link that we sent.'],
  ['restore_versions', 'ja', '削除したフォルダを元に戻したい', '昨日、共有フォルダを削除してしまいました。'],
  ['storage_quota', 'en', 'The team is over its quota', 'Uploads fail, although we deleted a lot.'],
  ['billing_plan', 'ja', '請求書の宛名を変更したい', '来月から部署名が変わります。'],
  ['team_admin', 'en', 'Invitations do not arrive', 'Two new colleagues have not received their invitations.'],
] as const;
const REQUESTERS: Readonly<Record<'en' | 'ja', readonly (readonly [TeamId, string])[]>> = {
  en: [
    ['acme', 'ben'],
    ['globex', 'hans'],
    ['acme', 'finn'],
    ['globex', 'jonas'],
    ['globex', 'ines'],
  ],
  ja: [
    ['acme', 'daichi'],
    ['acme', 'emi'],
    ['acme', 'aiko'],
  ],
};
const OUTCOMES: readonly TicketOutcome[] = ['solved', 'discussed', 'late', 'solved', 'on-hold', 'solved'];
const AGENTS: Readonly<Record<'en' | 'ja', readonly AgentId[]>> = { en: ['tom', 'kenji'], ja: ['yuki', 'kenji'] };

const pick = <T>(items: readonly [T, ...T[]] | readonly T[], index: number): T => {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('The list is empty.');
  return item;
};

/** Monday, 2 November 2026, 9:00 in Tokyo. */
export const MONTH_START: Instant = '2026-11-02T00:00:00.000Z';
/** Monday, 30 November 2026, 10:00 in Tokyo. */
export const STORY_END: Instant = '2026-11-30T01:00:00.000Z';
const WEEKS = 4;
const DAYS_A_WEEK = 5;

/** Two tickets on each working day of a month, and three that are open at its end, in order of their opening. */
export const storyTickets = (): readonly StoryTicket[] => {
  const days = Array.from({ length: WEEKS * DAYS_A_WEEK }, (_, day) => {
    const date = addMillis(MONTH_START, (Math.floor(day / DAYS_A_WEEK) * 7 + (day % DAYS_A_WEEK)) * DAY);
    return [addMillis(date, HOUR + day * MINUTE), addMillis(date, 5 * HOUR - day * MINUTE)];
  });
  const lastDay = [-30, -20, -10].map((minutes) => addMillis(STORY_END, minutes * MINUTE));
  return [...days.flat(), ...lastDay].map((openedAt, number) => {
    const [issueType, language, subject, body] = pick(TOPICS, number);
    const [teamId, memberId] = pick(REQUESTERS[language], number);
    const agentId = pick(AGENTS[language], number);
    const outcome = lastDay.includes(openedAt) ? 'open' : pick(OUTCOMES, number);
    return { number, openedAt, teamId, memberId, agentId, issueType, language, subject, body, outcome };
  });
};

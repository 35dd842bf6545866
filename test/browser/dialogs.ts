import type { Locator, Page } from 'playwright-core';
import { shellTexts } from '../../apps/hub/app/shell.texts.js';
import { billingTexts } from '../../apps/hub/pages/billing/billing.texts.js';
import { bulkTexts } from '../../apps/hub/pages/desk/bulk/bulk.texts.js';
import { ticketTexts } from '../../apps/hub/pages/desk/ticket/ticket.texts.js';
import { liveDeskTexts } from '../../apps/hub/pages/live/live.texts.js';
import { agentsTexts } from '../../apps/hub/pages/operations/agents.texts.js';
import { membersTexts } from '../../apps/hub/pages/operations/members.texts.js';
import { salesTexts } from '../../apps/hub/pages/operations/sales.texts.js';
import { teamsTexts } from '../../apps/hub/pages/operations/teams.texts.js';
import { programmeTexts } from '../../apps/hub/pages/programme/programme.texts.js';
import { liveTexts } from '../../apps/hub/pages/requests/live-request.texts.js';
import { ticketsTexts } from '../../apps/hub/pages/requests/tickets-page.texts.js';
import type { Catalogue, Texts } from '../../apps/hub/texts/catalogue.js';
import type { Language } from '../../apps/hub/texts/language.js';
import type { DialogIds } from './dialog-scene.js';
import { PEOPLE, type Person } from './people.js';

/** Finds an element of a page that is shown in a language. */
type Find = (page: Page, language: Language) => Locator;

/** A dialog of the hub, and how it is opened. */
export interface HubDialog {
  /** The file that shows it, below apps/hub. */
  readonly source: string;
  readonly as: Person;
  /** The page, below /hub. */
  readonly path: (ids: DialogIds) => string;
  /** What is done on the page first. */
  readonly prepare?: (page: Page) => Promise<unknown>;
  /** The element that opens it, or the menu with its item. It has the focus again when the dialog is closed. */
  readonly opener: Find;
  /** The item of the menu. */
  readonly item?: Find;
}

/** Finds a button by a text of the hub. */
const button =
  <T extends Texts>(texts: Catalogue<T>, nameIn: (t: T) => string): Find =>
  (page, language) =>
    page
      .getByRole('button', { name: nameIn(texts[language]), exact: true })
      .filter({ visible: true })
      .first();

const item =
  <T extends Texts>(texts: Catalogue<T>, nameIn: (t: T) => string): Find =>
  (page, language) =>
    page.getByRole('menuitem', { name: nameIn(texts[language]), exact: true });

const row =
  (id: string): Find =>
  (page) =>
    page.locator(`[data-row="${id}"]`);

const inToolbar =
  (find: Find): Find =>
  (page, language) =>
    find(page, language).and(page.getByRole('toolbar').getByRole('button'));

/** Selects the first ticket of the queue. */
const selectTicket = (page: Page): Promise<void> => page.locator('[data-row]').first().getByRole('checkbox').check();

/** Writes a draft, without which a sign-out asks nothing. */
const writeDraft = (page: Page): Promise<unknown> =>
  page.evaluate(`localStorage.setItem('ledgerdesk.draft.member.acme.aiko.reply.1', 'Half an answer')`);

const TICKET = 'pages/desk/ticket/dialogs';
const TOM: Person = { kind: 'agent', subject: 'tom' };

/** Every dialog of the hub, page by page. A file with a dialog that is missing here fails a test. */
export const DIALOGS: readonly HubDialog[] = [
  ...(
    [
      ['app/as-of-picker.tsx', button(shellTexts, (t) => t.asOf)],
      ['app/command-menu.tsx', button(shellTexts, (t) => `${t.search} (Ctrl K)`)],
    ] as const
  ).map(([source, opener]) => ({ source, as: PEOPLE.admin, path: () => '/overview', opener })),
  {
    source: 'app/account-menu.tsx',
    as: PEOPLE.admin,
    path: () => '/overview',
    prepare: writeDraft,
    opener: button(shellTexts, (t) => t.account),
    item: item(shellTexts, (t) => t.signOut),
  },
  {
    source: 'tickets/clock-dialog.tsx',
    as: PEOPLE.admin,
    path: ({ ticketId }) => `/tickets/${ticketId}`,
    opener: (page) => page.locator('main button[aria-haspopup="dialog"]').first(),
  },
  {
    source: 'pages/requests/view-dialogs.tsx',
    as: PEOPLE.admin,
    path: () => '/tickets?q=sync',
    opener: button(ticketsTexts, (t) => t.save),
  },
  {
    source: 'pages/requests/view-dialogs.tsx',
    as: PEOPLE.admin,
    path: ({ view }) => `/tickets?product=dropbox&view=${view}`,
    opener: button(ticketsTexts, (t) => t.remove),
  },
  {
    source: 'pages/requests/callback-page.tsx',
    as: PEOPLE.admin,
    path: ({ waitingCallback }) => `/callbacks/${waitingCallback}`,
    opener: button(liveTexts, (t) => t.cancelCallback),
  },
  ...(
    [
      ['quote-dialog.tsx', button(billingTexts, (t) => t.add)],
      ['removal-dialog.tsx', button(billingTexts, (t) => t.remove)],
    ] as const
  ).map(([file, opener]) => ({
    source: `pages/billing/${file}`,
    as: PEOPLE.admin,
    path: () => '/billing',
    opener,
  })),
  ...(
    [
      ['hour-dialog.tsx', button(programmeTexts, (t) => t.move)],
      ['appointment-row.tsx', button(programmeTexts, (t) => t.cancelAppointment)],
    ] as const
  ).map(([file, opener]) => ({
    source: `pages/programme/${file}`,
    as: PEOPLE.admin,
    path: () => '/programme',
    opener,
  })),
  {
    source: 'pages/programme/agenda-dialog.tsx',
    as: PEOPLE.other,
    path: () => '/programme',
    opener: button(programmeTexts, (t) => t.agenda),
  },
  {
    source: 'pages/requests/chat-page.tsx',
    as: PEOPLE.other,
    path: ({ waitingChat }) => `/chats/${waitingChat}`,
    opener: button(liveTexts, (t) => t.leave),
  },
  {
    source: 'pages/operations/register-team-dialog.tsx',
    as: PEOPLE.operator,
    path: () => '/teams',
    opener: button(teamsTexts, (t) => t.register),
  },
  ...(
    [
      ['change-team-dialog.tsx', button(teamsTexts, (t) => t.change)],
      ['team-value-dialogs.tsx', button(teamsTexts, (t) => t.products)],
      ['team-value-dialogs.tsx', button(teamsTexts, (t) => t.accountManager)],
      ['add-member-dialog.tsx', button(membersTexts, (t) => t.add)],
      ['member-dialog.tsx', row('ben')],
    ] as const
  ).map(([file, opener]) => ({
    source: `pages/operations/${file}`,
    as: PEOPLE.operator,
    path: () => '/teams/acme',
    opener,
  })),
  {
    source: 'pages/operations/member-dialog.tsx',
    as: PEOPLE.operator,
    path: () => '/teams/acme?member=ben',
    opener: button(membersTexts, (t) => t.end),
  },
  ...(
    [
      ['register-agent-dialog.tsx', button(agentsTexts, (t) => t.register)],
      ['agent-dialog.tsx', row('kenji')],
    ] as const
  ).map(([file, opener]) => ({
    source: `pages/operations/${file}`,
    as: PEOPLE.operator,
    path: () => '/agents',
    opener,
  })),
  {
    source: 'pages/operations/sale-dialog.tsx',
    as: PEOPLE.sales,
    path: () => '/teams/globex',
    opener: button(salesTexts, (t) => t.sell),
  },
  {
    source: 'pages/operations/inquiries-page.tsx',
    as: PEOPLE.sales,
    path: ({ inquiry }) => `/inquiries?inquiry=${inquiry}`,
    opener: button(salesTexts, (t) => t.close),
  },
  {
    source: `${TICKET}/solve-dialog.tsx`,
    as: PEOPLE.agent,
    path: ({ openTicket }) => `/desk/${openTicket}`,
    opener: button(ticketTexts, (t) => t.actions.solve),
  },
  ...(['assign', 'hold', 'reclassify', 'merge', 'close'] as const).map((action) => ({
    source: `${TICKET}/${action}-dialog.tsx`,
    as: PEOPLE.agent,
    path: ({ openTicket }: DialogIds) => `/desk/${openTicket}`,
    opener: button(ticketTexts, (t) => t.more),
    item: item(ticketTexts, (t) => t.actions[action]),
  })),
  ...(['assign', 'hold', 'solve'] as const).map((action) => ({
    source: 'pages/desk/bulk/bulk-dialog.tsx',
    as: PEOPLE.agent,
    path: () => '/desk',
    prepare: selectTicket,
    opener: inToolbar(button(bulkTexts, (t) => t[action])),
  })),
  ...(['answer', 'note', 'reclassify', 'close'] as const).map((action) => ({
    source: 'pages/desk/bulk/bulk-dialog.tsx',
    as: PEOPLE.agent,
    path: () => '/desk',
    prepare: selectTicket,
    opener: inToolbar(button(bulkTexts, (t) => t.more)),
    item: item(bulkTexts, (t) => t[action]),
  })),
  ...(
    [
      ['chat-window.tsx', button(liveDeskTexts, (t) => t.end)],
      ['transfer-dialog.tsx', button(liveDeskTexts, (t) => t.transfer)],
    ] as const
  ).map(([file, opener]) => ({ source: `pages/live/${file}`, as: PEOPLE.agent, path: () => '/live', opener })),
  {
    source: 'pages/live/transfer-dialog.tsx',
    as: TOM,
    path: () => '/live',
    opener: button(liveDeskTexts, (t) => t.transfer),
  },
];

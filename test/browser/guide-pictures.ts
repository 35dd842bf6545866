import type { Page } from 'playwright-core';
import type { SceneIds } from './pages.js';
import type { PEOPLE } from './people.js';

/** A picture of docs/hub-guide.md. */
interface GuidePicture {
  /** Name of the file in docs/images, without `.png`. */
  readonly name: string;
  readonly as: keyof typeof PEOPLE;
  /** Below /hub. */
  readonly path: (scene: SceneIds) => string;
  /** What is done on the page before the picture is taken. */
  readonly prepare?: (page: Page, scene: SceneIds) => Promise<void>;
}

/** The pictures of docs/hub-guide.md, in its order. */
export const GUIDE_PICTURES: readonly GuidePicture[] = [
  { name: 'hub-overview', as: 'admin', path: () => '/overview' },
  {
    name: 'hub-ticket',
    as: 'admin',
    path: ({ ticketId }) => `/tickets/${ticketId}`,
    prepare: (page) => page.getByText('Deleted files & version history').first().waitFor(),
  },
  {
    name: 'hub-dashboard',
    as: 'admin',
    path: () => '/dashboard',
    prepare: (page) => page.getByText('Deleted files & version history').first().waitFor(),
  },
  { name: 'hub-billing', as: 'admin', path: () => '/billing' },
  { name: 'hub-desk', as: 'agent', path: ({ ticketId }) => `/desk/${ticketId}` },
  { name: 'hub-team', as: 'operator', path: () => '/teams/acme' },
  {
    name: 'hub-event',
    as: 'auditor',
    path: ({ ticketId }) => `/events?stream=ticket-${ticketId}&order=asc`,
    prepare: async (page) => {
      await page.getByRole('row').filter({ hasText: 'TicketAnswered' }).first().click();
      await page.getByRole('heading', { name: 'Causes and effects' }).waitFor();
    },
  },
  { name: 'hub-report', as: 'analyst', path: () => '/reports?report=responses&bucket=month&groupBy=level' },
  {
    name: 'hub-proof',
    as: 'auditor',
    path: ({ ticketId }) => `/proof?ticket=${ticketId}`,
    prepare: async (page, { vkey }) => {
      await page.getByLabel('Public key that you trust').fill(vkey);
      await page.getByRole('button', { name: 'Download and check' }).click();
      await page.getByText('The events are proven').waitFor();
    },
  },
];

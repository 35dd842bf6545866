import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PEOPLE } from './people.js';

/** Ids of the sandbox that addresses of pages contain. */
export interface SceneIds {
  /** A ticket of the administrator. */
  readonly ticketId: string;
  /** A callback of the administrator. */
  readonly callbackId: string;
  /** A chat of the administrator of the other team. */
  readonly chatId: string;
  readonly eventId: string;
  /** Public key of the log, as auditors paste it. */
  readonly vkey: string;
}

/** A page of the hub, who opens it, and with what in its address. */
export interface HubPage {
  /** As in `pages/<area>/routes.ts`. */
  readonly route: string;
  readonly as: keyof typeof PEOPLE;
  /** Below /hub. */
  readonly path: (ids: SceneIds) => string;
}

const fixed = (as: HubPage['as'], ...routes: readonly string[]): readonly HubPage[] =>
  routes.map((route) => ({ route, as, path: () => route }));

/** Every page of the hub. A page that is missing here fails a test. */
export const PAGES: readonly HubPage[] = [
  ...fixed('admin', '/overview', '/contact', '/tickets', '/recommendations', '/dashboard', '/programme'),
  ...fixed('admin', '/billing', '/billing/charges'),
  { route: '/tickets/$ticketId', as: 'admin', path: ({ ticketId }) => `/tickets/${ticketId}` },
  { route: '/callbacks/$callbackId', as: 'admin', path: ({ callbackId }) => `/callbacks/${callbackId}` },
  { route: '/chats/$chatId', as: 'other', path: ({ chatId }) => `/chats/${chatId}` },
  ...fixed('admin', '/sign-in-failed'),
  ...fixed('member', '/overview', '/contact', '/tickets'),
  // Another team: in another zone and currency, with another edition, without self-service.
  ...fixed('other', '/overview', '/billing', '/programme', '/recommendations'),
  ...fixed('operator', '/teams', '/agents', '/mails', '/deliveries', '/health', '/clock', '/erasures'),
  { route: '/teams/$teamId', as: 'operator', path: () => '/teams/acme' },
  ...fixed('sales', '/inquiries', '/teams', '/agents'),
  { route: '/teams/$teamId', as: 'sales', path: () => '/teams/globex' },
  ...fixed('agent', '/desk', '/desk/new', '/live'),
  // A child of the queue, which it is shown beside.
  { route: '/$ticketId', as: 'agent', path: ({ ticketId }) => `/desk/${ticketId}` },
  ...fixed('analyst', '/reports', '/read-models'),
  {
    route: '/reports/$name/facts',
    as: 'analyst',
    path: () => '/reports/responses/facts?measure=met&groupBy=level&group=essentials&bucket=month&period=2026-11',
  },
  { route: '/read-models/$name', as: 'analyst', path: () => '/read-models/teams' },
  ...fixed('auditor', '/events'),
  ...fixed('auditor', '/ledger', '/proof', '/reads'),
  { route: '/events/$eventId', as: 'auditor', path: ({ eventId }) => `/events/${eventId}` },
];

const AREAS = join(__dirname, '../../apps/hub/pages');

/** The sources of the routes of the hub. */
export const sourcesOfRoutes = (): readonly string[] =>
  readdirSync(AREAS).map((area) => readFileSync(join(AREAS, area, 'routes.ts'), 'utf8'));

/** The parts of a source that describe one route each. */
const routePartsOf = (source: string): readonly string[] => source.split(/(?=\bpath: ')/);

/** The routes of pages that can be shown as of a moment. */
export const knowingPastIn = (source: string): readonly string[] =>
  routePartsOf(source)
    .filter((part) => part.includes('knowsPast: true'))
    .flatMap(routesIn);

/** What readers need for pages, one of them for each, by route: as in the sources of the hub. */
export const needsIn = (source: string): readonly (readonly [string, readonly string[]])[] =>
  routePartsOf(source).flatMap((part) => {
    const needs = /\bneeds: \[([^\]]*)\]/.exec(part)?.[1] ?? '';
    return routesIn(part).map(
      (route) => [route, [...needs.matchAll(/'([^']+)'/g)].map(([, name = '']) => name)] as const,
    );
  });

/** The routes of pages in the sources of the hub, with a slash before each. */
export const routesIn = (source: string): readonly string[] =>
  [...source.matchAll(/\bpath: '([^']+)'/g)].map(([, path = '']) => (path.startsWith('/') ? path : `/${path}`));

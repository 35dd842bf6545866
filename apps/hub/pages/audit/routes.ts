import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { BadgeCheck, BookLock, Eye } from 'lucide-react';
import { rootRoute } from '../../app/root-route.js';
import { textSearch } from '../../app/text-search.js';

const parent = { getParentRoute: () => rootRoute } as const;

/** Pages of those who audit. */
export const auditRoutes = [
  createRoute({
    ...parent,
    path: '/ledger',
    component: lazyRouteComponent(() => import('./ledger-page.js'), 'LedgerPage'),
    staticData: {
      name: { en: 'Ledger', ja: '台帳', de: 'Ledger' },
      needs: ['audit'],
      navigation: { icon: BookLock, order: 500, key: 'l' },
    },
  }),
  createRoute({
    ...parent,
    path: '/proof',
    validateSearch: textSearch('ticket'),
    component: lazyRouteComponent(() => import('./proof-page.js'), 'ProofPage'),
    staticData: {
      name: { en: 'Prove a ticket', ja: 'チケットの証明', de: 'Ticket nachweisen' },
      needs: ['audit'],
      navigation: { icon: BadgeCheck, order: 510, key: 'p' },
    },
  }),
  createRoute({
    ...parent,
    path: '/reads',
    validateSearch: textSearch('subject', 'resource', 'caller', 'route', 'from', 'to', 'read'),
    component: lazyRouteComponent(() => import('./reads-page.js'), 'ReadsPage'),
    staticData: {
      name: { en: 'Read audit', ja: '閲覧の監査', de: 'Lesezugriffe' },
      needs: ['audit'],
      navigation: { icon: Eye, order: 520, key: 'a' },
    },
  }),
] as const;

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Activity, Building2, Clock, HandCoins, Headset, Mail, UserX, Webhook } from 'lucide-react';
import { rootRoute } from '../../app/root-route.js';
import { textSearch } from '../../app/text-search.js';

const parent = { getParentRoute: () => rootRoute } as const;

/** Pages of those who sell and run. */
export const operationsRoutes = [
  createRoute({
    ...parent,
    path: '/inquiries',
    validateSearch: textSearch('state', 'team', 'inquiry'),
    component: lazyRouteComponent(() => import('./inquiries-page.js'), 'InquiriesPage'),
    staticData: {
      name: { en: 'Inquiries', ja: 'お問い合わせ', de: 'Anfragen' },
      needs: ['sales'],
      navigation: { icon: HandCoins, order: 300, key: 'i' },
    },
  }),
  createRoute({
    ...parent,
    path: '/teams',
    validateSearch: textSearch('q', 'product', 'country', 'accountManager', 'dialog'),
    component: lazyRouteComponent(() => import('./teams-page.js'), 'TeamsPage'),
    staticData: {
      name: { en: 'Teams', ja: 'チーム', de: 'Teams' },
      needs: ['administration', 'sales'],
      navigation: { icon: Building2, order: 310, key: 't' },
    },
  }),
  createRoute({
    ...parent,
    path: '/teams/$teamId',
    validateSearch: textSearch('q', 'status', 'role', 'champion', 'member', 'dialog'),
    component: lazyRouteComponent(() => import('./team-page.js'), 'TeamPage'),
    staticData: { name: { en: 'Team', ja: 'チーム', de: 'Team' }, needs: ['administration', 'sales'] },
  }),
  createRoute({
    ...parent,
    path: '/agents',
    validateSearch: textSearch('q', 'product', 'language', 'channel', 'availability', 'agent', 'dialog'),
    component: lazyRouteComponent(() => import('./agents-page.js'), 'AgentsPage'),
    staticData: {
      name: { en: 'Agents', ja: 'サポート担当者', de: 'Supportmitarbeitende' },
      needs: ['administration', 'sales'],
      navigation: { icon: Headset, order: 320, key: 'a' },
    },
  }),
  createRoute({
    ...parent,
    path: '/mails',
    validateSearch: textSearch('state', 'mail'),
    component: lazyRouteComponent(() => import('./mails-page.js'), 'MailsPage'),
    staticData: {
      name: { en: 'Mails', ja: 'メール', de: 'E-Mails' },
      needs: ['mails'],
      navigation: { icon: Mail, order: 330, key: 'm' },
    },
  }),
  createRoute({
    ...parent,
    path: '/deliveries',
    validateSearch: textSearch('state', 'webhook', 'delivery'),
    component: lazyRouteComponent(() => import('./deliveries-page.js'), 'DeliveriesPage'),
    staticData: {
      name: { en: 'Webhook deliveries', ja: 'Webhook配信', de: 'Webhook-Zustellungen' },
      needs: ['operations'],
      navigation: { icon: Webhook, order: 340, key: 'w' },
    },
  }),
  createRoute({
    ...parent,
    path: '/health',
    component: lazyRouteComponent(() => import('./health-page.js'), 'HealthPage'),
    staticData: {
      name: { en: 'Health', ja: '稼働状況', de: 'Zustand' },
      needs: ['operations'],
      navigation: { icon: Activity, order: 350, key: 'h' },
    },
  }),
  createRoute({
    ...parent,
    path: '/clock',
    component: lazyRouteComponent(() => import('./clock-page.js'), 'ClockPage'),
    staticData: {
      name: { en: 'Clock', ja: '時計', de: 'Uhr' },
      needs: ['operations'],
      navigation: { icon: Clock, order: 360, key: 'c' },
    },
  }),
  createRoute({
    ...parent,
    path: '/erasures',
    validateSearch: textSearch('kind', 'person', 'erasure'),
    component: lazyRouteComponent(() => import('./erasures-page.js'), 'ErasuresPage'),
    staticData: {
      name: { en: 'Erasure', ja: '個人データの消去', de: 'Löschung' },
      needs: ['erasures'],
      navigation: { icon: UserX, order: 370 },
    },
  }),
] as const;

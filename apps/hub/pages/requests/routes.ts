import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { House, LifeBuoy, Ticket } from 'lucide-react';
import { rootRoute } from '../../app/root-route.js';
import { type ContactSearch, contactSearchOf } from './contact-search.js';
import { ticketSearchOf, type TicketSearch } from './ticket-search.js';

const getParentRoute = () => rootRoute;

/** Pages of those who ask for support. */
export const requestRoutes = [
  createRoute({
    getParentRoute,
    path: 'overview',
    component: lazyRouteComponent(() => import('./overview-page.js'), 'OverviewPage'),
    staticData: {
      name: { en: 'Overview', ja: '概要', de: 'Übersicht' },
      needs: ['tickets'],
      knowsPast: true,
      navigation: { icon: House, order: 10, key: 'o' },
    },
  }),
  createRoute({
    getParentRoute,
    path: 'contact',
    component: lazyRouteComponent(() => import('./contact-page.js'), 'ContactPage'),
    validateSearch: (search: Record<string, unknown>): ContactSearch => contactSearchOf(search),
    staticData: {
      name: { en: 'Contact support', ja: 'サポートへの問い合わせ', de: 'Support kontaktieren' },
      needs: ['tickets'],
      navigation: { icon: LifeBuoy, order: 11 },
    },
  }),
  createRoute({
    getParentRoute,
    path: 'tickets',
    component: lazyRouteComponent(() => import('./tickets-page.js'), 'TicketsPage'),
    validateSearch: (search: Record<string, unknown>): TicketSearch => ticketSearchOf(search),
    staticData: {
      name: { en: 'Tickets', ja: 'チケット', de: 'Tickets' },
      needs: ['tickets'],
      knowsPast: true,
      navigation: { icon: Ticket, order: 12, key: 't' },
    },
  }),
  createRoute({
    getParentRoute,
    path: 'tickets/$ticketId',
    component: lazyRouteComponent(() => import('./ticket-page.js'), 'TicketPage'),
    staticData: { name: { en: 'Ticket', ja: 'チケット', de: 'Ticket' }, needs: ['tickets'], knowsPast: true },
  }),
  createRoute({
    getParentRoute,
    path: 'chats/$chatId',
    component: lazyRouteComponent(() => import('./chat-page.js'), 'ChatPage'),
    staticData: { name: { en: 'Chat', ja: 'チャット', de: 'Chat' }, needs: ['tickets'] },
  }),
  createRoute({
    getParentRoute,
    path: 'callbacks/$callbackId',
    component: lazyRouteComponent(() => import('./callback-page.js'), 'CallbackPage'),
    staticData: { name: { en: 'Callback', ja: '折り返し電話', de: 'Rückruf' }, needs: ['tickets'] },
  }),
] as const;

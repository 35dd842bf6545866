import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Inbox } from 'lucide-react';
import { rootRoute } from '../../app/root-route.js';
import { textSearch } from '../../app/text-search.js';
import { queueSearchOf } from './queue/queue-search.js';

const queueRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'desk',
  validateSearch: queueSearchOf,
  component: lazyRouteComponent(() => import('./desk-page.js'), 'DeskPage'),
  staticData: {
    name: { en: 'Queue', ja: 'キュー', de: 'Warteschlange' },
    needs: ['desk'],
    knowsPast: true,
    navigation: { icon: Inbox, order: 10, key: 'q' },
  },
});

/** A ticket. The page of the queue shows it beside the list, or on a phone in place of the list. */
const ticketRoute = createRoute({
  getParentRoute: () => queueRoute,
  path: '$ticketId',
  staticData: { needs: ['desk'], knowsPast: true },
});

const newTicketRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'desk/new',
  validateSearch: textSearch('team', 'requester'),
  component: lazyRouteComponent(() => import('./new-ticket/new-ticket-page.js'), 'NewTicketPage'),
  staticData: {
    name: { en: 'Open a ticket', ja: 'チケットを作成', de: 'Ticket eröffnen' },
    needs: ['desk'],
  },
});

/** Pages of agents. */
export const deskRoutes = [queueRoute.addChildren([ticketRoute]), newTicketRoute] as const;

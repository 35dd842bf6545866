import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Headset } from 'lucide-react';
import { rootRoute } from '../../app/root-route.js';

const liveRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'live',
  component: lazyRouteComponent(() => import('./live-page.js'), 'LivePage'),
  staticData: {
    name: { en: 'Live support', ja: 'ライブサポート', de: 'Live-Support' },
    needs: ['liveRequests'],
    navigation: { icon: Headset, order: 11, key: 'l' },
  },
});

/** Chats and calls, for agents. */
export const liveRoutes = [liveRoute] as const;

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { CalendarClock } from 'lucide-react';
import { rootRoute } from '../../app/root-route.js';

/** Appointments that an add-on includes. */
export const programmeRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/programme',
    component: lazyRouteComponent(() => import('./programme-page.js'), 'ProgrammePage'),
    staticData: {
      name: { en: 'Programme', ja: 'プログラム', de: 'Programm' },
      kinds: ['member'],
      needs: ['hub'],
      navigation: { icon: CalendarClock, order: 60, key: 'p' },
    },
  }),
] as const;

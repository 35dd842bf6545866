import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ChartColumn, ScrollText, Table2 } from 'lucide-react';
import { rootRoute } from '../../app/root-route.js';
import { textSearch } from '../../app/text-search.js';

const parent = { getParentRoute: () => rootRoute } as const;

/** Pages of those who analyse and audit the log. */
export const analysisRoutes = [
  createRoute({
    ...parent,
    path: '/events',
    validateSearch: textSearch(
      'stream',
      'streamName',
      'types',
      'actor',
      'correlationId',
      'from',
      'order',
      'view',
      'event',
    ),
    component: lazyRouteComponent(() => import('./events-page.js'), 'EventsPage'),
    staticData: {
      name: { en: 'Events', ja: 'イベント', de: 'Ereignisse' },
      needs: ['log'],
      navigation: { icon: ScrollText, order: 400, key: 'e' },
    },
  }),
  createRoute({
    ...parent,
    path: '/events/$eventId',
    component: lazyRouteComponent(() => import('./event-page.js'), 'EventPage'),
    staticData: { name: { en: 'Event', ja: 'イベント', de: 'Ereignis' }, needs: ['log'] },
  }),
  createRoute({
    ...parent,
    path: '/reports',
    validateSearch: textSearch('report', 'groupBy', 'bucket', 'timeZone', 'from', 'to', 'team'),
    component: lazyRouteComponent(() => import('./reports-page.js'), 'ReportsPage'),
    staticData: {
      name: { en: 'Reports', ja: 'レポート', de: 'Berichte' },
      needs: ['analysis'],
      knowsPast: true,
      navigation: { icon: ChartColumn, order: 410, key: 'r' },
    },
  }),
  createRoute({
    ...parent,
    path: '/reports/$name/facts',
    validateSearch: textSearch('groupBy', 'bucket', 'timeZone', 'from', 'to', 'team', 'group', 'period', 'measure'),
    component: lazyRouteComponent(() => import('./facts-page.js'), 'FactsPage'),
    staticData: {
      name: { en: 'What a number counts', ja: '数値の内訳', de: 'Zusammensetzung' },
      needs: ['analysis'],
      knowsPast: true,
    },
  }),
  createRoute({
    ...parent,
    path: '/read-models',
    component: lazyRouteComponent(() => import('./read-models-page.js'), 'ReadModelsPage'),
    staticData: {
      name: { en: 'Read models', ja: 'リードモデル', de: 'Lesemodelle' },
      needs: ['analysis'],
      navigation: { icon: Table2, order: 420, key: 'm' },
    },
  }),
  createRoute({
    ...parent,
    path: '/read-models/$name',
    validateSearch: textSearch('prefix', 'from', 'to', 'row'),
    component: lazyRouteComponent(() => import('./read-model-page.js'), 'ReadModelPage'),
    staticData: {
      name: { en: 'Read model', ja: 'リードモデル', de: 'Lesemodell' },
      needs: ['analysis'],
      knowsPast: true,
    },
  }),
] as const;

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { BarChart3, BookOpen } from 'lucide-react';
import { rootRoute } from '../../app/root-route.js';
import { textSearch } from '../../app/text-search.js';

/** What a member's own requests show, and what helps with them. */
export const insightRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/recommendations',
    component: lazyRouteComponent(() => import('./recommendations-page.js'), 'RecommendationsPage'),
    staticData: {
      name: { en: 'Recommendations', ja: 'おすすめ', de: 'Empfehlungen' },
      kinds: ['member'],
      needs: ['hub'],
      knowsPast: true,
      navigation: { icon: BookOpen, order: 40, key: 'e' },
    },
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/dashboard',
    validateSearch: textSearch('month'),
    component: lazyRouteComponent(() => import('./dashboard-page.js'), 'DashboardPage'),
    staticData: {
      name: { en: 'Dashboard', ja: 'ダッシュボード', de: 'Auswertung' },
      kinds: ['member'],
      needs: ['hub'],
      knowsPast: true,
      navigation: { icon: BarChart3, order: 50, key: 'd' },
    },
  }),
] as const;

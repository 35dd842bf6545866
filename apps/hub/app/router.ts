import { createRouter } from '@tanstack/react-router';
import { billingRoutes } from '../pages/billing/routes.js';
import { insightRoutes } from '../pages/insights/routes.js';
import { programmeRoutes } from '../pages/programme/routes.js';
import { requestRoutes } from '../pages/requests/routes.js';
import { deskRoutes } from '../pages/desk/routes.js';
import { liveRoutes } from '../pages/live/routes.js';
import { startRoutes } from '../pages/start/routes.js';
import { operationsRoutes } from '../pages/operations/routes.js';
import { analysisRoutes } from '../pages/analysis/routes.js';
import { auditRoutes } from '../pages/audit/routes.js';
import { ErrorPage } from './error-page.js';
import { rootRoute } from './root-route.js';

/** Every page of the hub. */
const routeTree = rootRoute.addChildren([
  ...startRoutes,
  ...requestRoutes,
  ...insightRoutes,
  ...programmeRoutes,
  ...billingRoutes,
  ...operationsRoutes,
  ...deskRoutes,
  ...liveRoutes,
  ...analysisRoutes,
  ...auditRoutes,
]);

/** The router of the hub. Pages are preloaded when a link to them is hovered or focused. */
export const router = createRouter({
  routeTree,
  basepath: '/hub',
  defaultPreload: 'intent',
  defaultPendingMs: 200,
  defaultErrorComponent: ErrorPage,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.js';
import { StartPage } from './start-page.js';

const parent = { getParentRoute: () => rootRoute } as const;

/** Pages that are for everyone who is signed in. */
export const startRoutes = [
  // Leads to the reader's first page.
  createRoute({ ...parent, path: '/', component: StartPage }),
  createRoute({
    ...parent,
    path: '/sign-in-failed',
    component: lazyRouteComponent(() => import('./sign-in-failed-page.js'), 'SignInFailedPage'),
  }),
] as const;

import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.js';
import { StartPage } from './start-page.js';

/** The page at the root leads to the reader's first page. */
export const startRoutes = [createRoute({ getParentRoute: () => rootRoute, path: '/', component: StartPage })] as const;

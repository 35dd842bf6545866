import { HUB_RULES } from '@ledgerdesk/domain';
import type { Link, shownRoute } from '../support/support.view.js';
import { listOf, objectOf, oneOf, text } from './schema.js';

type Route = ReturnType<typeof shownRoute>;

const link = objectOf<Link>({ rel: text, method: oneOf(['GET', 'POST']), href: text });

/** What routes on the way to support answer. */
export const SUPPORT_ANSWERS = {
  SupportRoute: objectOf<Route>({
    site: oneOf(['hub', 'support-page']), path: text, links: listOf(link),
    reason: objectOf<Route['reason']>({ rule: oneOf(Object.values(HUB_RULES)), code: oneOf(Object.keys(HUB_RULES)), message: text }),
  }),
};

import { Link, Outlet, useMatches, useRouterState } from '@tanstack/react-router';
import { Menu as MenuIcon, X } from 'lucide-react';
import { lazy, type RefObject, Suspense, useEffect, useRef, useState } from 'react';
import icon from '../design/icon.svg';
import { IconButton } from '../design/button.js';
import { classes } from '../design/classes.js';
import { useLiveUpdates } from '../live/use-live-updates.js';
import { useFollowedPresence } from '../pages/desk/presence/presence-store.js';
import { useSelf } from '../session/self.js';
import { useTexts } from '../texts/language-context.js';
import { useZone } from '../time/zone-context.js';
import { ClockBadge } from './clock-badge.js';
import { isDialogOpen } from './coming-dialog.js';
import { useMoment } from './moment.js';
import { LinkFailureBanner } from './link-failure-banner.js';
import { mayEnter, useNavigation } from './navigation.js';
import { NoEntryPage } from './no-entry-page.js';
import { hasPathsBelow } from './paths.js';
import { PastBanner } from './past-banner.js';
import { RefusedWritesBanner } from './refused-writes-banner.js';
import { shellTexts } from './shell.texts.js';
import styles from './shell.module.css';
import { usePageShortcuts } from './shortcuts.js';

/** Menus come after the page itself. */
const TopMenus = lazy(() => import('./top-menus.js'));

/** Only agents have live support to be there for. */
const AgentHeartbeat = lazy(() => import('../pages/live/agent-heartbeat.js'));

/** Pages that the reader may enter. */
const Navigation = ({ isOpen }: { readonly isOpen: boolean }) => {
  const t = useTexts(shellTexts);
  const items = useNavigation();
  const paths = items.map(({ to }) => to);
  return (
    <nav aria-label={t.navigation} className={styles['side']} data-open={isOpen}>
      <ul>
        {items.map(({ to, name, icon: Icon }) => (
          <li key={to}>
            <Link
              to={to}
              className={styles['link']}
              activeOptions={{ exact: hasPathsBelow(to, paths), includeSearch: false }}
              activeProps={{ 'aria-current': 'page' }}
            >
              <Icon size={16} aria-hidden />
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
};

/** The page of the address, if the reader may enter it. */
const CurrentPage = () => {
  const self = useSelf();
  const entry = useMatches({ select: (matches) => matches.at(-1)?.staticData });
  return mayEnter(self, entry) ? <Outlet /> : <NoEntryPage needs={entry?.needs ?? []} />;
};

/** After another page has opened, keys and screen readers begin in it, unless it has taken the focus itself. */
const useFocusOnPage = (content: RefObject<HTMLElement | null>): void => {
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const shown = useRef(path);
  useEffect(() => {
    const isFirst = shown.current === undefined;
    if (shown.current === path) return;
    shown.current = path;
    if (!isFirst && !isDialogOpen() && !content.current?.contains(document.activeElement))
      content.current?.focus({ preventScroll: true });
  }, [path, content]);
};

/** The time zone of what is printed, where the menu is not. */
const PrintedZone = () => {
  const t = useTexts(shellTexts);
  return <p className={styles['printed']}>{t.zone(useZone().zone)}</p>;
};

/** What surrounds every page: navigation, time zone, account, and the banner of pages that show the past. */
export const Shell = () => {
  const t = useTexts(shellTexts);
  const [isOpen, setOpen] = useState(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const { isPast } = useMoment();
  const self = useSelf();
  const content = useRef<HTMLElement>(null);
  // Before the stream begins, whose first event says who is present.
  useFollowedPresence();
  useLiveUpdates(self);
  useFocusOnPage(content);
  usePageShortcuts(useNavigation());
  useEffect(() => setOpen(false), [path]);
  return (
    <div className={classes(styles['shell'], isPast && styles['past'])}>
      <header className={styles['top']}>
        <a href="#content" className={styles['skip']}>
          {t.skip}
        </a>
        <IconButton
          className={styles['onPhone']}
          label={isOpen ? t.closeNavigation : t.openNavigation}
          icon={isOpen ? <X size={18} aria-hidden /> : <MenuIcon size={18} aria-hidden />}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        />
        <Link to="/" className={styles['brand']} aria-label="Premium Support">
          <img src={icon} alt="" width={20} height={20} />
          <span className={styles['wideOnly']}>Premium Support</span>
        </Link>
        <ClockBadge />
        <div className={styles['menus']}>
          <Suspense>
            <TopMenus />
          </Suspense>
        </div>
      </header>
      <Navigation isOpen={isOpen} />
      <main ref={content} id="content" tabIndex={-1} className={styles['main']}>
        <PrintedZone />
        <LinkFailureBanner />
        <PastBanner />
        <RefusedWritesBanner />
        {self.kind === 'agent' && (
          <Suspense>
            <AgentHeartbeat />
          </Suspense>
        )}
        <CurrentPage />
      </main>
    </div>
  );
};

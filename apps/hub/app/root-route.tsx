import { createRootRoute, retainSearchParams } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';
import type { Ability, Self } from '../session/self.js';
import type { Language } from '../texts/language.js';
import { App } from './app.js';
import { NotFoundPage } from './not-found-page.js';
import { textSearch } from './text-search.js';

/** How a page appears in the navigation. */
export interface NavigationEntry {
  readonly icon: LucideIcon;
  /** Place among the pages that a reader may enter. */
  readonly order: number;
  /** Second key of its shortcut, after `g`. */
  readonly key?: string;
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Name of the page, in its title and in the navigation. */
    readonly name?: Readonly<Record<Language, string>>;
    /** One of these abilities is needed to enter. Nothing: everyone who is signed in may. */
    readonly needs?: readonly Ability[];
    /** Kinds of caller that the page is for; every kind if there are none. */
    readonly kinds?: readonly Self['kind'][];
    /** The page shows the moment of `?asOf=`. Others show now, and say so. */
    readonly knowsPast?: boolean;
    /** Undefined for a page that other pages lead to. */
    readonly navigation?: NavigationEntry;
  }
}

/** Parameters that every page has. */
interface SharedSearch {
  /** Shows pages as of this moment: an instant (RFC 3339), or a position of the log. */
  readonly asOf?: string;
}

/** The parent of every page's route. */
export const rootRoute = createRootRoute({
  component: App,
  notFoundComponent: NotFoundPage,
  validateSearch: (search: Record<string, unknown>): SharedSearch => textSearch('asOf')(search),
  search: { middlewares: [retainSearchParams(['asOf'])] },
});

import { useRouter } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';
import { useMemo } from 'react';
import { type Ability, type Self, useSelf } from '../session/self.js';
import type { Language } from '../texts/language.js';
import { useLanguage } from '../texts/language-context.js';
import { pseudoTexts } from '../texts/pseudo-locale.js';

/** A page in the navigation, with its name in the reader's language. */
export interface NavigationItem {
  /** Path below /hub. */
  readonly to: string;
  readonly name: string;
  readonly icon: LucideIcon;
  readonly key: string | undefined;
}

/** Who a page is for. */
export interface Entry {
  readonly needs?: readonly Ability[];
  readonly kinds?: readonly Self['kind'][];
}

/** Returns true if the page is for the reader's kind, and one of the abilities is theirs or none is needed. */
export const mayEnter = ({ kind, may }: Self, { needs = [], kinds }: Entry = {}): boolean =>
  (kinds?.includes(kind) ?? true) && (needs.length === 0 || needs.some((ability) => may[ability].allowed));

const nameIn = (names: Readonly<Record<Language, string>>, language: Language, isPseudo: boolean): string =>
  isPseudo ? pseudoTexts({ name: names[language] }).name : names[language];

/** The pages of the navigation that the reader may enter, in order. */
export const useNavigation = (): readonly NavigationItem[] => {
  const router = useRouter();
  const self = useSelf();
  const { language, isPseudo } = useLanguage();
  return useMemo(
    () =>
      Object.values(router.routesById)
        .flatMap(({ fullPath, options: { staticData } }) =>
          staticData?.navigation && staticData.name && mayEnter(self, staticData)
            ? [
                {
                  ...staticData.navigation,
                  to: fullPath,
                  name: nameIn(staticData.name, language, isPseudo),
                  key: staticData.navigation.key,
                },
              ]
            : [],
        )
        .toSorted((a, b) => a.order - b.order),
    [router, self, language, isPseudo],
  );
};

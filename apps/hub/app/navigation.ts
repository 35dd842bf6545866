import { useRouter } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';
import { useMemo } from 'react';
import { type Ability, type Self, useSelf } from '../session/self.js';
import { useLanguage } from '../texts/language-context.js';

/** A page in the navigation, with its name in the reader's language. */
export interface NavigationItem {
  /** Path below /hub. */
  readonly to: string;
  readonly name: string;
  readonly icon: LucideIcon;
  readonly key: string | undefined;
}

/** Returns true if one of the abilities is the reader's, or none is needed. */
export const mayEnter = ({ may }: Self, needs: readonly Ability[] = []): boolean =>
  needs.length === 0 || needs.some((ability) => may[ability].allowed);

/** The pages of the navigation that the reader may enter, in order. */
export const useNavigation = (): readonly NavigationItem[] => {
  const router = useRouter();
  const self = useSelf();
  const { language } = useLanguage();
  return useMemo(
    () =>
      Object.values(router.routesById)
        .flatMap(({ fullPath, options: { staticData } }) =>
          staticData?.navigation && staticData.name && mayEnter(self, staticData.needs)
            ? [
                {
                  ...staticData.navigation,
                  to: fullPath,
                  name: staticData.name[language],
                  key: staticData.navigation.key,
                },
              ]
            : [],
        )
        .toSorted((a, b) => a.order - b.order),
    [router, self, language],
  );
};

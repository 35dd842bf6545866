import { useQueryClient } from '@tanstack/react-query';
import { CircleUser } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../design/button.js';
import { Dialog } from '../design/dialog.js';
import { Menu, MenuChoice, MenuGroup, MenuItem } from '../design/menu.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { deleteDrafts, draftCount } from '../drafts/drafts.js';
import { useSelf } from '../session/self.js';
import { SignInRefused, signOut, useSession } from '../session/session.js';
import { LANGUAGE_NAMES, LANGUAGES } from '../texts/language.js';
import { useLanguage, useTexts } from '../texts/language-context.js';
import { shellTexts } from './shell.texts.js';
import { useShortcutsSetting } from './shortcuts.js';
import { THEMES } from './shown-theme.js';
import { useTheme } from './theme.js';

/** Who is signed in, with the settings of this browser and sign-out. */
export const AccountMenu = () => {
  const t = useTexts(shellTexts);
  const self = useSelf();
  const { language, choose } = useLanguage();
  const [theme, chooseTheme] = useTheme();
  const [shortcuts, chooseShortcuts] = useShortcutsSetting();
  /** Number of drafts that a sign-out deletes; undefined before the reader asks to sign out. */
  const [drafts, setDrafts] = useState<number>();
  const [failure, setFailure] = useState<Error>();
  const queries = useQueryClient();
  const { reload } = useSession();
  const leave = async (): Promise<void> => {
    setFailure(undefined);
    try {
      const elsewhere = await signOut();
      deleteDrafts(self);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
      if (elsewhere === undefined) await reload();
      else location.replace(elsewhere);
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
      setDrafts(draftCount(self));
    }
  };
  // Counted when it is asked for: drafts change without a change of this menu.
  const askToLeave = (): void => {
    const count = draftCount(self);
    if (count === 0) void leave();
    else setDrafts(count);
  };
  return (
    <>
      <Menu button={<IconButton label={t.account} icon={<CircleUser size={18} aria-hidden />} />}>
        <MenuGroup name={[self.name ?? self.id, self.team?.name].filter(Boolean).join(' · ')}>
          <MenuItem onSelect={askToLeave}>{t.signOut}</MenuItem>
        </MenuGroup>
        <MenuChoice
          name={t.language}
          value={language}
          values={LANGUAGES}
          labelOf={(one) => LANGUAGE_NAMES[one]}
          onChoose={choose}
        />
        <MenuChoice
          name={t.theme}
          value={theme}
          values={THEMES}
          labelOf={(one) => t.themes[one]}
          onChoose={chooseTheme}
        />
        <MenuChoice
          name={t.shortcuts}
          value={shortcuts}
          values={['on', 'off']}
          labelOf={(one) => (one === 'on' ? t.shortcutsOn : t.shortcutsOff)}
          onChoose={chooseShortcuts}
        />
      </Menu>
      <Dialog
        title={t.signOutTitle}
        isOpen={drafts !== undefined}
        onClose={() => setDrafts(undefined)}
        actions={
          <>
            <Button onClick={() => setDrafts(undefined)}>{t.cancel}</Button>
            <Button weight="danger" onClick={() => void leave()}>
              {t.signOut}
            </Button>
          </>
        }
      >
        {drafts !== undefined && drafts > 0 && <p>{t.draftsGo(drafts)}</p>}
        {failure instanceof SignInRefused && <p role="alert">{failure.message}</p>}
        {failure && !(failure instanceof SignInRefused) && <ProblemNotice error={failure} />}
      </Dialog>
    </>
  );
};

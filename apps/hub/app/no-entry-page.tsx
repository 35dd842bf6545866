import { Link } from '@tanstack/react-router';
import { Page } from '../design/page.js';
import { type Ability, useSelf } from '../session/self.js';
import { useTexts } from '../texts/language-context.js';
import { useNavigation } from './navigation.js';
import { shellTexts } from './shell.texts.js';

/** Code of what is for other kinds of people: its detail is written for those who call the API. */
const OTHER_KIND = 'not-for-this-caller';

/** Shows why the reader has no access to a page, and lists the pages they can open. */
export const NoEntryPage = ({ needs }: { readonly needs: readonly Ability[] }) => {
  const t = useTexts(shellTexts);
  const { may, kind } = useSelf();
  const items = useNavigation();
  const refused = needs.map((ability) => may[ability].refused).find((refusal) => refusal !== null);
  const rule = refused?.rule ?? null;
  return (
    <Page title={t.noEntry}>
      {refused?.code === OTHER_KIND ? (
        <p>{t.otherKind[kind]}</p>
      ) : (
        <p>{[refused?.detail, rule === null ? undefined : t.rule(rule)].filter(Boolean).join(' · ')}</p>
      )}
      <p>{t.instead}</p>
      <ul>
        {items.map(({ to, name }) => (
          <li key={to}>
            <Link to={to}>{name}</Link>
          </li>
        ))}
      </ul>
    </Page>
  );
};

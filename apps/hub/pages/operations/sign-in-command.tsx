import { useSession } from '../../session/session.js';
import styles from './sign-in-command.module.css';

/** Whom a link signs in. */
type LinkedPerson =
  | { readonly kind: 'member'; readonly team: string; readonly id: string }
  | { readonly kind: 'agent'; readonly id: string };

const commandFor = (person: LinkedPerson): string =>
  [
    'npx ledgerdesk hub-link --kind',
    person.kind,
    ...(person.kind === 'member' ? ['--team', person.team] : []),
    '--subject',
    person.id,
  ].join(' ');

/** Returns true if people sign in to this engine with links that a command prints. */
export const useHasLinks = (): boolean => useSession().session?.signIn === 'link';

/** The command that prints a sign-in link for a person. */
export const SignInCommand = ({ person }: { readonly person: LinkedPerson }) => (
  <code className={styles['command']}>{commandFor(person)}</code>
);

import { hasRole, type Settings, settingsFrom, signInMethodOf } from './settings.js';

const PLAIN = /^[\w./@%+:=-]+$/;

/** A word of a command line, in quotes if a shell would read it otherwise. */
const shellWord = (text: string): string => (PLAIN.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`);

/** The command that prints a link to this engine: with its data folder and its port if they are not the defaults. */
const linkCommand = ({ DATA_DIR }: Settings, { url, dataFolder }: { url: string; dataFolder: string }): string => {
  const defaults = settingsFrom({});
  const { port } = new URL(url);
  return [
    ...(DATA_DIR === defaults.DATA_DIR ? [] : [`DATA_DIR=${shellWord(dataFolder)}`]),
    'npx ledgerdesk hub-link --kind operator',
    ...(port === '' || Number(port) === defaults.PORT ? [] : [`--port ${port}`]),
  ].join(' ');
};

/** Where the hub of an engine is, and how to sign in; undefined in a process that does not serve it. */
export const signInLine = (
  settings: Settings,
  server: { readonly url: string; readonly dataFolder: string },
): string | undefined => {
  if (!hasRole(settings, 'http')) return undefined;
  const method = signInMethodOf(settings);
  if (method === 'none') return undefined;
  const how = method === 'link' ? `. Print a link that signs you in: ${linkCommand(settings, server)}` : '';
  return `The hub: ${server.url}/hub${how}`;
};

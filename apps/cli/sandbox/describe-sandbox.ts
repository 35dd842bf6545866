import { SERVICE_SCOPES } from '../../api/platform/auth/caller.js';
import type { SandboxCallers } from './sandbox-callers.js';

const CALLERS = [
  ['administrator of acme', { kind: 'member', subject: 'aiko', team: 'acme' }],
  ['member of acme', { kind: 'member', subject: 'ben', team: 'acme' }],
  ['administrator of globex', { kind: 'member', subject: 'greta', team: 'globex' }],
  ['agent', { kind: 'agent', subject: 'kenji' }],
  ['sales', { kind: 'sales' }],
  ['operator', { kind: 'operator' }],
  ['service', { kind: 'service', subject: 'console', scope: SERVICE_SCOPES.join(' ') }],
  ['analyst', { kind: 'analyst' }],
  ['auditor', { kind: 'auditor' }],
] as const;

const PEOPLE = [
  ['administrator', { kind: 'member', subject: 'aiko', team: 'acme' }],
  ['requester without the hub', { kind: 'member', subject: 'ben', team: 'acme' }],
  ['agent', { kind: 'agent', subject: 'kenji' }],
  ['auditor', { kind: 'auditor' }],
  ['analyst', { kind: 'analyst' }],
  ['operator', { kind: 'operator' }],
  ['sales', { kind: 'sales' }],
] as const;

const subjectOf = ({ subject }: { readonly kind: string; readonly subject?: string }): string =>
  subject === undefined ? '' : ` (${subject})`;

/** The command that prints another link: a link works for a short time. */
const anotherLink = (url: string, folder: string): string =>
  `DATA_DIR=${folder} npx ledgerdesk hub-link --port ${new URL(url).port} --kind member --team acme --subject aiko`;

/**
 * What a developer needs to use a sandbox: its address, its time, links that sign people in to the hub, and a
 * token for each kind of caller.
 */
export const describeSandbox = async (
  { url, now, folder }: { readonly url: string; readonly now: string; readonly folder: string },
  callers: SandboxCallers,
): Promise<string> => {
  const links = await Promise.all(
    PEOPLE.map(async ([who, options]) => `${who}${subjectOf(options)}:\n  ${await callers.link(options)}`),
  );
  const tokens = await Promise.all(
    CALLERS.map(async ([who, options]) => `${who}${subjectOf(options)}:\n  ${await callers.token(options)}`),
  );
  return [
    `Sandbox: ${url}`,
    `API reference: ${url}/docs`,
    `Its time: ${now}. Move it: POST ${url}/v1/sandbox/clock {"by":"P1D"}, as the operator (docs/sandbox.md).`,
    '',
    'Tokens of the API, valid for 30 days:',
    ...tokens,
    '',
    'The hub. Each link signs in once, within ten minutes, in a browser on this machine:',
    ...links,
    `Another link, also for others: ${anotherLink(url, folder)}`,
    '',
    'Ctrl-C ends it. Started again it continues; with --fresh it begins anew.',
    '',
  ].join('\n');
};

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

/** What a developer needs to use a sandbox: its address, its time, and a token for each kind of caller. */
export const describeSandbox = async (url: string, now: string, callers: SandboxCallers): Promise<string> => {
  const tokens = await Promise.all(
    CALLERS.map(async ([who, options]) => {
      const subject = 'subject' in options ? ` (${options.subject})` : '';
      return `${who}${subject}:\n  ${await callers.token(options)}`;
    }),
  );
  return [
    `Sandbox: ${url}`,
    `API reference: ${url}/docs`,
    `Its time: ${now}. Move it: POST ${url}/v1/sandbox/clock {"by":"P1D"}, as the operator (docs/sandbox.md).`,
    '',
    'Tokens, valid for 30 days:',
    ...tokens,
    '',
    'Ctrl-C ends it. Started again it continues; with --fresh it begins anew.',
    '',
  ].join('\n');
};

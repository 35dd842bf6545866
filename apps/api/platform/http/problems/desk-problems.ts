import type { ProblemDeclaration } from './problem-declaration.js';

/** Agents, and the clock of a sandbox. */
export const DESK_PROBLEMS = {
  'agent-engaged': {
    status: 409,
    cause: 'The agent asks for the next chat or call while working on another one.',
    remedy: 'Finish the chat or call in progress first.',
  },
  'agent-not-found': {
    status: 404,
    cause: 'There is no agent with this id.',
    remedy: 'Use an id of `GET /v1/desk/agents`.',
  },
  'no-sandbox-clock': {
    status: 404,
    cause: 'The engine runs on the clock of its machine, which nobody moves.',
    remedy: 'Start a sandbox: an engine with `CLOCK_START`.',
  },
} as const satisfies Readonly<Record<string, ProblemDeclaration>>;

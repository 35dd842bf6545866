import { messageOf } from '@ledgerdesk/kernel';
import { createInterface, type Interface } from 'node:readline';
import { isComplete } from './statement-end.js';
import { VIEWS } from './views/index.js';

const HELP = `End a query with ; and Enter. Commands:
  .tables          the views
  .columns <view>  the columns of a view
  .format <name>   format of the answers: table, csv or json
  .help            this text
  .quit            end; Ctrl+D too
Ctrl+C ends the query that is running, or drops the lines before.
`;

const tables = (): string => VIEWS.map(({ name, description }) => `${name.padEnd(10)} ${description}\n`).join('');

const columnsOf = (name: string): string => {
  const view = VIEWS.find((one) => one.name === name);
  if (!view) return `There is no view ${name}. There are: ${VIEWS.map((one) => one.name).join(', ')}.\n`;
  return view.columns
    .map((column) => `${column.name.padEnd(20)} ${column.type.padEnd(10)} ${column.description}\n`)
    .join('');
};

/** What a prompt needs of the command. */
export interface PromptActions {
  /** Runs a query and writes its answer. */
  readonly run: (sql: string) => Promise<void>;
  readonly interrupt: () => void;
  /** Sets the format of answers; false if there is no such format. */
  readonly setFormat: (name: string) => boolean;
}

/** Where a prompt reads and writes. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Asks for queries until the input ends. Lines are kept as history, which the arrow keys show. */
class Prompt {
  readonly #lines: Interface;
  #query = '';
  #isRunning = false;

  constructor(
    private readonly actions: PromptActions,
    { input, output }: Terminal,
  ) {
    this.output = output;
    this.#lines = createInterface({ input, output, historySize: 1_000, removeHistoryDuplicates: true });
    this.#lines.on('SIGINT', () => this.#interrupted());
  }

  readonly output: NodeJS.WritableStream;

  async run(): Promise<void> {
    this.output.write('Views of the log. .help lists commands, .tables the views.\n');
    this.#ask();
    for await (const line of this.#lines) {
      if (this.#query === '' && line.trim().startsWith('.')) {
        if (!this.#command(line.trim())) break;
      } else await this.#take(line);
      this.#ask();
    }
    this.#lines.close();
  }

  #ask(): void {
    this.#lines.setPrompt(this.#query === '' ? 'sql> ' : '...> ');
    this.#lines.prompt();
  }

  async #take(line: string): Promise<void> {
    this.#query += this.#query === '' ? line : `\n${line}`;
    if (this.#query.trim() === '') this.#query = '';
    if (!isComplete(this.#query)) return;
    const sql = this.#query;
    this.#query = '';
    this.#isRunning = true;
    try {
      await this.actions.run(sql);
    } catch (error) {
      this.output.write(`error: ${messageOf(error)}\n`);
    } finally {
      this.#isRunning = false;
    }
  }

  /** Runs a command. Returns false if it ends the prompt. */
  #command(line: string): boolean {
    const [name = '', argument = ''] = line.split(/\s+/);
    if (name === '.quit' || name === '.exit') return false;
    this.output.write(this.#answer(name, argument));
    return true;
  }

  #answer(name: string, argument: string): string {
    switch (name) {
      case '.help':
        return HELP;
      case '.tables':
        return tables();
      case '.columns':
        return columnsOf(argument);
      case '.format':
        return this.actions.setFormat(argument) ? '' : 'Use table, csv or json.\n';
      default:
        return `There is no command ${name}. .help lists them.\n`;
    }
  }

  #interrupted(): void {
    if (this.#isRunning) return this.actions.interrupt();
    this.#query = '';
    this.output.write('\n');
    this.#ask();
  }
}

/** Asks for queries until the input ends, and runs them. */
export const runPrompt = (actions: PromptActions, terminal: Terminal): Promise<void> =>
  new Prompt(actions, terminal).run();

#!/usr/bin/env node
import 'reflect-metadata';
import { Command } from 'commander';
import { addToken } from './token.command.js';

const program = new Command('ledgerdesk')
  .description('Work with a Ledgerdesk engine and its log. Settings come from the environment: DATA_DIR, CONFIG_DIR, …')
  .showHelpAfterError();

for (const add of [addToken]) add(program);

program.parseAsync().catch((fault: unknown) => {
  process.stderr.write(`error: ${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exitCode = 1;
});

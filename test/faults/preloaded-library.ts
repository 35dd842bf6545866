import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

/** Compiles a file of this folder to a library that can be preloaded, with the C compiler of the system. Linux only. */
export const compileLibrary = (source: string, library: string): void => {
  const compiler = process.env['CC'] ?? 'cc';
  const file = resolve('test/faults', source);
  execFileSync(compiler, ['-shared', '-fPIC', '-O1', '-o', library, file, '-ldl', '-lpthread']);
};

/** The environment that preloads several libraries, each with its own environment. */
export const preloading = (
  ...environments: readonly Readonly<Record<string, string>>[]
): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(environments.flatMap((environment) => Object.entries(environment))),
  LD_PRELOAD: environments.map((environment) => environment['LD_PRELOAD']).join(' '),
});

/** Flags about certificates and cryptography, which decide to what a process may connect. */
const PASSED =
  /^--(?:use-(?:bundled|openssl|system)-ca|(?:enable|force)-fips|openssl-[a-z-]+|tls-m(?:in|ax)-v1\.\d)(?:=|$)/;
/** The value is the next argument. */
const WITH_VALUE = '--openssl-config';

/**
 * The flags of Node.js for a process, of those of the command line of another one. Others stay there: some are about
 * its script, open a port for a debugger or write a profile.
 */
export const passedFlags = (flags: readonly string[]): string[] =>
  flags.filter((flag, index) => PASSED.test(flag) || flags[index - 1] === WITH_VALUE);

/** A debugger's flag in NODE_OPTIONS, whose port is in use by the process that has it. */
const INSPECT = /(?<!\S)--(?:inspect|debug-port)(?:-[a-z-]+)?(?:=\S*|\s+[\d.:]+)?(?!\S)/g;

/** An environment whose NODE_OPTIONS start no debugger. */
export const withoutDebugger = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
  const { NODE_OPTIONS: options, ...others } = env;
  return options === undefined ? others : { ...others, NODE_OPTIONS: options.replaceAll(INSPECT, '').trim() };
};

// Checks an OpenAPI document in JSON on stdin with the rules that integrators use: Redocly's recommended-strict and
// Spectral's oas. Prints each finding on a line, and exits with 1 if there are any.
import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectralCore from '@stoplight/spectral-core';
import spectralRulesets from '@stoplight/spectral-rulesets';
import { text } from 'node:stream/consumers';

const source = await text(process.stdin);

const redocly = async () => {
  const config = await createConfig({ extends: ['recommended-strict'] });
  const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config });
  return problems.map(({ ruleId, message, location }) => `redocly ${ruleId} ${location[0]?.pointer ?? ''}: ${message}`);
};

const spectral = async () => {
  const linter = new spectralCore.Spectral();
  linter.setRuleset({ extends: [spectralRulesets.oas] });
  const results = await linter.run(JSON.parse(source));
  return results.map(({ code, message, path }) => `spectral ${code} #/${path.join('/')}: ${message}`);
};

const findings = [...(await redocly()), ...(await spectral())];
for (const finding of findings) console.log(finding);
process.exitCode = findings.length > 0 ? 1 : 0;

import { findDuckDb, loadDuckDb, sqlName, sqlText } from './duckdb.js';

jest.mock('@duckdb/node-api', () => {
  throw new Error("Cannot find module '@duckdb/node-api'");
});

describe('DuckDB', () => {
  it('is optional: where it is not installed, the error says how to install it', async () => {
    expect(await findDuckDb()).toBeUndefined();
    await expect(loadDuckDb()).rejects.toMatchObject({
      code: 'invalid-installation',
      message: expect.stringContaining('npm install --no-save @duckdb/node-api@1.5.6-r.1') as string,
    });
  });

  it('is named by package.json in the version that the error names', () => {
    const { optionalDependencies } = jest.requireActual<{
      readonly optionalDependencies: Readonly<Record<string, string>>;
    }>('../../../package.json');
    expect(optionalDependencies).toEqual({ '@duckdb/node-api': '1.5.6-r.1' });
  });

  it('takes quoted texts and names', () => {
    expect([sqlText("it's"), sqlName('a"b')]).toEqual(["'it''s'", '"a""b"']);
  });
});

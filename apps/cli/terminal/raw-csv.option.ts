/** Flags and description of the option that turns `CsvOptions.raw` on. */
export const RAW_CSV = [
  '--raw',
  "CSV without the ' before texts that a spreadsheet would run as formulas, such as =1+1",
] as const;

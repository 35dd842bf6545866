/** A command was not sent because the page shows the past. */
export class PastWrite extends Error {
  constructor() {
    super('A page as of a past moment sends no commands.');
    this.name = 'PastWrite';
  }
}

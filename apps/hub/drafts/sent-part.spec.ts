import { unsentPart, withSentPart } from './sent-part.js';

describe('a draft whose beginning is being sent', () => {
  it('shows what was typed since, and has both again when it is refused', () => {
    const sent = 'Please restart.';
    expect(unsentPart(sent, sent)).toBe('');
    const stored = withSentPart('\nOne more thing', sent);
    expect(unsentPart(stored, sent)).toBe('\nOne more thing');
    expect(stored).toBe('Please restart.\n\n\nOne more thing');
    expect(withSentPart('', sent)).toBe(sent);
  });

  it('shows all of it if nothing is sent, or another tab has changed it', () => {
    expect(unsentPart('Please wait.', undefined)).toBe('Please wait.');
    expect(unsentPart('Please wait.', 'Please restart.')).toBe('Please wait.');
    expect(withSentPart('Please wait.', undefined)).toBe('Please wait.');
  });
});

import { describe, expect, it } from 'vitest';
import { onceAMinute } from '../src/log.ts';
import { recordedLog } from './fixtures/log.ts';

describe('the log', () => {
  it('names an error without the tokens and bodies that it carries', () => {
    const { log, lines } = recordedLog();
    const error = Object.assign(
      new Error('POST https://discord.com/api/v10/interactions/123/s3cret/callback failed'),
      {
        code: 50035,
        status: 400,
        requestBody: { json: { content: 'what a member wrote' } },
        url: 'https://discord.com/api/v10/webhooks/123/s3cret/messages/@original',
      },
    );
    log.error({ err: error }, 'it failed');
    const text = lines.join('');
    expect(text).toContain('"code":50035');
    expect(text).toContain('interactions/123/…/callback failed');
    expect(text).not.toContain('s3cret');
    expect(text).not.toContain('what a member wrote');
  });

  it('can name what was thrown even where it is no error', () => {
    const { log, lines } = recordedLog();
    log.error({ err: 'just words' }, 'it failed');
    expect(lines.join('')).toContain('just words');
  });
});

describe('what may happen thousands of times', () => {
  it('is told once a minute for each kind, with how many were left out', () => {
    let time = 0;
    const seldom = onceAMinute(() => time);
    const told: string[] = [];
    const happen = (kind: string) => seldom(kind, (leftOut) => told.push(`${kind} ${leftOut}`));
    for (let at = 0; at < 5; at += 1) happen('slow');
    happen('away');
    time = 59_999;
    happen('slow');
    expect(told).toEqual(['slow 0', 'away 0']);
    time = 60_000;
    happen('slow');
    time = 120_000;
    happen('slow');
    expect(told).toEqual(['slow 0', 'away 0', 'slow 5', 'slow 0']);
  });
});

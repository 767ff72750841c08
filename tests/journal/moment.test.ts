import { afterEach, expect, it, vi } from 'vitest';
import { moment } from '../../src/journal/moment.ts';

afterEach(() => vi.unstubAllEnvs());

it.each([
  ['UTC', '2026-07-14 09:12:30 +00:00'],
  ['Europe/Paris', '2026-07-14 11:12:30 +02:00'],
  ['Asia/Kolkata', '2026-07-14 14:42:30 +05:30'],
  ['America/St_Johns', '2026-07-14 06:42:30 -02:30'],
])('in %s', (zone, text) => {
  vi.stubEnv('TZ', zone);
  expect(moment('2026-07-14T09:12:30.768Z')).toBe(text);
  expect(moment(Date.UTC(2026, 6, 14, 9, 12, 30))).toBe(text);
});

it('gives what is not a time back', () => expect(moment('yesterday')).toBe('yesterday'));

import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isSigned, subscriptionBody, verifyIntent } from './websub.ts';

const topic = 'https://example.org/feed?a=1';
const subscription = { topic, callback: 'https://desk.example/hub/x9', secret: 's3cret' };
const query = (fields: Record<string, string>) => new URLSearchParams(fields);
const body = new TextEncoder().encode('<feed/>');
const sign = (method: string, secret = 's3cret') =>
  `${method}=${createHmac(method, secret).update(body).digest('hex')}`;

describe('WebSub', () => {
  it('asks a hub for a subscription, and to end one', () => {
    expect(subscriptionBody('subscribe', subscription, 86_400)).toBe(
      'hub.mode=subscribe&hub.topic=https%3A%2F%2Fexample.org%2Ffeed%3Fa%3D1' +
        '&hub.callback=https%3A%2F%2Fdesk.example%2Fhub%2Fx9&hub.secret=s3cret&hub.lease_seconds=86400',
    );
    expect(subscriptionBody('unsubscribe', subscription)).not.toContain('secret');
    expect(() => subscriptionBody('subscribe', { ...subscription, secret: 'x'.repeat(201) })).toThrow(/200/);
  });

  it('confirms what was asked for, with a lease within bounds', () => {
    const asked = { 'hub.mode': 'subscribe', 'hub.topic': topic, 'hub.challenge': 'c1' };
    const lease = (seconds: string) =>
      verifyIntent(query({ ...asked, 'hub.lease_seconds': seconds }), topic, 'subscribe');
    expect(lease('86400')).toEqual({
      kind: 'confirmed',
      mode: 'subscribe',
      challenge: 'c1',
      leaseSeconds: 86_400,
      renewInSeconds: 64_800,
    });
    expect(lease('1')).toMatchObject({ leaseSeconds: 3_600 });
    expect(lease('9999999999')).toMatchObject({ leaseSeconds: 2_592_000 });
    expect(lease('soon')).toMatchObject({ leaseSeconds: 864_000 });
  });

  it.each([
    ['wrong-topic', { 'hub.mode': 'subscribe', 'hub.topic': 'https://evil.example/', 'hub.challenge': 'c' }],
    ['not-asked', { 'hub.mode': 'unsubscribe', 'hub.topic': topic, 'hub.challenge': 'c' }],
    ['bad-request', { 'hub.mode': 'subscribe', 'hub.topic': topic }],
    ['bad-request', { 'hub.mode': 'x', 'hub.topic': topic, 'hub.challenge': 'c' }],
    ['bad-request', { 'hub.mode': 'subscribe', 'hub.topic': topic, 'hub.challenge': 'c'.repeat(5_000) }],
  ])('refuses a call that was not asked for: %s', (reason, fields) => {
    expect(verifyIntent(query(fields), topic, 'subscribe')).toEqual({ kind: 'refused', reason });
    expect(verifyIntent(query(fields), topic, null).kind).toBe('refused');
  });

  it('hears a hub that says no', () => {
    const fields = { 'hub.mode': 'denied', 'hub.topic': topic, 'hub.reason': 'Members only.' };
    expect(verifyIntent(query(fields), topic, 'subscribe')).toEqual({
      kind: 'denied',
      reason: 'Members only.',
    });
  });

  it.each(['sha1', 'sha256', 'sha384', 'sha512'])('believes a delivery signed with %s', (method) => {
    expect(isSigned(body, sign(method), 's3cret')).toBe(true);
    expect(isSigned(body, sign(method).toUpperCase(), 's3cret')).toBe(true);
    expect(isSigned(body, sign(method, 'other'), 's3cret')).toBe(false);
    expect(isSigned(new Uint8Array(), sign(method), 's3cret')).toBe(false);
  });

  it.each([
    undefined,
    '',
    'sha256=',
    'md5=d41d8cd98f00b204e9800998ecf8427e',
    `${sign('sha256')}00`,
    'sha256=zz',
  ])('does not believe %s', (signature) => expect(isSigned(body, signature, 's3cret')).toBe(false));
});

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { websubApp } from '../../src/api/websub.ts';
import type { Desk } from '../../src/app-desk.ts';
import { addSource, removeSource, setSourceStatus, sourceById } from '../../src/db/sources.ts';
import { subscriptionOf } from '../../src/db/subscriptions.ts';
import { eachDatabase } from '../support/databases.ts';
import { ferryNews } from '../support/ferry.ts';
import { type Hub, startHub } from '../support/hub.ts';
import { openTestDesk, pollAll } from '../support/running-desk.ts';
import { type SmallWeb, smallWeb } from '../support/small-web.ts';

const hourMs = 3_600_000;

/** The desk's door on a port of its own: hubs call over real HTTP. */
async function openDoor(desk: () => Desk) {
  const app = websubApp({
    verify: (...given) => desk().hubCalls.verify(...given),
    deliver: (...given) => desk().hubCalls.deliver(...given),
  });
  const server = serve({
    fetch: (request) => {
      const url = new URL(request.url);
      return app.fetch(
        new Request(new URL(url.pathname.replace(/^\/websub/, '') + url.search, url), request),
      );
    },
    hostname: '127.0.0.1',
    port: 0,
  });
  if (!server.listening) await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => new Promise((resolve) => server.close(resolve)) };
}

eachDatabase((_name, databases) => {
  let web: SmallWeb;
  let hub: Hub;
  let desk: Desk;
  let door: Awaited<ReturnType<typeof openDoor>>;
  const clock = { aheadMs: 0 };
  const now = () => new Date(Date.now() + clock.aheadMs);

  beforeAll(async () => {
    web = await smallWeb(ferryNews());
    hub = await startHub();
    door = await openDoor(() => desk);
    const { fetchOptions } = web;
    const reach = { fetchOptions: { ...fetchOptions, ports: [...fetchOptions.ports, hub.port] } };
    desk = await openTestDesk(await databases.place(), reach, {
      now,
      settings: { publicUrl: door.url, languages: [] },
    });
  }, 120_000);
  afterAll(async () => {
    await desk?.close();
    await door?.close();
    await hub?.close();
    await web?.close();
  });

  beforeEach(async () => {
    hub.mode = 'well';
    web.hubs.set('harbour', hub.url);
    await addSource(desk.db.kysely, { id: 'harbour', kind: 'feed', url: web.feedOf('harbour'), title: 'H' });
  });
  afterEach(async () => {
    clock.aheadMs = 0;
    await removeSource(desk.db.kysely, 'harbour');
    hub.asked.length = 0;
    hub.subscriptions.clear();
  });

  const round = async () => {
    await desk.scheduler?.round();
    await desk.idle();
    await hub.settled();
  };
  const subscribed = async () => {
    await pollAll(desk);
    await round();
  };
  const row = () => subscriptionOf(desk.db.kysely, 'harbour');
  const aheadMs = (iso: string | null | undefined) => Date.parse(iso ?? '') - now().getTime();
  const topic = () => web.feedOf('harbour');
  const polls = () => web.requests.filter((path) => path === 'harbour/feed').length;

  it('asks the hub that a feed names, confirms what it asked for, and no more', async () => {
    await subscribed();
    expect(hub.asked).toHaveLength(1);
    const form = Object.fromEntries(hub.asked[0]!);
    expect(form).toMatchObject({ 'hub.mode': 'subscribe', 'hub.topic': topic() });
    expect(form['hub.callback']).toMatch(new RegExp(`^${door.url}/websub/[A-Za-z0-9_-]{43}$`));
    expect(form['hub.secret']).toHaveLength(43);
    const stored = (await row())!;
    expect(stored).toMatchObject({ state: 'active', failures: 0, reason: null });
    expect(aheadMs(stored.lease_until) / hourMs).toBeCloseTo(24, 1);
    expect(aheadMs(stored.next_at) / hourMs).toBeCloseTo(18, 1);
    await round();
    expect(hub.asked).toHaveLength(1);

    const callback = hub.subscriptions.get(topic())!.callback;
    const query = { 'hub.mode': 'subscribe', 'hub.topic': topic(), 'hub.challenge': '<script>x</script>' };
    const asked = await fetch(`${callback}?${new URLSearchParams(query)}`);
    expect([asked.status, asked.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    for (const wrong of [{ 'hub.topic': 'http://other.example/' }, { 'hub.mode': 'unsubscribe' }])
      expect((await hub.verify(callback, { ...query, ...wrong })).status).toBe(404);
    const stranger = callback.replace(/.{43}$/, 'x'.repeat(43));
    expect((await hub.verify(stranger, query)).status).toBe(404);
  });

  it('polls at once when the hub tells of news, and then rarely', async () => {
    await subscribed();
    const rest = (await sourceById(desk.db.kysely, 'harbour'))!;
    await pollAll(desk);
    const rarely = (await sourceById(desk.db.kysely, 'harbour'))!.next_poll_at;
    expect(aheadMs(rarely)).toBeGreaterThan(10.7 * hourMs);
    expect(aheadMs(rest.next_poll_at)).toBeLessThan(aheadMs(rarely));

    web.articles.push({
      ...web.articles.find(({ site }) => site === 'harbour')!,
      ...{ path: '/told', title: 'Crane falls into the dry dock at the old yard' },
    });
    const before = polls();
    expect(await hub.publish(topic(), 'whatever')).toEqual([202]);
    await desk.idle();
    expect(polls()).toBe(before + 1);
    const entries = await desk.db.kysely.selectFrom('entry').select('url').execute();
    expect(entries.map(({ url }) => url)).toContain(web.urlOf(web.articles.at(-1)!));
    expect(await row()).toMatchObject({ pushes: 1 });
    expect(aheadMs((await sourceById(desk.db.kysely, 'harbour'))!.next_poll_at)).toBeGreaterThan(
      10.7 * hourMs,
    );
    web.articles.pop();
  });

  it('looks again soon where the feed does not have yet what the hub told of; a flood of calls is one', async () => {
    await subscribed();
    await pollAll(desk);
    const before = polls();
    await hub.publish(topic(), 'one');
    await desk.idle();
    expect(polls()).toBe(before + 1);
    expect(aheadMs((await sourceById(desk.db.kysely, 'harbour'))!.next_poll_at)).toBeLessThan(300_001);
    for (let call = 0; call < 5; call += 1) await hub.publish(topic(), 'again');
    await desk.idle();
    expect(polls()).toBe(before + 1);
    expect(aheadMs((await sourceById(desk.db.kysely, 'harbour'))!.next_poll_at)).toBeLessThan(30_001);
  });

  it('takes what is signed wrongly or not at all like any other, and does nothing', async () => {
    await subscribed();
    const before = polls();
    expect(await hub.publish(topic(), 'x', 'another secret')).toEqual([202]);
    const { callback } = hub.subscriptions.get(topic())!;
    const plain = await fetch(callback, { method: 'POST', body: 'x' });
    expect(plain.status).toBe(202);
    expect((await fetch(callback, { method: 'POST', body: 'x'.repeat(6_000_000) })).status).toBe(413);
    await desk.idle();
    expect([polls(), (await row())?.pushes]).toEqual([before, 0]);
  });

  it('answers that it is gone when the source is paused or removed', async () => {
    await subscribed();
    await setSourceStatus(desk.db.kysely, 'harbour', { state: 'paused' });
    expect(await hub.publish(topic(), 'x')).toEqual([410]);
    await removeSource(desk.db.kysely, 'harbour');
    expect(await hub.publish(topic(), 'x')).toEqual([410]);
    expect(await row()).toBeUndefined();
  });

  it('renews before the lease runs out, with the same callback and secret', async () => {
    await subscribed();
    const first = (await row())!;
    clock.aheadMs = 17 * hourMs;
    await round();
    expect(hub.asked).toHaveLength(1);
    clock.aheadMs = 19 * hourMs;
    await round();
    expect(hub.asked).toHaveLength(2);
    expect(hub.asked[1]!.toString()).toBe(hub.asked[0]!.toString());
    const { lease_until, state, failures, next_at } = (await row())!;
    expect({ state, failures }).toEqual({ state: 'active', failures: 0 });
    expect(Date.parse(lease_until!) - Date.parse(first.lease_until!)).toBeGreaterThan(18 * hourMs);
    expect(aheadMs(next_at) / hourMs).toBeCloseTo(18, 1);
  });

  it.each([
    ['silent', 'pending', /has not confirmed/, 10],
    ['broken', 'pending', /status 500/, 10],
    ['wrong-topic', 'pending', /has not confirmed/, 10],
    ['see-other', 'pending', /status 303/, 10],
    ['denies', 'refused', /Not here\./, 7 * 24 * 60],
  ] as const)(
    'asks a hub that is %s again later, and is polled meanwhile',
    async (mode, state, reason, minutes) => {
      hub.mode = mode;
      await subscribed();
      expect(await row()).toMatchObject({
        state,
        failures: 1,
        reason: expect.stringMatching(reason) as string,
      });
      expect(aheadMs((await row())!.next_at) / 60_000).toBeCloseTo(minutes, 0);
      await round();
      expect(hub.asked.length).toBe(1);
      await pollAll(desk);
      expect(aheadMs((await sourceById(desk.db.kysely, 'harbour'))!.next_poll_at)).toBeLessThan(2 * hourMs);
      hub.mode = 'well';
      clock.aheadMs = minutes * 60_000 + 60_000;
      await round();
      expect(await row()).toMatchObject({ state: 'active', failures: 0, reason: null });
    },
  );

  it('follows a hub that has moved (307)', async () => {
    hub.mode = 'moved';
    await subscribed();
    expect(hub.asked).toHaveLength(2);
    expect(await row()).toMatchObject({ state: 'active' });
  });

  it('asks no hub on a private network, and none that the feed has taken back', async () => {
    web.hubs.set('harbour', 'http://10.0.0.1/hub');
    await subscribed();
    expect(await row()).toMatchObject({
      state: 'pending',
      reason: expect.stringMatching(/port|public/i) as string,
    });
    web.hubs.set('harbour', hub.url);
    await subscribed();
    expect(await row()).toMatchObject({ state: 'active', hub: hub.url });
    web.hubs.delete('harbour');
    await subscribed();
    expect(await row()).toMatchObject({ state: 'refused', hub: null });
    const polled = (await sourceById(desk.db.kysely, 'harbour'))!;
    expect(aheadMs(polled.next_poll_at)).toBeLessThan(2 * hourMs);
  });
});

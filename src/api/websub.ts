import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';

/** What answers the hubs; made by the composition root. */
export interface HubCallPort {
  verify(token: string, query: URLSearchParams): Promise<Answer>;
  deliver(token: string, body: Uint8Array, signature: string | undefined): Promise<Answer>;
}

interface Answer {
  status: 200 | 202 | 404 | 410;
  body: string;
}

/** A delivery carries the changed items or the whole feed; larger ones are refused, and the poll finds the news. */
const deliveryBytesMax = 5 * 1024 * 1024;
const token = '/:token{[A-Za-z0-9_-]{20,100}}';

/** The callback of our WebSub subscriptions (https://www.w3.org/TR/websub/), to be mounted at `/websub`. */
export function websubApp(calls: HubCallPort): Hono {
  const app = new Hono();
  app.use('*', async (context, next) => {
    await next();
    // A challenge is echoed: plain text that nobody runs or keeps.
    context.res.headers.set('content-type', 'text/plain; charset=utf-8');
    context.res.headers.set('x-content-type-options', 'nosniff');
    context.res.headers.set('content-security-policy', "default-src 'none'; sandbox");
    context.res.headers.set('cache-control', 'no-store');
  });
  app.get(token, async (context) => {
    const { status, body } = await calls.verify(
      context.req.param('token') ?? '',
      new URL(context.req.url).searchParams,
    );
    return context.body(body, status);
  });
  app.post(
    token,
    bodyLimit({ maxSize: deliveryBytesMax, onError: (context) => context.body('', 413) }),
    async (context) => {
      const bytes = new Uint8Array(await context.req.arrayBuffer());
      const signature = context.req.header('x-hub-signature');
      const { status, body } = await calls.deliver(context.req.param('token') ?? '', bytes, signature);
      return context.body(body, status);
    },
  );
  app.all('*', (context) => context.body('', 404));
  app.onError((_, context) => context.body('', 503));
  return app;
}

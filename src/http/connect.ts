import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { addressGuard } from './address.ts';
import { FetchProblem, type Resolve, type ResolvedAddress } from './types.ts';

/** More addresses than any real site has: what lies beyond is not dialled (all are checked). */
const addressesDialledMax = 8;

/** The machine's own resolver, hosts file included. */
export const systemResolve: Resolve = async (hostname) => {
  const found = await lookup(hostname, { all: true, order: 'verbatim' });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

function refusal(host: string, address: string, why: string): FetchProblem {
  const at = host === address ? host : `${host} (${address})`;
  return new FetchProblem(
    'address-refused',
    `${at} is not on the public internet: ${why}.`,
    'Only public sites are fetched, so that no page can make this machine call a private one. Give the page as a file.',
  );
}

async function resolveChecked(
  hostname: string,
  resolve: Resolve,
  whyNot: (address: string) => string | null,
): Promise<ResolvedAddress[]> {
  const addresses = await resolve(hostname).catch((cause: unknown) => {
    throw new FetchProblem(
      'host-not-found',
      `The name ${hostname} could not be resolved.`,
      'Check the spelling and the network.',
      cause,
    );
  });
  if (addresses.length === 0)
    throw new FetchProblem('host-not-found', `The name ${hostname} has no address.`, 'Check the spelling.');
  // One bad address among good ones refuses the host: no site needs it, and rebinding attacks mix them.
  for (const { address } of addresses) {
    const why = whyNot(address);
    if (why !== null) throw refusal(hostname, address, why);
  }
  return addresses.slice(0, addressesDialledMax);
}

/**
 * An undici connector that dials only checked addresses. A literal is checked as it stands (no lookup happens for it);
 * a name is resolved once, every answer is checked and only those answers are dialled, so that a second, different
 * answer (DNS rebinding) is never asked for; after connecting the peer is checked again.
 */
export function guardedConnector(options: {
  allowAddresses: readonly string[];
  resolve: Resolve;
  connectTimeoutMs: number;
}): buildConnector.connector {
  const whyNot = addressGuard(options.allowAddresses);
  const guardedLookup: LookupFunction = (hostname, lookupOptions, callback) => {
    resolveChecked(hostname, options.resolve, whyNot).then(
      (addresses) => {
        if (lookupOptions.all) callback(null, addresses);
        else callback(null, addresses[0]!.address, addresses[0]!.family);
      },
      (error) => callback(error, '', 0),
    );
  };
  const dial = buildConnector({ allowH2: false, timeout: options.connectTimeoutMs, lookup: guardedLookup });
  return (target, callback) => {
    const host = target.hostname.replace(/^\[|\]$/g, '');
    const why = isIP(host) === 0 ? null : whyNot(host);
    if (why !== null) {
      callback(refusal(host, host, why), null);
      return;
    }
    dial(target, (...[error, socket]) => {
      if (error !== null) {
        callback(error, null);
        return;
      }
      const peer = socket.remoteAddress ?? '';
      const whyPeer = whyNot(peer);
      if (whyPeer === null) callback(null, socket);
      else {
        socket.destroy();
        callback(refusal(host, peer, whyPeer), null);
      }
    });
  };
}

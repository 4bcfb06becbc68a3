import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { StandfirstError } from '../domain/errors.ts';

/**
 * Which addresses are the public internet. Lists: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and
 * its updates) with the IANA IPv6 global unicast assignment 2000::/3. Everything is compared as bytes, never as text:
 * the libraries that compared text missed octal, mapped and multicast forms (CVE-2020-28360, GHSA-9h3q-32c7-r533).
 */

type Range = readonly [cidr: string, what: string];

const notPublic4: readonly Range[] = [
  ['0.0.0.0/8', 'this network'],
  ['10.0.0.0/8', 'private'],
  ['100.64.0.0/10', 'shared by a carrier'],
  ['127.0.0.0/8', 'loopback'],
  ['169.254.0.0/16', 'link-local'],
  ['172.16.0.0/12', 'private'],
  ['192.0.0.0/24', 'protocol assignments'],
  ['192.0.2.0/24', 'documentation'],
  ['192.88.99.0/24', 'a tunnel relay'],
  ['192.168.0.0/16', 'private'],
  ['198.18.0.0/15', 'benchmarking'],
  ['198.51.100.0/24', 'documentation'],
  ['203.0.113.0/24', 'documentation'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved'],
  // A public address that answers as the host inside one cloud: its credentials service.
  ['168.63.129.16/32', "a cloud's host service"],
];

/** Inside 2000::/3; all outside it is refused anyway. */
const notPublic6: readonly Range[] = [
  ['2001::/32', 'a Teredo tunnel'],
  ['2001::/23', 'protocol assignments'],
  ['2001:db8::/32', 'documentation'],
  ['2002::/16', 'a 6to4 tunnel'],
  ['3fff::/20', 'documentation'],
];

interface Block {
  bytes: number[];
  bits: number;
  what: string;
}

function parseRange([cidr, what]: Range): Block {
  const [address, bits] = ipaddr.parseCIDR(cidr);
  return { bytes: address.toByteArray(), bits, what };
}

const blocks4 = notPublic4.map(parseRange);
const blocks6 = notPublic6.map(parseRange);

function isInside(bytes: readonly number[], block: Block): boolean {
  if (bytes.length !== block.bytes.length) return false;
  const whole = Math.floor(block.bits / 8);
  for (let at = 0; at < whole; at += 1) if (bytes[at] !== block.bytes[at]) return false;
  const rest = block.bits % 8;
  if (rest === 0) return true;
  const mask = 0xff & (0xff << (8 - rest));
  return ((bytes[whole] ?? 0) & mask) === ((block.bytes[whole] ?? 0) & mask);
}

const startsWith = (bytes: readonly number[], prefix: readonly number[]) =>
  prefix.every((byte, at) => bytes[at] === byte);

const zeros = (count: number) => Array<number>(count).fill(0);
const mappedPrefix = [...zeros(10), 0xff, 0xff];
const nat64Prefix = [0x00, 0x64, 0xff, 0x9b, ...zeros(8)];

/**
 * The bytes of an address: 4, or 16 where it is IPv6 that carries no IPv4 which a gateway would dial in its place.
 * Null where the text is no address in the plain notation that `URL` and the resolver produce.
 */
export function addressBytes(address: string): number[] | null {
  if (isIP(address) === 0 || address.includes('%')) return null;
  if (isIP(address) === 4) return ipaddr.IPv4.parse(address).toByteArray();
  // `URL` writes every IPv6 notation in hex groups. ipaddr.js itself reads `::127.0.0.1` as `::ffff:127.0.0.1`.
  const plain = URL.parse(`http://[${address}]/`)?.hostname.slice(1, -1);
  if (plain === undefined) return null;
  const bytes = ipaddr.IPv6.parse(plain).toByteArray();
  // ::ffff:a.b.c.d (RFC 4291) and 64:ff9b::a.b.c.d (RFC 6052) reach a.b.c.d itself.
  if (startsWith(bytes, mappedPrefix) || startsWith(bytes, nat64Prefix)) return bytes.slice(12);
  return bytes;
}

function whyNot6(bytes: readonly number[]): string | null {
  if ((bytes[0]! & 0xe0) !== 0x20) {
    if (bytes.every((byte, at) => byte === (at === 15 ? 1 : 0))) return 'loopback';
    if ((bytes[0]! & 0xfe) === 0xfc) return 'private';
    if (bytes[0] === 0xfe && (bytes[1]! & 0xc0) === 0x80) return 'link-local';
    if (bytes[0] === 0xff) return 'multicast';
    return 'not global unicast';
  }
  const block = blocks6.find((candidate) => isInside(bytes, candidate));
  if (block) return block.what;
  // ISATAP (RFC 5214): the interface id carries an IPv4 address that a router at the edge would dial.
  const isatap = (bytes[8]! & 0xfd) === 0 && bytes[9] === 0 && bytes[10] === 0x5e && bytes[11] === 0xfe;
  return isatap ? 'an ISATAP tunnel' : null;
}

/**
 * Why an address is not one of the public internet (`loopback`, `private`, `link-local`, ...); null where it is.
 * Text that is no address is never public.
 */
export function whyNotPublic(address: string): string | null {
  const bytes = addressBytes(address);
  if (bytes === null) return 'not an address';
  if (bytes.length === 16) return whyNot6(bytes);
  return blocks4.find((block) => isInside(bytes, block))?.what ?? null;
}

/** Decides which addresses may be dialled: public ones and those in `allowed` (addresses or CIDR ranges). */
export function addressGuard(allowed: readonly string[]): (address: string) => string | null {
  const extra = allowed.map((text): Block => {
    try {
      return parseRange([
        text.includes('/') ? text : `${text}/${ipaddr.parse(text).toByteArray().length * 8}`,
        text,
      ]);
    } catch (cause) {
      throw new StandfirstError('bad-option', `"${text}" is neither an address nor a CIDR range.`, { cause });
    }
  });
  return (address) => {
    const bytes = addressBytes(address);
    if (bytes !== null && extra.some((block) => isInside(bytes, block))) return null;
    return whyNotPublic(address);
  };
}

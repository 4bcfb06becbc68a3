import { isIP } from 'node:net';
import { Secret } from '../kit/secret.ts';

/** Turns what a person wrote into a value, or says in a few words what was expected. */
export type Parser<T> = (raw: string) => { value: T } | { expected: string };

export const text: Parser<string> = (raw) => ({ value: raw });

export const secret: Parser<Secret> = (raw) => ({ value: new Secret(raw) });

export function oneOf<const T extends string>(...allowed: T[]): Parser<T> {
  return (raw) => {
    const value = allowed.find((word) => word === raw);
    return value === undefined ? { expected: `one of ${allowed.join(', ')}` } : { value };
  };
}

/** Words with commas between them, each once; at least one. */
export function someOf<const T extends string>(...allowed: T[]): Parser<T[]> {
  return (raw) => {
    const words = [...new Set(raw.split(',').map((word) => word.trim()))];
    const known = words.flatMap((word) => allowed.filter((one) => one === word));
    const isKnown = known.length === words.length && words.length > 0;
    return isKnown
      ? { value: known }
      : { expected: `some of ${allowed.join(', ')}, with commas between them` };
  };
}

export function integer(min: number, max: number): Parser<number> {
  return (raw) => {
    const value = /^\d+$/.test(raw) ? Number(raw) : Number.NaN;
    return value >= min && value <= max ? { value } : { expected: `a whole number from ${min} to ${max}` };
  };
}

export function decimal(min: number, max: number): Parser<number> {
  return (raw) => {
    const value = /^\d+(\.\d+)?$/.test(raw) ? Number(raw) : Number.NaN;
    return value >= min && value <= max ? { value } : { expected: `a number from ${min} to ${max}` };
  };
}

export const language: Parser<string> = (raw) =>
  /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(raw)
    ? { value: raw }
    : { expected: 'a language tag such as en or ko' };

export const url: Parser<string> = (raw) =>
  URL.canParse(raw) && /^https?:$/.test(new URL(raw).protocol)
    ? { value: raw }
    : { expected: 'an http or https address' };

/** Addresses and CIDR ranges, separated by commas or spaces. */
export const addresses: Parser<string[]> = (raw) => {
  const parts = raw.split(/[\s,]+/).filter((part) => part !== '');
  const isRange = (part: string) => {
    const [address = '', bits, rest] = part.split('/');
    const bitsMax = isIP(address) === 4 ? 32 : 128;
    return (
      isIP(address) !== 0 &&
      rest === undefined &&
      (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= bitsMax))
    );
  };
  return parts.length > 0 && parts.length <= 100 && parts.every(isRange)
    ? { value: parts }
    : { expected: 'addresses or CIDR ranges separated by commas, such as 10.1.2.0/24' };
};

/** Ports, separated by commas or spaces. */
export const portList: Parser<number[]> = (raw) => {
  const parts = raw.split(/[\s,]+/).filter((part) => part !== '');
  const isPort = (part: string) => /^\d{1,5}$/.test(part) && Number(part) >= 1 && Number(part) <= 65_535;
  return parts.length > 0 && parts.length <= 100 && parts.every(isPort)
    ? { value: parts.map(Number) }
    : { expected: 'ports separated by commas, such as 80,443' };
};

import { agencyAt, agencyNamed } from '../../languages/shared/agencies.ts';
import { type Credit, creditsOf } from './copy-credits.ts';

/** One document of a group of copies. Times ISO 8601. */
export interface CopyText {
  id: string;
  text: string;
  byline: readonly string[];
  /** Lines that were taken out of the text as bylines. */
  notes: readonly string[];
  publisher?: string;
  /** What the desk calls the source. */
  sourceTitle?: string;
  url: string;
  /** The address that the page calls its original, where that is on another host. */
  canonical?: string;
  publishedAt?: string;
}

/** Where it is said whose text it is. */
export interface OriginSign {
  kind: Credit['kind'] | 'canonical';
  document: string;
  text: string;
}

/** What is known of a text that several carry. */
export interface CopyOrigin {
  documents: string[];
  /** The first to publish it; absent where not all say when they did. */
  first?: string;
  /** Whose text it is, with the document that is theirs where it is among these. */
  owner?: { name: string; isAgency: boolean; document?: string };
  /** By what that is known. */
  signs: OriginSign[];
  /** The document with the most of the text, where that is clearly more than the first has. */
  fullest?: string;
}

const callsItselfAgency = /통신(?:사)?$|通信社?$|通讯社$|\b(?:news ?wire|wire|news agency|press agency)$/iu;
const signsMax = 3;
const membersMax = 60;
/** Papers that cut a text cut it by more than this. */
const fullerMin = 1.15;

interface Claim {
  key: string;
  name: string;
  isAgency: boolean;
  sign: OriginSign;
  /** Who says that the words are another's says so against their own interest: that counts for more. */
  weight: number;
}

/**
 * Whose text a group of copies is, by what they themselves say: dateline, byline, credit and canonical address. Where
 * they do not agree nobody is named. `members`: two or more, in any order.
 */
export function copyOrigin(members: readonly CopyText[]): CopyOrigin {
  const read = members.slice(0, membersMax);
  const claims = read.flatMap((member) => claimsOf(member, read));
  const owner = ownerBy(claims);
  const first = read.every(({ publishedAt }) => publishedAt !== undefined)
    ? read.toSorted((a, b) => Date.parse(a.publishedAt ?? '') - Date.parse(b.publishedAt ?? ''))[0]
    : undefined;
  const own = owner && ownDocument(owner, read, first);
  const fullest = read.toSorted((a, b) => b.text.length - a.text.length)[0];
  const isFuller = fullest && first && fullest.text.length >= first.text.length * fullerMin;
  return {
    documents: members.map(({ id }) => id),
    ...(first && { first: first.id }),
    ...(owner && {
      owner: { name: owner.name, isAgency: owner.isAgency, ...(own && { document: own.id }) },
    }),
    signs: owner ? signsFor(owner.key, claims) : [],
    ...(isFuller && fullest.id !== own?.id && { fullest: fullest.id }),
  };
}

function claimsOf(member: CopyText, all: readonly CopyText[]): Claim[] {
  const found: Claim[] = [];
  const add = (key: string, name: string, isAgency: boolean, sign: Omit<OriginSign, 'document'>) => {
    if (found.some((claim) => claim.key === key)) return;
    const weight = keysOf(member).has(key) ? 1 : 2;
    found.push({ key, name, isAgency, weight, sign: { ...sign, document: member.id } });
  };
  for (const { kind, name, text } of creditsOf(member)) {
    const agency = agencyNamed(name);
    const key = agency ? keyOfAgency(agency.name) : foldName(name);
    const holder = all.find((one) => keysOf(one).has(key));
    // A byline names people; of them only an agency or one of these papers is an owner.
    if (key === '' || (kind === 'byline' && !agency && !holder)) continue;
    add(
      key,
      agency?.name ?? holder?.publisher ?? name,
      agency !== undefined || callsItselfAgency.test(name),
      {
        kind,
        text,
      },
    );
  }
  const host = hostOf(member.canonical);
  if (host === '' || host === hostOf(member.url)) return found;
  const holder = all.find(({ url }) => hostOf(url) === host);
  const agency = agencyAt(host);
  const [key] = holder ? [...keysOf(holder)] : [agency ? keyOfAgency(agency.name) : host];
  const name = agency?.name ?? holder?.publisher ?? holder?.sourceTitle ?? host;
  if (key !== undefined) add(key, name, agency !== undefined, { kind: 'canonical', text: host });
  return found;
}

/** Who has most behind them; nobody where two have the same. */
function ownerBy(claims: readonly Claim[]): Claim | undefined {
  const totals = new Map<string, number>();
  for (const { key, weight } of claims) totals.set(key, (totals.get(key) ?? 0) + weight);
  const [best, next] = [...totals].sort(([, a], [, b]) => b - a);
  if (!best || best[1] === next?.[1]) return undefined;
  const own = claims.filter(({ key }) => key === best[0]);
  return own.find(({ isAgency }) => isAgency) ?? own[0];
}

function signsFor(wanted: string, claims: readonly Claim[]): OriginSign[] {
  return claims
    .filter(({ key }) => key === wanted)
    .sort((a, b) => b.weight - a.weight)
    .map(({ sign }) => sign)
    .slice(0, signsMax);
}

function ownDocument({ key }: Claim, all: readonly CopyText[], first?: CopyText): CopyText | undefined {
  const own = all.filter((one) => keysOf(one).has(key));
  return own.find((one) => one === first) ?? own.toSorted((a, b) => b.text.length - a.text.length)[0];
}

const keyOfAgency = (name: string) => `agency:${name}`;

const keys = new WeakMap<CopyText, ReadonlySet<string>>();

/** What a document's publisher goes by. A source is often named after the paper and a section: `Straits Wire: World`. */
function keysOf(document: CopyText): ReadonlySet<string> {
  const known = keys.get(document);
  if (known) return known;
  const names = [document.publisher, document.sourceTitle, document.sourceTitle?.split(/[:|–—]| - /u)[0]];
  const agencies = [...names.map((name) => agencyNamed(name?.trim() ?? '')), agencyAt(hostOf(document.url))];
  const found = new Set(
    [
      ...agencies.flatMap((agency) => (agency ? keyOfAgency(agency.name) : [])),
      ...names.map((name) => foldName(name ?? '')),
    ].filter((key) => key !== ''),
  );
  keys.set(document, found);
  return found;
}

/** `The Averil Courier` and `averil courier`. */
function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^the\s+/u, '')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .slice(0, 80);
}

function hostOf(url: string | undefined): string {
  return URL.parse(url ?? '')?.hostname.replace(/^www\./, '') ?? '';
}

import { describe, expect, it } from 'vitest';
import { addressGuard, whyNotPublic } from './address.ts';

const publicAddresses = [
  '1.1.1.1',
  '8.8.8.8',
  '93.184.216.34',
  '100.63.255.255',
  '100.128.0.1',
  '172.15.255.255',
  '172.32.0.1',
  '169.253.1.1',
  '192.0.1.1',
  '198.17.255.255',
  '198.20.0.1',
  '223.255.255.255',
  '2606:4700:4700::1111',
  '2a00:1450:4001:81b::200e',
  '2001:4860:4860::8888',
  '::ffff:8.8.8.8',
  '64:ff9b::808:808',
];

const refused: [address: string, why: RegExp][] = [
  ['0.0.0.0', /this network/],
  ['0.1.2.3', /this network/],
  ['10.0.0.1', /private/],
  ['100.64.0.1', /carrier/],
  ['100.100.100.200', /carrier/],
  ['127.0.0.1', /loopback/],
  ['127.255.255.254', /loopback/],
  ['168.63.129.16', /cloud/],
  ['169.254.169.254', /link-local/],
  ['172.16.0.1', /private/],
  ['172.31.255.255', /private/],
  ['192.0.0.192', /protocol/],
  ['192.0.2.1', /documentation/],
  ['192.88.99.1', /tunnel/],
  ['192.168.255.255', /private/],
  ['198.18.0.1', /benchmark/],
  ['198.19.255.255', /benchmark/],
  ['198.51.100.1', /documentation/],
  ['203.0.113.1', /documentation/],
  ['224.0.0.1', /multicast/],
  ['239.255.255.250', /multicast/],
  ['240.0.0.1', /reserved/],
  ['255.255.255.255', /reserved/],
  ['::', /not global/],
  ['::1', /loopback/],
  ['::127.0.0.1', /not global/],
  ['::ffff:127.0.0.1', /loopback/],
  ['::ffff:7f00:1', /loopback/],
  ['0:0:0:0:0:ffff:a9fe:a9fe', /link-local/],
  ['::ffff:0:127.0.0.1', /not global/],
  ['64:ff9b::7f00:1', /loopback/],
  ['64:ff9b::10.0.0.1', /private/],
  ['64:ff9b:1::1', /not global/],
  ['100::1', /not global/],
  ['2001::1', /Teredo/],
  ['2001:0:4136:e378:8000:63bf:3fff:fdd2', /Teredo/],
  ['2001:10::1', /protocol/],
  ['2001:20::1', /protocol/],
  ['2001:db8::1', /documentation/],
  ['2002:7f00:1::', /6to4/],
  ['2002:808:808::1', /6to4/],
  ['2606:4700::5efe:10.0.0.1', /ISATAP/],
  ['2606:4700::200:5efe:7f00:1', /ISATAP/],
  ['3fff::1', /documentation/],
  ['5f00::1', /not global/],
  ['fc00::1', /private/],
  ['fd00:ec2::254', /private/],
  ['fe80::1', /link-local/],
  ['fe80::1%eth0', /not an address/],
  ['febf::1', /link-local/],
  ['fec0::1', /not global/],
  ['ff02::1', /multicast/],
  ['', /not an address/],
  ['localhost', /not an address/],
  ['127.1', /not an address/],
  ['0177.0.0.1', /not an address/],
  ['0x7f000001', /not an address/],
  ['2130706433', /not an address/],
  ['8.8.8.8 ', /not an address/],
];

describe('addresses of the public internet', () => {
  it.each(publicAddresses)('%s is public', (address) => expect(whyNotPublic(address)).toBeNull());

  it.each(refused)('%s is refused', (address, why) => expect(whyNotPublic(address)).toMatch(why));

  it('what an operator allows is dialled, and nothing beside it', () => {
    const whyNot = addressGuard(['127.0.0.1', '10.20.0.0/16', 'fd00:1::/64']);
    expect(whyNot('127.0.0.1')).toBeNull();
    expect(whyNot('::ffff:127.0.0.1')).toBeNull();
    expect(whyNot('127.0.0.2')).toMatch(/loopback/);
    expect(whyNot('10.20.255.1')).toBeNull();
    expect(whyNot('10.21.0.1')).toMatch(/private/);
    expect(whyNot('fd00:1::5')).toBeNull();
    expect(whyNot('fd00:1:0:1::5')).toMatch(/private/);
  });

  it('an allowed range that is none is a clear error', () =>
    expect(() => addressGuard(['intranet'])).toThrow(/neither an address nor a CIDR/));
});

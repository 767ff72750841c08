/** Addresses, networks and endpoints: small pure helpers. Host and network are as text, IPv4. */
import ipaddr from 'ipaddr.js';

/** `node1:eth0` → device and port. The schema guarantees exactly one colon. */
export function splitEndpoint(endpoint: string): { device: string; port: string } {
  const [device = '', port = ''] = endpoint.split(':');
  return { device, port };
}

/** The two sides of a network: its first and last address, and its prefix length. */
export interface Range {
  readonly first: number;
  readonly last: number;
  readonly prefix: number;
}

/** @param cidr `192.0.2.0/24`; an address inside the network stands for the network. */
export function rangeOf(cidr: string): Range {
  const [address, prefix] = ipaddr.IPv4.parseCIDR(cidr);
  const size = 2 ** (32 - prefix);
  const first = Math.floor(addressNumber(address.toString()) / size) * size;
  return { first, last: first + size - 1, prefix };
}

/** An address as a number, so that addresses can be sorted and compared. */
export function addressNumber(address: string): number {
  return ipaddr.IPv4.parse(address).octets.reduce((sum, octet) => sum * 256 + octet, 0);
}

export function inRange(address: string, range: Range): boolean {
  const number = addressNumber(address);
  return number >= range.first && number <= range.last;
}

/** The network's own address or its broadcast address, which no device may have (RFC 3021 aside). */
export function isReserved(address: string, range: Range): boolean {
  const number = addressNumber(address);
  return range.prefix < 31 && (number === range.first || number === range.last);
}

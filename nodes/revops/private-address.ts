/*
 * Which IP addresses a flow may not reach: everything that is not the public internet. Pure, over the bytes of the address,
 * so that every way of writing one comes to the same answer.
 */

/** Address blocks by their first bytes and length in bits. */
type Block = [bytes: number[], bits: number]

const privateV4: Block[] = [
  [[0], 8], // "this network"
  [[10], 8], // private
  [[100, 64], 10], // behind a carrier's NAT
  [[127], 8], // this machine
  [[169, 254], 16], // link-local, and where clouds keep their metadata
  [[172, 16], 12], // private
  [[192, 0, 0], 24], // protocol assignments
  [[192, 0, 2], 24], // documentation
  [[192, 88, 99], 24], // 6to4 relays
  [[192, 168], 16], // private
  [[198, 18], 15], // benchmarks
  [[198, 51, 100], 24], // documentation
  [[203, 0, 113], 24], // documentation
  [[224], 3], // multicast, reserved and broadcast
]

const privateV6: Block[] = [
  [[0xfc], 7], // private
  [[0xfe, 0x80], 10], // link-local
  [[0xfe, 0xc0], 10], // site-local, withdrawn
  [[0xff], 8], // multicast
  [[0x01, 0x00, 0, 0, 0, 0, 0, 0], 64], // discarded
  [[0x20, 0x01, 0x0d, 0xb8], 32], // documentation
  [[0x3f, 0xff], 20], // documentation
  [[0x5f], 8], // segment routing
]

/** Prefixes of IPv6 addresses that carry an IPv4 address, and at which byte it begins. */
const carriers: [block: Block, at: number][] = [
  [[[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff], 96], 12], // mapped
  [[[0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0], 96], 12], // translated
  [[[0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0], 96], 12], // NAT64
  [[[0x20, 0x02], 16], 2], // 6to4
]

/** NAT64 within an organisation, and Teredo: where they lead is nobody's to say here. */
const tunnels: Block[] = [[[0, 0x64, 0xff, 0x9b, 0, 1], 48], [[0x20, 0x01, 0, 0], 32]]

/**
 * Whether this is an address that only insiders reach: this machine, private networks, link-local and cloud metadata,
 * carrier NAT, multicast, reserved blocks; in IPv4, in IPv6, and in IPv6 that carries IPv4. What is no address at all
 * counts as private: nobody should connect there.
 */
export function isPrivateAddress(address: string): boolean {
  const v4 = parseV4(address)
  if (v4) return privateV4.some((block) => isIn(v4, block))
  const v6 = parseV6(address)
  if (!v6) return true
  const carrier = carriers.find(([block]) => isIn(v6, block))
  if (carrier) return privateV4.some((block) => isIn(v6.slice(carrier[1], carrier[1] + 4), block))
  // The whole first block is special: unspecified, this machine, and the old way to carry IPv4.
  return v6.slice(0, 12).every((byte) => byte === 0) || [...privateV6, ...tunnels].some((block) => isIn(v6, block))
}

function isIn(bytes: number[], [prefix, bits]: Block): boolean {
  for (let bit = 0; bit < bits; bit += 8) {
    const mask = bits - bit >= 8 ? 0xff : (0xff << (8 - (bits - bit))) & 0xff
    if (((bytes[bit / 8] ?? 0) & mask) !== ((prefix[bit / 8] ?? 0) & mask)) return false
  }
  return true
}

/** Four bytes of dotted decimal; the shorter, octal and hexadecimal forms are the URL parser's to bring here first. */
function parseV4(text: string): number[] | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)
  const bytes = match?.slice(1).map(Number)
  return bytes?.every((byte) => byte <= 255) ? bytes : undefined
}

function parseV6(text: string): number[] | undefined {
  const [plain = ''] = text.replace(/^\[|\]$/g, '').split('%')
  const lastColon = plain.lastIndexOf(':')
  const tail = parseV4(plain.slice(lastColon + 1))
  // A dotted end is two groups.
  const whole = tail ? `${plain.slice(0, lastColon + 1)}${group(tail[0], tail[1])}:${group(tail[2], tail[3])}` : plain
  const halves = whole.split('::')
  if (halves.length > 2) return undefined
  const [head, rest] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - (head?.length ?? 0) - (rest?.length ?? 0)
  if (rest === undefined ? missing !== 0 : missing < 1) return undefined
  const groups = [...(head ?? []), ...Array.from({ length: rest ? missing : 0 }, () => '0'), ...(rest ?? [])]
  if (!groups.every((each) => /^[0-9a-f]{1,4}$/i.test(each))) return undefined
  return groups.flatMap((each) => [Number.parseInt(each, 16) >> 8, Number.parseInt(each, 16) & 0xff])
}

function group(high = 0, low = 0): string {
  return ((high << 8) | low).toString(16)
}

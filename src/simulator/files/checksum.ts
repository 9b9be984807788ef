/**
 * The checksum after a transfer, in hexadecimal: all pairs of bytes, the first the high one, in one exclusive or; a last
 * byte alone is a high one (Quectel FILE application note).
 */
export function checksum(bytes: Uint8Array): string {
  let sum = 0
  for (const [index, byte] of bytes.entries()) sum ^= index % 2 === 0 ? byte << 8 : byte
  return sum.toString(16)
}

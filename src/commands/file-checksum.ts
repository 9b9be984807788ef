/**
 * The checksum of AT+QFUPL and AT+QFDWL: the 16-bit exclusive or of all byte pairs, the first byte of a pair being the
 * high one; a last byte without a partner counts as high. Quectel FILE application note; transcript
 * doc-ec2x-qfupl-prompt-then-qpsnd (`Hi` gives 0x4869).
 * @param before The checksum of the bytes in front of these, where a file comes in pieces, and how many they were.
 */
export function fileChecksum(bytes: Uint8Array, before = { checksum: 0, bytes: 0 }): number {
  return bytes.reduce(
    (sum, byte, index) => sum ^ ((before.bytes + index) % 2 === 0 ? byte << 8 : byte),
    before.checksum,
  )
}

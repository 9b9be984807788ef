/**
 * The checksum of AT+QFUPL and AT+QFDWL: the 16-bit exclusive or of all byte pairs, the first byte of a pair being the
 * high one; a last byte without a partner counts as high. Quectel FILE application note; transcript
 * doc-ec2x-qfupl-prompt-then-qpsnd (`Hi` gives 0x4869).
 */
export function fileChecksum(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte, index) => sum ^ (index % 2 === 0 ? byte << 8 : byte), 0)
}

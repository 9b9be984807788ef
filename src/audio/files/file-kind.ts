/** Bytes at the start of a file that are enough to tell its kind. */
export const KIND_BYTES = 18

/** Kind | bytes, as latin1, and where they stand when not at the start. All of a row must be there. */
type Signature = readonly [kind: string, start: string, inside?: string, at?: number]

const signatures: readonly Signature[] = [
  ['WAV', 'RIFF', 'WAVE', 8],
  ['AVI', 'RIFF', 'AVI ', 8],
  ['RF64 (a WAV file beyond 4 GiB)', 'RF64'],
  ['RIFX (a big-endian WAV file)', 'RIFX'],
  ['Wave64', 'riff\x2e\x91\xcf\x11'],
  ['AMR', '#!AMR\n'],
  ['AMR-WB', '#!AMR-WB\n'],
  ['AMR of several channels', '#!AMR_MC1.0\n'],
  ['AMR-WB of several channels', '#!AMR-WB_MC1.0\n'],
  ['AIFF', 'FORM', 'AIF', 8],
  ['AU', '.snd'],
  ['MP3', 'ID3'],
  ['Ogg', 'OggS'],
  ['FLAC', 'fLaC'],
  ['MP4 (M4A, 3GP)', '', 'ftyp', 4],
  ['Matroska (WebM)', '\x1a\x45\xdf\xa3'],
]

/** What a file that starts with `head` is, for people: `WAV`, `MP3`, `text`; `unknown` where nothing fits. */
export function fileKind(head: Uint8Array): string {
  const text = Buffer.from(head.subarray(0, KIND_BYTES)).toString('latin1')
  const found = signatures.find(
    ([, start, inside = '', at = 0]) => text.startsWith(start) && text.startsWith(inside, at),
  )
  if (found) return found[0]
  if (isMpegAudio(head)) return 'MP3 or AAC'
  return /^[\t\n\r\x20-\x7e]+$/.test(text) ? 'text' : 'unknown'
}

/** Frames of MPEG audio start with 11 bits of ones; no UTF-8 text has a byte of all ones. */
function isMpegAudio(head: Uint8Array): boolean {
  const [first = 0, second = 0] = head
  return first === 0xff && second >= 0xe0 && second < 0xff
}

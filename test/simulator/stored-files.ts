import { type Host, play, type Scene } from './play.ts'

/** The host of a scene that has one. */
export function hostOf({ hosts: [host] }: Scene): Host {
  if (!host) throw new Error('no host')
  return host
}

/** Writes bytes to the module and tells what comes back, as text of one character a byte. */
export async function answerTo(scene: Scene, bytes: string | Uint8Array, afterMs = 0): Promise<string> {
  await hostOf(scene).send(bytes)
  await scene.clock.advance(afterMs)
  return hostOf(scene).takeText()
}

/** Puts a file on the module. */
export async function upload(scene: Scene, name: string, content: Uint8Array): Promise<void> {
  await play(scene, [`> AT+QFUPL="${name}",${content.length}`, '< CONNECT'])
  const answer = await answerTo(scene, content)
  if (!answer.endsWith('\r\nOK\r\n')) throw new Error(`not uploaded: ${answer}`)
}

/** Gets a file from the module. */
export async function download(scene: Scene, name: string): Promise<Buffer> {
  const answer = await answerTo(scene, `AT+QFDWL="${name}"\r`)
  const [, content, size] = /^\r\nCONNECT\r\n(.*)\r\n\+QFDWL: (\d+),[0-9a-f]+\r\n\r\nOK\r\n$/s.exec(answer) ?? []
  if (content?.length !== Number(size)) throw new Error(`not downloaded: ${answer}`)
  return Buffer.from(content, 'latin1')
}

/** A WAV file as other programs write it, with a chunk that nobody needs before the data. */
export function wavFile(samples: Int16Array, { rate = 8000, channels = 1, bits = 16 } = {}): Buffer {
  const data = Buffer.alloc(2 * samples.length)
  for (const [index, sample] of samples.entries()) data.writeInt16LE(sample, 2 * index)
  const format = Buffer.alloc(16)
  format.writeUInt16LE(1, 0)
  format.writeUInt16LE(channels, 2)
  format.writeUInt32LE(rate, 4)
  format.writeUInt32LE((rate * channels * bits) / 8, 8)
  format.writeUInt16LE((channels * bits) / 8, 12)
  format.writeUInt16LE(bits, 14)
  const chunks = Buffer.concat([chunk('fmt ', format), chunk('LIST', Buffer.from('odd')), chunk('data', data)])
  return chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), chunks]))
}

function chunk(kind: string, content: Buffer): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt32LE(content.length)
  return Buffer.concat([Buffer.from(kind), size, content, Buffer.alloc(content.length % 2)])
}

/** What a recording holds: its two sizes as the header tells them, and its samples. */
export function recorded(wav: Buffer): { readonly sizes: readonly number[]; readonly samples: readonly number[] } {
  const samples = Array.from({ length: (wav.length - 44) / 2 }, (_, index) => wav.readInt16LE(44 + 2 * index))
  return { sizes: [wav.readUInt32LE(4), wav.readUInt32LE(40)], samples }
}

import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { encodeG711, g711Values } from '../../src/audio/files/g711.ts'
import { repairWav } from '../../src/audio/files/repair-wav.ts'
import { wavFile } from '../../src/audio/files/wav-file.ts'
import { wavHeader } from '../../src/audio/files/wav-header.ts'
import { parseWav } from '../../src/audio/files/wav-reader.ts'
import { WavWriter } from '../../src/audio/files/wav-writer.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { tone } from '../support/wav-bytes.ts'
import { soundOf } from './sound-of.ts'
import { describeClient, has } from './support/client-test.ts'

const voice = tone(440, 2, 8000, 20_000).subarray(0, 100 * 160)
const encodings = ['pcm16', 'pcm8', 'alaw', 'ulaw'] as const
const child = fileURLToPath(new URL('./full-disk-child.ts', import.meta.url))

const soxi = (path: string, what: string) => execFileSync('soxi', [what, path]).toString().trim()

function ffmpegSound(path: string): Int16Array {
  const bytes = execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-f', 's16le', '-ac', '1', '-'])
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
}

describeClient('WAV files of ours', [has('sox'), has('soxi'), has('ffmpeg')], () => {
  test.each(encodings)('%s: sox and ffmpeg find the same sound in it, of the same length', async encoding => {
    const path = join(temporaryFolder(), 'call.wav')
    const writer = await WavWriter.create(path, { encoding })
    for (let n = 0; n < 100; n++) writer.write(voice.subarray(160 * n, 160 * n + 160))
    await writer.close()
    expect([soxi(path, '-s'), soxi(path, '-r'), soxi(path, '-c')]).toEqual(['16000', '8000', '1'])
    expect(soxi(path, '-e')).toMatch({ pcm16: /^Signed/, pcm8: /^Unsigned/, alaw: /A-law/, ulaw: /u-law/ }[encoding])
    const { samples } = parseWav(readFileSync(path))
    expect(soundOf(path)).toEqual(samples)
    expect(ffmpegSound(path)).toEqual(samples)
    expect(samples.reduce((most, sample, n) => Math.max(most, Math.abs(sample - (voice[n] ?? 0))), 0)).toBeLessThan(600)
  })

  test('a stream without sizes plays once they were put in', async () => {
    const path = join(temporaryFolder(), 'stream.wav')
    writeFileSync(path, Buffer.concat([wavHeader(), wavFile(voice).subarray(44)]))
    expect(await repairWav(path)).toMatchObject({ changed: true, durationMs: 2000 })
    expect(soundOf(path)).toEqual(voice)
  })
})

describeClient('WAV files of others', [has('sox'), has('ffmpeg')], () => {
  const made = (path: string, rate: number, rest: readonly string[]) =>
    execFileSync('sox', ['-D', '-n', '-r', String(rate), ...rest, path, 'synth', '1', 'sine', '1000', 'gain', '-6'])
  const kinds: readonly (readonly [name: string, rate: number, sox: readonly string[], apart: number])[] = [
    ['16 bits', 8000, ['-c', '1', '-b', '16'], 2],
    ['8 bits', 8000, ['-c', '1', '-b', '8'], 260],
    ['A-law', 8000, ['-c', '1', '-e', 'a-law'], 520],
    ['mu-law', 8000, ['-c', '1', '-e', 'u-law'], 520],
    ['stereo of 44.1 kHz', 44_100, ['-c', '2', '-b', '16'], 4],
    ['24 bits (extensible) of 48 kHz', 48_000, ['-c', '2', '-b', '24'], 4],
    ['32 bits (extensible) of 16 kHz', 16_000, ['-c', '1', '-b', '32'], 4],
    ['32-bit floats of 22.05 kHz', 22_050, ['-c', '1', '-e', 'floating-point', '-b', '32'], 4],
    ['11.025 kHz', 11_025, ['-c', '1', '-b', '16'], 4],
    ['6 kHz', 6000, ['-c', '1', '-b', '16'], 4],
  ]
  test.each(kinds)('%s', (_, rate, options, apart) => {
    const path = join(temporaryFolder(), 'prompt.wav')
    made(path, rate, options)
    const { samples } = parseWav(readFileSync(path))
    const wanted = tone(1000, 1, 8000, 32_767 * 10 ** (-6 / 20))
    expect(samples.length).toBe(8000)
    const worst = wanted.reduce(
      (most, sample, n) => (n > 100 && n < 7900 ? Math.max(most, Math.abs(sample - (samples[n] ?? 0))) : most),
      0,
    )
    expect(worst).toBeLessThanOrEqual(apart)
  })

  test.each([
    ['sox', 'sox -D -n -r 8000 -b 16 -c 1 -t wav - synth 1 sine 1000'],
    ['ffmpeg', 'ffmpeg -v error -f lavfi -i sine=1000:sample_rate=8000:duration=1 -f wav -'],
  ])('a stream of %s, which never learns its size', (_, command) => {
    const bytes = execFileSync('sh', ['-c', `${command} | cat`])
    expect(parseWav(bytes).samples.length).toBe(8000)
  })

  test('G.711 is that of sox, which rounds to 13 or 14 bits where the reference of the ITU cuts off', () => {
    const folder = temporaryFolder()
    const samples = Int16Array.from({ length: 65_536 }, (_, n) => n - 32_768)
    const linear = join(folder, 'all.s16')
    writeFileSync(linear, samples)
    // Half a unit of 13 or 14 bits; of mu-law it takes the sign off before, so that negative samples go the other way.
    const laws = [
      ['alaw', 'al', 4, 4],
      ['ulaw', 'ul', 2, -2],
    ] as const
    for (const [law, format, positive, negative] of laws) {
      const raw = ['-r', '8000', '-c', '1']
      const theirs = execFileSync('sox', ['-V1', '-D', '-t', 's16', ...raw, linear, '-t', format, '-'])
      const ours = new Uint8Array(65_536)
      encodeG711(law, samples, ours)
      const value = (character = 0) => g711Values[law][character]
      const apart = samples.filter((sample, n) => {
        const same = n - (sample < 0 ? negative : positive)
        return same >= 0 && value(ours[n]) !== value(theirs[same])
      })
      expect([...apart]).toEqual([])
      const all = join(folder, `all.${format}`)
      writeFileSync(
        all,
        Uint8Array.from({ length: 256 }, (_, n) => n),
      )
      const values = execFileSync('sox', ['-D', '-t', format, ...raw, all, '-t', 's16', '-'])
      expect(g711Values[law]).toEqual(new Int16Array(values.buffer.slice(values.byteOffset, values.byteOffset + 512)))
    }
  })
})

describeClient('A full disk', [has('sox'), has('prlimit')], () => {
  interface Outcome {
    readonly code: string
    readonly samples: number
    readonly later: boolean
    readonly unhandled: readonly string[]
  }

  /** Runs the child where at most `limit` bytes fit, and looks at what it left. */
  function fill(command: readonly string[], path: string, limit: number): void {
    const copy = join(temporaryFolder(), 'copy.wav')
    const [program = '', ...args] = [...command, process.execPath, '--import', 'tsx', child, path, copy]
    const outcome = JSON.parse(execFileSync(program, args).toString()) as Outcome
    const frames = Math.floor((limit - 44) / 320)
    expect(outcome).toEqual({ code: 'DISK_FULL', samples: 160 * frames, later: false, unhandled: [] })
    expect(statSync(copy).size).toBe(44 + 320 * frames)
    const wanted = Int16Array.from({ length: 160 * frames }, (_, n) => Math.floor(n / 160) + 1)
    expect(readFileSync(copy).equals(wavFile(wanted))).toBe(true)
    expect(soundOf(copy)).toEqual(wanted)
  }

  test('by a limit of the process (EFBIG): keeps the whole frames that fitted, and plays', () => {
    fill(['prlimit', '--fsize=200000'], join(temporaryFolder(), 'call.wav'), 200_000)
  })

  const mayMount =
    spawnSync('unshare', ['--map-root-user', '--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0
  test.skipIf(!mayMount)('of a small file system (ENOSPC): keeps the whole frames that fitted, and plays', () => {
    const folder = temporaryFolder()
    const mount = ['sh', '-c', 'mount -t tmpfs -o size=128k none "$0" && exec "$@"', folder]
    fill(['unshare', '--map-root-user', '--mount', ...mount], join(folder, 'call.wav'), 128 * 1024)
  })
})

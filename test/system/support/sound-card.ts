import { execFileSync } from 'node:child_process'
import { closeSync, constants, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { FRAME_BYTES, FRAME_MS } from '../../../src/audio/frame.ts'
import { numberedBytes } from '../../support/numbered-frames.ts'

/** A sound card for the programs of ALSA that is none: its microphone is a pipe that this fills, what it plays is a file. */
export interface SoundCard {
  /** The configuration of ALSA that has the devices `mic` and `sink`: for ALSA_CONFIG_PATH. */
  readonly configPath: string
  /** What was played, as raw samples. */
  readonly playedPath: string
  close(): void
}

/**
 * Makes such a card in `folder`. `mic` gives frames that carry 1, 2, 3 …, one each 20 ms by the clock of this process; what
 * nobody reads for 4 s is lost, as in a ring.
 */
export function startSoundCard(folder: string): SoundCard {
  const [configPath, playedPath, micPath] = ['alsa.conf', 'played.raw', 'mic'].map(name => join(folder, name))
  if (!configPath || !playedPath || !micPath) throw new Error('three paths')
  writeFileSync(
    configPath,
    `</usr/share/alsa/alsa.conf>
pcm.mic { type file slave.pcm null file "/dev/null" infile "${micPath}" format raw }
pcm.sink { type file slave.pcm null file "${playedPath}" format raw }
`,
  )
  execFileSync('mkfifo', [micPath])
  const descriptor = openSync(micPath, constants.O_RDWR | constants.O_NONBLOCK)
  const startMs = performance.now()
  let number = 0
  const timer = setInterval(() => {
    while (number < (performance.now() - startMs) / FRAME_MS) {
      number++
      try {
        writeSync(descriptor, numberedBytes(number & 0x7fff), 0, FRAME_BYTES)
      } catch {
        // The pipe is full.
      }
    }
  }, 5)
  return {
    configPath,
    playedPath,
    close() {
      clearInterval(timer)
      closeSync(descriptor)
    },
  }
}

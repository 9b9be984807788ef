import { type Check, fault, hint, ok, skipped } from './check.ts'

/** What package.json asks for. */
const NEEDED_NODE = [20, 19] as const
/** Less room than this is soon gone: some four hours of one call both ways. */
const LITTLE_ROOM_BYTES = 500_000_000
/** An hour of a call; with less a recording is cut off today. */
const NO_ROOM_BYTES = 60_000_000
/** Raspberry Pi documentation, `get_throttled`: bit 0 now, bit 16 since the start. */
const UNDERVOLTAGE_NOW = 0x1
const UNDERVOLTAGE_SEEN = 0x10000

/** In which package of Debian a program is, and what is not possible without it. */
const programs: Readonly<Record<string, { readonly deb: string; readonly need: string }>> = {
  arecord: { deb: 'alsa-utils', need: 'hearing a sound card' },
  aplay: { deb: 'alsa-utils', need: 'speaking through a sound card' },
  sox: { deb: 'sox libsox-fmt-all', need: 'AMR files' },
  'espeak-ng': { deb: 'espeak-ng', need: 'speaking texts on this machine' },
}

/** The machine, whatever is plugged into it. */
export const machineChecks: readonly Check[] = [
  {
    id: 'node-version',
    title: 'Node.js is new enough',
    run({ machine: { nodeVersion } }) {
      const [major = 0, minor = 0] = nodeVersion.split('.').map(Number)
      const [neededMajor, neededMinor] = NEEDED_NODE
      if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return ok(nodeVersion)
      return fault(
        `Node.js is ${nodeVersion}, older than ${NEEDED_NODE.join('.')}`,
        'Install Node.js 20 or newer: https://nodejs.org, or the packages of NodeSource.',
      )
    },
  },
  {
    id: 'power-of-machine',
    title: 'the power supply of the machine holds',
    run({ machine: { throttled } }) {
      if (throttled === null) return skipped('no vcgencmd: this is no Raspberry Pi')
      const remedy = 'Use the supply of the maker (5 V, 3 A or more) and give the module one of its own.'
      if (throttled & UNDERVOLTAGE_NOW) return fault('the Raspberry Pi has too low a voltage now', remedy)
      if (throttled & UNDERVOLTAGE_SEEN) return fault('the Raspberry Pi had too low a voltage since it started', remedy)
      return ok()
    },
  },
  {
    id: 'tools',
    title: 'the programs for sound are installed',
    run({ machine: { missingPrograms } }) {
      if (missingPrograms.length === 0) return ok()
      const missing = missingPrograms.map(name => `${name} (for ${programs[name]?.need ?? 'sound'})`)
      const packages = new Set(missingPrograms.map(name => programs[name]?.deb ?? name))
      return hint(`not installed: ${missing.join(', ')}`, `Install: \`sudo apt install ${[...packages].join(' ')}\`.`)
    },
  },
  {
    id: 'disk-space',
    title: 'recordings have room',
    run({ machine: { mediaFolder } }) {
      const { path, freeBytes } = mediaFolder
      if (freeBytes === null) return skipped(`the system does not tell how much room ${path} has`)
      const room = `${Math.floor(freeBytes / 1_000_000)} MB free for ${path}`
      const remedy = 'Remove old recordings, or keep them elsewhere (--media names another folder to look at).'
      if (freeBytes < NO_ROOM_BYTES) return fault(room, remedy)
      return freeBytes < LITTLE_ROOM_BYTES ? hint(room, remedy) : ok(room)
    },
  },
]

import type { MachineFacts } from './doctor-facts.ts'
import type { DoctorSystem } from './doctor-system.ts'

/** What the sound of calls may be carried or made by. */
const PROGRAMS = ['arecord', 'aplay', 'sox', 'espeak-ng']

/** Looks at the machine; `mediaPath` is where recordings go. Never rejects. */
export async function lookAtMachine(system: DoctorSystem, mediaPath: string): Promise<MachineFacts> {
  const installed = await Promise.all(PROGRAMS.map(name => system.hasProgram(name)))
  return {
    nodeVersion: system.nodeVersion,
    missingPrograms: PROGRAMS.filter((_, index) => !installed[index]),
    mediaFolder: { path: mediaPath, freeBytes: await system.freeBytes(mediaPath) },
    throttled: throttledOf(await system.throttled()),
  }
}

/** `throttled=0x50005` */
function throttledOf(said: string | null): number | null {
  const [, bits] = /throttled=0x([\da-f]{1,8})/i.exec(said ?? '') ?? []
  return bits === undefined ? null : Number.parseInt(bits, 16)
}

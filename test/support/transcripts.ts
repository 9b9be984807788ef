import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'

const root = new URL('../../', import.meta.url)

/** Every wire log of the repository by its name without `.txt`: those of modules, and the foreign ones. */
export function transcripts(): Map<string, string[]> {
  const folders = readdirSync(new URL('hardware/', root), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => new URL(`hardware/${entry.name}/captures/`, root))
  const found = new Map<string, string[]>()
  for (const folder of [...folders, new URL('test/transcripts/foreign/', root)]) {
    for (const file of textFilesOf(folder)) {
      found.set(basename(file, '.txt'), readFileSync(new URL(file, folder), 'latin1').split('\n'))
    }
  }
  return found
}

function textFilesOf(folder: URL): string[] {
  try {
    return readdirSync(folder).filter(file => file.endsWith('.txt'))
  } catch {
    return []
  }
}

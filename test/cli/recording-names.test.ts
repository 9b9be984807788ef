import { symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { recordingNames } from '../../src/cli/recording-names.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test.each<[string, string, string[], boolean, string[]]>([
  ['an empty folder', 'a.wav', [], false, ['a.wav', 'a-2.wav', 'a-3.wav']],
  ['a dot in the name', 'a.b.amr', [], false, ['a.b.amr', 'a.b-2.amr', 'a.b-3.amr']],
  ['names that are taken', 'a.wav', ['a-2.wav', 'a-4.wav'], false, ['a.wav', 'a-3.wav', 'a-5.wav']],
  ['what a crash left', 'a.amr', ['a-2.amr.part.wav'], false, ['a.amr', 'a-3.amr', 'a-4.amr']],
  ['what waits on the module', 'a.wav', ['a-2.wav.pending'], false, ['a.wav', 'a-3.wav', 'a-4.wav']],
  ['a link that leads nowhere', 'a.wav', ['link:a-2.wav'], false, ['a.wav', 'a-3.wav', 'a-4.wav']],
  ['names that may be replaced', 'a.wav', ['a-2.wav'], true, ['a.wav', 'a-2.wav', 'a-3.wav']],
  // Whoever is there first is told by FILE_EXISTS when the recording begins.
  ['the first one taken meanwhile', 'a.wav', ['a.wav'], false, ['a.wav', 'a-2.wav', 'a-3.wav']],
])('%s', (_, file, taken, overwrite, names) => {
  const folder = temporaryFolder()
  for (const name of taken) {
    if (name.startsWith('link:')) symlinkSync('/no/such/file', join(folder, name.slice('link:'.length)))
    else writeFileSync(join(folder, name), '')
  }
  const next = recordingNames({ file: join(folder, file), overwrite })
  expect(names.map(() => basename(next()))).toEqual(names)
})

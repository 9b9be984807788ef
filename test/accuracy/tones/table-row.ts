import { readFile } from 'node:fs/promises'
import { countryTones } from '../../../src/audio/tones/tone-table.ts'
import type { AccuracyRow, Measurement } from '../row.ts'
import { readAsteriskList } from './asterisk-list.ts'
import { agree, type ListedTone, listedOf, textOf } from './listed-tone.ts'
import { readSpandspList } from './spandsp-list.ts'

/**
 * The lists of others, which are not ours to ship: the file of each is looked for where its variable says, as
 * `CELLVOICE_INDICATIONS=/etc/asterisk/indications.conf` and `CELLVOICE_GLOBAL_TONES=spandsp/global-tones.xml`.
 */
const lists = [
  { name: 'Asterisk', variable: 'CELLVOICE_INDICATIONS', read: readAsteriskList },
  { name: 'spandsp', variable: 'CELLVOICE_GLOBAL_TONES', read: readSpandspList },
] as const

/** Goal T1: how many countries the table has, and how it compares with other lists. */
export async function tableRow({ progress }: Measurement): Promise<AccuracyRow> {
  const complete = countryTones.filter(({ tones }) =>
    (['ringback', 'busy', 'congestion'] as const).every(kind => tones.some(one => one.kind === kind)),
  )
  const compared: string[] = []
  for (const { name, variable, read } of lists) {
    const file = process.env[variable]
    if (!file) compared.push(`not compared with ${name} (${variable} is not set)`)
    else compared.push(comparison(name, read(await readFile(file, 'utf8')), progress))
  }
  const tones = countryTones.reduce((sum, country) => sum + country.tones.length, 0)
  return {
    id: 'T1',
    stimulus: `the table: ${tones} tones`,
    goal: '>= 40 countries with ring-back, busy and congestion tone',
    figure: `${complete.length} countries`,
    met: complete.length >= 40,
    note: compared.join('; '),
  }
}

function comparison(name: string, list: readonly ListedTone[], progress: Measurement['progress']): string {
  let found = 0
  let same = 0
  for (const ours of countryTones.flatMap(listedOf)) {
    const theirs = list.filter(({ country, kind }) => country === ours.country && kind === ours.kind)
    if (theirs.length === 0) continue
    found++
    if (theirs.some(other => agree(ours, other))) same++
    else progress(`${name}: ${ours.country} ${ours.kind}: ${textOf(ours)}; theirs ${theirs.map(textOf).join(', ')}`)
  }
  return `${same} of ${found} tones as in ${name}`
}

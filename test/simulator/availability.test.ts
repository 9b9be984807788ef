import { describe, expect, it } from 'vitest'
import type { FamilyName } from '../../src/simulator/index.ts'
import { type Host, stage } from './play.ts'

const families: readonly FamilyName[] = ['ec25', 'ec200u', 'ec600n', 'generic']

/** Which of the four families, in the order above, know the command in this form: Y or -. */
const table: readonly (readonly [string, string])[] = [
  ['AT+CLCC=?', 'YYYY'],
  ['AT+CHUP=?', 'YYYY'],
  ['AT+CHLD=?', 'YYYY'],
  ['AT+CCFC=?', 'YYYY'],
  ['AT+CCWA=?', 'YYYY'],
  ['AT+CLIP=?', 'YYYY'],
  ['AT+CSSN=?', 'YYYY'],
  ['AT+CUSD=?', 'YYYY'],
  ['AT+CVHU=?', 'YYYY'],
  ['AT+CPAS=?', 'YYYY'],
  ['AT+VTS=?', 'YYYY'],
  ['AT+CLVL=?', 'YYYY'],
  ['AT+CEER', 'YY-Y'],
  ['AT+CRSL=?', '-Y-Y'],
  ['AT+CMUT=?', 'Y-YY'],
  ['AT^DSCI=?', 'YY--'],
  ['AT+QINDCFG=?', 'YYY-'],
  ['AT+QINDCFG="ring"', 'YYY-'],
  ['AT+QINDCFG="ccinfo"', 'Y---'],
  ['AT+QHUP=?', 'YY--'],
  ['AT+QTONEDET=?', 'YYY-'],
  ['AT+QAUDMOD=?', 'YYY-'],
  ['AT+QCFG="ims"', 'YY--'],
  ['AT+QNWINFO', 'YYY-'],
  ['AT+QURCCFG="urcport"', 'YYY-'],
  ['AT+QURCCFG?', '----'],
  ['AT+QPCMV=?', 'Y---'],
  ['AT+CTFR=5550100', '----'],
  ['AT+QVTS="1"', '----'],
  ['AT+QAUDCH=0', '----'],
]

async function answer(family: FamilyName, command: string): Promise<string> {
  const { hosts, clock } = await stage([{ family }])
  const host = hosts[0] as Host
  await host.send(`${command}\r`)
  await clock.advance(0)
  return host.takeLines().at(-1) ?? 'nothing'
}

describe(`which families know what (${families.join(', ')})`, () => {
  it.each(table)('%s: %s', async (command, known) => {
    const answers = await Promise.all(families.map(family => answer(family, command)))
    expect(answers.map(last => (last === 'OK' ? 'Y' : last === 'ERROR' ? '-' : last)).join('')).toBe(known)
  })
})

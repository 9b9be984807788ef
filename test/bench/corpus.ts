import { random } from '../support/random.ts'

/** What a module says in a day of calls: unsolicited lines, answers, results. Digits stand for themselves; # for any digit. */
const forms: readonly (readonly [weight: number, line: string])[] = [
  [24, 'OK'],
  [10, '+CSQ: 2#,99'],
  [10, '+QIND: "csq",2#,99'],
  [8, '+CLCC: 1,0,0,1,0,"",128'],
  [8, '+CLCC: 2,1,4,0,0,"+1555010####",145'],
  [8, 'RING'],
  [8, '+CLIP: "+1555010####",145,,,,0'],
  [6, '^DSCI: 2,1,4,0,+1555010####,145,0'],
  [6, '+QIND: "ccinfo",2,1,0,0,0,"+1555010####",145'],
  [4, '+CREG: 1,"1A#B","00C#D##E",7'],
  [3, 'NO CARRIER'],
  [3, 'ERROR'],
  [2, '+CME ERROR: 30'],
]

/** A seeded stream of `lines` lines, each framed in CR LF (V.250 5.7.1). */
export function corpus(seed: number, lines: number): Buffer {
  const next = random(seed)
  const deck = forms.flatMap(([weight, line]) => Array<string>(weight).fill(line))
  const pick = () => deck[Math.floor(next() * deck.length)] ?? 'OK'
  const text = Array.from({ length: lines }, () => {
    const line = pick().replace(/#/g, () => String(Math.floor(next() * 10)))
    return `\r\n${line}\r\n`
  })
  return Buffer.from(text.join(''), 'latin1')
}

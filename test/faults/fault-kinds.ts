import type { Fault } from '../../src/simulator/index.ts'

/** What goes wrong on one line of an exchange, by the seed: always the same for the same seed. */
export type FaultKind = (seed: number) => readonly Fault[]

const always = Number.POSITIVE_INFINITY
const toModule = 'to-module' as const
/** Lines that tell of calls, and nobody asked for. */
const unsolicited = /^(\+CRING|\+CLIP|\^DSCI|\+QIND|NO CARRIER|BUSY)/
/** From 1 to `most`, another for each seed. */
const pick = (seed: number, most: number) => 1 + ((seed * 7_919) % most)
const flood = (line: string): FaultKind => {
  return seed => [{ kind: 'flood', line, perSecond: 1_000, ms: 8_000, after: pick(seed, 10) }]
}

/** The kinds of fault that an exchange has to bear. */
export const faultKinds: Readonly<Record<string, FaultKind>> = {
  'a line in twenty is lost': seed => [{ kind: 'lose', rate: 0.05, seed }],
  'a line in three is lost': seed => [{ kind: 'lose', rate: 0.33, seed }],
  'a command in ten is lost': seed => [{ kind: 'lose', direction: toModule, rate: 0.1, seed }],
  'results are lost': seed => [{ kind: 'lose', matching: /^(OK|ERROR)$/, rate: 0.3, seed }],
  'unsolicited lines are lost': seed => [{ kind: 'lose', matching: unsolicited, rate: 0.5, seed }],
  'lines of lists are lost': seed => [{ kind: 'lose', matching: /^\+CLCC/, rate: 0.3, seed }],
  'nothing comes any more': seed => [{ kind: 'lose', after: pick(seed, 30), times: always }],
  'nothing goes out any more': seed => [{ kind: 'lose', direction: toModule, after: pick(seed, 8), times: always }],
  'lines come 300 ms late': seed => [{ kind: 'delay', ms: 300, rate: 0.3, seed }],
  'lines come 5 s late': seed => [{ kind: 'delay', ms: 5_000, rate: 0.1, seed }],
  'results come 12 s late': seed => [{ kind: 'delay', matching: /^OK$/, ms: 12_000, rate: 0.2, seed }],
  'commands come 2 s late': seed => [{ kind: 'delay', direction: toModule, ms: 2_000, rate: 0.2, seed }],
  'lines come twice': seed => [{ kind: 'double', rate: 0.3, seed }],
  'a line comes a hundred times': seed => [{ kind: 'double', copies: 100, rate: 0.1, seed }],
  'commands come twice': seed => [{ kind: 'double', direction: toModule, rate: 0.2, seed }],
  'lines change places': seed => [{ kind: 'reorder', rate: 0.3, seed }],
  'commands change places': seed => [{ kind: 'reorder', direction: toModule, rate: 0.2, seed }],
  'a bit of a line flips': seed => [{ kind: 'corrupt', how: 'flip', rate: 0.15, seed }],
  'lines lose their end': seed => [{ kind: 'corrupt', how: 'truncate', rate: 0.15, seed }],
  'noise comes before lines': seed => [{ kind: 'corrupt', how: 'noise', rate: 0.2, seed }],
  'a bit of a command flips': seed => [
    // A flipped digit would dial somebody else: that the far end is another is not what is looked at here.
    { kind: 'corrupt', how: 'flip', direction: toModule, matching: /^AT[^D]/, rate: 0.2, seed },
  ],
  'commands lose their end': seed => [
    { kind: 'corrupt', how: 'truncate', direction: toModule, matching: /^AT[^D]/, rate: 0.15, seed },
  ],
  'noise comes before commands': seed => [{ kind: 'corrupt', how: 'noise', direction: toModule, rate: 0.2, seed }],
  'lines come in pieces': seed => [{ kind: 'split', ms: 40, rate: 0.5, seed }],
  'lines come in pieces, 3 s apart': seed => [{ kind: 'split', ms: 3_000, rate: 0.05, seed }],
  'commands come in pieces': seed => [{ kind: 'split', direction: toModule, ms: 400, rate: 0.2, seed }],
  'the line waits for 2 s, again and again': seed => [{ kind: 'hold', ms: 2_000, rate: 0.1, seed }],
  'the line waits for 20 s': seed => [{ kind: 'hold', ms: 20_000, after: pick(seed, 30) }],
  'the port is lost': seed => [{ kind: 'cut', after: pick(seed, 30) }],
  'the port is lost in a line': seed => [{ kind: 'cut-at-byte', byte: pick(seed, 600) }],
  'the port is lost in a command': seed => [{ kind: 'cut-at-byte', direction: toModule, byte: pick(seed, 60) }],
  'the port is lost again and again': seed => [{ kind: 'cut', rate: 0.03, times: 8, seed }],
  'the module restarts': seed => [{ kind: 'reset', after: pick(seed, 30) }],
  'the module restarts at a command': seed => [{ kind: 'reset', direction: toModule, after: pick(seed, 10) }],
  'the module restarts again and again': seed => [{ kind: 'reset', rate: 0.03, times: 3, seed }],
  'the module is deaf for 3 s': seed => [{ kind: 'stall', ms: 3_000, after: pick(seed, 30) }],
  'the module is deaf for 40 s': seed => [{ kind: 'stall', ms: 40_000, after: pick(seed, 30) }],
  'a flood of rings': flood('RING'),
  'a flood of ends': flood('NO CARRIER'),
  'a flood of calls that are none': flood('^DSCI: 5,1,4,0,5550199,129,0'),
  'a flood of results': flood('OK'),
  'a flood of what nobody knows': flood('+QWHATEVER: 1,2,3'),
  'everything at once': seed => [
    { kind: 'lose', rate: 0.05, seed },
    { kind: 'delay', ms: 1_500, rate: 0.05, seed: seed + 1 },
    { kind: 'double', rate: 0.1, seed: seed + 2 },
    { kind: 'corrupt', how: 'flip', rate: 0.05, seed: seed + 3 },
    { kind: 'split', ms: 200, rate: 0.1, seed: seed + 4 },
    { kind: 'cut', rate: 0.01, times: 2, seed: seed + 5 },
  ],
}

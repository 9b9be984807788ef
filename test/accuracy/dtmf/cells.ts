import type { KeyPlan } from './sent-keys.ts'

/** One setting of a stimulus, and which part of its keys must be heard: at least, or at most. */
export interface Cell {
  readonly name: string
  readonly plan: KeyPlan
  readonly least?: number
  readonly most?: number
}

/** A goal that is a table of settings. */
export interface CellGoal {
  readonly id: string
  readonly stimulus: string
  readonly goal: string
  readonly cells: readonly Cell[]
  /** Whether a key too many in a cell with `least` misses the goal as well. */
  readonly noExtra?: boolean
}

const almostAll = 0.999
const almostNone = 0.001

/** A deviation on the low tone alone, on the high tone alone, and on both in all pairs of signs. */
function deviations(part: number): { name: string; plan: KeyPlan }[] {
  const cells = [-1, 0, 1].flatMap(low => [-1, 0, 1].map(high => ({ lowError: low * part, highError: high * part })))
  return cells
    .filter(({ lowError, highError }) => lowError !== 0 || highError !== 0)
    .map(plan => ({ name: `${signed(100 * plan.lowError)}/${signed(100 * plan.highError)} %`, plan }))
}

function twist(lowLouderDb: number): { name: string; plan: KeyPlan } {
  const plan = { lowDbfs: -16 + Math.min(0, lowLouderDb), highDbfs: -16 - Math.max(0, lowLouderDb) }
  return { name: `${signed(lowLouderDb)} dB`, plan }
}

function level(dbm0: number): { name: string; plan: KeyPlan } {
  return { name: `${dbm0} dBm0`, plan: { lowDbfs: dbm0 - 3.14, highDbfs: dbm0 - 3.14 } }
}

function signed(value: number): string {
  const rounded = Number(value.toFixed(1))
  return rounded > 0 ? `+${rounded}` : String(rounded)
}

/** Goals D1 to D9, in the words of ITU-T Q.24 and of what AT&T asked for: 16 keys at 8 kHz, 50/50 ms, -16 dBFS a tone. */
export const cellGoals: readonly CellGoal[] = [
  {
    id: 'D1',
    stimulus: '50/50 ms, -16 dBFS a tone',
    goal: '100 %, 0 extra',
    cells: [{ name: 'nominal', plan: {}, least: 1 }],
    noExtra: true,
  },
  {
    id: 'D2',
    stimulus: '1.5 % off: low, high, both, all signs',
    goal: '>= 99.9 %',
    cells: deviations(0.015).map(cell => ({ ...cell, least: almostAll })),
  },
  {
    id: 'D3',
    stimulus: '3.5 % off: low, high, both, all signs',
    goal: '<= 0.1 %',
    cells: deviations(0.035).map(cell => ({ ...cell, most: almostNone })),
  },
  {
    id: 'D4',
    stimulus: 'twist: low louder 0 to 8 dB, high louder 0 to 4 dB; beyond, low 12 dB or high 8 dB',
    goal: '>= 99.9 %; beyond <= 0.1 %',
    cells: [
      ...[-4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8].map(db => ({ ...twist(db), least: almostAll })),
      ...[-14, -10, -8, 12, 14, 18].map(db => ({ ...twist(db), most: almostNone })),
    ],
  },
  {
    id: 'D5',
    stimulus: '40/40 ms; tones of 20 ms',
    goal: '>= 99.9 %; <= 1 %',
    cells: [
      { name: '40/40 ms', plan: { toneMs: 40, gapMs: 40 }, least: almostAll },
      { name: '20/50 ms', plan: { toneMs: 20 }, most: 0.01 },
    ],
  },
  {
    id: 'D6',
    stimulus: '50 ms tone with a 10 ms hole; the same key again after 30 ms and more',
    goal: 'counted twice <= 1 %; >= 99.9 % apart',
    cells: [
      { name: 'told of for each key with a hole', plan: { holeMs: 10 }, most: 1.01 },
      ...[30, 35, 40, 50].map(ms => ({ name: `again after ${ms} ms`, plan: { againAfterMs: ms }, least: almostAll })),
    ],
  },
  {
    id: 'D7',
    stimulus: 'white noise 15 and 12 dB below',
    goal: '100 %; >= 99 %',
    cells: [
      { name: '15 dB', plan: { snrDb: 15 }, least: 1 },
      { name: '12 dB', plan: { snrDb: 12 }, least: 0.99 },
    ],
  },
  {
    id: 'D8',
    stimulus: '0 to -30 dBm0 a tone; below -50 dBm0',
    goal: '>= 99.9 %; none',
    cells: [
      ...[0, -5, -10, -15, -20, -25, -30].map(dbm0 => ({ ...level(dbm0), least: almostAll })),
      ...[-51, -55, -60].map(dbm0 => ({ ...level(dbm0), most: 0 })),
    ],
  },
  {
    id: 'D9',
    stimulus: 'dial tone of 350 + 440 Hz underneath, each as loud as a tone of the key',
    goal: '>= 99 %',
    cells: [{ name: 'dial tone', plan: { dialTone: true }, least: 0.99 }],
  },
]

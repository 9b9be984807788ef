import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { listCurrentCalls } from '../../src/commands/clcc.ts'
import { conversation } from '../support/conversation.ts'
import { ourReading } from '../support/our-reading.ts'
import { ourScenario } from '../support/our-scenario.ts'
import { type PeerVector, peerVectors, vectorName } from '../support/peer-vectors.ts'

/** Where we read a line otherwise than a peer does: what decides, and why. The same rows stand in docs/peer-vectors.md. */
const disagreements: readonly { readonly vector: string; readonly decidedBy: string; readonly why: string }[] = [
  ...[
    'f9 09 ef 07 41 54 0d 35 f9',
    'f9 09 ef 07 41 54 0d 35',
    'f9 09 ef 07 54 0d 35 f9',
    'f9 09 ef 09 41 54 0d 35 f9',
  ].map(bytes => ({
    vector: `cmux "${bytes}"`,
    decidedBy: 'capture cap-ec25afx-ims-force-and-cmux-refused',
    why: 'not applicable: 27.010 is not spoken; modules refuse AT+CMUX on USB',
  })),
]

const portable = peerVectors.filter(vector => vector.portable)

describe('the vectors of other drivers', () => {
  it('are all there, each under a name of its own where the lines differ', () => {
    expect(peerVectors).toHaveLength(222)
    expect(peerVectors.filter(vector => vector.portable)).toHaveLength(182)
  })

  it.each(portable.map(vector => [vectorName(vector), vector] as const))('%s', async (name, vector) => {
    const row = disagreements.find(disagreement => disagreement.vector === name)
    if (row) expect(await agrees(vector)).toBe(false)
    else expect(await readingOf(vector)).toMatchObject(withoutNote(vector.expect))
  })

  it('agree with us in at least 97 of 100', async () => {
    const outcomes = await Promise.all(portable.map(agrees))
    expect(outcomes.filter(Boolean).length / outcomes.length).toBeGreaterThanOrEqual(0.97)
  })

  it('disagree with us only where a row says why', () => {
    const names = peerVectors.map(vectorName)
    for (const { vector, decidedBy, why } of disagreements) {
      expect(names).toContain(vector)
      expect(`${decidedBy}${why}`).not.toBe('')
    }
  })
})

describe('the lines of every vector', () => {
  const before = '+CLIP: "111",129'
  const after = '+CLIP: "222",129'

  it.each(peerVectors.map(vector => [vectorName(vector), vector] as const))(
    '%s leave their neighbours',
    async (_, vector) => {
      const { clock, module, unsolicited } = await conversation()
      for (const chunk of [framed(before), ...wireOf(vector), framed(after)]) module.raw(chunk)
      await clock.advance(0)
      expect(unsolicited[0]).toBe(before)
      expect(unsolicited.at(-1)).toBe(after)
    },
  )

  it.each(peerVectors.map(vector => [vectorName(vector), vector] as const))(
    '%s leave them also inside an answer',
    async (_, vector) => {
      const { clock, module, run, unsolicited } = await conversation()
      const list = run(listCurrentCalls, undefined)
      await clock.advance(0)
      for (const chunk of [framed(before), ...wireOf(vector), framed(after), framed('OK')]) module.raw(chunk)
      await clock.advance(0)
      expect(unsolicited[0]).toBe(before)
      expect(unsolicited.at(-1)).toBe(after)
      expect(list.result ?? list.error).toBeDefined()
    },
  )
})

async function agrees(vector: PeerVector): Promise<boolean> {
  const reading = await readingOf(vector)
  const expected = Object.entries(withoutNote(vector.expect))
  return reading !== null && expected.every(([key, value]) => isDeepStrictEqual(reading[key], value))
}

function readingOf(vector: PeerVector): Promise<Readonly<Record<string, unknown>> | null> {
  return vector.kind === 'scenario' ? ourScenario(vector) : Promise.resolve(ourReading(vector))
}

/** What is expected, without the remark that one vector has among it. */
function withoutNote({ note: _, ...expected }: PeerVector['expect']): Readonly<Record<string, unknown>> {
  return expected
}

/** What the module of a vector sends, in its chunks: lines of the host and what people do are left out. */
function wireOf({ kind, lines }: PeerVector): readonly string[] {
  if (kind === 'stream' || kind === 'response') return lines
  if (kind === 'cmux') return lines.map(line => Buffer.from(line.replaceAll(' ', ''), 'hex').toString('latin1'))
  return lines.filter(line => !/^(> |<.*>$)/.test(line)).map(framed)
}

function framed(line: string): string {
  return `\r\n${line}\r\n`
}

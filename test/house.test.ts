import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = new URL('../', import.meta.url)

function filesBelow(folder: string): string[] {
  return readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => `${folder}/${file}`)
}

const linesOf = (file: string) => readFileSync(new URL(file, root), 'utf8').split('\n').length
const sources = filesBelow('src')
/** Tables of data may be as long as what they list. */
const isTable = (file: string) => /(-errors|-causes|-codes|-texts|transcript-callbacks|plan|tones-\w+)\.ts$/.test(file)

describe('the house', () => {
  it('has small rooms: half of the source files are under 100 lines, none is over 300 but tables', () => {
    const lengths = sources.map(linesOf).sort((a, b) => a - b)
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(100)
    const long = [...sources, ...filesBelow('test')].filter(file => linesOf(file) > 300 && !isTable(file))
    expect(long.filter(file => !/\.test\.ts$/.test(file) || linesOf(file) > 400)).toEqual([])
  })

  it('names rooms after what is in them', () => {
    const vague = sources.filter(file => /\b(utils?|helpers?|common|manager|misc)\b/.test(basename(file)))
    expect(vague).toEqual([])
  })

  it('has no types given up, no tests switched off, no unfinished work', () => {
    const given = [...sources, ...filesBelow('test')].filter(file => {
      if (file === 'test/house.test.ts') return false
      const text = readFileSync(new URL(file, root), 'utf8')
      return /\bas any\b|: any\b(?! \w)|@ts-(ignore|expect-error)|\b(TODO|FIXME)\b|\b(it|describe)\.(only|todo)\(/.test(
        text,
      )
    })
    expect(given).toEqual([])
  })
})

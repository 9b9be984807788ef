import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CellvoiceError } from '../../src/base/error.ts'
import { profileFrom, quirkNames } from '../../src/modem/profile-schema.ts'

const sound = {
  name: 'ec999',
  title: 'Quectel EC999',
  family: { value: 'unisoc', source: 'its manual' },
  identify: [{ manufacturer: 'Quectel', model: 'EC999', source: 'its manual' }],
  usb: [{ vendorId: '2c7c', productId: '0999', interfaces: [{ number: 2, role: 'at' }], source: 'lsusb' }],
  settings: [{ command: 'AT^DSCI=1', why: 'tells the state', source: 'its manual' }],
  quirks: { ringPeriodMs: { value: 6000, source: 'its manual' } },
  expected: { 'AT^DSCI': { value: 'yes', source: 'its manual' } },
  unknown: [{ question: 'what else', lookedAt: 'its manual' }],
}
const [usb] = sound.usb
const [setting] = sound.settings

describe('a profile that breaks the schema is refused, naming file and key', () => {
  it('while a sound one is taken as it is', () => {
    expect(profileFrom(sound, 'hardware/ec999/profile.json', 'ec999')).toEqual(sound)
  })

  it.each([
    ['a list in place of the document', [], '', 'is not an object'],
    ['a key that is missing', { ...sound, title: undefined }, 'title', 'is missing'],
    ['a wrong key', { ...sound, quirk: {} }, 'quirk', 'is not known here'],
    ['another name than its folder', { ...sound, name: 'ec998' }, 'name', 'the folder is ec999'],
    [
      'an unknown family',
      { ...sound, family: { value: 'intel', source: 'x manual' } },
      'family.value',
      'not one of qualcomm',
    ],
    ['a fact without a source', { ...sound, family: { value: 'unisoc' } }, 'family.source', 'is missing'],
    ['an empty source', { ...sound, family: { value: 'unisoc', source: '' } }, 'family.source', 'is not the name'],
    ['a bare value', { ...sound, quirks: { ringPeriodMs: 6000 } }, 'quirks.ringPeriodMs', 'is not an object'],
    [
      'a quirk without a source',
      { ...sound, quirks: { vtsBlocksPort: { value: true } } },
      'quirks.vtsBlocksPort.source',
      'missing',
    ],
    [
      'an unknown quirk',
      { ...sound, quirks: { ringsTwice: { value: true, source: 'x manual' } } },
      'quirks.ringsTwice',
      'known are',
    ],
    [
      'the word unknown as a value',
      { ...sound, quirks: { vtsBlocksPort: { value: 'unknown', source: 'none' } } },
      'quirks.vtsBlocksPort.value',
      'not one of true, false',
    ],
    [
      'a number out of range',
      { ...sound, quirks: { ringPeriodMs: { value: 6, source: 'x manual' } } },
      'quirks.ringPeriodMs.value',
      '1000 to 20000',
    ],
    [
      'a range the wrong way round',
      { ...sound, quirks: { clvlRange: { value: { min: 5, max: 0 }, source: 'x manual' } } },
      'quirks.clvlRange.value',
      'wrong way',
    ],
    [
      'an operation that is not one',
      { ...sound, quirks: { chldOperations: { value: ['0', '5'], source: 'x manual' } } },
      'quirks.chldOperations.value[1]',
      'not one of 0',
    ],
    [
      'perhaps',
      { ...sound, expected: { 'AT^DSCI': { value: 'perhaps', source: 'x manual' } } },
      'expected.AT^DSCI.value',
      'not one of yes, no',
    ],
    [
      'a command that is not one',
      { ...sound, expected: { DSCI: { value: 'yes', source: 'x manual' } } },
      'expected.DSCI',
      'is not a command',
    ],
    [
      'an unknown role',
      { ...sound, usb: [{ ...usb, interfaces: [{ number: 2, role: 'audio' }] }] },
      'usb[0].interfaces[0].role',
      'not one of at',
    ],
    ['a product id in capitals', { ...sound, usb: [{ ...usb, productId: '0X99' }] }, 'usb[0].productId', 'hexadecimal'],
    [
      'a model in small letters',
      { ...sound, identify: [{ manufacturer: 'Quectel', model: 'ec999', source: 'x manual' }] },
      'identify[0].model',
      'is not how',
    ],
    [
      'a setting that holds two lines',
      { ...sound, settings: [{ ...setting, command: 'AT\r\nATD1;' }] },
      'settings[0].command',
      'one command line',
    ],
    [
      'a setting that holds two commands',
      { ...sound, settings: [{ ...setting, command: 'AT+CLIP=1;+CRC=1' }] },
      'settings[0].command',
      'one command line',
    ],
    [
      'a setting that dials',
      { ...sound, settings: [{ ...setting, command: 'ATD10086' }] },
      'settings[0].command',
      'no ATD',
    ],
    [
      'a setting without a reason',
      { ...sound, settings: [{ command: 'AT^DSCI=1', source: 'x manual' }] },
      'settings[0].why',
      'is missing',
    ],
  ])('%s', (_what, document, key, why) => {
    const error = refusalOf(() =>
      profileFrom(JSON.parse(JSON.stringify(document)), 'hardware/ec999/profile.json', 'ec999'),
    )
    expect(error.context).toEqual({ file: 'hardware/ec999/profile.json', key })
    expect(error.message).toContain('hardware/ec999/profile.json')
    expect(error.message).toContain(why)
  })
})

describe('docs/add-a-module.md', () => {
  const guide = readFileSync(new URL('../../docs/add-a-module.md', import.meta.url), 'utf8')

  it('describes every quirk, and none that does not exist', () => {
    const section = guide.slice(guide.indexOf('### Quirks'), guide.indexOf('## 3.'))
    const described = [...section.matchAll(/^\| `([A-Za-z0-9]+)` *\|/gm)].map(([, name]) => name)
    expect(described).toEqual([...quirkNames])
  })

  it('shows a profile that is sound', () => {
    const [, example = ''] = /```json\n([\s\S]*?)```/.exec(guide) ?? []
    expect(profileFrom(JSON.parse(example), 'docs/add-a-module.md', 'ec999').name).toBe('ec999')
  })
})

function refusalOf(attempt: () => unknown): CellvoiceError {
  try {
    attempt()
  } catch (error) {
    if (CellvoiceError.is(error, 'INVALID_ARGUMENT')) return error
    throw error
  }
  throw new Error('was not refused')
}

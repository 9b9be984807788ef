import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { volatileSettings } from '../../src/modem/bring-up.ts'
import { identityOf } from '../../src/modem/identify.ts'
import { loadProfiles, profileFor } from '../../src/modem/profile.ts'

const root = new URL('../../', import.meta.url)
const profiles = loadProfiles()
const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8')

describe('the profiles of hardware/', () => {
  it('are there for the modules the library names', () => {
    expect(profiles.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'ec200u',
        'ec200a',
        'ec200n',
        'ec200s',
        'ec600n',
        'ec600u',
        'ec25',
        'eg25-g',
        'eg91',
        'generic',
      ]),
    )
  })

  it('are every folder with a README or captures: none is left out by a misspelt file name', () => {
    const modules = readdirSync(new URL('hardware/', root), { withFileTypes: true }).filter(
      entry => entry.isDirectory() && !['udev', 'systemd'].includes(entry.name),
    )
    expect(profiles.map(({ name }) => name)).toEqual(modules.map(({ name }) => name).sort())
  })

  it.each(profiles)('$name names a source for every fact', profile => {
    const valuesWithoutSource = JSON.stringify(profile, (_key, value) =>
      value !== null && typeof value === 'object' && 'value' in value && !('source' in value) ? 'BARE' : value,
    )
    expect(valuesWithoutSource).not.toContain('BARE')
    const facts = [
      profile.family,
      ...profile.identify,
      ...profile.usb,
      ...profile.settings,
      ...Object.values(profile.quirks),
      ...Object.values(profile.expected),
    ]
    for (const { source } of facts) expect(source).toMatch(/[A-Za-z0-9]{3}/)
  })

  it.each(profiles)('$name names captures that exist', profile => {
    const known = [...profiles.map(({ name }) => `hardware/${name}/captures/`), 'test/transcripts/foreign/']
      .filter(folder => existsSync(new URL(folder, root)))
      .flatMap(folder => readdirSync(new URL(folder, root)))
    const named = JSON.stringify(profile).match(/\b(cap|doc|rec)-[a-z0-9-]+/g) ?? []
    for (const capture of named) expect(known).toContain(`${capture}.txt`)
  })

  it.each(profiles)('$name has a README, and the index names it', ({ name }) => {
    expect(textOf(`hardware/${name}/README.md`)).toMatch(
      /^# .+\n[\s\S]*^## Voice$[\s\S]*^## Interfaces$[\s\S]*^## Traps$/m,
    )
    expect(textOf('hardware/README.md')).toContain(`](${name}/README.md)`)
  })

  it.each(profiles)('$name sends each command once, and none that every module gets anyway', ({ settings }) => {
    const commands = [...volatileSettings, ...settings].map(({ command }) => command)
    expect(commands).toEqual([...new Set(commands)])
  })

  it('know nothing of a maker where they know nothing of the module', () => {
    expect(profiles.find(({ name }) => name === 'generic')).toMatchObject({ settings: [], usb: [], expected: {} })
  })
})

describe('the captures', () => {
  const folders = [...profiles.map(({ name }) => `hardware/${name}/captures/`), 'test/transcripts/foreign/']
  const captures = folders
    .filter(folder => existsSync(new URL(folder, root)))
    .flatMap(folder => readdirSync(new URL(folder, root)).map(file => `${folder}${file}`))

  it.each(captures)('%s says what it is and where it comes from, and holds wire lines only', file => {
    const lines = textOf(file).trimEnd().split('\n')
    for (const head of ['# KIND: ', '# SHOWS: ', '# SOURCE: ']) {
      expect(lines.some(line => line.startsWith(head) && line.length > head.length)).toBe(true)
    }
    for (const line of lines) expect(line).toMatch(/^(# |> |< )/)
    expect(lines.some(line => !line.startsWith('#'))).toBe(true)
  })
})

describe('the profile follows what the module says of itself', () => {
  it.each([
    ['Quectel\nEC200U\nRevision: EC200UCNAAR03A14M08', 'ec200u'],
    ['Quectel\nEC200A\nRevision: EC200AEUHAR01A30M16', 'ec200a'],
    ['Quectel\nEC200A-CNTA\nRevision: EC200ACNTAR01A03M2G_OCPU', 'ec200a'],
    ['Quectel\nEC200N\nRevision: EC200NCNAAR05A03M16', 'ec200n'],
    ['Quectel\nEC200S\nRevision: EC200SCNAAR01A05M16', 'ec200s'],
    ['Quectel\nEC200SCN', 'ec200s'],
    ['Quectel\nEC600N\nRevision: EC600NCNLCR01A01M08', 'ec600n'],
    ['Quectel\nEC600S\nRevision: EC600SCNLAR01A01M08', 'ec600n'],
    ['Quectel\nEG915N\nRevision: EG915NEUAGR01A01M08', 'ec600n'],
    ['Quectel\nEC600U\nRevision: EC600UCNLBR01A01M16', 'ec600u'],
    ['Quectel\nEC25\nRevision: EC25AFXGAR07A04M1G', 'ec25'],
    ['Quectel\nEC21\nRevision: EC21EFAR06A06M4G', 'ec25'],
    ['Quectel\nEC20F\nRevision: EC20CEHDLGR06A02M1G', 'ec25'],
    ['Quectel\nEG25\nRevision: EG25GGBR07A08M2G', 'eg25-g'],
    ['Quectel\nEG25-G\nRevision: EG25GGBR07A08M2G', 'eg25-g'],
    ['Quectel\nEG91\nRevision: EG91EFBR06A06M4G', 'eg91'],
    ['Quectel\nEG95\nRevision: EG95EFBR06A03M4G', 'eg91'],
    ['Quectel\nEG912U\nRevision: EG912UGLAAR01A01M08', 'ec200u'],
    ['Quectel\nEG915U\nRevision: EG915UEUABR01A01M08', 'ec200u'],
  ])('%j is %s', (ati, name) => {
    expect(profileFor(profiles, identityOf(ati.split('\n'))).name).toBe(name)
  })

  it.each([
    ['a maker without a profile', 'SIMCOM INCORPORATED\nA7672SA-FASE\nA110B05A7672M7'],
    ['a model name of another maker that looks like one of ours', 'huawei\nEC25\n21.157'],
    ['EC200T: it only begins like EC20', 'Quectel\nEC200T\nRevision: EC200TEUHAR05A01M16'],
    ['EG912Y: it only begins like EG91', 'Quectel\nEG912Y\nRevision: EG912YEMABR01A01M08'],
    ['EC600G, which has no voice', 'Quectel\nEC600G\nRevision: EC600GCNAAR01A01M08'],
    ['silence', ''],
  ])('%s is generic', (_why, ati) => {
    expect(profileFor(profiles, identityOf(ati.split('\n'))).name).toBe('generic')
  })

  it.each([
    [
      'the revision decides where the model is missing',
      { model: '', revision: 'Revision: EC200UCNAAR03A14M08' },
      'ec200u',
    ],
    [
      'the revision decides where no profile knows the model',
      { model: 'Android', revision: 'EC25EFAR06A08M4G' },
      'ec25',
    ],
    ['the model goes before the revision', { model: 'EG25', revision: 'EC25EFAR06A08M4G' }, 'eg25-g'],
    ['small letters and spaces do not matter', { model: ' ec200u ', revision: '' }, 'ec200u'],
    [
      'a manufacturer that was not given does not matter',
      { manufacturer: '', model: 'EC200U', revision: '' },
      'ec200u',
    ],
    ['a longer manufacturer name', { manufacturer: 'Quectel Wireless Solutions', model: 'EC25', revision: '' }, 'ec25'],
  ])('%s', (_rule, given, name) => {
    expect(profileFor(profiles, { manufacturer: 'Quectel', ...given }).name).toBe(name)
  })

  it('does not depend on the order of the profiles', () => {
    const reversed = [...profiles].reverse()
    for (const model of ['EC200U', 'EC25', 'EG25-G', 'EG912U', 'A7672']) {
      const identity = { manufacturer: 'Quectel', model, revision: '' }
      expect(profileFor(reversed, identity)).toBe(profileFor(profiles, identity))
    }
  })
})

describe('a hardware folder', () => {
  let folder = ''
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  function hardware(files: Record<string, string>): URL {
    folder = mkdtempSync(join(tmpdir(), 'cellvoice-hardware-'))
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(join(folder, name))
      writeFileSync(join(folder, name, 'profile.json'), content)
    }
    mkdirSync(join(folder, 'udev'))
    return pathToFileURL(`${folder}/`)
  }
  const ec999 = JSON.stringify({
    ...JSON.parse(textOf('hardware/generic/profile.json')),
    name: 'ec999',
    identify: [{ manufacturer: 'Quectel', model: 'EC999', source: 'its manual' }],
  })
  const generic = textOf('hardware/generic/profile.json')

  it('gives a profile for each folder that has one: a new module is a new folder', () => {
    const loaded = loadProfiles(hardware({ generic, ec999 }))
    expect(loaded.map(({ name }) => name)).toEqual(['ec999', 'generic'])
    expect(profileFor(loaded, identityOf(['Quectel', 'EC999', 'Revision: EC999CNAAR01A01'])).name).toBe('ec999')
  })

  it.each([
    ['text that is not JSON', { generic, ec999: '{' }, 'hardware/ec999/profile.json: cannot be read'],
    ['no generic profile', { ec999 }, 'hardware/generic/profile.json: the document is missing'],
    [
      'one model in two profiles',
      { generic, ec999, ec999b: ec999.replace('"ec999"', '"ec999b"') },
      'hardware/ec999b/profile.json: identify claims EC999 of ec999',
    ],
  ])('with %s is refused', (_what, files, message) => {
    expect(() => loadProfiles(hardware(files))).toThrow(message)
  })
})

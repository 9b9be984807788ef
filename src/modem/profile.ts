import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { CellvoiceError } from '../base/error.ts'
import { refused } from './json-shape.ts'
import { type Profile, profileFrom } from './profile-schema.ts'

export type { Profile } from './profile-schema.ts'

/** What a module says of itself: ATI, or AT+CGMI, AT+CGMM and AT+CGMR. Empty text where it did not say. */
export interface Identity {
  /** `Quectel`. */
  readonly manufacturer: string
  /** `EC200U`. */
  readonly model: string
  /** `EC200UCNAAR03A14M08`, with or without `Revision:` before it. */
  readonly revision: string
}

const FALLBACK = 'generic'

/**
 * All profiles of the folder `hardware`, by name: every folder in it that has a profile.json is one.
 * @throws CellvoiceError INVALID_ARGUMENT naming the file and the key, for a profile that breaks the schema, for a model
 *   that two profiles claim, and where the profile `generic` is missing.
 */
export function loadProfiles(hardware = new URL('../../hardware/', import.meta.url)): readonly Profile[] {
  const profiles = readdirSync(hardware, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && existsSync(new URL(`${entry.name}/profile.json`, hardware)))
    .map(entry => entry.name)
    .sort()
    .map(name => {
      const file = `hardware/${name}/profile.json`
      return profileFrom(parsed(new URL(`${name}/profile.json`, hardware), file), file, name)
    })
  assertDistinct(profiles)
  fallbackOf(profiles)
  return profiles
}

let shipped: readonly Profile[] | undefined

/**
 * The profiles of this package, read once: of many modems that are opened in the same moment each would read all the files.
 * @throws CellvoiceError INVALID_ARGUMENT as {@link loadProfiles}.
 */
export function shippedProfiles(): readonly Profile[] {
  shipped ??= loadProfiles()
  return shipped
}

/**
 * The profile for a module, by what it says of itself: the one whose `identify` names the longest beginning of the model
 * name, or of the revision where no profile knows the model; else `generic`. A beginning that ends in a digit is not
 * followed by another digit in the name: `EC20` is not EC200U. A manufacturer is compared only where the module gave one.
 */
export function profileFor(profiles: readonly Profile[], identity: Identity): Profile {
  const revision = identity.revision.replace(/^Revision:\s*/i, '')
  return (
    longestMatch(profiles, identity.manufacturer, identity.model) ??
    longestMatch(profiles, identity.manufacturer, revision) ??
    fallbackOf(profiles)
  )
}

function longestMatch(profiles: readonly Profile[], manufacturer: string, name: string): Profile | undefined {
  const given = manufacturer.trim().toUpperCase()
  const matches = profiles.flatMap(profile =>
    profile.identify
      .filter(entry => given === '' || given.includes(entry.manufacturer.toUpperCase()))
      .filter(entry => begins(name.trim().toUpperCase(), entry.model))
      .map(entry => ({ profile, length: entry.model.length })),
  )
  return matches.sort((a, b) => b.length - a.length)[0]?.profile
}

function begins(name: string, model: string): boolean {
  return name.startsWith(model) && !/\d\d/.test(`${model.slice(-1)}${name.charAt(model.length)}`)
}

function fallbackOf(profiles: readonly Profile[]): Profile {
  const fallback = profiles.find(profile => profile.name === FALLBACK)
  if (!fallback) throw refused({ file: `hardware/${FALLBACK}/profile.json`, key: '' }, 'is missing')
  return fallback
}

function assertDistinct(profiles: readonly Profile[]): void {
  const owners = new Map<string, string>()
  for (const { name, identify } of profiles) {
    for (const { model } of identify) {
      const owner = owners.get(model)
      if (owner)
        throw refused({ file: `hardware/${name}/profile.json`, key: 'identify' }, `claims ${model} of ${owner}`)
      owners.set(model, name)
    }
  }
}

function parsed(url: URL, file: string): unknown {
  try {
    return JSON.parse(readFileSync(url, 'utf8'))
  } catch (cause) {
    throw new CellvoiceError('INVALID_ARGUMENT', {
      detail: `${file}: cannot be read`,
      cause,
      context: { file, key: '' },
    })
  }
}

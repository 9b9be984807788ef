import { profileKeys, type Settings, storedAtOnce } from './settings.ts'

/** The settings of a module: as they are, as they are stored, and as the factory made them. */
export class Profile {
  readonly current: Settings
  private readonly factory: Settings
  private stored: Partial<Settings> = {}

  constructor(factory: Settings) {
    this.factory = factory
    this.current = { ...factory }
  }

  /** AT&W. */
  save(): void {
    for (const key of profileKeys) this.stored[key] = this.current[key]
  }

  /** ATZ: what AT&W stored. */
  restore(): void {
    for (const key of profileKeys) this.current[key] = this.stored[key] ?? this.factory[key]
  }

  /** AT&F. */
  reset(): void {
    for (const key of profileKeys) this.current[key] = this.factory[key]
  }

  /** A restart keeps what was stored and forgets the rest. */
  restart(): void {
    const kept = storedAtOnce.map(key => [key, this.current[key]])
    Object.assign(this.current, this.factory, this.stored, Object.fromEntries(kept))
  }
}

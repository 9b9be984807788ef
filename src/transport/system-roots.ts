/** The folders in which Linux tells about its devices and processes; a test hands in a tree of its own. */
export interface SystemRoots {
  readonly dev: string
  readonly etc: string
  readonly proc: string
  readonly sys: string
}

/** Those of the running system. */
export const systemRoots: SystemRoots = { dev: '/dev', etc: '/etc', proc: '/proc', sys: '/sys' }

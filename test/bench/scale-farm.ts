import { ChildProgram } from '../support/child-program.ts'

const program = new URL('./scale-farm-process.ts', import.meta.url)

export interface FarmSize {
  readonly modules: number
  /** Whether each has a port for samples. */
  readonly pcm: boolean
  readonly seed: number
}

/** Where a module is. */
export interface FarmModule {
  readonly path: string
  readonly pcmPath: string | null
}

/** Modules on ptys, all in one process that is not the host's. */
export interface Farm {
  readonly modules: readonly FarmModule[]
}

/** Does something with a farm of modules, which is gone afterwards. */
export async function withFarm<Result>(size: FarmSize, work: (farm: Farm) => Promise<Result>): Promise<Result> {
  const [child, farm] = await ChildProgram.start<Farm>(program, JSON.stringify(size))
  try {
    return await work(farm)
  } finally {
    await child.kill()
  }
}

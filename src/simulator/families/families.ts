import { ec25 } from './ec25.ts'
import { ec200u } from './ec200u.ts'
import { ec600n } from './ec600n.ts'
import type { Family, FamilyName } from './family.ts'
import { generic } from './generic.ts'

/** Every family by its name. */
export const families: Readonly<Record<FamilyName, Family>> = { ec25, ec200u, ec600n, generic }

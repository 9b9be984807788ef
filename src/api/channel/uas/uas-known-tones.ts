import { PredefinedTones, ToneManager } from '../tones/known-tones.ts'
import { faceClass } from './face.ts'
import type { PythonMethods } from './python-method.ts'
import { toneManagerNames } from './uas-names.ts'

const Methods = faceClass<PythonMethods<ToneManager, typeof toneManagerNames>>(toneManagerNames)

/** {@link ToneManager} under the names of the contract. */
export class UASToneManager extends Methods {
  static readonly PredefinedTones = PredefinedTones
  readonly PredefinedTones = PredefinedTones

  /** @param _log Taken for the sake of the contract; an exchange has a logger of its own. */
  constructor(_log?: unknown) {
    super(new ToneManager())
  }
}

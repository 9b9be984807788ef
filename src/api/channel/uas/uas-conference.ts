import { ConferenceLifetimeControl } from '../conference/conference-lifetime-control.ts'
import { ConferencePartyMediaSettings } from '../conference/conference-party-media-settings.ts'
import type { MuteOnDTMFDigits } from '../conference/mute-on-dtmf-digits.ts'
import { PlayableMedia } from '../media/playable-media.ts'
import { faceClass, targetOf } from './face.ts'
import { argumentsOf } from './python-arguments.ts'
import type { PythonArguments, PythonMethods } from './python-method.ts'
import { constructorNames, muteDigitsNames, playableMediaNames } from './uas-names.ts'

const MediaMethods = faceClass<PythonMethods<PlayableMedia, typeof playableMediaNames>>(playableMediaNames)
const DigitMethods = faceClass<PythonMethods<MuteOnDTMFDigits, typeof muteDigitsNames>>(muteDigitsNames)
const Plain = faceClass<object>({})

/** How a class is constructed with the names of the contract. */
type ConstructorArguments<
  Target extends abstract new (
    ...args: never[]
  ) => object,
  Name extends keyof typeof constructorNames,
> = PythonArguments<Required<ConstructorParameters<Target>>, (typeof constructorNames)[Name]>

/** The one argument of such a constructor: its options in camel case. */
function optionsOf(name: keyof typeof constructorNames, args: readonly unknown[]): object {
  // There are no required parameters, so the options come first.
  return argumentsOf(name, constructorNames[name], args, targetOf)[0] as object
}

/** {@link PlayableMedia} under the names of the contract. */
export class UASPlayableMedia extends MediaMethods {
  constructor(media = new PlayableMedia()) {
    super(media)
  }
}

/** {@link MuteOnDTMFDigits} under the names of the contract. */
class UASMuteOnDTMFDigits extends DigitMethods {}

/** {@link ConferenceLifetimeControl} under the names of the contract. */
export class UASConferenceLifetimeControl extends Plain {
  constructor(...args: ConstructorArguments<typeof ConferenceLifetimeControl, 'ConferenceLifetimeControl'>) {
    super(new ConferenceLifetimeControl(optionsOf('ConferenceLifetimeControl', args)))
  }
}

/** {@link ConferencePartyMediaSettings} under the names of the contract. */
export class UASConferencePartyMediaSettings extends Plain {
  readonly OnEntryMedia: UASPlayableMedia
  readonly OnExitMedia: UASPlayableMedia
  readonly PrefixMedia: UASPlayableMedia
  readonly MuteOnDTMFDigits: UASMuteOnDTMFDigits

  constructor(...args: ConstructorArguments<typeof ConferencePartyMediaSettings, 'ConferencePartyMediaSettings'>) {
    const settings = new ConferencePartyMediaSettings(optionsOf('ConferencePartyMediaSettings', args))
    super(settings)
    this.OnEntryMedia = new UASPlayableMedia(settings.onEntryMedia)
    this.OnExitMedia = new UASPlayableMedia(settings.onExitMedia)
    this.PrefixMedia = new UASPlayableMedia(settings.prefixMedia)
    this.MuteOnDTMFDigits = new UASMuteOnDTMFDigits(settings.muteOnDTMFDigits)
  }
}

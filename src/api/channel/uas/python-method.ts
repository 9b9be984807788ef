import type { CallChannel } from '../call-channel.ts'
import type { ConferenceLifetimeControl } from '../conference/conference-lifetime-control.ts'
import type { ConferencePartyMediaSettings } from '../conference/conference-party-media-settings.ts'
import type { PlayableMedia } from '../media/playable-media.ts'
import type { ToneManager } from '../tones/known-tones.ts'
import type { CamelCase, ParameterNames } from './parameter-names.ts'
import type { UASCallChannel } from './uas-call-channel.ts'
import type {
  UASConferenceLifetimeControl,
  UASConferencePartyMediaSettings,
  UASPlayableMedia,
} from './uas-conference.ts'
import type { UASToneManager } from './uas-known-tones.ts'

/** An argument as a program of the contract has it. */
export type Faced<Value> = Value extends CallChannel
  ? UASCallChannel
  : Value extends ToneManager
    ? UASToneManager
    : Value extends PlayableMedia
      ? UASPlayableMedia
      : Value extends ConferencePartyMediaSettings
        ? UASConferencePartyMediaSettings
        : Value extends ConferenceLifetimeControl
          ? UASConferenceLifetimeControl
          : Value

/** Arguments that are left, by their names. */
type RequiredKeywords<Names extends readonly string[], Values extends readonly unknown[]> = {
  readonly [Index in Extract<keyof Names, `${number}`> as Names[Index] & string]: Index extends keyof Values
    ? Faced<Values[Index]>
    : never
}
type OptionalKeywords<Names extends readonly string[], Options> = {
  readonly [Name in Names[number]]?: OptionOf<Name, Options> | undefined
}
type OptionOf<Name extends string, Options> =
  CamelCase<Name> extends keyof Options ? Faced<Options[CamelCase<Name>]> : never

/** Optional arguments by position as far as one likes, and the others by name. */
type OptionalForms<Names extends readonly string[], Options, Taken extends readonly unknown[]> =
  | Taken
  | [...Taken, OptionalKeywords<Names, Options>]
  | (Names extends readonly [infer Name extends string, ...infer Rest extends readonly string[]]
      ? OptionalForms<Rest, Options, [...Taken, OptionOf<Name, Options> | undefined]>
      : never)

/** Required arguments by position as far as one likes, and all others by name. */
type Forms<
  Required extends readonly string[],
  Optional extends readonly string[],
  Values extends readonly unknown[],
  Options,
  Taken extends readonly unknown[] = [],
> = Required extends readonly [string, ...infer Rest extends readonly string[]]
  ? Values extends readonly [infer Value, ...infer More]
    ?
        | [...Taken, RequiredKeywords<Required, Values> & OptionalKeywords<Optional, Options>]
        | Forms<Rest, Optional, More, Options, [...Taken, Faced<Value>]>
    : never
  : OptionalForms<Optional, Options, Taken>

/** The options of a method, after its required parameters. */
type OptionsOf<Parameters extends readonly unknown[], Required extends readonly string[]> = NonNullable<
  Parameters[Required['length'] & keyof Parameters]
>

/** The ways to call a function with these names of its parameters: by position, by name, and mixed as in Python. */
export type PythonArguments<Parameters extends readonly unknown[], Names extends ParameterNames> = Forms<
  Names[0],
  Names[1],
  Parameters,
  OptionsOf<Parameters, Names[0]>
>

/** A method in camel case, to be called with the names of the contract. */
export type PythonMethod<Method, Names extends ParameterNames> = Method extends (
  ...args: infer Parameters
) => infer Result
  ? (...args: PythonArguments<Required<Parameters>, Names>) => Result
  : never

/** Methods of a class under the names of the contract. */
export type PythonMethods<Target, Names extends Readonly<Record<string, ParameterNames>>> = {
  readonly [Name in keyof Names & string]: CamelCase<Name> extends keyof Target
    ? PythonMethod<Target[CamelCase<Name>], Names[Name]>
    : never
}

/** Facts of a class under the names of the contract. */
export type PythonFacts<Target, Names extends readonly string[]> = {
  readonly [Name in Names[number]]: CamelCase<Name> extends keyof Target ? Target[CamelCase<Name>] : never
}

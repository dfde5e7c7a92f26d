/** A file of YAML as people write it: checked by its schema, with file and line of what is wrong. */
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { CallError } from '../contract/call-error.ts'
import { type Complaint, checkedBy } from '../contract/checked.ts'
import { linesOf } from '../messages/lines.ts'
import { schemaMessages } from '../messages/schema.ts'
import { yamlMessages } from '../messages/yaml.ts'
import type { Message } from '../model.ts'
import { reasonOf } from '../words/reason.ts'

/** Longer files are none that a person wrote. */
export const mostCharacters = 512 * 1024
/** So many complaints are told of one file. */
const mostComplaints = 20

/** `file`: its name, for complaints. */
export interface YamlFile {
  file: string
  text: string
}

/** What a file says, and where: `lineOf` counts from 1; what is missing is told at the thing that should hold it. */
export interface ReadYaml<T> {
  value: T
  lineOf: (path: readonly PropertyKey[]) => number
  /** CallError `usage` with `FILE:LINE: what was expected`, for each thing that is wrong. */
  refused: (complaints: readonly Complaint[]) => CallError
}

/** `whole`: how a complaint about the file as a whole begins. Throws CallError `usage`: `FILE:LINE: what was expected`, for each thing that is wrong. */
export function readYaml<S extends z.ZodType>(
  { file, text }: YamlFile,
  schema: S,
  whole: (params: { what: Message }) => Message = ({ what }) => what,
): ReadYaml<z.output<S>> {
  const lines = new LineCounter()
  const at = (line: number, what: string | Message): Message => yamlMessages.complaint({ file, line, what })
  const thrown = (complaints: readonly Message[]) =>
    new CallError('usage', linesOf(complaints.slice(0, mostComplaints)), { file })

  if (text.length > mostCharacters) throw thrown([at(1, yamlMessages.tooLong({ kilobytes: mostCharacters / 1024 }))])
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line)
  if (document.errors.length > 0) throw thrown(document.errors.map(({ pos, message }) => at(lineAt(pos[0]), message)))

  const lineOf = (path: readonly PropertyKey[]): number => lineAt(offsetOf(document, path))
  const refused = (complaints: readonly Complaint[]): CallError =>
    thrown(
      complaints.map(({ path, what }) => {
        const where = path.join('.')
        return at(lineOf(path), where === '' ? whole({ what }) : schemaMessages.at({ path: where, what }))
      }),
    )
  const checked = checkedBy(schema, plainValueOf(document, (said) => thrown([at(1, said)])) ?? {})
  if ('complaints' in checked) throw refused(checked.complaints)
  return { value: checked.value, lineOf, refused }
}

/** Aliases of aliases can stand for more than any memory holds: the library of YAML then throws. */
function plainValueOf(document: Document, thrown: (said: string) => CallError): unknown {
  try {
    return document.toJS()
  } catch (error) {
    throw thrown(reasonOf(error))
  }
}

/** Where a thing stands in the text; what is missing is told at the thing that should hold it. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}

/** Follows which host, which pod and which directory a person was in, from prompts and commands alone. */

import { unknownNode } from '../importer.ts'
import type { Prompt } from './prompt.ts'
import { directoryAfter } from './working-directory.ts'

export interface Shell {
  /** As the prompt shows it; inside a pod that is the pod's own host name. */
  host: string
  /** The node, also for a shell inside one of its pods. */
  node: string
  pod: string | null
  /** Null when unknown. */
  directory: string | null
  previousDirectory: string | null
}

export class ShellStack {
  private stack: Shell[] = [shellOn(unknownNode, unknownNode, null)]
  /** Pods by the host name their prompt shows: a later block may show that prompt without the `exec`. */
  private readonly pods = new Map<string, { node: string; pod: string }>()
  private entering: { pod: string; directory: string } | null = null
  private shownDirectory = ''

  current(): Shell {
    return this.stack.at(-1) ?? shellOn(unknownNode, unknownNode, null)
  }

  /** Takes note of a prompt, ahead of the command typed at it. */
  at(prompt: Prompt): Shell {
    const top = this.current()
    const host = prompt.host === '' ? (this.entering?.pod ?? top.host) : prompt.host
    if (this.entering !== null) {
      // a pod on the host's network shows the node's name: there, only the changed directory tells that one is inside
      const inside = host !== top.host || (prompt.directory === '/' && this.entering.directory !== '/')
      if (inside) this.push(shellOn(host, top.node, this.entering.pod))
      this.entering = null
    } else if (host !== top.host) this.goTo(host)
    const shell = this.current()
    if (shell.pod !== null && shell.host !== shell.node) this.pods.set(shell.host, { node: shell.node, pod: shell.pod })
    this.shownDirectory = prompt.directory
    const shown = prompt.directory
    if (shown.startsWith('/') || shown.startsWith('~')) shell.directory = shown
    else if (shown !== '' && shell.directory?.split('/').at(-1) !== shown) shell.directory = null
    return shell
  }

  /** An interactive shell was asked for inside a pod or container; the next prompt tells whether it came. */
  enter(pod: string): void {
    this.entering = { pod, directory: this.shownDirectory }
  }

  exit(): void {
    if (this.stack.length > 1) this.stack.pop()
  }

  changeDirectory(argument: string | undefined): void {
    const shell = this.current()
    const next = directoryAfter(argument, shell.directory, shell.previousDirectory)
    shell.previousDirectory = shell.directory
    shell.directory = next
  }

  private goTo(host: string): void {
    const known = this.stack.findIndex((shell) => shell.host === host)
    if (known !== -1) {
      this.stack.length = known + 1
      return
    }
    const pod = this.pods.get(host)
    if (pod === undefined) this.stack = [shellOn(host, host, null)]
    else this.stack = [shellOn(pod.node, pod.node, null), shellOn(host, pod.node, pod.pod)]
  }

  private push(shell: Shell): void {
    // hostile input could nest for ever
    if (this.stack.length > 32) this.stack.splice(1, 1)
    this.stack.push(shell)
  }
}

function shellOn(host: string, node: string, pod: string | null): Shell {
  return { host, node, pod, directory: null, previousDirectory: null }
}

/** Pods that wait for an image or a configuration that does not come. */
import { factsOf, finding, textOf } from '../facts.ts'
import { podParams, sinceCreated } from '../pods.ts'
import type { Rule } from '../rule.ts'

const waiting =
  /^(?:Init:)?(?:ImagePullBackOff|ErrImagePull|ErrImageNeverPull|ImageInspectError|RegistryUnavailable|InvalidImageName|CreateContainerConfigError|CreateContainerError|RunContainerError|PreCreateHookError|PostStartHookError)$/

export const podWaiting: Rule = {
  name: 'pod-waiting',
  tells: 'state',
  evaluate: ({ after }) =>
    factsOf(after, 'kubectl-get-pods')
      .filter(({ fields }) => waiting.test(textOf(fields, 'status')))
      .map((fact) =>
        finding('pod-waiting', fact, {
          severity: 'warning',
          certainty: 'proven',
          since: sinceCreated(fact),
          params: podParams(fact),
          cause: `pods-waiting/${textOf(fact.fields, 'workload') || fact.subject.key}`,
        }),
      ),
}

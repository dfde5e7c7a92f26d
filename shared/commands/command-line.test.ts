import { expect, test } from 'vitest'
import { probeNamed } from '../probes/index.ts'
import { askedBy } from './asked.ts'
import { commandsOf } from './command-line.ts'

test.each([
  ['oc get po', 'kubectl get pods'],
  ['sudo k3s kubectl -n openstack get pod -o wide', 'kubectl get pods -n openstack -o wide'],
  ['microk8s.kubectl get pods -A -w', 'kubectl get pods -A'],
  ['microk8s kubectl get --all-namespaces pods', 'kubectl get pods --all-namespaces'],
  ['minikube kubectl -- get po -Aw', 'kubectl get pods -A'],
  ['k get no --no-headers', 'kubectl get nodes'],
  ['kubectl --kubeconfig=/etc/k.conf get po/web-1', 'kubectl get pods web-1 --kubeconfig=/etc/k.conf'],
  ['kubectl get nodes,pods', 'kubectl get nodes,pods'],
  ['kubectl describe pod -n x web-1', 'kubectl describe pod -n x web-1'],
  ['kubectl exec -it web-1 -- ls -l', 'kubectl exec -it web-1 -- ls -l'],
  ['watch -n 1 kubectl get pods', 'kubectl get pods'],
  ["watch 'kubectl get pods -A'", 'kubectl get pods -A'],
  ['sudo -u stack -E LC_ALL=C timeout 5 docker container ls -a', 'docker ps -a'],
  ['podman ps --all', 'docker ps --all'],
  ['docker --context far ps', 'docker ps'],
  ['openstack --os-cloud admin --debug network agent list', 'openstack network agent list'],
  ['nova --os-region-name one service-list', 'nova service-list'],
  ['time df -h', 'df -h'],
  ['sudo', 'sudo'],
])('%s', (typed, usual) => expect(commandsOf(typed).map(({ words }) => words.join(' '))).toEqual([usual]))

test.each([
  ['kubectl-get-pods', 'cd /root && sudo oc get po -n x', 'kubectl get pods -n x'],
  ['kubectl-get-pods', 'ssh root@n1 kubectl get po -A', 'kubectl get pods -A'],
  ['nova-service-list', "kubectl exec pod -- bash -c 'source /rc && nova --debug service-list'", null],
  ['docker-ps', 'kubectl get pods', null],
])('%s in %s', (probe, typed, known) => expect(askedBy(probeNamed(probe), typed)).toBe(known ?? typed))

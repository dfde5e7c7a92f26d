import { describe, expect, test } from 'vitest'
import { judge, type Output, pods, said, view } from '../../test/support/site-views.ts'

const running = (name: string, node = 'n1') => `${name} 1/1 Running 0 5h ${node}`
const goneOf = (...looks: Output[]) => {
  const views = looks.map((output, index) => view(10 * index, [output]))
  return said(judge(views), 'pod-gone').map(({ subject, certainty }) => `${subject.key} ${certainty}`)
}
const replacedOf = (...looks: Output[]) => {
  const views = looks.map((output, index) => view(10 * index, [output]))
  return said(judge(views), 'pod-replaced').map(({ params, subject }) => `${params.oldPod} ${subject.key}`)
}
/** As `kubectl get pod -n default` shows it: what it lacks may be in another namespace. */
const inPart = (output: Output): Output => ({ ...output, command: 'kubectl get pod -o wide' })

describe('a pod that is no longer listed', () => {
  const [one, other, third] = [running('web-aaaaa'), running('web-bbbbb', 'n2'), running('web-ccccc', 'n2')]

  test('is gone where no other of its workload came', () => {
    expect(goneOf(pods(one, other), pods(one))).toEqual(['default/web-bbbbb proven'])
    expect(goneOf(pods(one, other), inPart(pods(one)), pods(one))).toEqual(['default/web-bbbbb proven'])
    expect(goneOf(pods(one, other), inPart(pods(one)))).toEqual([])
  })

  test('is told by the first listing that lacks it, and by no later one', () => {
    expect(goneOf(pods(one, other), pods(one), pods(one))).toEqual([])
  })

  test('is replaced by one that came with it, or had come while it ended', () => {
    const ending = 'web-bbbbb 1/1 Terminating 0 5h n2'
    expect(goneOf(pods(one, other), pods(one, third))).toEqual([])
    expect(replacedOf(pods(one, other), pods(one, third))).toEqual(['web-bbbbb default/web-ccccc'])
    expect(goneOf(pods(one, other), pods(one, ending, third), pods(one, third))).toEqual([])
    expect(replacedOf(pods(one, other), pods(one, ending, third), pods(one, third))).toEqual([])
  })

  test('was replaced, though a listing between showed a part', () => {
    expect(replacedOf(pods(one, other), inPart(pods(one)), pods(one, third))).toEqual(['web-bbbbb default/web-ccccc'])
  })

  test('may be gone where of two one was replaced', () => {
    expect(goneOf(pods(one, other), pods(third))).toEqual(['default/web-aaaaa possible'])
  })

  test('was being deleted, and nothing came', () => {
    const ending = 'web-bbbbb 1/1 Terminating 0 5h n2'
    expect(goneOf(pods(one, other), pods(one, ending), pods(one))).toEqual(['default/web-bbbbb proven'])
  })

  test('is cleaned away behind a rollout, an eviction or a job', () => {
    const [old, next] = [running('api-5d7f9c8b6d-aaaaa'), running('api-7c9f8b6d5d-bbbbb')]
    expect(goneOf(pods(old), pods(old, next), pods(next))).toEqual([])
    const evicted = 'web-bbbbb 0/1 Evicted 0 5h n2'
    expect(goneOf(pods(one, other), pods(one, evicted, third), pods(one, third))).toEqual([])
    expect(goneOf(pods(running('backup-1783454400-8xpgb')), pods())).toEqual([])
    expect(goneOf(pods('import-8xpgb 0/1 Completed 0 5h n1'), pods())).toEqual([])
  })

  test('a successor of the same template came ahead of its end', () => {
    const [old, next] = [running('api-5d7f9c8b6d-aaaaa'), running('api-5d7f9c8b6d-bbbbb')]
    expect(goneOf(pods(old), pods(old, next), pods(next))).toEqual([])
    // One listing does not tell whether two were one too many.
    expect(goneOf(pods(old, next), pods(next))).toEqual(['default/api-5d7f9c8b6d-aaaaa possible'])
    expect(goneOf(pods(old, next), pods(old, next), pods(next))).toEqual(['default/api-5d7f9c8b6d-aaaaa proven'])
  })

  test('two runs of a job are not a pod replaced', () => {
    const [first, second] = ['backup-1783454400-8xpgb', 'backup-1783458000-kk2lm']
    expect(replacedOf(pods(running(first)), pods(running(second)))).toEqual([])
  })

  test('a rollout that went on is no warning', () => {
    const [old, next] = [running('api-5d7f9c8b6d-aaaaa'), running('api-7c9f8b6d5d-bbbbb')]
    const [told] = said(judge([view(0, [pods(old)]), view(10, [pods(next)])]), 'pod-replaced')
    expect(told?.severity).toBe('info')
  })

  test('a name that comes back is another pod', () => {
    const set = (age: string) => `db-0 1/1 Running 0 ${age} n1`
    expect(replacedOf(pods(set('5h')), pods(), pods(set('2m')))).toEqual(['db-0 default/db-0'])
  })
})

/** Colours of the canvas, by scheme. Health differs in hue, brightness and pattern. */
import type { Health } from '../../shared/model.ts'

export interface Palette {
  back: string
  text: string
  dimmed: string
  line: string
  faint: string
  group: string
  hover: string
  selected: string
  a: string
  b: string
  incident: string
  operator: string
  health: Record<Health, string>
  onHealth: Record<Health, string>
}

export const palettes: Record<'light' | 'dark', Palette> = {
  light: {
    back: '#ffffff',
    text: '#1f2933',
    dimmed: '#66727f',
    line: '#d5dbe1',
    faint: '#e9edf0',
    group: '#f3f5f7',
    hover: '#eef4fb',
    selected: '#dceafa',
    a: '#1668b8',
    b: '#8a3fb0',
    incident: '#c22f2f',
    operator: '#8a5a00',
    health: { fine: '#a9d8c2', attention: '#eeb54a', bad: '#c23b3b', unknown: '#b9c2cb' },
    onHealth: { fine: '#134434', attention: '#3d2a00', bad: '#ffffff', unknown: '#2b343d' },
  },
  dark: {
    back: '#1a1f24',
    text: '#dfe5ea',
    dimmed: '#93a0ac',
    line: '#39424c',
    faint: '#2a3138',
    group: '#20262c',
    hover: '#252e38',
    selected: '#22384f',
    a: '#6bb1f5',
    b: '#cf95ec',
    incident: '#ff7b72',
    operator: '#e0b050',
    health: { fine: '#2d6350', attention: '#c98f1f', bad: '#f0605a', unknown: '#5b6670' },
    onHealth: { fine: '#cdeede', attention: '#1d1400', bad: '#240404', unknown: '#f0f3f5' },
  },
}

/** Compact and calm: system fonts, small radii, dense controls. */
import { createTheme } from '@mantine/core'

const sans =
  '"Inter", "Segoe UI", system-ui, -apple-system, "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", sans-serif'
const mono =
  '"JetBrains Mono", "Cascadia Mono", Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", "Microsoft YaHei", monospace'

export const theme = createTheme({
  fontFamily: sans,
  fontFamilyMonospace: mono,
  primaryColor: 'blue',
  primaryShade: { light: 8, dark: 8 },
  colors: {
    dark: [
      '#dfe5ea',
      '#c3ccd4',
      '#98a4b0',
      '#66727f',
      '#434d57',
      '#323a43',
      '#252c33',
      '#1a1f24',
      '#14181c',
      '#0f1215',
    ],
  },
  defaultRadius: 'sm',
  fontSizes: {
    xs: 'calc(0.72rem * var(--mantine-scale))',
    sm: 'calc(0.8rem * var(--mantine-scale))',
    md: 'calc(0.87rem * var(--mantine-scale))',
    lg: 'calc(1rem * var(--mantine-scale))',
    xl: 'calc(1.2rem * var(--mantine-scale))',
  },
})

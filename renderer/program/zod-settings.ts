/** Imported before any schema is made: the page's CSP forbids `new Function`, which zod would otherwise try. */
import { z } from 'zod'

z.config({ jitless: true })

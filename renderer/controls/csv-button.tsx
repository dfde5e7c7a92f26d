/** Saves what a table shows, filtered and sorted as it is, for a spreadsheet. */
import { useTranslation } from 'react-i18next'
import { csvOf } from '../../shared/csv.ts'
import type { FieldValue } from '../../shared/model.ts'
import { useSites } from '../library/sites.ts'
import { download, fileName } from './download.ts'

/** `table` is asked only when the button is pressed. */
export function CsvButton({ name, table }: { name: string; table: () => { columns: string[]; rows: FieldValue[][] } }) {
  const { t } = useTranslation()
  const site = useSites((state) => state.site)
  const save = () => {
    const { columns, rows } = table()
    download(fileName(`${site ?? 'site'}-${name}.csv`), csvOf(columns, rows), 'text/csv')
  }
  return (
    <button type="button" className="chip" title={t('rows.csvText')} onClick={save}>
      CSV
    </button>
  )
}

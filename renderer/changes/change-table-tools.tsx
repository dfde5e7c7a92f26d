/** How the table of changes is grouped, and which columns it shows. */
import { Menu, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type ChangeTable, groupings, labels } from './use-change-table.ts'

export function ChangeTableTools({ table }: { table: ChangeTable }) {
  const { t } = useTranslation()
  const label = (id: string) => t(labels[id] ?? id)
  const group = (id: string) => {
    table.setGrouping(id === '' ? [] : [id])
    table.setExpanded(id === '' ? true : {})
  }
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={t('changes.groupBy')}
        value={table.state.grouping[0] ?? ''}
        data={[
          { value: '', label: t('changes.ungrouped') },
          ...groupings.map((id) => ({ value: id, label: t('changes.grouped', { by: label(id) }) })),
        ]}
        onChange={(event) => group(event.currentTarget.value)}
      />
      <Menu closeOnItemClick={false} shadow="md">
        <Menu.Target>
          <button type="button" className="chip">
            {t('changes.columns')} ▾
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {table.getAllLeafColumns().map((column) => (
            <Menu.CheckboxItem
              key={column.id}
              checked={column.getIsVisible()}
              disabled={column.id === 'name'}
              onChange={() => column.toggleVisibility()}
            >
              {label(column.id)}
            </Menu.CheckboxItem>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

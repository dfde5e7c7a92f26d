import { boolean, type FieldsOf, text } from '../fields.ts'

/** One row for each agent on each host. */
export const neutronAgentFields = {
  id: text({ en: 'id', zh: 'ID' }, { null: 'unknown', compared: true, column: 3, width: '90px' }),
  agentType: text({ en: 'agent_type', zh: 'Agent 类型' }, { identifies: true, column: 1, width: 'minmax(140px, 1fr)' }),
  host: text({ en: 'host', zh: '主机' }, { identifies: true, names: 'host', column: 1, width: 'minmax(120px, 1fr)' }),
  availabilityZone: text(
    { en: 'availability_zone', zh: '可用域' },
    { null: 'unknown', compared: true, column: 3, width: '120px' },
  ),
  alive: boolean({ en: 'alive', zh: '存活' }, { compared: true, shown: 'status', column: 1, width: '80px' }),
  adminStateUp: boolean(
    { en: 'admin_state_up', zh: '管理状态' },
    { null: 'unknown', compared: true, column: 2, width: '130px' },
  ),
  binary: text({ en: 'binary', zh: '服务' }, { null: 'unknown', column: 1, width: 'minmax(180px, 1fr)' }),
}

export type NeutronAgentRow = FieldsOf<typeof neutronAgentFields>

// What Grafana publishes as TypeScript about a dashboard and the panels that we use.
import type { GraphFieldConfig } from './node_modules/@grafana/schema/dist/types/common/common.gen';
import type { Dashboard as GrafanaDashboard } from './node_modules/@grafana/schema/dist/types/raw/dashboard/x/types.gen';
import type { Options as LogsOptions } from './node_modules/@grafana/schema/dist/types/raw/composable/logs/panelcfg/x/types.gen';
import type { Options as NodeGraphOptions } from './node_modules/@grafana/schema/dist/types/raw/composable/nodegraph/panelcfg/x/types.gen';
import type { Options as StatOptions } from './node_modules/@grafana/schema/dist/types/raw/composable/stat/panelcfg/x/types.gen';
import type { Options as TableOptions } from './node_modules/@grafana/schema/dist/types/raw/composable/table/panelcfg/x/types.gen';
import type { Options as TimeseriesOptions } from './node_modules/@grafana/schema/dist/types/raw/composable/timeseries/panelcfg/x/types.gen';

export type Board = GrafanaDashboard;
export type logs = Partial<LogsOptions>;
export type nodeGraph = Partial<NodeGraphOptions>;
export type stat = Partial<StatOptions>;
export type table = Partial<TableOptions>;
export type timeseries = Partial<TimeseriesOptions>;
export type timeseriesField = GraphFieldConfig;

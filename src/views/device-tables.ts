/** The tables that only the page of one device has, by name; see tables.ts for those of every page. */
import type { Labels } from './labels.ts';
import type { TableBuilder } from './table.ts';
import { channel } from './tables/channel.ts';
import * as device from './tables/device.ts';
import { storagePaths } from './tables/storage-paths.ts';

export type DeviceTableName = keyof Labels['DEVICE_CAPTIONS'];

export const DEVICE_TABLES: Readonly<Record<DeviceTableName, TableBuilder>> = {
  sans: device.sans,
  'san-ports': device.sanPorts,
  'port-channel': channel,
  'device-vlans': device.deviceVlansTable,
  'storage-paths': storagePaths,
  votes: device.votes,
  services: device.services,
};

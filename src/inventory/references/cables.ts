import { didYouMean } from '../../problem/suggest.ts';
import { splitEndpoint } from '../net.ts';
import type { References } from './context.ts';

/** Each end of a cable is a port of a switch, or a NIC of a host or SAN, and the two differ. */
export function checkCables(context: References): void {
  const devices = deviceKinds(context);
  context.inventory.cables.forEach((cable, index) => {
    for (const end of ['a', 'b'] as const)
      checkEnd(context, devices, ['cables', index, end], cable[end]);
    if (cable.a === cable.b) context.report(['cables', index, 'b'], loop(cable.b));
  });
}

type DeviceKinds = ReadonlyMap<string, 'hosts' | 'switches' | 'sans'>;

function deviceKinds({ names }: References): DeviceKinds {
  return new Map(
    (['sans', 'switches', 'hosts'] as const).flatMap((kind) =>
      names([kind]).map((name) => [name, kind] as const),
    ),
  );
}

function checkEnd(
  context: References,
  devices: DeviceKinds,
  at: readonly (string | number)[],
  text: string,
): void {
  const { device, port } = splitEndpoint(text);
  const kind = devices.get(device);
  if (!kind) {
    context.report(at, unknownDevice(text, device, [...devices.keys()]));
    return;
  }
  const [ports, what] = kind === 'switches' ? ['ports', 'a port'] : ['nics', 'a NIC'];
  context.require(at, port as string, [kind, device, ports as string], what as string);
}

function unknownDevice(text: string, device: string, known: readonly string[]) {
  return {
    message: `the cable's end "${text}" is on a device that isn't declared: "${device}"`,
    expected: 'a host, a switch or a SAN',
    actual: JSON.stringify(device),
    hint: didYouMean(device, known),
  };
}

function loop(end: string) {
  return {
    message: `this cable has both ends in ${end}`,
    expected: 'two different ports',
    actual: end,
    hint: 'correct one of the ends',
  };
}

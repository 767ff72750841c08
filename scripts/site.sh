#!/bin/sh
# What `npm run` calls in a site that holds its content only, from its folder:
# sh …/scripts/site.sh build|dev|check|start
set -eu
engine=$(cd "$(dirname "$0")/.." && pwd -P)
sh "$engine/scripts/setup.sh" check
exec "$engine/node_modules/.bin/node" "$engine/scripts/site.ts" "$@"

"""ifupdown2's own ifquery, from an unpacked package: ifquery.py ROOT STATE_FOLDER ARGUMENT…

Installed, ifupdown2 takes over the machine's network; so it is only unpacked under
ROOT, and its fixed paths are pointed there before it starts.
"""
import os
import sys

root, state = sys.argv[1:3]
package = root + "/usr/share/ifupdown2"
sys.path.insert(0, package)
sys.argv = ["ifquery", *sys.argv[3:]]

from lib.log import LogManager  # noqa: E402

LogManager.get_instance()

import ifupdown.config as config  # noqa: E402

config.__version__ = __import__("__init__").__version__
config.IFUPDOWN2_CONF_PATH = root + "/etc/network/ifupdown2/ifupdown2.conf"
config.ADDONS_CONF_PATH = root + "/etc/network/ifupdown2/addons.conf"
config.IFUPDOWN2_ADDON_DROPIN_FOLDER = package + "/addons"

import ifupdown.main as main  # noqa: E402
import ifupdown.statemanager as statemanager  # noqa: E402

main.lockfile = state + "/lock"
statemanager.stateManager.state_rundir = state + "/"

# What its __main__.py does without its daemon.
program = main.Ifupdown2(daemon=False, uid=os.geteuid())
program.parse_argv(sys.argv)
LogManager.get_instance().start_standalone_logging(program.args)
status = program.main()
sys.stdout.flush()
sys.stderr.flush()
# Not sys.exit: its netlink listener would keep the process alive.
os._exit(status or 0)

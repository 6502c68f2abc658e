"""`python -m wattwright.cli` runs the command line."""

import sys

from wattwright.cli.app import main

sys.exit(main())

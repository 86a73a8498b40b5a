"""Run the command as `python -m tilaus_adapters.cli`, where no script `tilaus` is on the path."""

import sys

from tilaus_adapters.cli import main

sys.exit(main())

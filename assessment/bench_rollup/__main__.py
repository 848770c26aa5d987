"""The process in which one engine is measured; see ``measuring``."""

import sys

from assessment.bench_rollup.measuring import main

main(sys.argv[1:])

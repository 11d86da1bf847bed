"""`python -m bangwo_city`: one program of the city."""

import sys

from bangwo_city.main import main

sys.exit(main())
